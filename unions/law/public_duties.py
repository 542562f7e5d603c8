"""What a public body has to show or keep about its website: each duty with its law, its article and who is bound.

This is the law alone, as read in November 2026; how a site meets a duty is no concern of it. A duty whose wording
nobody has read at a good source is not verified, and its law is not printed: `law_in_words` says what is printed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

UNIONS = _("Public bodies, local administrations and their unions")
BODIES = _("Central and local public bodies")
CONTROLLERS = _("Everyone who processes personal data, public bodies included")


class DutyTopic(StrEnum):
    """The laws, circulars and customs that the duties come from, in the order in which they are listed."""

    MEETINGS = "meetings"
    INFORMATION = "information"
    PETITIONS = "petitions"
    PRESIDENCY = "presidency"
    SERVICES = "services"
    GUIDE = "guide"
    USABILITY = "usability"
    ACCESSIBILITY = "accessibility"
    PERSONAL_DATA = "personal_data"
    COOKIES = "cookies"
    CONTENT_PROVIDER = "content_provider"
    SECURITY = "security"
    RECORDS = "records"
    NOTIFICATION = "notification"
    IDENTITY_NUMBERS = "identity_numbers"
    STATE_IDENTITY = "state_identity"
    GAZETTE = "gazette"
    TRAINING = "training"
    OPEN_DATA = "data_tables"


TOPICS: "dict[DutyTopic, StrOrPromise]" = {
    DutyTopic.MEETINGS: _("Meetings and decisions"),
    DutyTopic.INFORMATION: _("Right to information"),
    DutyTopic.PETITIONS: _("Petitions"),
    DutyTopic.PRESIDENCY: _("The Presidency's Communication Centre (CİMER)"),
    DutyTopic.SERVICES: _("Services and service standards"),
    DutyTopic.GUIDE: _("Minimum content of a public website"),
    DutyTopic.USABILITY: _("Usability"),
    DutyTopic.ACCESSIBILITY: _("Accessibility"),
    DutyTopic.PERSONAL_DATA: _("Personal data"),
    DutyTopic.COOKIES: _("Cookies"),
    DutyTopic.CONTENT_PROVIDER: _("Content provider and host provider"),
    DutyTopic.SECURITY: _("Information security"),
    DutyTopic.RECORDS: _("Registry numbers of decisions"),
    DutyTopic.NOTIFICATION: _("Electronic notification"),
    DutyTopic.IDENTITY_NUMBERS: _("Numbers for correspondence"),
    DutyTopic.STATE_IDENTITY: _("Address of the website"),
    DutyTopic.GAZETTE: _("Official Gazette"),
    DutyTopic.TRAINING: _("Training"),
    DutyTopic.OPEN_DATA: _("Open data"),
}


@dataclass(frozen=True)
class PublicDuty:
    """One thing to show or to keep: what, by which law and article, and who is bound."""

    key: str
    topic: DutyTopic
    title: "StrOrPromise"
    law: "StrOrPromise"
    # The number of the article, or words where it is none.
    article: "StrOrPromise"
    bound: "StrOrPromise"
    # Where the wording was read, for whoever verifies it.
    source: str
    is_verified: bool = True
    # Not a duty: practice, or advice of a guide.
    is_advice: bool = False

    @property
    def law_in_words(self) -> str:
        """Law and article as they may be printed: nothing, where nobody has verified them."""
        if not self.is_verified:
            return ""
        return ", ".join(part for part in [str(self.law), self.article_in_words] if part)

    @property
    def article_in_words(self) -> str:
        """The article alone, where the law stands above it; nothing, where nobody has verified it."""
        number = str(self.article) if self.is_verified else ""
        return gettext("art. %(number)s") % {"number": number} if number.isdigit() else number


LAW_5393 = _("Municipal Law 5393, by Law 5355, art. 22")
LAW_4982 = _("Law 4982 on the right to information and its regulation of 27.04.2004")
SERVICES = _("Regulation of 31.07.2009 on the provision of public services")
GUIDE = _("Circular 2007/4 and the guide for websites of public bodies")
ACCESSIBILITY = _("Circular 2025/10 on the accessibility of websites; Law 5378")
LAW_6698 = _("Law 6698 on the protection of personal data")
LAW_5651 = _("Law 5651 on publications on the internet")
SECURITY = _("Circular 2019/12 on information security")


def duties_of(
    topic: DutyTopic, law: "StrOrPromise", bound: "StrOrPromise", source: str, *rows: tuple, **options: bool
) -> Iterator[PublicDuty]:
    """Duties of one law; a row is the key, what is owed and the article."""
    for key, title, number in rows:
        yield PublicDuty(key, topic, title, law, number, bound, source, **options)


PUBLIC_DUTIES = [
    PublicDuty(
        "meeting_call",
        DutyTopic.MEETINGS,
        _("Calls to meetings with the agenda, at least three days before"),
        LAW_5393,
        "21",
        _("Unions of local administrations"),
        "kisaozet.net; samsun.bel.tr",
    ),
    PublicDuty(
        "decision_summaries",
        DutyTopic.MEETINGS,
        _("Summaries of final decisions, within seven days"),
        LAW_5393,
        "23",
        _("Unions of local administrations"),
        "mihder.org.tr",
    ),
    *duties_of(
        DutyTopic.INFORMATION,
        LAW_4982,
        UNIONS,
        "marmara.bel.tr; menemen.gov.tr; bilgiedinme.dpb.gov.tr; imarhukukcusu.com",
        ("way_to_information", _("How to ask for information, with the unit, its address and the forms"), "2"),
        ("organisation", _("Organs and units with their tasks and powers"), "7"),
        ("managers", _("Who holds office"), "7"),
        ("services_listed", _("Which services the union offers"), "7"),
        ("decision_making", _("How decisions are made"), "7"),
        ("decisions", _("Decisions that concern the public"), "7"),
        ("budget", _("Budget and final accounts"), "7"),
        ("staff_numbers", _("How many people work for the union, and in which status"), "7"),
        ("filing", _("How documents are filed"), "7"),
        ("complaints", _("How to complain, and to whom"), "7"),
        ("activity_report", _("Activity report"), "7"),
        ("statistics", _("Statistics on requests and services"), "7"),
    ),
    PublicDuty(
        "right_of_petition",
        DutyTopic.PETITIONS,
        _("How to send a petition; it is answered within 30 days"),
        _("Law 3071 on the right of petition"),
        "",
        BODIES,
        "bilgiedinme.dpb.gov.tr",
    ),
    PublicDuty(
        "cimer",
        DutyTopic.PRESIDENCY,
        _("A link to CİMER beside the union's own way of applying"),
        "",
        "",
        BODIES,
        "",
        is_verified=False,
        is_advice=True,
    ),
    *duties_of(
        DutyTopic.SERVICES,
        SERVICES,
        BODIES,
        "docplayer.biz.tr; altug.design",
        ("inventory_of_services", _("Inventory of services (annex 1)"), "5"),
        (
            "standards_of_services",
            _("Table of service standards (annex 2): documents, time to finish, where to complain"),
            "6",
        ),
        ("service_access", _("Access to the services for disabled people"), "7"),
        ("service_forms", _("Forms that applicants need"), "8"),
    ),
    *duties_of(
        DutyTopic.GUIDE,
        GUIDE,
        BODIES,
        "resmigazete.gov.tr (27.01.2007); ktu.edu.tr",
        ("name_and_emblem", _("Name and emblem"), ""),
        ("tasks", _("Tasks and area"), ""),
        ("units", _("Units and how to reach them"), ""),
        ("legislation", _("Legislation and statute on which it is based"), ""),
        ("news", _("News and announcements"), ""),
        ("contact_details", _("Address, telephone and e-mail"), ""),
        ("feedback", _("A way to give feedback"), ""),
        ("plan", _("Strategic plan, where the statute asks for one, and work programme"), ""),
        ("audit_reports", _("Audit reports"), ""),
        ("meeting_results", _("Results of meetings"), ""),
        ("public_property", _("Property of the union"), ""),
        ("questions", _("Frequently asked questions"), ""),
        ("foreign_language", _("An introduction in a foreign language"), ""),
    ),
    PublicDuty(
        "usability",
        DutyTopic.USABILITY,
        _("Corporate pages can be reached from the home page"),
        _("KAMİS guide for public websites"),
        "",
        BODIES,
        "kamis.dijitalakademi.gov.tr",
        is_advice=True,
    ),
    *duties_of(
        DutyTopic.ACCESSIBILITY,
        ACCESSIBILITY,
        _("Public bodies, municipalities included, since 21.06.2026"),
        "yusuftokmuc.com; accsible.com",
        ("accessibility_test", _("A test by the checklist for level A and WCAG 2.2"), ""),
        ("review_commission", _("A review commission and its written report"), ""),
        (
            "accessibility_complaint",
            _("Where to report a barrier, and the Human Rights and Equality Institution as the next step"),
            "",
        ),
    ),
    PublicDuty(
        "accessibility_statement",
        DutyTopic.ACCESSIBILITY,
        _("Accessibility statement"),
        _("Practice of public bodies under Law 5378"),
        "",
        BODIES,
        "cbddo.gov.tr",
        is_advice=True,
    ),
    *duties_of(
        DutyTopic.PERSONAL_DATA,
        LAW_6698,
        CONTROLLERS,
        "kvkkhaber.net; anitagac.istanbul; yok.gov.tr",
        ("disclosure", _("Disclosure text, and a notice at each form"), "10"),
        ("data_subject", _("How people use their rights over their data"), "11"),
        ("verbis", _("Entry in the register VERBİS; changes within seven days"), ""),
        ("breach_notice", _("Notice of a data breach to the Board within 72 hours"), _("Board decision 2019/10")),
    ),
    PublicDuty(
        "cookies",
        DutyTopic.COOKIES,
        _("Which cookies are used, and consent where it is needed"),
        _("Law 6698; guide on cookies of 20.06.2022"),
        "",
        CONTROLLERS,
        "mondaq.com; egeiz.com.tr; nsn-law.com",
    ),
    *duties_of(
        DutyTopic.CONTENT_PROVIDER,
        LAW_5651,
        _("Everyone who publishes on the internet"),
        "ktu.edu.tr; hukukvebilisim.blogspot.com",
        ("provider_identity", _("Who publishes the site, with address and contact details"), ""),
        ("host_provider", _("Who hosts the site"), ""),
    ),
    PublicDuty(
        "access_log",
        DutyTopic.SECURITY,
        _("Traffic data kept for one to two years, protected from change"),
        LAW_5651,
        "",
        _("The host provider"),
        "mevzuat.gov.tr (5651)",
    ),
    PublicDuty(
        "data_in_country",
        DutyTopic.SECURITY,
        _("Data of the public body only in its own systems or with domestic providers under its control"),
        SECURITY,
        _("item 3"),
        BODIES,
        "resmigazete.gov.tr (06.07.2019, no. 30823)",
    ),
    PublicDuty(
        "security_guide",
        DutyTopic.SECURITY,
        _("Measures of the information security guide, audited every year"),
        SECURITY,
        "",
        BODIES,
        "cbddo.gov.tr",
    ),
    PublicDuty(
        "security_contact",
        DutyTopic.SECURITY,
        _("Where to report a weakness of the site (security.txt)"),
        _("International practice, RFC 9116"),
        "",
        _("Whoever runs a website"),
        "rfc-editor.org",
        is_advice=True,
    ),
    PublicDuty(
        "decision_numbers",
        DutyTopic.RECORDS,
        _("Number and date of decisions, as in the registry"),
        _("Law 5070 and the rules on official correspondence"),
        "",
        BODIES,
        "",
        is_verified=False,
    ),
    PublicDuty(
        "notification_address",
        DutyTopic.NOTIFICATION,
        _("Address for electronic notification (UETS)"),
        "",
        "",
        _("Local administrations"),
        "bener.com.tr",
        is_verified=False,
    ),
    PublicDuty(
        "identity_numbers",
        DutyTopic.IDENTITY_NUMBERS,
        _("Registered e-mail (KEP), DETSİS number and tax number"),
        "",
        "",
        BODIES,
        "",
        is_verified=False,
        is_advice=True,
    ),
    PublicDuty(
        "state_address",
        DutyTopic.STATE_IDENTITY,
        _("An address that ends in .gov.tr or .bel.tr"),
        "",
        "",
        BODIES,
        "",
        is_verified=False,
        is_advice=True,
    ),
    PublicDuty(
        "gazette",
        DutyTopic.GAZETTE,
        _("Date and number of the Official Gazette for what was published there"),
        "",
        "",
        BODIES,
        "",
        is_verified=False,
        is_advice=True,
    ),
    PublicDuty(
        "training",
        DutyTopic.TRAINING,
        _("Programme, place and fee of a training, known before it begins"),
        _("Circular 2021/11 of 30.11.2021"),
        "",
        _("Local administrations and their unions"),
        "csb.gov.tr",
    ),
    PublicDuty(
        "data_tables",
        DutyTopic.OPEN_DATA,
        _("Tables that programs can read, under a free licence"),
        "",
        "",
        BODIES,
        "",
        is_verified=False,
        is_advice=True,
    ),
]
