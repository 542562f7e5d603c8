"""Which page stands for an address: for each name of the URL configuration the pages to look at, or why there is none.

A sample is asked inside the scope of a union and in a language; it answers with the path of the page, or with None
where the union has no such row.
"""

from collections.abc import Callable
from urllib.parse import urlencode

from django.urls import reverse

from members.directory.models import Listing
from members.membership.models import Membership
from members.people.models import OfficeHolder
from pages.kinds import KINDS
from pages.models import Document, Event, Gallery, Page, Photo, Post
from unions.lists import parameters
from unions.models import AgendaItem, Decision, Meeting, Organ, Paper

Sample = Callable[[], str | None]

# The post whose English is missing and the one that carries the longest words; `build` writes both.
UNTRANSLATED = "Yalnız Türkçe yazılmış duyuru"
UNWIELDY = "Kırklarelililerden"
# Page types of which one row stands for all.
PLAIN_KINDS = [kind for kind in KINDS if kind.model not in [Post, Event, Document, Gallery]]


def listing(name: str, **query) -> Sample:
    """A page without a row of its own, narrowed or not; parameters go by their names."""

    def path():
        return reverse(name) + parameters.query_string(
            {key: value() if callable(value) else value for key, value in query.items()}
        )

    return path


def page_of(find: Callable, **query) -> Sample:
    """The page of the row that is found."""

    def path():
        row = find()
        words = {parameters.word(key): value for key, value in query.items()}
        return row and row.get_absolute_url() + (f"?{urlencode(words)}" if words else "")

    return path


def organ(kind: str) -> Callable:
    return lambda: Organ.objects.filter(kind=kind).first()


def member(*, listed: bool):
    def find():
        members = Membership.objects.current().filter(
            municipality__in=Listing.objects.exclude(phone="").values("municipality")
        )
        others = Membership.objects.exclude(municipality__in=Listing.objects.values("municipality"))
        found = (members if listed else others).first()
        return found and found.municipality

    return find


def former_member():
    current = Membership.objects.current().values("municipality")
    found = Membership.objects.exclude(end_date=None).exclude(municipality__in=current).first()
    return found and found.municipality


def seated_member():
    found = OfficeHolder.objects.current().exclude(municipality=None).first()
    return found and found.municipality


def holder_person(holders):
    found = holders.with_person().first()
    return found and found.person


def meeting_with_decisions():
    items = AgendaItem.objects.filter(decisions__in=Decision.objects.published())
    return Meeting.objects.published().past().filter(agenda_items__in=items).first()


def decision_in_force():
    return Decision.objects.published().exclude(sent_to_governor_on=None).exclude(summary_published_on=None).first()


def decision_on_its_way():
    found = Decision.objects.published().filter(sent_to_governor_on=None)
    return found.exclude(roll_call=None).first() or found.first()


def posts(kind: str):
    return Post.objects.published().filter(kind=kind)


def galleries():
    return Gallery.objects.published().filter(pk__in=Photo.objects.values("gallery"))


# By name of the address: what is looked at, by what is special about it.
SAMPLES: dict[str, dict[str, Sample]] = {
    "home": {"": listing("home")},
    "union_detail": {"": listing("union_detail")},
    "union_duties": {"": listing("union_duties")},
    "union_legal_basis": {"": listing("union_legal_basis")},
    "union_history": {"": listing("union_history")},
    "organ_list": {"": listing("organ_list")},
    "president_page": {"": listing("president_page")},
    "organ_detail": {
        "assembly": page_of(organ("assembly")),
        "executive": page_of(organ("executive")),
        "president": page_of(organ("president")),
        "secretariat": page_of(organ("secretariat")),
        "on a day long ago": page_of(organ("executive"), day="1985-05-01"),
        "on no day": page_of(organ("president"), day="32.13.2024"),
    },
    "meeting_list": {"": listing("meeting_list"), "narrowed": listing("meeting_list", year=2025)},
    "meeting_detail": {
        "held": page_of(meeting_with_decisions),
        "upcoming": page_of(lambda: Meeting.objects.published().upcoming().first()),
    },
    "person_detail": {
        "in office": page_of(lambda: holder_person(OfficeHolder.objects.current())),
        "former": page_of(lambda: holder_person(OfficeHolder.objects.past())),
    },
    "decision_list": {
        "": listing("decision_list"),
        "nothing found": listing("decision_list", text="böyle bir karar yok"),
    },
    "decision_detail": {"in force": page_of(decision_in_force), "on its way": page_of(decision_on_its_way)},
    "paper_grid": {"": listing("paper_grid")},
    "budget": {"": listing("budget")},
    "obligations": {"": listing("obligations")},
    "service_inventory": {"": listing("service_inventory")},
    "service_standards": {"": listing("service_standards")},
    "contact": {"": listing("contact")},
    **{
        name: {"": listing(name)}
        for name in [
            "information_request",
            "petition",
            "complaint",
            "data_subject_request",
            "contact_form",
            "request_status",
            "request_log",
            "request_statistics",
        ]
    },
    "barrier": {"": listing("barrier")},
    "follow": {"": listing("follow")},
    "paper_detail": {"": page_of(lambda: Paper.objects.published().exclude(decision=None).first())},
    "member_list": {
        "": listing("member_list"),
        "table": listing("member_list", order="population", view="table"),
        "nothing found": listing("member_list", text="yokkasaba"),
    },
    "member_map": {"": listing("member_map"), "by population": listing("member_map", year=2014, size="population")},
    "member_history": {"": listing("member_history")},
    "member_detail": {
        "listed": page_of(member(listed=True)),
        "unlisted": page_of(member(listed=False)),
        "former": page_of(former_member),
        "seated": page_of(seated_member),
    },
    "open_data": {"": listing("open_data")},
    "site_search": {
        "": listing("site_search"),
        "found": listing("site_search", text="meclis"),
        "narrowed": listing("site_search", text="meclis", year=2025),
        "nothing found": listing("site_search", text="böylebirşeyyok"),
    },
    "news_list": {"": listing("news_list"), "second page": listing("news_list", page=2)},
    "news_detail": {
        "": page_of(lambda: posts("news").exclude(picture="").first()),
        "unwieldy": page_of(lambda: posts("news").filter(title_tr__startswith=UNWIELDY).first()),
    },
    "announcement_list": {"": listing("announcement_list")},
    "announcement_detail": {
        "": page_of(lambda: posts("announcement").exclude(title_en="").first()),
        "untranslated": page_of(lambda: posts("announcement").filter(title_tr=UNTRANSLATED).first()),
    },
    "event_list": {"": listing("event_list")},
    "event_detail": {
        "upcoming": page_of(lambda: Event.objects.published().upcoming().first()),
        "past": page_of(lambda: Event.objects.published().past().first()),
    },
    "document_list": {
        "": listing("document_list"),
        "narrowed": listing("document_list", category=Document.Category.FORM),
    },
    "document_detail": {"": page_of(lambda: Document.objects.published().first())},
    "gallery_list": {"": listing("gallery_list")},
    "gallery_detail": {"": page_of(lambda: galleries().first())},
    **{
        name: {"": sample}
        for kind in PLAIN_KINDS
        for name, sample in [
            (kind.list_name, listing(kind.list_name)),
            (kind.detail_name, page_of(lambda kind=kind: kind.rows().published().first())),
        ]
    },
    "page_detail": {
        "top": page_of(lambda: Page.objects.published().filter(parent=None).first()),
        "beneath": page_of(lambda: Page.objects.published().exclude(parent=None).first()),
    },
}

# Which of them a union without content shows as well.
LISTS = [name for name, samples in SAMPLES.items() if "" in samples and not name.endswith("_detail")] + ["union_detail"]

NO_PAGE = {
    "listing_check": "opened by a mailed link; walked through in test_listing_check.py",
    "listing_check_link": "opened by a mailed link; walked through in test_listing_check.py",
    "follow_feed": "read by feed readers",
    **{
        f"follow_{name}": "opened by a mailed link; walked through in pages/follow"
        for name in ["confirm", "mine", "leave"]
    },
    "listing_check_renew": "walked through in test_listing_check.py",
    "alive": "read by machines",
    "ready": "read by machines",
    "jobs": "read by machines",
    "metrics": "read by machines",
    "entrance": "leads to the home page",
    "sitemap": "read by search engines",
    "robots": "read by search engines",
    "security_txt": "read by those who report weaknesses",
    "accent_stylesheet": "a style sheet",
    "drawn_emblem": "a picture",
    "favicon": "a picture",
    "stored_file": "a file",
    "link_target": "leads to the thing that a text names",
    "decision_short": "leads to the decision",
    "paper_short": "leads to the paper",
    **{kind.feed_name: "read by feed readers" for kind in KINDS if kind.has_feed},
    "event_calendar": "read by calendars",
    "meeting_calendar": "read by calendars",
    "meeting_entry": "read by calendars",
    "organ_calendar": "read by calendars",
    "decision_feed": "read by feed readers",
    "paper_feed": "read by feed readers",
    "oparl_system": "read by programs",
    "oparl_list": "read by programs",
    "oparl_object": "read by programs",
    "popolo": "read by programs",
    "open_data_file": "a file",
    "open_data_checksums": "a file",
    "open_data_dictionary": "read by programs",
    **dict.fromkeys(["api_root", "api_description", "api_list", "api_object", "api_changes"], "read by programs"),
    "api_page": "words and a table; tests/pages/api looks at it",
    "dcat_catalogue": "read by programs",
    "opensearch": "read by browsers",
    "search_completion": "read by a script; tests/browser/test_completion.py looks at what it shows",
    "card": "a picture",
    "touch_icon": "a picture",
    "member_embed": "a card without the frame of the site; tests/browser/test_embed.py looks at it",
}
