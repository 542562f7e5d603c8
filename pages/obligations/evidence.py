"""By what a site shows that each duty is met, since when, and which step closes it: one entry a duty of the law."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Max, Min, Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.people.models import OfficeHolder
from pages.accessibility.models import AccessibilityReview, SecurityContact
from pages.documents.models import Document
from pages.events.models import Event
from pages.frame.models import MenuItem
from pages.obligations.models import RECORDED, DutyRecord
from pages.posts.models import Post
from pages.requests.models import Request
from pages.requests.publication import RequestStatistics
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
    Statute,
    Union,
    UnionHost,
    UnionName,
    Unit,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STATE_ENDINGS = [".gov.tr", ".bel.tr"]


@dataclass
class Known:
    """What is asked once for all duties of a union."""

    union: Union

    @cached_property
    def standard_pages(self) -> dict[str, Page]:
        """The pages that every union has, by their keys; drafts as well."""
        return {page.source_key: page for page in Page.objects.filter(source_key__startswith="site:")}

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Those of them that are public."""
        return {key: page for key, page in self.standard_pages.items() if page.is_public}

    @cached_property
    def records(self) -> dict[str, DutyRecord]:
        return {record.duty: record for record in DutyRecord.objects.all()}


@dataclass(frozen=True)
class Met:
    """That a duty is met, and since which day, where that is known."""

    since: date | None = None
    # Not by the page of this site where it usually stands: the union says where.
    is_elsewhere: bool = False
    # Where readers find it, when that is not the same place on every site.
    url: str = ""


@dataclass(frozen=True)
class Evidence:
    """How one duty is met here: the check, the place, and the step that closes it while it is not met."""

    find: Callable[[Known], Met | None]
    step: "StrOrPromise"
    # Where staff take the step: the standard page of that key, or a list of the administration.
    model: type[Model]
    # Where readers find it: the name of an address, with what follows it, or the key of a standard page.
    section: str = ""
    query: str = ""
    page: str = ""
    arguments: dict = field(default_factory=dict)


def day_of(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def first(rows: QuerySet) -> Met | None:
    """Met since the first of the rows was entered; not met without one."""
    moment = rows.order_by().aggregate(first=Min("created_at"))["first"]
    return Met(day_of(moment)) if moment else None


def page(key: str, word: str = "") -> Callable[[Known], Met | None]:
    """The standard page of that key is public, and speaks of the word."""

    def find(known: Known) -> Met | None:
        row = known.pages.get(key)
        if row is None or word.casefold() not in (row.body_tr or "").casefold():
            return None
        return Met(day_of(row.publish_at or row.created_at))

    return find


def rows(query: Callable[[], QuerySet]) -> Callable[[Known], Met | None]:
    return lambda _known: first(query())


def both(*finders: Callable[[Known], Met | None]) -> Callable[[Known], Met | None]:
    """All of them hold, since the last of their days."""

    def find(known: Known) -> Met | None:
        found = [finder(known) for finder in finders]
        if not all(found):
            return None
        days = [each.since for each in found if each and each.since]
        return Met(max(days, default=None))

    return find


def said_of(name: str) -> Callable[[Known], Met | None]:
    """The union itself has a value there, since it was first entered."""

    def find(known: Known) -> Met | None:
        if not getattr(known.union, name):
            return None
        history = Union.history.filter(id=known.union.pk).exclude(**{name: ""})
        return Met(day_of(history.aggregate(first=Min("history_date"))["first"]))

    return find


def organs_of_law(_known: Known) -> Met | None:
    return None if Organ.objects.missing_by_law() else first(Organ.objects.all())


def name_and_emblem(known: Known) -> Met | None:
    is_drawn = known.union.mark != Union.Mark.PLAIN
    return first(UnionName.objects.current()) if is_drawn or Emblem.objects.exists() else None


def identity_numbers(known: Known) -> Met | None:
    if known.union.detsis_number or known.union.tax_number:
        return said_of("detsis_number")(known) or said_of("tax_number")(known)
    return first(ContactPoint.objects.filter(kind=ContactPoint.Kind.KEP))


def state_address(known: Known) -> Met | None:
    endings = Q(pk=None)
    for ending in STATE_ENDINGS:
        endings |= Q(host__endswith=ending)
    return Met() if UnionHost.objects.filter(endings, union=known.union).exists() else None


def part_of_the_site(known: Known) -> Met | None:
    """Every site has it from its first day."""
    return Met(day_of(known.union.created_at))


# How many years back the latest document may lie: final accounts and activity report of a year are adopted in the
# spring of the next one, the budget and the programme of a year before it begins.
YEARS_BACK: dict[str, int] = {
    Paper.Kind.BUDGET: 0,
    Paper.Kind.WORK_PROGRAMME: 0,
    Paper.Kind.FINAL_ACCOUNTS: 2,
    Paper.Kind.ACTIVITY_REPORT: 2,
    Paper.Kind.AUDIT_REPORT: 2,
    # Made for the five years between local elections.
    Paper.Kind.STRATEGIC_PLAN: 5,
}


def papers(*kinds: str) -> Callable[[Known], Met | None]:
    """Documents of all these kinds are public, and not only of years long past."""

    def find(_known: Known) -> Met | None:
        shown = Paper.objects.published().filter(kind__in=kinds).order_by()
        latest = shown.values("kind").annotate(year=Max("year"), first=Min("created_at"))
        years = {row["kind"]: row["year"] for row in latest}
        this_year = timezone.localdate().year
        if not all(years.get(kind, 0) >= this_year - YEARS_BACK[kind] for kind in kinds):
            return None
        return Met(day_of(max(row["first"] for row in latest)))

    return find


def plan(known: Known) -> Met | None:
    """The work programme, and the strategic plan where the statute asks for one."""
    owes_plan = Statute.objects.filter(owes_strategic_plan=True).exists()
    return papers(Paper.Kind.WORK_PROGRAMME, *([Paper.Kind.STRATEGIC_PLAN] if owes_plan else []))(known)


def record(key: str) -> Callable[[Known], Met | None]:
    def find(known: Known) -> Met | None:
        row = known.records.get(key)
        return Met(row.since or day_of(row.created_at)) if row else None

    return find


def either(
    here: Callable[[Known], Met | None], elsewhere: Callable[[Known], Met | None]
) -> Callable[[Known], Met | None]:
    """On this site, or as the union says itself."""

    def find(known: Known) -> Met | None:
        found = elsewhere(known)
        return here(known) or (Met(found.since, is_elsewhere=True) if found else None)

    return find


def questions_page(_known: Known) -> Met | None:
    """A public page with the questions that are asked often, whatever its address."""
    found = Page.objects.published().filter(title_tr__icontains="sorulan soru").order_by("pk").first()
    if found is None:
        return None
    return Met(day_of(found.publish_at or found.created_at), url=found.get_absolute_url())


INFORMATION = Evidence(
    page("site:information"), _("Publish the page on requests for information"), Page, page="site:information"
)
PETITION = Evidence(part_of_the_site, "", Union, "petition")
CONTACT = Evidence(
    both(
        rows(lambda: Headquarters.objects.current()),
        rows(lambda: ContactPoint.objects.filter(kind__in=[ContactPoint.Kind.PHONE, ContactPoint.Kind.EMAIL])),
    ),
    _("Enter the headquarters with telephone and e-mail"),
    Headquarters,
    section="contact",
)


def services(section: str, **wanted: object) -> Evidence:
    """Services are public, with what the duty asks of each."""
    return Evidence(
        rows(lambda: Service.objects.published().exclude(**wanted) if wanted else Service.objects.published()),
        _("Enter the services with their standards"),
        Service,
        section,
    )


ACCESSIBILITY = Evidence(
    page("site:accessibility"), _("Publish the accessibility statement"), Page, page="site:accessibility"
)
DISCLOSURE = Evidence(
    page("site:disclosure"), _("Complete and publish the data protection notice"), Page, page="site:disclosure"
)
DECISIONS = Evidence(
    rows(lambda: Decision.objects.published()), _("Publish the decisions"), Decision, section="decision_list"
)

EVIDENCE: dict[str, Evidence] = {
    "meeting_call": Evidence(
        rows(lambda: Meeting.objects.published()), _("Publish the next call with its agenda"), Meeting, "meeting_list"
    ),
    "decision_summaries": DECISIONS,
    "way_to_information": INFORMATION,
    "organisation": Evidence(organs_of_law, _("Enter the three organs of the law"), Organ, "organ_list"),
    "managers": Evidence(
        rows(lambda: OfficeHolder.objects.on(timezone.localdate())),
        _("Enter who holds office"),
        OfficeHolder,
        "organ_list",
    ),
    "services_listed": services("service_list"),
    "decision_making": Evidence(
        rows(lambda: Organ.objects.exclude(meeting_rule_tr="")),
        _("Enter at the assembly how it meets and decides"),
        Organ,
        "organ_list",
    ),
    "decisions": DECISIONS,
    "budget": Evidence(
        papers(Paper.Kind.BUDGET, Paper.Kind.FINAL_ACCOUNTS),
        _("Publish this year's budget and the latest final accounts"),
        Paper,
        "paper_grid",
    ),
    "complaints": Evidence(part_of_the_site, "", Union, "complaint"),
    "activity_report": Evidence(
        papers(Paper.Kind.ACTIVITY_REPORT), _("Publish the latest activity report"), Paper, "paper_grid"
    ),
    "right_of_petition": PETITION,
    "cimer": Evidence(
        page("site:information", "cimer"),
        _("Link CİMER on the page of requests"),
        Page,
        page="site:information",
    ),
    "inventory_of_services": services("service_inventory"),
    "standards_of_services": services("service_standards", first_authority=None),
    "service_access": Evidence(
        rows(lambda: Headquarters.objects.current().exclude(access_tr="")),
        _("Enter at the headquarters how disabled people reach the services"),
        Headquarters,
        "contact",
    ),
    "service_forms": Evidence(
        rows(lambda: Document.objects.published().filter(category=Document.Category.FORM)),
        _("Publish the forms as documents of the kind “form”"),
        Document,
        "document_list",
    ),
    "name_and_emblem": Evidence(name_and_emblem, _("Upload the emblem"), Emblem, "union_detail"),
    "tasks": Evidence(rows(lambda: Duty.objects.all()), _("Enter the aims and duties"), Duty, "union_duties"),
    "units": Evidence(rows(lambda: Unit.objects.all()), _("Enter the units of the office"), Unit, "contact"),
    "legislation": Evidence(
        rows(lambda: LegalBasis.objects.all()),
        _("Enter the laws and the statute"),
        LegalBasis,
        "union_legal_basis",
    ),
    "news": Evidence(
        rows(lambda: Post.objects.published()), _("Publish the first announcement"), Post, "announcement_list"
    ),
    "contact_details": CONTACT,
    "feedback": Evidence(part_of_the_site, "", Union, "contact_form"),
    "plan": Evidence(plan, _("Publish this year's work programme and the plan in force"), Paper, "paper_grid"),
    "audit_reports": Evidence(
        papers(Paper.Kind.AUDIT_REPORT), _("Publish the latest report of the audit committee"), Paper, "paper_grid"
    ),
    "meeting_results": DECISIONS,
    "foreign_language": Evidence(
        rows(lambda: UnionName.objects.current().exclude(name_en="").exclude(name_en=None)),
        _("Enter the name in English"),
        UnionName,
        "union_detail",
    ),
    "usability": Evidence(
        rows(lambda: MenuItem.objects.filter(place=MenuItem.Place.MAIN, section="union_detail")),
        _("Lead from the main menu to the page of the union"),
        MenuItem,
        "home",
    ),
    "accessibility_test": Evidence(
        rows(lambda: AccessibilityReview.objects.all()),
        _("Record the latest test of accessibility"),
        AccessibilityReview,
        page="site:accessibility",
    ),
    "review_commission": Evidence(
        rows(lambda: AccessibilityReview.objects.exclude(commission_tr="").exclude(report="")),
        _("Record the review commission and upload its report"),
        AccessibilityReview,
        page="site:accessibility",
    ),
    "accessibility_complaint": Evidence(
        page("site:accessibility"),
        _("Publish the accessibility statement"),
        Page,
        page="site:accessibility",
    ),
    "accessibility_statement": ACCESSIBILITY,
    "disclosure": DISCLOSURE,
    "data_subject": Evidence(part_of_the_site, "", Union, "data_subject_request"),
    "cookies": Evidence(page("site:privacy"), _("Publish the page on cookies"), Page, page="site:privacy"),
    "provider_identity": CONTACT,
    "host_provider": Evidence(said_of("host_provider"), _("Enter who hosts this site"), Union, "contact"),
    "decision_numbers": Evidence(
        rows(lambda: Decision.objects.published().exclude(number=None)),
        _("Enter the numbers of the decisions"),
        Decision,
        "decision_list",
    ),
    "notification_address": Evidence(
        rows(lambda: ContactPoint.objects.filter(kind=ContactPoint.Kind.UETS)),
        _("Enter the UETS address at the headquarters"),
        Headquarters,
        "contact",
    ),
    "identity_numbers": Evidence(
        identity_numbers, _("Enter KEP address, DETSİS number and tax number"), Union, "contact"
    ),
    "state_address": Evidence(state_address, _("Enter the host name of the site"), Union, "home"),
    "gazette": Evidence(
        rows(lambda: LegalBasis.objects.exclude(gazette_date=None)),
        _("Enter date and number of the Official Gazette"),
        LegalBasis,
        "union_legal_basis",
    ),
    "data_tables": Evidence(part_of_the_site, "", Union, "open_data"),
    "security_contact": Evidence(
        rows(lambda: SecurityContact.objects.in_force()),
        _("Enter the security contact, or renew it"),
        SecurityContact,
        "security_txt",
    ),
    **{key: Evidence(record(key), _("Say how this duty is met"), DutyRecord) for key in RECORDED},
}
EVIDENCE["statistics"] = Evidence(
    either(rows(lambda: RequestStatistics.objects.all()), record("statistics")),
    _("Publish the figures of last year's requests from their yearly report"),
    Request,
    "request_statistics",
)
EVIDENCE["questions"] = Evidence(
    either(questions_page, record("questions")), _("Publish a page with the questions that are asked often"), Page
)
EVIDENCE["training"] = Evidence(
    rows(lambda: Event.objects.published().exclude(programme_tr="").exclude(place_tr="")),
    _("Publish the next training with programme, place and fee"),
    Event,
    "event_list",
)
