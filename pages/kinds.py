"""The page types of the site, each declared once.

Addresses, lists and pages, filters, feeds, the map of the site, the choices of menus, breadcrumbs, the administration's
search and the tests of who sees what all read this list. What a type shows beyond its list and its page lies in the
folder of the type.
"""

from collections.abc import Iterator

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from pages.documents.models import Document
from pages.events import calendar, programme
from pages.events.models import Event, EventQuerySet
from pages.galleries.models import Gallery, GalleryQuerySet
from pages.page_kind import Choice, PageKind
from pages.posts.models import Post
from pages.posts.neighbours import newest_others
from pages.projects.models import Project, ProjectQuerySet
from pages.publications import Publication
from pages.services import tables
from pages.services.models import Service, ServiceQuerySet
from pages.tenders.models import Tender, TenderQuerySet
from pages.vacancies.models import Vacancy, VacancyQuerySet
from unions.lists import parameters

NEWS = PageKind(
    name="news",
    model=Post,
    where={"kind": Post.Kind.NEWS},
    words={"tr": "haberler", "en": "news"},
    title=_("News"),
    fields=("date",),
    menu_label=_("news"),
    has_years=True,
    has_feed=True,
    page_values=newest_others,
)

ANNOUNCEMENTS = PageKind(
    name="announcement",
    model=Post,
    where={"kind": Post.Kind.ANNOUNCEMENT},
    words={"tr": "duyurular", "en": "announcements"},
    title=_("Announcements"),
    fields=("date",),
    menu_label=_("announcements"),
    has_years=True,
    has_feed=True,
    page_values=newest_others,
)

EVENTS = PageKind(
    name="event",
    model=Event,
    words={"tr": "etkinlikler", "en": "events"},
    title=_("Events"),
    fields=(
        "starts_at",
        "ends_at",
        "place",
        "audience",
        "fee",
        "register_until",
        "is_cancelled",
    ),
    menu_label=_("events"),
    date="starts_at",
    has_feed=True,
    feed_date="starts_at",
    for_page=EventQuerySet.with_files,
    list_values=programme.upcoming_and_past,
    more_addresses={"event_calendar": ({"tr": "takvim.ics", "en": "calendar.ics"}, calendar.event_calendar)},
)

DOCUMENTS = PageKind(
    name="document",
    model=Document,
    words={"tr": "belgeler", "en": "documents"},
    title=_("Documents"),
    fields=(
        "date",
        "category",
    ),
    menu_label=_("documents"),
    menu_after="paper_grid",
    choices=(
        Choice(
            name="category",
            label=_("Kind"),
            everything=_("All kinds"),
            choices=Document.Category,
            words={"tr": "tur", "en": "category"},
            value_words={
                "statute": {"tr": "tuzuk", "en": "statute"},
                "report": {"tr": "rapor", "en": "report"},
                "form": {"tr": "form", "en": "form"},
                "protocol": {"tr": "protokol", "en": "protocol"},
                "publication": {"tr": "yayin", "en": "publication"},
                "other": {"tr": "diger", "en": "other"},
            },
        ),
    ),
    has_years=True,
    rows_a_page=20,
)

GALLERIES = PageKind(
    name="gallery",
    model=Gallery,
    words={"tr": "galeriler", "en": "galleries"},
    title=_("Galleries"),
    fields=("date",),
    menu_label=_("galleries"),
    for_list=GalleryQuerySet.with_covers,
    for_page=GalleryQuerySet.with_photos,
)


STATE_WORDS = {
    "open": {"tr": "acik", "en": "open"},
    "closed": {"tr": "kapali", "en": "closed"},
    "concluded": {"tr": "sonuclandi", "en": "concluded"},
    "planned": {"tr": "planlanan", "en": "planned"},
    "running": {"tr": "suren", "en": "running"},
    "completed": {"tr": "tamamlanan", "en": "completed"},
    "cancelled": {"tr": "iptal", "en": "cancelled"},
    "unknown": {"tr": "belirtilmemis", "en": "not-stated"},
}


def choice_of_state(states: type[TextChoices]) -> Choice:
    return Choice(
        name="state",
        label=_("State"),
        everything=_("All states"),
        choices=states,
        words={"tr": "durum", "en": "state"},
        value_words={value: STATE_WORDS[value] for value in states.values},
    )


TENDERS = PageKind(
    name="tender",
    model=Tender,
    words={"tr": "ihaleler", "en": "tenders"},
    title=_("Tenders"),
    fields=(
        "date",
        "number",
        "kind",
        "closes_at",
        "state",
        "result",
    ),
    menu_label=_("tenders"),
    choices=(choice_of_state(Tender.State),),
    has_years=True,
    has_feed=True,
    for_page=TenderQuerySet.with_files,
)

VACANCIES = PageKind(
    name="vacancy",
    model=Vacancy,
    words={"tr": "is-ilanlari", "en": "vacancies"},
    title=_("Vacancies"),
    fields=(
        "date",
        "post",
        "last_day",
        "state",
    ),
    menu_label=_("vacancies"),
    choices=(choice_of_state(Vacancy.State),),
    has_years=True,
    has_feed=True,
    for_page=VacancyQuerySet.with_files,
)

PROJECTS = PageKind(
    name="project",
    model=Project,
    words={"tr": "projeler", "en": "projects"},
    title=_("Projects"),
    fields=(
        "number",
        "programme",
        "partners",
        "amount",
        "currency",
        "state",
        "start_date",
        "end_date",
        "website",
    ),
    menu_label=_("projects"),
    choices=(choice_of_state(Project.State),),
    has_feed=True,
    for_list=ProjectQuerySet.in_order_of_union,
    for_page=ProjectQuerySet.for_page,
)

SERVICES = PageKind(
    name="service",
    model=Service,
    words={"tr": "kamu-hizmetleri", "en": "public-services"},
    title=_("Services and service standards"),
    fields=(
        "documents",
        "duration",
        "legal_basis",
        "beneficiaries",
        "is_online",
        "link",
        "yearly_count",
    ),
    menu_label=_("services and service standards"),
    menu_after="obligations",
    rows_a_page=20,
    for_list=ServiceQuerySet.with_units,
    for_page=ServiceQuerySet.with_units,
    more_addresses={
        "service_inventory": ({"tr": "envanter.html", "en": "inventory.html"}, tables.service_inventory),
        "service_standards": ({"tr": "standartlar.html", "en": "standards.html"}, tables.service_standards),
    },
)

# In the order in which they stand in menus, in the map of the site and among the addresses.
KINDS = [NEWS, ANNOUNCEMENTS, EVENTS, DOCUMENTS, GALLERIES, TENDERS, VACANCIES, PROJECTS, SERVICES]

for kind in KINDS:
    for choice in kind.choices:
        parameters.add(choice.name, choice.words)
        parameters.add_values(choice.name, choice.value_words)


def kinds_of(model: type[Publication]) -> Iterator[PageKind]:
    """The kinds that rows of the model can be of."""
    return (kind for kind in KINDS if kind.model is model)
