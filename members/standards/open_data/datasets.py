"""The tables of open data: their columns, and their rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from members.directory.models import Listing
from members.exchange.columns import THOUSANDS, Column, label_writer
from members.exchange.models import ImportRun
from members.exchange.resources import RESOURCES
from members.exchange.resources.listings import PUBLIC_NAMES
from members.exchange.resources.shared_columns import CODE, KIND, MUNICIPALITY, PLACE_NAMES, PROVINCE, value_of_place
from members.membership.models import Membership
from members.municipalities.models import Municipality
from members.municipalities.population import YearPopulation, current_populations
from members.people.mayors import mayors_of
from unions.models import BudgetFigures, Organ
from unions.models.budget import SIDES, label_of
from unions.text.languages import active_language


@dataclass(frozen=True)
class Dataset:
    """One table of open data."""

    # The word in its address, by language.
    words: dict[str, str]
    title: str | Promise
    about: str | Promise
    columns: list[Column]
    rows: Callable[[], Iterable[dict]]
    has_places: bool = False

    @property
    def word(self) -> str:
        return self.words[active_language()]

    @property
    def extensions(self) -> list[str]:
        return ["csv", "xlsx", "json", *(["geojson"] if self.has_places else [])]


def rows_of(word: str) -> Callable[[], Iterable[dict]]:
    def rows():
        resource = RESOURCES[word]()
        return (resource.values(row) for row in resource.rows().iterator(chunk_size=500))

    return rows


def office_holder_rows() -> Iterable[dict]:
    """Seats as every page shows them: with the end that follows from what a seat stands on, recorded or not."""
    resource = RESOURCES["office-holders"]()
    for row in resource.rows().with_ends().iterator(chunk_size=500):
        reason = row.ending.reason if row.last_day else row.end_reason
        yield {**resource.values(row), "end_date": row.last_day, "end_reason": str(reason)}


def listing_rows() -> Iterable[dict]:
    """The listings, with the mayors as every page names them."""
    resource = RESOURCES["listings"]()
    mayors = mayors_of(dict(Listing.objects.values_list("municipality_id", "mayor")))
    for row in resource.rows().iterator(chunk_size=500):
        yield {**resource.values(row), "mayor": mayors.get(row.municipality_id)}


def member_rows() -> Iterable[dict]:
    """Today's members, one row each, with their listings."""
    listings = {listing.municipality_id: listing for listing in Listing.objects.all()}
    memberships = {
        membership.municipality_id: membership
        for membership in reversed(Membership.objects.current().with_municipality().in_turkish_order())
    }
    populations = current_populations(membership.municipality for membership in memberships.values())
    mayors = mayors_of({key: listing.mayor for key, listing in listings.items()})
    for pk, membership in reversed(memberships.items()):
        yield {**member_row(membership, listings.get(pk), populations[pk]), "mayor": mayors.get(pk)}


def member_row(membership: Membership, listing: Listing | None, population: YearPopulation | None) -> dict:
    municipality = membership.municipality
    return {
        **{name: value_of_place(municipality, name) for name in PLACE_NAMES},
        "district": municipality.district_name,
        "population": population.population if population else None,
        "population_year": population.year if population else None,
        "population_of": as_counted(population) if population else None,
        "latitude": municipality.latitude,
        "longitude": municipality.longitude,
        "start_date": membership.start_date,
        **{name: getattr(listing, name) if listing else None for name in PUBLIC_NAMES},
        "page": municipality.get_absolute_url(),
    }


def as_counted(population: YearPopulation) -> str:
    """Whose people a figure counts, in words."""
    counted = Municipality.Counted.DISTRICT if population.counts_the_district else Municipality.Counted.MUNICIPALITY
    return str(counted.label)


def organ_rows() -> Iterable[dict]:
    return (organ_row(organ) for organ in Organ.objects.all())


def organ_row(organ: Organ) -> dict:
    return {
        "title_tr": organ.title_tr,
        "title_en": organ.title_en,
        "organ_kind": organ.kind,
        "months": organ.meeting_months,
        "page": organ.get_absolute_url(),
    }


def months_apart(months: object) -> str:
    """The months with a space after each comma; “4,11” is a decimal number to a Turkish spreadsheet."""
    return str(months).replace(",", ", ")


def decision_rows() -> Iterable[dict]:
    resource = RESOURCES["decisions"]()
    for row in resource.rows().published().iterator(chunk_size=500):
        yield {column.name: resource.value(row, column.name) for column in DECISION_COLUMNS}


def budget_rows() -> Iterable[dict]:
    """A row for each heading and for each total of every published budget and of all published final accounts."""
    for figures in BudgetFigures.objects.public().order_by("paper__year", "paper__kind"):
        paper = figures.paper
        decision = paper.decision if paper.decision and paper.decision.is_public else None
        for side, headings in SIDES.items():
            amounts = [(heading.code, heading.field, heading.sign) for heading in headings]
            for code, field, sign in [*amounts, ("", f"{side}_total", 1)]:
                amount = figures.total_of(side) if not code else getattr(figures, field)
                if amount is not None:
                    yield {
                        "year": paper.year,
                        "figure": paper.kind,
                        "side": side,
                        "code": code,
                        "heading": label_of(field),
                        "amount": sign * amount,
                        "decision": decision.citation if decision else None,
                        "page": paper.get_absolute_url(),
                    }


def published_rows(word: str) -> Callable[[], Iterable[dict]]:
    """The rows of an import of which readers see those that are published."""

    def rows():
        resource = RESOURCES[word]()
        resource.is_for_readers = True
        return (resource.values(row) for row in resource.rows().published().iterator(chunk_size=500))

    return rows


# The wording stands on the decision's page.
NOT_IN_OPEN_DATA = ["text_tr", "text_en"]
DECISION_COLUMNS = [column for column in RESOURCES["decisions"].columns if column.name not in NOT_IN_OPEN_DATA]
LISTING_COLUMNS = {column.name: column for column in RESOURCES["listings"].columns}
START = next(column for column in RESOURCES["memberships"].columns if column.name == "start_date")
TITLES = [
    Column("title_tr", gettext_lazy("Title (Turkish)"), gettext_lazy("Name or subject in Turkish.")),
    Column("title_en", gettext_lazy("Title (English)"), gettext_lazy("The same in English, if translated.")),
]
PAGE = Column("page", gettext_lazy("Page"), gettext_lazy("Address of the page on this site."), width=44)

DATASETS = [
    Dataset(
        {"tr": "uyeler", "en": "members"},
        gettext_lazy("Members"),
        gettext_lazy("Today's members with their location, population and contact details."),
        [
            *[CODE, MUNICIPALITY, PROVINCE, KIND],
            Column(
                "district",
                gettext_lazy("District"),
                gettext_lazy("For town municipalities: the district they belong to."),
            ),
            Column(
                "population",
                gettext_lazy("Population"),
                gettext_lazy("The union's own figure, or that of the register if newer (turkiye-api, MIT licence)."),
                number_format=THOUSANDS,
            ),
            Column("population_year", gettext_lazy("Year of the population"), gettext_lazy("Year of that figure.")),
            Column(
                "population_of",
                gettext_lazy("Population of"),
                gettext_lazy("The municipality, or the whole district where its own figure is not known."),
            ),
            Column(
                "latitude",
                gettext_lazy("Latitude"),
                gettext_lazy("In degrees (WGS 84), from GeoNames; empty if unknown."),
            ),
            Column(
                "longitude",
                gettext_lazy("Longitude"),
                gettext_lazy("In degrees (WGS 84), from GeoNames; empty if unknown."),
            ),
            START,
            *[LISTING_COLUMNS[name] for name in PUBLIC_NAMES],
            PAGE,
        ],
        member_rows,
        has_places=True,
    ),
    Dataset(
        {"tr": "uyelikler", "en": "memberships"},
        gettext_lazy("Membership history"),
        RESOURCES["memberships"].about,
        RESOURCES["memberships"].columns,
        rows_of("memberships"),
    ),
    Dataset(
        {"tr": "uye-kartlari", "en": "listings"},
        gettext_lazy("Listings"),
        RESOURCES["listings"].about,
        RESOURCES["listings"].columns,
        listing_rows,
    ),
    Dataset(
        {"tr": "nufus", "en": "population"},
        ImportRun.Kind.POPULATION.label,
        RESOURCES["population"].about,
        RESOURCES["population"].columns,
        rows_of("population"),
    ),
    Dataset(
        {"tr": "organlar", "en": "organs"},
        gettext_lazy("Organs"),
        gettext_lazy("The organs of the union."),
        [
            *TITLES,
            Column(
                "organ_kind",
                gettext_lazy("Kind"),
                gettext_lazy("Assembly, executive committee, president, committee or other."),
                write=label_writer(Organ.Kind.choices),
            ),
            Column(
                "months",
                gettext_lazy("Months of the ordinary meetings"),
                gettext_lazy("Month numbers, separated by commas."),
                write=months_apart,
            ),
            PAGE,
        ],
        organ_rows,
    ),
    Dataset(
        {"tr": "organ-uyeleri", "en": "office-holders"},
        gettext_lazy("Office holders"),
        RESOURCES["office-holders"].about,
        RESOURCES["office-holders"].columns,
        office_holder_rows,
    ),
    Dataset(
        {"tr": "kararlar", "en": "decisions"},
        gettext_lazy("Decisions"),
        RESOURCES["decisions"].about,
        DECISION_COLUMNS,
        decision_rows,
    ),
    Dataset(
        {"tr": "toplantilar", "en": "meetings"},
        gettext_lazy("Meetings"),
        RESOURCES["meetings"].about,
        RESOURCES["meetings"].columns,
        published_rows("meetings"),
    ),
    Dataset(
        {"tr": "yillik-evrak", "en": "papers"},
        gettext_lazy("Annual documents"),
        RESOURCES["papers"].about,
        RESOURCES["papers"].columns,
        published_rows("papers"),
    ),
    Dataset(
        {"tr": "butce", "en": "budget"},
        gettext_lazy("Budget and final accounts"),
        gettext_lazy("Income and expense by main heading of the economic classification, as planned and as realised."),
        [
            Column("year", gettext_lazy("Year"), gettext_lazy("The year of the budget or of the final accounts.")),
            Column(
                "figure",
                gettext_lazy("Planned or realised"),
                gettext_lazy("Planned: from the budget. Realised: from the final accounts."),
                write=label_writer(
                    [("budget", gettext_lazy("planned sum")), ("final_accounts", gettext_lazy("realised sum"))]
                ),
            ),
            Column(
                "side",
                gettext_lazy("Income or expense"),
                gettext_lazy("The side of the budget on which the sum stands."),
                write=label_writer([("income", gettext_lazy("income")), ("expense", gettext_lazy("expense"))]),
            ),
            Column(
                "code",
                gettext_lazy("Code"),
                gettext_lazy("Of the economic classification, unique on its side; empty for the total."),
            ),
            Column("heading", gettext_lazy("Heading"), gettext_lazy("The main heading, or the total."), width=40),
            Column(
                "amount",
                gettext_lazy("Sum in lira"),
                gettext_lazy("In Turkish lira; refunds are negative, since they reduce the income."),
                number_format="#,##0.00",
            ),
            Column(
                "decision",
                gettext_lazy("Adopted by decision"),
                gettext_lazy("Year and number of the decision, as cited."),
            ),
            PAGE,
        ],
        budget_rows,
    ),
]
