"""What the site of a union has to show by law or circular, where it does, and what is not there yet.

One entry an obligation, in the order of the page. Whether it is met is asked of the records, never entered by hand.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.people.models import OfficeHolder
from pages.posts.models import Post
from pages.tree.models import Page
from unions.models import ContactPoint, Decision, Headquarters, LegalBasis, Meeting, Organ, Paper, UnionName

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LAW_4982 = _("Law 4982, regulation art. 7; Circular 2007/4")
GUIDE = _("Circular 2007/4 (guide for the websites of public bodies)")


@dataclass(frozen=True)
class Obligation:
    """One thing that the site has to show: what, on which ground, whether it is there, and where."""

    title: "StrOrPromise"
    ground: "StrOrPromise"
    is_met: Callable[[], bool]
    # The name of an address, or the key of a standard page.
    section: str = ""
    page: str = ""


def is_public(key: str) -> Callable[[], bool]:
    """Whether the standard page of that key is public."""
    return lambda: Page.objects.published().filter(source_key=key).exists()


# How many years back the latest document may lie: final accounts and activity report of a year are adopted in the
# spring of the next one, the budget of a year before it begins.
YEARS_BACK: dict[str, int] = {Paper.Kind.BUDGET: 0, Paper.Kind.FINAL_ACCOUNTS: 2, Paper.Kind.ACTIVITY_REPORT: 2}


def has_paper(*kinds: str) -> Callable[[], bool]:
    """Whether documents of all these kinds are public, and not only of years long past."""

    def is_met() -> bool:
        latest = Paper.objects.published().filter(kind__in=kinds).order_by().values("kind").annotate(year=Max("year"))
        years = {row["kind"]: row["year"] for row in latest}
        this_year = timezone.localdate().year
        return all(years.get(kind, 0) >= this_year - YEARS_BACK[kind] for kind in kinds)

    return is_met


OBLIGATIONS = [
    Obligation(
        _("The union's name, founding, tasks and area"),
        GUIDE,
        lambda: UnionName.objects.current().exists(),
        "union_detail",
    ),
    Obligation(
        _("Legislation and statute on which it is based"), GUIDE, LegalBasis.objects.exists, "union_legal_basis"
    ),
    Obligation(
        _("Organs, with their tasks and powers"),
        LAW_4982,
        lambda: not Organ.objects.missing_by_law(),
        "organ_list",
    ),
    Obligation(
        _("Who holds office"), LAW_4982, lambda: OfficeHolder.objects.on(timezone.localdate()).exists(), "organ_list"
    ),
    Obligation(
        _("Identity, address and ways to reach it"),
        _("Law 5651"),
        lambda: Headquarters.objects.current().exists() and ContactPoint.objects.exists(),
        "union_detail",
    ),
    Obligation(
        _("How to ask for information, and how to complain"),
        _("Law 4982 and its regulation; Law 3071"),
        is_public("site:information"),
        page="site:information",
    ),
    Obligation(
        _("Calls to meetings, with the agenda"),
        _("Law 5355, art. 11"),
        lambda: Meeting.objects.published().exists(),
        "meeting_list",
    ),
    Obligation(
        _("Decisions of the assembly"),
        _("Law 5355, art. 22; Law 5393, art. 23"),
        lambda: Decision.objects.published().exists(),
        "decision_list",
    ),
    Obligation(
        _("Budget and final accounts"),
        LAW_4982,
        has_paper(Paper.Kind.BUDGET, Paper.Kind.FINAL_ACCOUNTS),
        "paper_grid",
    ),
    Obligation(_("Activity report"), LAW_4982, has_paper(Paper.Kind.ACTIVITY_REPORT), "paper_grid"),
    Obligation(_("News and announcements"), GUIDE, lambda: Post.objects.published().exists(), "announcement_list"),
    Obligation(
        _("Services, documents asked for and time to finish"),
        _("Regulation on public services of 31.07.2009, art. 5 and 6"),
        is_public("site:service-standards"),
        page="site:service-standards",
    ),
    Obligation(
        _("Accessibility statement"),
        _("Circular 2025/10; Law 5378"),
        is_public("site:accessibility"),
        page="site:accessibility",
    ),
    Obligation(
        _("Data protection notice"),
        _("Law 6698, art. 10"),
        is_public("site:disclosure"),
        page="site:disclosure",
    ),
    Obligation(
        _("Which cookies are used"),
        _("Law 6698; cookie guide of 20.06.2022"),
        is_public("site:privacy"),
        page="site:privacy",
    ),
]


@dataclass(frozen=True)
class Line:
    """An obligation as the page shows it; the address is empty while it is not met."""

    title: "StrOrPromise"
    ground: "StrOrPromise"
    url: str


def lines() -> Iterator[Line]:
    """Every obligation with the address at which it is met."""
    pages = {page.source_key: page for page in Page.objects.published().exclude(source_key="").defer("body")}
    for obligation in OBLIGATIONS:
        url = ""
        if obligation.is_met():
            url = pages[obligation.page].get_absolute_url() if obligation.page else reverse(obligation.section)
        yield Line(obligation.title, obligation.ground, url)
