"""By what a site shows that each duty is met, since when, and which step closes it: one entry a duty of the law."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.people.models import OfficeHolder
from pages.accessibility.models import AccessibilityReview, SecurityContact
from pages.documents.models import Document
from pages.events.models import Event
from pages.frame.models import MenuItem
from pages.obligations.finders import (
    Known,
    Met,
    both,
    either,
    identity_numbers,
    name_and_emblem,
    organs_of_law,
    page,
    papers,
    part_of_the_site,
    plan,
    questions_page,
    record,
    rows,
    said_of,
    state_address,
)
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
    Union,
    UnionName,
    Unit,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


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
        _("Link from the main menu to the page of the union"),
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
