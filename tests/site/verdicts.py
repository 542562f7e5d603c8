"""What every address answers, to whom. An address that is not named here fails the matrix.

Public addresses answer everyone alike; the administration answers by the rights that `RIGHTS` repeats in other words
than `unions/tenancy/roles.toml`, so that a slip in either is noticed.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import translation

from members.standards.open_data.datasets import DATASETS
from pages.api.resources import resources
from pages.findability.cards import address_of as address_of_card
from pages.findability.sitemap import PAGES, archives
from pages.kinds import KINDS
from pages.page_kind import PageKind
from tests.publications import parts_of
from tests.site.addresses import Address
from tests.site.two_unions import ACTORS, MARK, MISSING, TOKEN, TwoUnions, files_of, row_of
from unions.history.moments import number_of
from unions.publishing.addresses import LANGUAGES

# Rows of ours that are public, of ours that are not, of theirs, and of nobody.
WHOSE = ["own", "draft", "withdrawn", "foreign", "missing"]
FAR_AWAY = 9_000_000

OUR_STAFF = ["editor", "publisher", "manager", "auditor", "editor here, manager there", "superuser"]
A_FEW = ["anonymous", "editor", "auditor", "manager there", "superuser"]
OUTSIDER = "manager there"
FEWER = ["manager", OUTSIDER]
OUTSIDERS = [actor for actor in ACTORS if actor not in OUR_STAFF]

ALL = ["editor", "publisher", "manager", "auditor"]
WRITERS = ["editor", "publisher", "manager"]
PUBLISHERS = ["publisher", "manager"]
MANAGER = ["manager"]

RIGHTS = {
    "institution": {"view": ALL, "add": MANAGER, "change": MANAGER, "delete": MANAGER},
    "proceedings": {"view": ALL, "add": WRITERS, "change": WRITERS, "delete": PUBLISHERS},
    "members": {"view": ALL, "add": MANAGER, "change": MANAGER, "delete": MANAGER},
    "pages": {"view": ALL, "add": WRITERS, "change": WRITERS, "delete": PUBLISHERS},
    "navigation": {"view": ALL, "add": PUBLISHERS, "change": PUBLISHERS, "delete": PUBLISHERS},
    "reference": {"view": ALL, "add": [], "change": [], "delete": []},
    "union": {"view": ["manager", "auditor"], "add": [], "change": MANAGER, "delete": []},
    "staff": {"view": ["manager", "auditor"], "add": MANAGER, "change": MANAGER, "delete": MANAGER},
    # Nobody at all writes or deletes what a municipality has answered, or what was mailed.
    "answers": {"view": ALL, "add": None, "change": MANAGER, "delete": None},
    # Made by imports only.
    "remembered": {"view": ALL, "add": None, "change": MANAGER, "delete": MANAGER},
    # Personal data of citizens: seen by those alone who answer or audit.
    "requests": {"view": ["publisher", "manager", "auditor"], "add": None, "change": PUBLISHERS, "delete": None},
    "requests_log": {
        "view": ["publisher", "manager", "auditor"],
        "add": PUBLISHERS,
        "change": PUBLISHERS,
        "delete": PUBLISHERS,
    },
    "mail": {"view": ["manager", "auditor"], "add": None, "change": MANAGER, "delete": None},
    "installation": {"view": [], "add": [], "change": [], "delete": []},
}

# Each model of the administration: the group its rights follow, and the row of `two_unions` that stands for it.
ADMIN_MODELS = {
    "unions.union": ("union", "union"),
    "unions.unionhost": ("installation", "host"),
    "unions.unionname": ("institution", "union_name"),
    "unions.legalbasis": ("institution", "legal_basis"),
    "unions.headquarters": ("institution", "headquarters"),
    "unions.contactpoint": ("institution", "contact_point"),
    "unions.duty": ("institution", "duty"),
    "unions.unit": ("institution", "unit"),
    "pages.accessibilityreview": ("institution", "accessibility_review"),
    "pages.accessibilityfinding": ("institution", "accessibility_finding"),
    "pages.accessibilitycontact": ("institution", "accessibility_contact"),
    "pages.securitycontact": ("institution", "security_contact"),
    "pages.dutyrecord": ("institution", "duty_record"),
    "unions.statutechange": ("institution", "statute_change"),
    "unions.emblem": ("institution", "emblem"),
    "unions.historyevent": ("institution", "history_event"),
    "unions.organ": ("institution", "organ"),
    "unions.organpower": ("institution", "organ_power"),
    "unions.term": ("institution", "term"),
    "unions.statute": ("institution", "statute"),
    "unions.meeting": ("proceedings", "meeting"),
    "unions.agendaitem": ("proceedings", "agenda_item"),
    "unions.agendapaper": ("proceedings", "agenda_paper"),
    "unions.subject": ("proceedings", "subject"),
    "unions.decision": ("proceedings", "decision"),
    "unions.courtruling": ("proceedings", "court_ruling"),
    "unions.paper": ("proceedings", "paper"),
    "unions.budgetfigures": ("proceedings", "budget_figures"),
    "unions.pathredirect": ("navigation", "redirect"),
    "unions.staffrole": ("staff", "staff_role"),
    "unions.invitation": ("staff", "invitation"),
    "unions.user": ("installation", "user"),
    "members.province": ("reference", "province"),
    "members.municipality": ("reference", "municipality"),
    "members.membership": ("members", "membership"),
    "members.listing": ("members", "listing"),
    "members.person": ("members", "person"),
    "members.officeholder": ("members", "office_holder"),
    "members.populationfigure": ("members", "population_figure"),
    "members.elections": ("members", "elections"),
    "members.importrun": ("members", "import_run"),
    "members.rememberedanswer": ("remembered", "remembered_answer"),
    "members.attendance": ("proceedings", "attendance"),
    "members.rollcallvote": ("proceedings", "roll_call_vote"),
    "members.checkround": ("members", "check_round"),
    "members.listingcheck": ("answers", "listing_check"),
    "unions.outgoingmail": ("mail", "outgoing_mail"),
    "pages.request": ("requests", "request"),
    "pages.requestlogentry": ("requests_log", "request_log_entry"),
    "pages.page": ("pages", "page"),
    "pages.menuitem": ("navigation", "menu_item"),
}
# The page types, and what lives inside their rows.
PUBLICATIONS = {kind.model: row_of(kind) for kind in reversed(KINDS)}
PARTS = {part: part._meta.model_name for model in PUBLICATIONS for part in parts_of(model)}
ADMIN_MODELS |= {model._meta.label_lower: ("pages", row) for model, row in [*PUBLICATIONS.items(), *PARTS.items()]}

# Rows that belong to no union, and so have no foreign ones.
SHARED_ROWS = ["user", "province", "municipality"]


@dataclass
class Verdict:
    """One kind of address: what can be asked for there, and what is answered."""

    kind: str
    # Paths by whose row is asked for; empty where the kind of row has no such state.
    paths: Callable[[TwoUnions, Address, str], dict[str, list[str]]]
    # Statuses by actor, whose row, method.
    statuses: Callable[[str, str, str], set[int]]
    methods: list[str] = field(default_factory=lambda: ["GET", "POST"])
    is_public: bool = True
    # Methods that make no difference here, and so are tried by a few only.
    asked_by_few: list[str] = field(default_factory=list)
    # A page that keeps a challenge or a new secret in the session until its form comes back.
    keeps_in_session: bool = False
    # Who may read about other unions here, because they run the installation.
    sees_all_unions: list[str] = field(default_factory=list)

    def is_secret(self, mark: str, actor: str) -> bool:
        """Whether the actor must not read the mark here: our staff may read our drafts and notes, where they work."""
        if mark.startswith(MARK.lower()):
            return actor not in self.sees_all_unions
        return self.is_public or actor in OUTSIDERS

    def questions(self, whose: str, language: str) -> list[tuple[str, str]]:
        """Who asks, and how: everybody in every way, where that can make a difference, else a few."""
        if connection.vendor != "sqlite":
            return self.questions_to_another_database(language)
        everybody = whose in ["own", "foreign", "missing"] and language == LANGUAGES[0]
        asked = [
            (actor, method)
            for actor in ACTORS
            for method in self.methods
            if actor in A_FEW or (everybody and method not in self.asked_by_few)
        ]
        return [*asked, ("anonymous", "HEAD"), ("anonymous", "OPTIONS")] if self.is_public else asked

    def questions_to_another_database(self, language: str) -> list[tuple[str, str]]:
        """Who may do what is decided above the database: there somebody finds out whether its queries say the same."""
        if self.is_public and language != LANGUAGES[0]:
            return [("anonymous", "GET")]
        # Whoever is turned away is turned away from forms by the same queries.
        return [
            (actor, method) for actor in self.fewer for method in self.methods if method == "GET" or actor != OUTSIDER
        ]

    @property
    def fewer(self) -> list[str]:
        """Of whom the queries may differ; those of a public page ask nothing of who reads it."""
        return ["anonymous"] if self.is_public else FEWER


class StaffFile(Verdict):
    """A file that is public, or that staff see because they see its row."""

    @property
    def fewer(self) -> list[str]:
        return ["anonymous", "editor", *FEWER]

    def is_secret(self, mark: str, actor: str) -> bool:
        return mark.startswith(MARK.lower()) or actor in OUTSIDERS


# Public addresses


def reading(statuses: dict[str, set[int]]) -> Callable[[str, str, str], set[int]]:
    """Everyone may read, nobody may send."""
    return lambda actor, whose, method: statuses[whose] if method in ["GET", "HEAD"] else {405}


def one_path(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
    return {"own": [address.path(language)]}


def public(kind: str, status: int = 200) -> Verdict:
    """A page without a row of its own."""
    return Verdict(kind, one_path, reading({"own": {status}}))


def detail(
    row: str,
    *,
    status: int = 200,
    withdrawn: set[int] = frozenset({410}),
    short: bool = False,
    file: dict[str, str] | None = None,
) -> Verdict:
    """The page of one row, by its address; `short` is the permanent one that is the same in both languages.

    `file` names, by language, a file that stands beneath the page.
    """

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        found = {}
        for whose in ["own", "draft", "withdrawn", "foreign"]:
            if row in world.rows(whose):
                each = world.rows(whose)[row]
                path = each.short_address if short else address_of(each, language)
                found[whose] = [path + (file[language] if file else "")]
        found["missing"] = [missing(path) for path in found["foreign"]]
        return found

    statuses = {"own": {status}, "draft": {404}, "withdrawn": withdrawn, "foreign": {404}, "missing": {404}}
    return Verdict(f"public detail of {row}", paths, reading(statuses))


def references() -> Verdict:
    """The addresses that texts hold instead of where a thing stands."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        found = {
            whose: [f"/b/page-{world.rows(whose)['page'].pk}"]
            for whose in ["own", "draft", "withdrawn", "foreign"]
            if "page" in world.rows(whose)
        }
        return found | {"missing": ["/b/page-999999", "/b/nothing-1"]}

    statuses = {"own": {302}, "draft": {404}, "withdrawn": {410}, "foreign": {404}, "missing": {404}}
    return Verdict("public reference", paths, reading(statuses))


def address_of(row, language: str) -> str:
    with translation.override(language):
        return row.get_absolute_url()


def missing(path: str) -> str:
    """The same path with a word or number that nobody's row has."""
    return (
        path.replace(MARK.lower(), MISSING.lower())
        .replace("54321", "54320")
        .replace("2187", "2186")
        .replace("uye-2186", "uye-2185")
    )


def tree_page() -> Verdict:
    """A page of the tree; what stands at no other address leads here too."""
    base = detail("page")

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        found = base.paths(world, address, language)
        found["own"].append(address_of(world.own["child_page"], language))
        # Former addresses: ours lead on or say that they have ended, theirs are unknown here.
        found["moved"] = [world.own["redirect"].old_path]
        found["gone"] = [world.own["gone"].old_path]
        found["foreign"] = [found["foreign"][0], *(world.foreign[name].old_path for name in ["redirect", "gone"])]
        found["missing"] = [missing(path) for path in found["foreign"]]
        return found

    statuses = {
        "own": {200},
        "draft": {404},
        "withdrawn": {410},
        "moved": {301},
        "gone": {410},
        "foreign": {404},
        "missing": {404},
    }
    return Verdict("public detail of page", paths, reading(statuses))


def stored_file() -> Verdict:
    """A file: as public as its row; staff see the files of their own drafts."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        found = {
            whose: [f"/dosya/{name}" for name in files_of(file_rows(world, whose))]
            for whose in ["own", "draft", "withdrawn", "foreign"]
        }
        found["missing"] = [missing(path) for path in found["foreign"]]
        return found

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        if method in ["POST", "OPTIONS"]:
            return {405}
        if whose == "own" or (whose in ["draft", "withdrawn"] and actor in OUR_STAFF):
            return {200}
        return {404, 410} if whose == "withdrawn" else {404}

    return StaffFile("stored file", paths, statuses)


def file_rows(world: TwoUnions, whose: str) -> dict:
    """A document, a picture with its narrower copy, and files that are as public as the row they are a part of."""
    return {name: row for name, row in world.rows(whose).items() if name in ["document", "listing", *PARTS.values()]}


def named(row: str, kind: str) -> Verdict:
    """An address that names a row of its own union by a key or a slug, in either language."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        def path(each):
            return address.path(language, getattr(each, f"slug_{language}", "") or each.pk)

        far = far_away(world.own[row])
        if hasattr(far, "slug"):
            for code in LANGUAGES:
                setattr(far, f"slug_{code}", MISSING.lower())
        # Of a number, nothing tells whose it is; its length alone would.
        missing_path = path(far) if getattr(far, "slug", "") else path(world.foreign[row])
        return {"own": [path(world.own[row])], "foreign": [path(world.foreign[row])], "missing": [missing_path]}

    return Verdict(kind, paths, reading({"own": {200}, "foreign": {404}, "missing": {404}}))


def sitemap() -> Verdict:
    """The map of the site: its index, and each of its parts."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        parts = [f"/sitemap.xml?part={name}" for name in [PAGES, *archives()]]
        return {"own": ["/sitemap.xml", *parts], "missing": ["/sitemap.xml?part=olmayan"]}

    return Verdict("sitemap", paths, reading({"own": {200}, "missing": {404}}))


OPARL_LISTS = [
    "body",
    "organization",
    "person",
    "membership",
    "meeting",
    "agenda-item",
    "paper",
    "consultation",
    "file",
]


def oparl_list() -> Verdict:
    """Lists for programs, with what is deleted; a list that there is not is an error in their own form."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        changed = "?modified_since=2000-01-01T00:00:00Z"
        return {
            "own": [f"/oparl/{code}/{word}/{changed}" for code in LANGUAGES for word in OPARL_LISTS],
            "missing": ["/oparl/tr/olmayan/", "/oparl/xx/meeting/"],
        }

    return Verdict("OParl list", paths, reading({"own": {200}, "missing": {404}}))


def oparl_object() -> Verdict:
    """Single objects for programs; what was public once is remembered as deleted."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        def path(row):
            return f"/oparl/tr/meeting/{row.pk}/"

        return {
            **{whose: [path(world.rows(whose)["meeting"])] for whose in ["own", "draft", "withdrawn", "foreign"]},
            "missing": [path(far_away(world.own["meeting"]))],
        }

    statuses = {"own": {200}, "draft": {404}, "withdrawn": {200, 404}, "foreign": {404}, "missing": {404}}
    return Verdict("OParl object", paths, reading(statuses))


def api_list() -> Verdict:
    """A list of the API; another union's rows are in none of them."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        return {"own": [f"/api/v1/{name}" for name in resources()], "missing": ["/api/v1/olmayan"]}

    return Verdict("list of the API", paths, reading({"own": {200}, "missing": {404}}))


def api_object() -> Verdict:
    """One record of the API, asked for by its key."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        def path(row):
            return address.path(language, resource="news", key=row.pk)

        found = {whose: [path(world.rows(whose)["post"])] for whose in ["own", "draft", "withdrawn", "foreign"]}
        return {**found, "missing": [address.path(language, resource="news", key=FAR_AWAY)]}

    statuses = {"own": {200}, "draft": {404}, "withdrawn": {404}, "foreign": {404}, "missing": {404}}
    return Verdict("record of the API", paths, reading(statuses))


def in_each_language(kind: str, pattern: str) -> Verdict:
    """An address that carries the language as a value."""
    return Verdict(
        kind,
        lambda world, address, language: {"own": [pattern.format(language=code) for code in LANGUAGES]},
        reading({"own": {200}}),
    )


def named_by_slug(row: str, kind: str) -> Verdict:
    """An address that names a municipality, which all unions know; it is shown by those to which it belongs."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        found = {whose: [address.path(language, slug=world.rows(whose)[row].slug)] for whose in ["own", "foreign"]}
        return {**found, "missing": [missing(path) for path in found["foreign"]]}

    return Verdict(kind, paths, reading({"own": {200}, "foreign": {404}, "missing": {404}}))


def open_data_file() -> Verdict:
    """Tables of what is public, in every form; words of the other language are none of this one."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        files = [
            address.path(language, word=dataset.words[language], extension=extension)
            for dataset in DATASETS
            for extension in dataset.extensions
        ]
        return {"own": files, "missing": [address.path(language, word="olmayan", extension="csv")]}

    return Verdict("open data", paths, reading({"own": {200}, "missing": {404}}))


def check_page(paths: Callable[[TwoUnions, Address, str], dict[str, list[str]]], answers: dict) -> Verdict:
    """A page of a municipality's check: it takes forms, and reading it changes nothing."""
    return Verdict("listing check", paths, lambda actor, whose, method: answers[whose, method])


def check_link() -> Verdict:
    """The mailed link: ours opens, theirs is as unknown here as one that nobody ever had."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        def path(word: str) -> str:
            return address.path(language, token=f"{word}-{TOKEN}")

        return {"own": [path("bizim")], "foreign": [path(MARK.lower())], "missing": [path(MISSING.lower())]}

    unknown = {(whose, method): {404} for whose in ["foreign", "missing"] for method in ["GET", "HEAD", "POST"]}
    own = {("own", "GET"): {200}, ("own", "HEAD"): {200}, ("own", "POST"): {302}}
    options = {(whose, "OPTIONS"): {405} for whose in ["own", "foreign", "missing"]}
    return check_page(paths, {**unknown, **own, **options})


def no_session(*, reading: int, sending: set[int]) -> Verdict:
    answers = {"GET": {reading}, "HEAD": {reading}, "POST": sending, "OPTIONS": {405}}
    return check_page(one_path, {("own", method): statuses for method, statuses in answers.items()})


def public_form() -> Verdict:
    """A form that anybody may send; an empty one comes back with what is missing."""
    return no_session(reading=200, sending={422, 429})


def verdicts_of(kind: PageKind) -> dict[str, Verdict]:
    """The addresses that every page type has."""
    verdicts = {
        kind.list_name: public(f"public list of {kind}"),
        kind.feed_name: public(f"feed of {kind}"),
        kind.detail_name: detail(row_of(kind)),
    }
    return {name: verdict for name, verdict in verdicts.items() if name}


PUBLIC = {
    "listing_check": no_session(reading=403, sending={403}),
    "listing_check_renew": no_session(reading=200, sending={302, 429}),
    "listing_check_link": check_link(),
    **{
        name: public_form()
        for name in [
            *["information_request", "petition", "complaint", "data_subject_request", "contact_form", "barrier"],
        ]
    },
    "request_status": public_form(),
    "request_log": public("public list of published requests"),
    "request_statistics": public("published statistics of requests"),
    "oparl_system": in_each_language("OParl system", "/oparl/{language}/"),
    "oparl_list": oparl_list(),
    "oparl_object": oparl_object(),
    "api_root": public("entry of the API"),
    "api_description": public("description of the API"),
    "api_list": api_list(),
    "api_object": api_object(),
    "api_changes": Verdict(
        "changes of the API",
        lambda world, address, language: {"own": [f"{address.path(language)}?since=2020-01-01"]},
        reading({"own": {200}}),
    ),
    "api_page": public("page about the API"),
    "dcat_catalogue": Verdict(
        "catalogue of open data",
        lambda world, address, language: {
            "own": [address.path(language, extension=form) for form in ("ttl", "jsonld")],
            "missing": [address.path(language, extension="rdf")],
        },
        reading({"own": {200}, "missing": {404}}),
    ),
    "popolo": in_each_language("Popolo document", "/popolo/{language}.json"),
    "person_detail": named("person", "public detail of person"),
    "meeting_calendar": public("calendar of meetings"),
    "meeting_entry": detail("meeting", file={"tr": "takvim.ics", "en": "calendar.ics"}),
    "organ_calendar": named("organ", "calendar of an organ"),
    "decision_feed": public("feed of decisions"),
    "paper_feed": public("feed of papers"),
    "alive": public("health"),
    # A second connection cannot always read what a test has not committed.
    "ready": Verdict("health", one_path, reading({"own": {200, 503}})),
    "jobs": public("health"),
    "metrics": public("counts for machines"),
    "entrance": public("entrance", status=302),
    "sitemap": sitemap(),
    "robots": public("robots"),
    "security_txt": public("where weaknesses are reported"),
    "accent_stylesheet": Verdict(
        "accent style sheet",
        lambda world, address, language: {"own": [address.path(language, hue=140, second=88)]},
        reading({"own": {200}}),
    ),
    "drawn_emblem": Verdict(
        "initials in the place of an emblem",
        lambda world, address, language: {"own": [address.path(language, hue=140, initials="EBB")]},
        reading({"own": {200}}),
    ),
    "favicon": public("small emblem", status=302),
    "touch_icon": public("emblem for telephones"),
    "card": Verdict(
        "picture for links to a page",
        lambda world, address, language: {
            "own": [address_of_card(world.ours, "Başlık", "Bölüm", language)],
            "foreign": [address_of_card(world.theirs, "Başlık", "Bölüm", language)],
            "missing": [address.path(language, told="yok")],
        },
        reading({"own": {200}, "foreign": {404}, "missing": {404}}),
    ),
    "opensearch": in_each_language("description of the search", "/opensearch-{language}.xml"),
    "stored_file": stored_file(),
    "home": public("home"),
    "site_search": public("search"),
    "union_detail": public("public page of the union"),
    "union_duties": public("public page of the union"),
    "union_legal_basis": public("public page of the union"),
    "union_history": public("public page of the union"),
    "obligations": public("public page of the union"),
    "organ_list": public("public list of organs"),
    "president_page": public("public page of the president"),
    "organ_detail": detail("organ"),
    "meeting_list": public("public list of meetings"),
    "meeting_detail": detail("meeting"),
    "decision_list": public("public list of decisions"),
    "decision_detail": detail("decision"),
    "link_target": references(),
    "decision_short": detail("decision", status=301, withdrawn={301, 410}, short=True),
    "paper_grid": public("public list of papers"),
    "budget": public("public page of budgets in figures"),
    "contact": public("public page of contact details"),
    "paper_detail": detail("paper"),
    "paper_short": detail("paper", status=301, withdrawn={301, 410}, short=True),
    "member_list": public("public list of members"),
    "member_map": public("public map of members"),
    "member_history": public("public history of membership"),
    "member_detail": detail("municipality"),
    "member_embed": named_by_slug("municipality", "card of a member for other sites"),
    "open_data": public("open data"),
    "open_data_checksums": public("open data"),
    "open_data_dictionary": public("open data"),
    "open_data_file": open_data_file(),
    **{name: verdict for kind in KINDS for name, verdict in verdicts_of(kind).items()},
    "event_calendar": public("calendar of events"),
    "service_inventory": public("table of services"),
    "service_standards": public("table of services"),
    "page_detail": tree_page(),
}


# The administration


def holds(actor: str, group: str, *rights: str) -> bool:
    role = "editor" if actor == "editor here, manager there" else actor
    rights = [right for right in rights if RIGHTS[group][right] is not None]
    if not rights:
        return False
    return actor == "superuser" or any(role in RIGHTS[group][right] for right in rights)


def outside(actor: str) -> set[int] | None:
    """Those without a role here are sent to the log-in or refused; None for our staff."""
    return {302, 403} if actor in OUTSIDERS else None


def admin_page(kind: str, answers: dict[str, set[int]], **options) -> Verdict:
    """A page of the administration that belongs to no model, the same for all staff."""

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        return outside(actor) or answers[method]

    return Verdict(kind, one_path, statuses, ["GET", "POST"], is_public=False, **options)


def operators_page(kind: str) -> Verdict:
    """A page for whoever runs the installation; to all others it is not there."""

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        return outside(actor) or (({200} if method == "GET" else {405}) if actor == "superuser" else {404, 405})

    def after_an_error(world, address, language):
        record = {"time": "2026-11-29T10:00:00+00:00", "logger": "django.request", "message": "Internal Server Error"}
        Path(settings.ERRORS_FILE).write_text(f"{json.dumps(record)}\n", encoding="utf-8")
        return one_path(world, address, language)

    return Verdict(kind, after_an_error, statuses, ["GET", "POST"], is_public=False, sees_all_unions=["superuser"])


def door(kind: str, answers: dict[str, set[int]]) -> Verdict:
    """A page of the administration that those outside must reach."""
    return Verdict(kind, one_path, lambda actor, whose, method: answers[method], ["GET", "POST"], is_public=False)


def model_page(label: str, action: str) -> Verdict:
    """A page of the administration about a model, without a row: its list, or a form for a new row."""
    group, row = ADMIN_MODELS[label]
    wanted = ["add"] if action == "add" else ["view", "change"]

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        if action == "add" and row in BY_CONSENT:
            return outside(actor) or {403}
        if actor in OUTSIDERS or not holds(actor, group, *wanted):
            return outside(actor) or {403}
        # An empty form comes back with its complaints; where nothing is demanded, it is stored.
        return {200} if method == "GET" or action == "changelist" else {200, 302}

    return Verdict(
        f"admin {action} of {label}",
        one_path,
        statuses,
        ["GET", "POST"],
        is_public=False,
        sees_all_unions=["superuser"] if label in ["unions.union", "unions.user"] else [],
    )


# Nobody gives a role: it begins when the invited person accepts.
BY_CONSENT = ["staff_role"]
# What was sent is sent again or withdrawn.
NEVER_DELETED = ["invitation", "elections"]
# Steps that are taken by a button alone.
BY_BUTTON = ["link", "resend", "withdraw"]

# What reading and sending take, where it is not to see the row and to change it.
READING = {
    "delete": ["delete"],
    "link": ["change"],
    "mayor": ["change"],
    "password": ["change"],
    "move": ["change"],
    "preview": ["view"],
}
SENDING = {"delete": ["delete"], "history": ["view", "change"]}

# What was given, answered or sent is not what it was if it is brought back.
NEVER_RESTORED = ["staff_role", "invitation", "listing_check", "outgoing_mail", "import_run", "elections", "request"]

# Rows that only those may change who may publish, once they are public.
PUBLISHABLE = [
    "meeting",
    "agenda_item",
    "agenda_paper",
    "attendance",
    "decision",
    "court_ruling",
    "roll_call_vote",
    "paper",
    "budget_figures",
    "page",
    *PUBLICATIONS.values(),
    *PARTS.values(),
]


def row_page(label: str, action: str) -> Verdict:
    """A page of the administration about one row. What is foreign is as unknown as what does not exist."""
    group, row = ADMIN_MODELS[label]
    all_seeing = ["superuser"] if group in ["union", "installation"] else []

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        found = {}
        for whose in ["own", "draft", "foreign"]:
            each = representative(world, whose, row)
            if each is not None:
                found[whose] = [row_path(address, language, each, action)]
        missing_row = far_away(representative(world, "own", row))
        found["missing"] = [row_path(address, language, missing_row, action)]
        if row == "post":
            # What has been deleted lives on in its history, for those whose it was.
            found["foreign"].append(row_path(address, language, world.deleted, action))
            found["missing"] *= 2
        return found

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        rights = (SENDING if method == "POST" else READING).get(action)
        if rights is None:
            rights = ["change"] if method == "POST" else ["view", "change"]
        if actor in OUTSIDERS:
            return outside(actor)
        if row in NEVER_DELETED and action == "delete":
            return {403}
        if whose == "missing" or (whose == "foreign" and actor not in all_seeing):
            return {404} if holds(actor, group, *rights) else {403, 404}
        is_closed = whose == "own" and row in PUBLISHABLE and not holds(actor, group, "delete")
        changes = action == "move" or (method == "POST" and action != "history")
        if not holds(actor, group, *rights) or (changes and is_closed):
            return {403}
        if action in ["record", "version"] and row in NEVER_RESTORED and method == "POST":
            return {403}
        if action in BY_BUTTON:
            return {403} if method == "GET" else {302}
        # An empty form comes back with its complaints; it names no version, so it contradicts the stored row.
        return {200} if method == "GET" else {200, 302, 409}

    return Verdict(
        f"admin {action} of {label}",
        paths,
        statuses,
        ["GET", "POST"],
        is_public=False,
        asked_by_few=["POST"] if action == "history" else [],
        sees_all_unions=all_seeing,
    )


def links_about_page(name: Callable[[int], str]) -> Verdict:
    """A list of links about one page, for all who see pages."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        found = {
            whose: [f"/yonetim/pages/page/baglantilar/{name(world.rows(whose)['page'].pk)}/"]
            for whose in ["own", "draft", "foreign"]
        }
        return found | {"missing": [f"/yonetim/pages/page/baglantilar/{name(999_999)}/"]}

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        if actor in OUTSIDERS or whose in ["foreign", "missing"]:
            return outside(actor) or {404}
        return {200} if holds(actor, ADMIN_MODELS["pages.page"][0], "view", "change") else {404}

    return Verdict("admin links of a page", paths, statuses, ["GET", "POST"], is_public=False)


def audit_table() -> Verdict:
    """The content check as a table, and an ending that no table has."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        beginning = "/yonetim/pages/page/denetim/tablo"
        return {"own": [f"{beginning}.csv", f"{beginning}.xlsx"], "missing": [f"{beginning}.pdf"]}

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        return outside(actor) or ({200} if whose == "own" else {404})

    return Verdict("admin content check", paths, statuses, ["GET", "POST"], is_public=False)


def representative(world: TwoUnions, whose: str, row: str):
    """The row of a kind that is asked for; None where there is none."""
    if row in SHARED_ROWS:
        if whose != "own":
            return None
        return {
            "user": world.own["staff_role"].user,
            "municipality": world.own["municipality"],
            "province": world.own["municipality"].province,
        }[row]
    return world.rows(whose).get(row)


def far_away(row):
    """A row that does not exist, with a number like those that do."""
    return type(row)(pk=FAR_AWAY)


def row_path(address: Address, language: str, row, action: str) -> str:
    if action == "preview":
        return address.path(language, row.pk, LANGUAGES[0])
    if action not in ["record", "version"]:
        return address.path(language, row.pk) if address.name else address.path(language, object_id=row.pk)
    record = type(row).history.model._base_manager.filter(id=row.pk).order_by("history_id").first()
    if action == "version":
        return address.path(language, row.pk, number_of(record.history_date) if record else FAR_AWAY)
    return address.path(language, row.pk, record.pk if record else FAR_AWAY)


def view_on_site() -> Verdict:
    """The redirect from a row to its page."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        def path(row):
            kind = ContentType.objects.get_for_model(type(row))
            return address.path(language, content_type_id=kind.pk, object_id=row.pk)

        linked = ["organ", "decision", "page", "post", "gallery", "menu_item"]
        return {
            "own": [path(world.own[name]) for name in linked],
            "foreign": [path(world.foreign[name]) for name in linked] + [path(world.deleted)],
            "missing": [path(far_away(world.own[name])) for name in linked],
        }

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        if actor in OUTSIDERS:
            return outside(actor)
        return {302, 404} if whose == "own" else {404}

    return Verdict("admin view on site", paths, statuses, ["GET", "POST"], is_public=False)


def nowhere() -> Verdict:
    """Whatever the administration does not know."""
    return Verdict(
        "admin catch-all",
        lambda world, address, language: {"missing": ["/yonetim/olmayan-bir-yer/"]},
        lambda actor, whose, method: outside(actor) or {404, 405},
        ["GET", "POST"],
        is_public=False,
    )


def app_list(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
    return {"own": [address.path(language, app_label=label) for label in ["unions", "members", "pages"]]}


def meeting_screen(action: str) -> Verdict:
    """A screen about one meeting: results to enter, or a paper to print."""
    group, row = ADMIN_MODELS["unions.meeting"]

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        if actor in OUTSIDERS:
            return outside(actor)
        if whose in ["foreign", "missing"]:
            return {404}
        if action == "print":
            return {200}
        may_record = holds(actor, group, "change") and (whose == "draft" or holds(actor, group, "delete"))
        return ({200} if method == "GET" else {200, 302, 409, 422}) if may_record else {403}

    paths = row_page("unions.meeting", "change").paths
    return Verdict(f"admin meetings: {action}", paths, statuses, ["GET", "POST"], is_public=False)


def report_of_requests() -> Verdict:
    """Numbers alone, for those who see the requests."""

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        return outside(actor) or ({200} if holds(actor, "requests", "view") else {403})

    return Verdict("admin report of requests", one_path, statuses, ["GET", "POST"], is_public=False)


def letter_of_request() -> Verdict:
    """The draft of an answer on paper, for those who see the requests of their union."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        keys = {"own": world.own["request"].pk, "foreign": world.foreign["request"].pk, "missing": FAR_AWAY}
        return {whose: [address.path(language, pk=key, step="draft")] for whose, key in keys.items()}

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        if actor in OUTSIDERS:
            return outside(actor)
        if whose != "own":
            return {404}
        return {200} if holds(actor, "requests", "view") else {403}

    return Verdict("admin letter about a request", paths, statuses, ["GET", "POST"], is_public=False)


def meetings_screen(kind: str, right: str) -> Verdict:
    """A screen of the meetings that belongs to none of them."""
    group, _row = ADMIN_MODELS["unions.meeting"]

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        return outside(actor) or ({200} if holds(actor, group, right) else {403})

    return Verdict(kind, one_path, statuses, ["GET", "POST"], is_public=False)


def exchange_table(word: str) -> Verdict:
    """A table to fill in, or the records of today to be changed and brought back."""

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        kinds = ["memberships", "listings", "office-holders", "population"]
        return {
            "own": [address.path(language, word=kind, extension="csv") for kind in kinds],
            "missing": [address.path(language, word="olmayan", extension="csv")],
        }

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        return outside(actor) or ({200} if whose == "own" else {404})

    return Verdict(f"admin exchange: {word}", paths, statuses, ["GET", "POST"], is_public=False, asked_by_few=["POST"])


def refused_rows() -> Verdict:
    """Rows of a file that were refused: for who chose the file only, and only while it waits."""
    return Verdict(
        "admin exchange: refused rows",
        row_page("members.importrun", "change").paths,
        lambda actor, whose, method: outside(actor) or {404},
        ["GET", "POST"],
        is_public=False,
    )


def secret_link(kind: str, refused: set[int]) -> Verdict:
    """A page behind a mailed link, for whoever has it; nobody guesses one."""
    return Verdict(
        kind,
        lambda world, address, language: {"missing": [address.path(language, secret="yok-boyle-bir-sey")]},
        lambda actor, whose, method: refused,
        ["GET", "POST"],
        is_public=False,
    )


def secret_page_of_staff(kind: str, refused: set[int]) -> Verdict:
    """A page behind a mailed link that works only for the person who asked for it, signed in."""
    base = secret_link(kind, refused)
    return replace(base, statuses=lambda actor, whose, method: outside(actor) or refused)


def own_passkey() -> Verdict:
    """A passkey: of nobody else's anything is known."""
    return Verdict(
        "second factor: a passkey",
        lambda world, address, language: {"missing": [address.path(language, pk=FAR_AWAY)]},
        lambda actor, whose, method: outside(actor) or {404},
        ["GET", "POST"],
        is_public=False,
    )


def ends_of_seats() -> Verdict:
    """The screen of seats that have ended: read by who sees them, recorded by who may change them."""
    group, _row = ADMIN_MODELS["members.officeholder"]

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        if actor in OUTSIDERS:
            return outside(actor)
        if not holds(actor, group, "view") or (method == "POST" and not holds(actor, group, "change")):
            return {403}
        return {200} if method == "GET" else {302}

    return Verdict("admin office holders: ends", one_path, statuses, ["GET", "POST"], is_public=False)


def board_of_duties() -> Verdict:
    """The board of duties: one's own union's, for those who run the installation all unions side by side."""

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        return outside(actor) or ({200} if holds(actor, "institution", "view") else {403})

    return Verdict(
        "admin board of duties", one_path, statuses, ["GET", "POST"], is_public=False, sees_all_unions=["superuser"]
    )


ADMIN = {
    "admin:pages_dutyrecord_board": board_of_duties(),
    "admin:pages_dutyrecord_verbis": replace(board_of_duties(), kind="admin inventory", sees_all_unions=[]),
    "admin:members_officeholder_ends": ends_of_seats(),
    "admin:members_listing_mayor": row_page("members.listing", "mayor"),
    "admin:members_importrun_template": exchange_table("template"),
    "admin:members_importrun_records": exchange_table("records"),
    "admin:members_importrun_refused": refused_rows(),
    "admin:unions_meeting_prepare": meetings_screen("admin meetings: prepare", "add"),
    "admin:unions_meeting_book": meetings_screen("admin meetings: decision book", "view"),
    "admin:unions_meeting_results": meeting_screen("results"),
    "admin:unions_meeting_call": meeting_screen("print"),
    "admin:unions_meeting_sheet": meeting_screen("print"),
    "admin:unions_meeting_minutes": meeting_screen("print"),
    "admin:pages_request_report": report_of_requests(),
    "admin:pages_request_letter": letter_of_request(),
    "admin:members_checkround_run": row_page("members.checkround", "run"),
    "admin:index": admin_page("admin index", {"GET": {200}, "POST": {200, 405}}),
    "admin:login": door("admin log-in", {"GET": {200, 302}, "POST": {200, 302}}),
    "account_login": door("admin log-in", {"GET": {200, 302}, "POST": {200, 302}}),
    "mfa_login_webauthn": door("admin log-in by passkey", {"GET": {302}, "POST": {302}}),
    "mfa_authenticate": door("admin second step", {"GET": {302}, "POST": {302}}),
    "forgotten_password": door("admin forgotten password", {"GET": {200}, "POST": {200}}),
    "new_password": secret_link("admin new password", {410}),
    "invitation": secret_link("admin invitation", {404}),
    "operation": operators_page("operation"),
    "may_bring_files": door("asked by the proxy", {"GET": {204, 403}, "POST": {405}}),
    "account_index": admin_page("own account", {"GET": {200}, "POST": {405}}),
    "account_address": admin_page("own address", {"GET": {200}, "POST": {200}}),
    "account_prove_address": secret_page_of_staff("own address", {410}),
    "account_devices": admin_page("own devices", {"GET": {200}, "POST": {405}}),
    "account_end_device": admin_page("own devices", {"GET": {405}, "POST": {404}}),
    "account_reauthenticate": admin_page("asked again", {"GET": {200}, "POST": {200}}),
    # Nobody in the two unions has a second factor.
    "mfa_reauthenticate": admin_page("asked again", {"GET": {302}, "POST": {302}}),
    "mfa_reauthenticate_webauthn": admin_page("asked again", {"GET": {302}, "POST": {302}}),
    "mfa_index": admin_page("second factor", {"GET": {200}, "POST": {405}}),
    "mfa_activate_totp": admin_page("second factor: app", {"GET": {200}, "POST": {200}}, keeps_in_session=True),
    "mfa_deactivate_totp": admin_page("second factor: app", {"GET": {404}, "POST": {404}}),
    "mfa_view_recovery_codes": admin_page("second factor: codes", {"GET": {404}, "POST": {405}}),
    "mfa_generate_recovery_codes": admin_page("second factor: codes", {"GET": {200}, "POST": {200}}),
    "mfa_download_recovery_codes": admin_page("second factor: codes", {"GET": {404}, "POST": {404}}),
    "mfa_list_webauthn": admin_page("second factor: passkeys", {"GET": {200}, "POST": {405}}),
    "mfa_add_webauthn": admin_page("second factor: passkeys", {"GET": {200}, "POST": {200}}, keeps_in_session=True),
    "mfa_edit_webauthn": own_passkey(),
    "mfa_remove_webauthn": own_passkey(),
    "admin:logout": admin_page("admin log-out", {"GET": {405}, "POST": {200, 302}}),
    "admin:password_change": admin_page("admin password", {"GET": {200}, "POST": {200}}),
    "admin:password_change_done": admin_page("admin password", {"GET": {200}, "POST": {200, 405}}),
    "admin:autocomplete": admin_page("admin autocomplete", {"GET": {403}, "POST": {403, 405}}),
    "admin:pages_audit": admin_page("admin content check", {"GET": {200}, "POST": {200}}),
    "admin:pages_audit_table": audit_table(),
    "admin:pages_links": admin_page("admin links", {"GET": {200}, "POST": {200}}),
    "admin:pages_links_choose": admin_page("admin links", {"GET": {200}, "POST": {200}}),
    "admin:pages_links_here": links_about_page(lambda pk: f"page-{pk}"),
    "admin:pages_links_of": links_about_page(lambda pk: f"pages.page/{pk}"),
    "admin:paste": admin_page("admin paste", {"GET": {405}, "POST": {200}}),
    "admin:auth_user_password_change": row_page("unions.user", "password"),
    "admin:jsi18n": admin_page("admin words for scripts", {"GET": {200}, "POST": {200, 405}}),
    "admin:view_on_site": view_on_site(),
    # A form that names nothing deleted here finds nothing.
    "admin:unsaved": admin_page("admin unsaved work", {"GET": {200}, "POST": {404}}),
    "admin:bin": admin_page("admin deleted entries", {"GET": {200}, "POST": {404}}),
    "admin:app_list": Verdict(
        "admin list of models",
        app_list,
        lambda actor, whose, method: outside(actor) or {200, 405},
        ["GET", "POST"],
        is_public=False,
    ),
    r"admin:/yonetim/(?P<url>.*)$": nowhere(),
}


def preview_page(label: str, action: str) -> Verdict:
    """A row as its page will show it: read by whoever sees the row here, sent to by nobody."""
    base = row_page(label, action)

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        answers = base.statuses(actor, whose, "GET")
        return {405} if answers == {200} and method == "POST" else answers

    return replace(base, kind=f"admin {action} of {label}", statuses=statuses, asked_by_few=["POST"])


def compare_page(label: str, action: str) -> Verdict:
    """Two versions beside each other: without their moments there is nothing to compare."""
    base = row_page(label, "history")

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        answers = base.statuses(actor, whose, "GET")
        return {404} if answers == {200} else answers

    return replace(base, kind=f"admin {action} of {label}", statuses=statuses, asked_by_few=["POST"])


def typed_preview(label: str, action: str) -> Verdict:
    """What is typed into a new entry, as its page: nothing is, so the page says so to whoever may add one."""
    base = model_page(label, "add")

    def paths(world: TwoUnions, address: Address, language: str) -> dict[str, list[str]]:
        return {"own": [address.path(language, LANGUAGES[0])]}

    def statuses(actor: str, whose: str, method: str) -> set[int]:
        if outside(actor):
            return outside(actor)
        answers = base.statuses(actor, whose, "GET")
        return {405} if method == "POST" else answers

    return replace(base, kind=f"admin {action} of {label}", paths=paths, statuses=statuses)


MODEL_ACTIONS = {
    "changelist": model_page,
    "add": model_page,
    "change": row_page,
    "delete": row_page,
    "history": row_page,
    "record": row_page,
    "version": row_page,
    "compare": compare_page,
    "link": row_page,
    "resend": row_page,
    "withdraw": row_page,
    "move": row_page,
    "preview": preview_page,
    "typed_preview": typed_preview,
}


def verdict_on(address: Address) -> Verdict | None:
    """The verdict on an address; None if nobody has thought about it yet."""
    if not address.is_admin:
        return PUBLIC.get(address.key)
    if address.key in ADMIN:
        return ADMIN[address.key]
    for label in ADMIN_MODELS:
        stem = label.replace(".", "_")
        for action, make_verdict in MODEL_ACTIONS.items():
            if address.name == f"{stem}_{action}":
                return make_verdict(label, action)
        # The address of a row before Django 1.9, which leads to its form.
        if address.route == f"yonetim/{label.replace('.', '/')}/<path:object_id>/":
            return old_row_address(label)
    return None


def old_row_address(label: str) -> Verdict:
    base = row_page(label, "change")
    return Verdict(
        f"admin old address of {label}",
        base.paths,
        lambda actor, whose, method: {301, 302, 403, 404, 405},
        ["GET", "POST"],
        is_public=False,
        asked_by_few=["GET", "POST"],
    )
