"""What a union still lacks, in the order in which it is best entered: for the start page of its manager.

Each step says what it gives the reader and leads to the very form. Whether it is done is asked of the records. The
pages that would show it are named, so that staff who read one of them see what is missing there; readers see nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, Model, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.membership.models import Membership
from members.people.models import OfficeHolder
from members.people.presiding import presiding_on
from pages.posts.models import Post
from pages.services.models import Service
from pages.tree.models import Page
from unions.models import (
    ContactPoint,
    Decision,
    Duty,
    Emblem,
    Headquarters,
    LegalBasis,
    Meeting,
    Organ,
    Paper,
    Union,
    UnionName,
    User,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Step:
    """One thing to enter: what to do, what the reader has of it, and where it is done."""

    text: "StrOrPromise"
    benefit: "StrOrPromise"
    model: type[Model]
    # What is asked of the union itself, or of its records in a question of its own.
    is_done: Callable[[Union], object] | None = None
    # It is done once there is such a row; these questions are asked together.
    there: Callable[[], QuerySet] | None = None
    # The row to change; without one, a new row is added.
    row: Callable[[Union], Model | None] = lambda union: None
    # The names of the addresses of pages on which it would be seen.
    pages: frozenset[str] = frozenset()

    def url(self, row: Model | None) -> str:
        name = f"admin:{self.model._meta.app_label}_{self.model._meta.model_name}"
        return reverse(f"{name}_change", args=[row.pk]) if row else reverse(f"{name}_add")

    def is_for(self, row: Model | None, user: User) -> bool:
        """Whether the person may do it."""
        action = "change" if row else "add"
        return user.has_perm(f"{self.model._meta.app_label}.{action}_{self.model._meta.model_name}")


@dataclass(frozen=True)
class StepLeft:
    """A step as it is shown."""

    text: "StrOrPromise"
    benefit: "StrOrPromise"
    url: str


def the_union(union: Union) -> Model:
    return union


def standard_page(key: str) -> Callable[[Union], Model | None]:
    return lambda union: Page.objects.filter(source_key=key).first()


def public_page(key: str) -> Callable[[], QuerySet]:
    return lambda: Page.objects.published().filter(source_key=key)


def current_name(union: Union) -> UnionName | None:
    return UnionName.objects.current().first()


STEPS = [
    Step(
        _("Upload the emblem"),
        _("Readers recognise the union at the head of every page; until then its initials are shown."),
        Emblem,
        lambda union: union.mark != Union.Mark.PLAIN or Emblem.objects.exists(),
        pages=frozenset({"home"}),
    ),
    Step(
        _("Enter the name in English"),
        _("Partners abroad read on the English pages who you are."),
        UnionName,
        lambda union: (name := current_name(union)) is None or name.name_en,
        row=current_name,
        pages=frozenset({"home", "union_detail"}),
    ),
    Step(
        _("Enter the founding day, the legal status and the area covered"),
        _("The fact sheet says since when the union exists, what it is and for whom."),
        Union,
        lambda union: union.founded_on and union.legal_status and union.reach,
        row=the_union,
        pages=frozenset({"home", "union_detail"}),
    ),
    Step(
        _("Introduce the union in two or three sentences"),
        _("The home page begins with what the union does."),
        Union,
        lambda union: union.introduction,
        row=the_union,
        pages=frozenset({"home"}),
    ),
    Step(
        _("Enter the address of the headquarters"),
        _("Letters and visitors reach the union; the address is in the footer of every page."),
        Headquarters,
        there=lambda: Headquarters.objects.current(),
        pages=frozenset({"home", "union_detail", "contact"}),
    ),
    Step(
        _("Enter telephone number and e-mail address"),
        _("Citizens, journalists and members reach the union with one tap."),
        Headquarters,
        there=lambda: ContactPoint.objects.all(),
        row=lambda union: Headquarters.objects.current().first(),
        pages=frozenset({"home", "union_detail", "contact"}),
    ),
    Step(
        _("Enter the statute and the act of founding"),
        _("Anyone who asks what the union is based on finds the act, its date and the Official Gazette."),
        LegalBasis,
        there=lambda: LegalBasis.objects.all(),
        pages=frozenset({"union_legal_basis", "union_detail"}),
    ),
    Step(
        _("Enter the aims and duties in the statute"),
        _("Municipalities see what the union does for them."),
        Duty,
        there=lambda: Duty.objects.all(),
        pages=frozenset({"union_duties", "union_detail"}),
    ),
    Step(
        _("Enter the members, one by one or from your own table"),
        _("The list, the map and the page of each member appear."),
        Membership,
        there=lambda: Membership.objects.all(),
        pages=frozenset({"home", "member_list", "member_map", "member_history"}),
    ),
    Step(
        _("Enter who the president is"),
        _("Journalists ask for it first; it is on the page of the organs."),
        OfficeHolder,
        lambda union: presiding_on(timezone.localdate()).holder,
        pages=frozenset({"organ_list", "organ_detail", "president_page"}),
    ),
    Step(
        _("Enter the months of the ordinary meetings"),
        _("The site knows when meetings and annual documents are due."),
        Organ,
        lambda union: (assembly := Organ.objects.assembly()) is None or assembly.months,
        row=lambda union: Organ.objects.assembly(),
        pages=frozenset({"organ_list", "organ_detail", "meeting_list"}),
    ),
    Step(
        _("Publish the next meeting with its agenda"),
        _("Members and citizens know when and where the assembly meets, and add it to their calendars."),
        Meeting,
        there=lambda: Meeting.objects.published(),
        pages=frozenset({"home", "meeting_list"}),
    ),
    Step(
        _("Publish the latest decision"),
        _("Each decision gets an address that never changes and can be cited."),
        Decision,
        there=lambda: Decision.objects.published(),
        pages=frozenset({"home", "decision_list"}),
    ),
    Step(
        _("Upload this year's budget"),
        _("How public money is spent is what most people look for."),
        Paper,
        there=lambda: Paper.objects.published().filter(kind=Paper.Kind.BUDGET),
        pages=frozenset({"home", "paper_grid"}),
    ),
    Step(
        _("Publish the first announcement"),
        _("The home page shows that the site is alive."),
        Post,
        there=lambda: Post.objects.published(),
        pages=frozenset({"home", "announcement_list", "news_list"}),
    ),
    Step(
        _("Complete and publish the data protection notice"),
        _("People learn what happens to their data (Law 6698, art. 10)."),
        Page,
        there=public_page("site:disclosure"),
        row=standard_page("site:disclosure"),
        pages=frozenset({"obligations"}),
    ),
    Step(
        _("Enter the services with their standards"),
        _("People learn which documents to bring and how long it takes."),
        Service,
        there=lambda: Service.objects.published(),
        pages=frozenset({"obligations", "service_list"}),
    ),
]


def with_rows(union: Union, steps: list[Step]) -> set[int]:
    """Which of these steps have the rows that they ask for, by their place; all in one statement."""
    asked = {place: Exists(step.there()) for place, step in enumerate(steps) if step.there}
    if not asked:
        return set()
    answers = Union.objects.filter(pk=union.pk).values_list(*asked.values()).get()
    return {place for place, is_there in zip(asked, answers, strict=True) if is_there}


def steps_left(union: Union, user: User, page: str = "") -> list[StepLeft]:
    """The steps that are not done and that the person may do; of a page, those that would be seen there."""
    steps = [step for step in STEPS if not page or page in step.pages]
    there = with_rows(union, steps)
    open_steps = [
        step for place, step in enumerate(steps) if place not in there and not (step.is_done and step.is_done(union))
    ]
    rows = [(step, step.row(union)) for step in open_steps]
    return [StepLeft(step.text, step.benefit, step.url(row)) for step, row in rows if step.is_for(row, user)]
