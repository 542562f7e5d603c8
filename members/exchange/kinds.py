"""What can be brought in and taken away: memberships, listings, office holders and population.

Each kind says which columns it has, which rows go out, and which row of ours a row of a file speaks of.
"""

import copy
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.directory.models import Listing
from members.exchange import values
from members.exchange.columns import Column, as_phone, as_truth, choices, label_writer
from members.exchange.matching import OFFERED, Register, told
from members.exchange.models import ImportRun
from members.exchange.values import letters
from members.membership.models import Membership
from members.municipalities.models import Municipality, PopulationFigure
from members.people.models import OfficeHolder, Person
from unions.models import Decision, Organ, Term

UNKNOWN_MUNICIPALITY = _(
    "There is no municipality called “%(name)s”. Choose the right one or correct the name in the file."
)
UNLIKE_ANY = _("There is no municipality called “%(name)s” and none with a similar name. Correct the name in the file.")
SEVERAL_MUNICIPALITIES = _(
    "Several municipalities are called “%(name)s”. Choose the right one or add a column for the province."
)
UNKNOWN_CODE = _("No municipality has the code “%(name)s”. Correct the code, or delete it and keep the name.")
NO_MUNICIPALITY = _("The name of the municipality is missing.")
UNKNOWN_ROLE = _("“%(value)s” is not a known role. Known roles: %(known)s.")
UNKNOWN_SEAT = _("“%(value)s” is not a known type of seat. Known types: %(known)s.")
UNKNOWN_REASON = _("“%(value)s” is not a known reason for the end of a seat. Known reasons: %(known)s.")
UNKNOWN_ORGAN = _("The union has no organ called “%(name)s”. Its organs: %(known)s.")
SEVERAL_ORGANS = _("“%(name)s” matches several organs. Enter one of these: %(known)s.")
UNKNOWN_TERM = _("No term starts on “%(name)s”. Known terms: %(known)s. Record the term first or leave the cell empty.")
UNKNOWN_DECISION = _("There is no published decision “%(name)s”. Enter it as 2026/17 or leave the cell empty.")
SEVERAL_PEOPLE = _("Several people are called “%(name)s”. Choose the right one.")
MISSING = _("The column “%(heading)s” is empty in this row, but it is required.")
NOT_A_MEMBER = _(
    "%(name)s has never been a member of the union, so it has no listing here. Import its membership "
    "first or leave the row out."
)
NO_YEAR = _("The year is missing. Enter it on the page where you chose the file, or add a column for it.")

TWO_MEMBERSHIPS = _(
    "The municipality would have two memberships at the same time. Enter the day on which the other "
    "one ended, in the file or on its own page."
)
TWO_SEATS = _(
    "The person would hold two seats in this organ at the same time. Enter the day on which the other one ended."
)
TWO_PRESIDENTS = _(
    "The union would have two presidents at the same time. Enter the day on which the other one left office."
)

NEW_PERSON = "new"


@dataclass(frozen=True)
class Question:
    """What a person has to choose before a row can be read."""

    # The same for all rows in which the same words stand.
    key: str
    options: list[tuple[str, str]]


class Unclear(ValidationError):
    """A row that cannot be read before something has been chosen."""

    def __init__(self, message, question: Question | None, **params):
        super().__init__(message, code="unclear", params=params)
        self.question = question


@dataclass
class Cells:
    """One row of a file by the names of its columns; undefused, with empty cells as empty texts."""

    texts: dict[str, str]
    columns: dict[str, Column]
    answers: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        text = self.texts.get(name, "")
        return "" if values.is_empty(text) else values.checked(text)

    def value(self, name: str):
        """The meaning of a cell, None where it is empty or not there."""
        text = self.text(name)
        read = self.columns[name].read
        return read(text) if text and read else None


def key_of(kind: str, *texts: str) -> str:
    """A key under which an answer is kept: the same words get the same answer."""
    return ":".join([kind, *(letters(text) for text in texts)])[:200]


CODE = Column(
    "code",
    _("Municipality code"),
    _("The municipality's code on this site: plate number of the province and name. It never changes."),
    str,
    spellings=["belediye kodu", "kod"],
)
MUNICIPALITY = Column(
    "municipality",
    _("Municipality"),
    _("Name of the municipality."),
    str,
    spellings=[
        "belediye adı",
        "belediyenin adı",
        "belediye ismi",
        "üye",
        "üye adı",
        "üye belediye",
        "üye belediyeler",
        "kurum",
        "kurum adı",
        "belediyesi",
        "adına",
        "temsil ettiği belediye",
        "member",
        "name of municipality",
    ],
    is_needed=True,
)
PROVINCE = Column(
    "province",
    _("Province"),
    _("Name of the province; required where several municipalities have the same name."),
    str,
    spellings=["ili", "il adı", "bulunduğu il", "vilayet", "plaka", "il kodu"],
)
KIND = Column(
    "kind",
    _("Type of municipality"),
    _("Metropolitan, provincial, district or town municipality."),
    str,
    spellings=["belediye türü", "türü", "statüsü", "belediye statüsü", "kind"],
)
PLACE = [CODE, MUNICIPALITY, PROVINCE, KIND]

START = Column(
    "start_date",
    pgettext_lazy("first day", "From"),
    _("First day, as precisely as known: a day, a month or a year."),
    values.partial_date,
    spellings=[
        "başlangıç",
        "başlama tarihi",
        "başlangıç tarihi",
        "üyelik tarihi",
        "katılım tarihi",
        "katılma tarihi",
        "üyeliğe kabul tarihi",
        "üye olduğu tarih",
        "göreve başlama",
        "göreve başlama tarihi",
        "seçildiği tarih",
        "start",
        "start date",
        "joined",
    ],
)
END = Column(
    "end_date",
    pgettext_lazy("last day", "To"),
    _("Last day, as precisely as known; empty while it is still running."),
    values.partial_date,
    spellings=[
        "bitiş",
        "bitiş tarihi",
        "ayrılış tarihi",
        "ayrılma tarihi",
        "üyeliğin sona ermesi",
        "sona erme tarihi",
        "görev bitiş tarihi",
        "end",
        "end date",
        "left",
    ],
)


def in_both(name: str, heading_tr, heading_en, meaning) -> list[Column]:
    """The two columns of a text that is held in both languages."""
    return [
        Column(f"{name}_tr", heading_tr, meaning, values.long_text),
        Column(f"{name}_en", heading_en, meaning, values.long_text),
    ]


class Kind:
    """What all kinds have in common."""

    word = ""
    label: str | Promise = ""
    about: str | Promise = ""
    # Each kind has its own.
    model: Any = None
    stored: dict[Any, Any]
    columns: list[Column] = []
    # Columns that say which row is spoken of, and so are read first.
    keys = ["code", "municipality", "province", "kind"]
    takes_years = False

    def __init__(self, run: ImportRun | None = None):
        self.run = run
        self.by_name = {column.name: column for column in self.columns}

    # Out

    def rows(self):
        """Every row of the kind, in a fixed order."""
        raise NotImplementedError

    def values(self, row) -> dict:
        """What stands in the columns for one row of ours."""
        return {column.name: self.value(row, column.name) for column in self.columns}

    def value(self, row, name: str):
        if name in ["code", "municipality", "province", "kind"]:
            return value_of_place(row.municipality, name)
        return getattr(row, name)

    # In

    def prepare(self) -> None:
        """Load once what all rows of the file are compared with."""
        # Rows of ours as the file would leave them, by what they are; those that are stored keep their stored twins.
        self.working: dict[tuple, tuple] = {}
        self.members = set(Membership.objects.order_by().values_list("municipality", flat=True))
        self.register = Register(Municipality.objects.select_related("province"), preferred=self.members)

    def municipality(self, cells: Cells) -> Municipality | None:
        """The municipality that a row speaks of; None where the row names none.

        Raises Unclear where it has to be chosen first.
        """
        code, name = cells.text("code"), cells.text("municipality")
        if code in self.register.by_code:
            return self.register.by_code[code]
        if not name:
            if code:
                raise Unclear(UNKNOWN_CODE, None, name=values.shortened(code))
            return None
        province, kind = cells.text("province"), cells.text("kind")
        match = self.register.find(name, province, kind)
        if match.found:
            return match.found
        key = key_of("municipality", name, province, kind)
        answer = self.register.by_key.get(cells.answers.get(key, ""))
        if answer:
            return answer
        question = Question(key, [(str(each.pk), told(each)) for each in match.offered]) if match.offered else None
        message = SEVERAL_MUNICIPALITIES if match.is_ambiguous else UNKNOWN_MUNICIPALITY if question else UNLIKE_ANY
        shown = f"{name} ({province})" if province else name
        raise Unclear(message, question, name=values.shortened(shown))

    def needed_municipality(self, cells: Cells) -> Municipality:
        found = self.municipality(cells)
        if found is None:
            raise ValidationError(NO_MUNICIPALITY, code="missing")
        return found

    def find(self, cells: Cells) -> list:
        """The rows that a row of the file speaks of, each stored already or new; what belongs to it comes first."""
        raise NotImplementedError

    def own(self, row):
        """A stored row to be changed: the same one for every row of the file that speaks of it."""
        return self.working.setdefault((type(row), row.pk), (copy.copy(row), row))[0]

    def stored_twin(self, row):
        """How the row is stored; None where it is new."""
        return self.working.get((type(row), row.pk), (None, None))[1] if row.pk else None

    def set(self, row, name: str, value) -> None:
        """Give a row of ours the value of a column."""
        is_nullable = row._meta.get_field(name).null
        setattr(row, name, value if value is not None or is_nullable else "")

    def contradictions(self, rows: list) -> list[tuple[object, object]]:
        """Rows that cannot stand beside others of ours, each with what is wrong; `rows` are those of the file."""
        return []

    def beside(self, rows: list) -> list:
        """The rows of the file together with the stored ones that it does not speak of."""
        spoken_of = {row.pk for row in rows if row.pk}
        untouched = [row for row in self.everything() if row.pk not in spoken_of]
        return [*rows, *untouched]

    def everything(self) -> list:
        return [row for rows in self.stored.values() for row in rows]

    def identity(self, row) -> tuple:
        """What no two rows of a file may have in common."""
        return (row.municipality_id,)

    def name(self, row) -> str:
        return told(row.municipality)


def value_of_place(municipality: Municipality | None, name: str):
    if municipality is None:
        return None
    return {
        "code": municipality.code,
        "municipality": municipality.name,
        "province": municipality.province.name,
        "kind": municipality.get_kind_display(),
    }[name]


class Memberships(Kind):
    word = "memberships"
    label = ImportRun.Kind.MEMBERSHIPS.label
    about = _("Which municipalities belong to the union, since when and until when, and by which decisions.")
    model = Membership
    columns = [
        *PLACE,
        START,
        END,
        Column(
            "council_decided_on",
            _("Date of the council's decision"),
            _("When the joining municipality's council decided (Law 5355, art. 4)."),
            values.partial_date,
            spellings=["meclis kararı tarihi", "meclis karar tarihi", "belediye meclisi karar tarihi", "karar tarihi"],
        ),
        Column(
            "council_decision_number",
            _("Number of the council's decision"),
            _("The number of that decision."),
            values.short_text(40),
            spellings=["meclis karar no", "meclis kararı no", "belediye meclisi karar no", "karar no", "karar sayısı"],
        ),
        Column(
            "acceptance",
            _("Accepted by decision"),
            _("The decision of the union's assembly that accepted it: year/number."),
            str,
            spellings=["kabul kararı", "birlik meclisi kararı", "birlik meclis karar no"],
        ),
        Column(
            "leaving_decided_on",
            _("Date of the decision to leave"),
            _("When the leaving municipality's council decided (Law 5355, art. 4)."),
            values.partial_date,
            spellings=["ayrılma kararı tarihi", "çıkma kararı tarihi"],
        ),
        Column(
            "leaving_decision_number",
            _("Number of the decision to leave"),
            _("The number of that decision."),
            values.short_text(40),
            spellings=["ayrılma karar no", "çıkma karar no"],
        ),
        *in_both(
            "leaving_reason", _("Why it left (Turkish)"), _("Why it left (English)"), _("Why the membership ended.")
        ),
        *in_both(
            "evidence",
            _("Evidence (Turkish)"),
            _("Evidence (English)"),
            _("Where it is named as a member, if the date of joining is unknown."),
        ),
        Column("evidence_on", _("Date of the evidence"), _("When it was named as a member."), values.partial_date),
    ]
    keys = [*Kind.keys, "start_date", "end_date"]

    def rows(self):
        rows = Membership.objects.with_municipality().with_acceptance()
        return rows.order_by("municipality__sort_key", "municipality_id", "start_date", "pk")

    def value(self, row, name):
        if name == "acceptance":
            return row.acceptance.citation if row.acceptance_id and row.acceptance.is_public else None
        return super().value(row, name)

    def prepare(self):
        super().prepare()
        self.stored = defaultdict(list)
        for row in self.rows():
            self.stored[row.municipality_id].append(row)
        self.decisions = {row.citation: row for row in Decision.objects.published().select_related("organ")}
        self.mentions = defaultdict(int)

    def find(self, cells):
        municipality = self.needed_municipality(cells)
        start, end = cells.value("start_date"), cells.value("end_date")
        rows = self.stored[municipality.pk]
        known = nearest([row for row in rows if (Membership, row.pk) not in self.working], start, end)
        return [self.own(known) if known else Membership(municipality=municipality, start_date=start)]

    def set(self, row, name, value):
        if name == "acceptance":
            row.acceptance = self.decision(value)
        else:
            super().set(row, name, value)

    def decision(self, text: str | None) -> Decision | None:
        if not text:
            return None
        citation = text.replace(" ", "").replace("-", "/", 1) if "/" not in text else text.replace(" ", "")
        if citation not in self.decisions:
            raise ValidationError(UNKNOWN_DECISION, code="decision", params={"name": values.shortened(text)})
        return self.decisions[citation]

    def identity(self, row):
        return (row.municipality_id, str(row.start_date), str(row.end_date))

    def contradictions(self, rows):
        return doubled(
            self.beside(rows), rows, lambda row: row.end_date is None and row.municipality_id, TWO_MEMBERSHIPS
        )


def nearest(rows: list, start, end):
    """The period that is meant: the same days, the same beginning, or the open one where no day contradicts."""
    tests = [
        lambda row: (row.start_date, row.end_date) == (start, end),
        lambda row: row.start_date == start and start is not None,
        # A day more exact than what is recorded, or a file that does not tell the beginning.
        lambda row: (
            row.end_date in [None, end] and (start is None or row.start_date is None or within(row.start_date, start))
        ),
    ]
    return next((row for fits in tests for row in rows if fits(row)), None)


def doubled(everything: list, rows: list, key, message) -> list[tuple[object, object]]:
    """Those of the rows whose key another row has as well; a key that is false is none."""
    counts = Counter(key(row) for row in everything if key(row))
    return [(row, message) for row in rows if key(row) and counts[key(row)] > 1]


def within(known, told_day) -> bool:
    """Whether a day lies in the month or year that is known so far."""
    return known.earliest <= told_day.earliest and told_day.latest <= known.latest


class Listings(Kind):
    word = "listings"
    label = ImportRun.Kind.LISTINGS.label
    about = _("The union's listing of each member: mayor, telephone, e-mail, address.")
    model = Listing
    columns = [
        *PLACE,
        Column(
            "mayor",
            _("Mayor"),
            _("The mayor of the municipality."),
            values.short_text(120),
            spellings=[
                "başkan",
                "belediye başkanı",
                "belediye başkanının adı",
                "başkanın adı soyadı",
                "başkan adı soyadı",
            ],
        ),
        Column(
            "phone",
            _("Telephone"),
            _("Telephone number with its area code."),
            values.phone,
            as_phone,
            spellings=["tel", "tel no", "telefon no", "telefon numarası", "santral", "iletişim", "phone"],
        ),
        Column(
            "fax",
            _("Fax"),
            _("Fax number with its area code."),
            values.phone,
            as_phone,
            spellings=["faks no", "belgegeçer"],
        ),
        Column(
            "email",
            _("E-mail"),
            _("E-mail address."),
            values.email,
            spellings=["e-posta adresi", "eposta", "mail", "mail adresi", "e mail", "elektronik posta", "email"],
        ),
        Column(
            "website",
            _("Website"),
            _("Address of the municipality's own website."),
            values.website,
            spellings=["web", "web adresi", "internet adresi", "internet sitesi", "web sayfası", "site", "website"],
        ),
        Column(
            "address",
            _("Address"),
            _("Postal address."),
            values.long_text,
            spellings=["adresi", "açık adres", "posta adresi"],
        ),
        *in_both("text", _("Text (Turkish)"), _("Text (English)"), _("What the union writes about the municipality.")),
        Column(
            "confirmed_on",
            _("Confirmed on"),
            _("When the municipality last confirmed this listing."),
            values.day,
            spellings=["teyit tarihi", "onay tarihi"],
        ),
    ]

    def rows(self):
        return Listing.objects.select_related("municipality__province").order_by(
            "municipality__sort_key", "municipality_id"
        )

    def prepare(self):
        super().prepare()
        self.stored = {row.municipality_id: row for row in self.rows()}

    def find(self, cells):
        municipality = self.needed_municipality(cells)
        if municipality.pk not in self.members and municipality.pk not in self.stored:
            raise ValidationError(NOT_A_MEMBER, code="not_a_member", params={"name": told(municipality)})
        known = self.stored.get(municipality.pk)
        return [self.own(known) if known else Listing(municipality=municipality)]


ROLES = OfficeHolder.Role
SEATS = OfficeHolder.Seat
REASONS = OfficeHolder.EndReason


class OfficeHolders(Kind):
    word = "office-holders"
    label = ImportRun.Kind.OFFICE_HOLDERS.label
    about = _("Who sits in which organ, on behalf of which member, and for how long.")
    model = OfficeHolder
    columns = [
        Column(
            "person",
            _("Person"),
            _("Given name and surname."),
            values.short_text(120),
            spellings=["adı soyadı", "ad soyad", "ad soyadı", "isim", "üyenin adı soyadı", "kişi", "name", "full name"],
            is_needed=True,
        ),
        Column(
            "title",
            pgettext_lazy("before a name", "Title"),
            _("Before the name, such as Dr. or Prof. Dr."),
            values.short_text(60),
            spellings=["ünvan", "unvanı"],
        ),
        Column(
            "organ",
            _("Organ"),
            _("The organ of the union."),
            str,
            spellings=["organı", "kurul", "birim"],
            is_needed=True,
        ),
        Column(
            "role",
            _("Role"),
            _("President, deputy president, clerk, chair, member …"),
            choices(
                ROLES.choices,
                {
                    "birlik başkanı": ROLES.PRESIDENT,
                    "başkan vekili": ROLES.FIRST_DEPUTY,
                    "üye": ROLES.MEMBER,
                    "1. başkan vekili": ROLES.FIRST_DEPUTY,
                    "birinci başkan vekili": ROLES.FIRST_DEPUTY,
                    "2. başkan vekili": ROLES.SECOND_DEPUTY,
                    "ikinci başkan vekili": ROLES.SECOND_DEPUTY,
                    "katip": ROLES.CLERK,
                    "katip üye": ROLES.CLERK,
                    "meclis katibi": ROLES.CLERK,
                    "komisyon başkanı": ROLES.CHAIR,
                    "meclis üyesi": ROLES.MEMBER,
                    "encümen üyesi": ROLES.MEMBER,
                    "asıl üye": ROLES.MEMBER,
                    "doğal üye": ROLES.MEMBER,
                    "yedek üye": ROLES.MEMBER,
                    "komisyon üyesi": ROLES.MEMBER,
                },
                UNKNOWN_ROLE,
            ),
            label_writer(ROLES.choices),
            spellings=["görevi", "göreviniz", "sıfatı", "birlikteki görevi"],
        ),
        Column(
            "seat",
            _("Seat"),
            _("Ex officio, elected, substitute or appointed."),
            choices(
                SEATS.choices,
                {
                    "doğal üye": SEATS.EX_OFFICIO,
                    "doğal": SEATS.EX_OFFICIO,
                    "tabii üye": SEATS.EX_OFFICIO,
                    "asıl": SEATS.ELECTED,
                    "asıl üye": SEATS.ELECTED,
                    "seçilmiş üye": SEATS.ELECTED,
                    "yedek": SEATS.SUBSTITUTE,
                    "yedek üye": SEATS.SUBSTITUTE,
                    "atanmış üye": SEATS.APPOINTED,
                },
                UNKNOWN_SEAT,
            ),
            label_writer(SEATS.choices),
            spellings=["üyelik türü", "üyelik şekli", "asıl/yedek", "üyeliği"],
        ),
        CODE,
        Column(
            "municipality",
            _("Municipality"),
            _("The member on whose behalf the seat is held."),
            str,
            spellings=MUNICIPALITY.spellings,
        ),
        PROVINCE,
        KIND,
        Column(
            "term",
            pgettext_lazy("of office", "Term"),
            _("The first day of the term to which the seat belongs."),
            values.partial_date,
            spellings=["dönemi", "görev dönemi", "seçim dönemi"],
        ),
        START,
        END,
        Column(
            "end_reason",
            _("Why it ended"),
            _("End of term, resignation, end of the municipal office, municipality left the union, death, other."),
            choices(REASONS.choices, {}, UNKNOWN_REASON),
            label_writer(REASONS.choices),
            spellings=["ayrılma nedeni", "sona erme nedeni"],
        ),
        Column(
            "is_outsider",
            _("From outside the council"),
            _("Whether the person was elected without being a councillor (Law 5355, art. 8)."),
            values.yes_or_no,
            as_truth,
            spellings=["dışarıdan"],
        ),
        Column(
            "position",
            pgettext_lazy("place in a row", "Order"),
            _("For substitutes: the order in which they are called."),
            values.whole_number,
            spellings=["yedek sırası"],
        ),
    ]
    keys = [*Kind.keys, "person", "title", "organ", "role", "start_date", "end_date"]

    def rows(self):
        rows = OfficeHolder.objects.select_related("person", "organ", "term", "municipality__province")
        return rows.order_by("organ__position", "organ_id", "role_order", "position", "person__sort_key", "pk")

    def value(self, row, name):
        if name in ["code", "municipality", "province", "kind"]:
            return value_of_place(row.municipality, name)
        if name == "person":
            return row.person.name
        if name == "title":
            return row.person.title
        if name == "organ":
            return row.organ.title_tr
        if name == "term":
            return row.term.start_date if row.term_id else None
        return getattr(row, name)

    def prepare(self):
        super().prepare()
        self.organs = list(Organ.objects.all())
        self.terms = list(Term.objects.all())
        self.people, self.people_by_key = defaultdict(list), {}
        for person in Person.objects.all():
            self.people[letters(person.name)].append(person)
            self.people_by_key[str(person.pk)] = person
        self.stored = defaultdict(list)
        for row in self.rows():
            self.stored[row.person_id, row.organ_id].append(row)
        self.newcomers = {}

    def find(self, cells):
        organ = self.organ(self.needed(cells, "organ"))
        municipality = self.municipality(cells)
        person = self.person(self.needed(cells, "person"), municipality, cells)
        if cells.text("title") and person.title != cells.value("title"):
            person.title = cells.value("title")
        start, role = cells.value("start_date"), cells.value("role")
        held = self.stored[person.pk, organ.pk] if person.pk else []
        held = [row for row in held if (OfficeHolder, row.pk) not in self.working]
        in_role = [row for row in held if row.role == role]
        known = nearest(in_role, start, cells.value("end_date")) or nearest(held, start, cells.value("end_date"))
        seat = self.own(known) if known else OfficeHolder(organ=organ, start_date=start)
        seat.person = person
        if municipality is not None:
            seat.municipality = municipality
        return [person, seat]

    def needed(self, cells: Cells, name: str) -> str:
        text = cells.value(name)
        if not text:
            raise ValidationError(MISSING, code="missing", params={"heading": self.by_name[name].heading})
        return text

    def organ(self, text: str) -> Organ:
        wanted = letters(text)
        for fits in [self.exactly_named, self.loosely_named]:
            found = [organ for organ in self.organs if fits(organ, wanted)]
            if len(found) == 1:
                return found[0]
            if found:
                break
        known = ", ".join(f"“{organ.title_tr}”" for organ in self.organs) or "—"
        message = SEVERAL_ORGANS if found else UNKNOWN_ORGAN
        raise ValidationError(message, code="organ", params={"name": values.shortened(text), "known": known})

    @staticmethod
    def exactly_named(organ: Organ, wanted: str) -> bool:
        return wanted in {letters(name or "") for name in [organ.title_tr, organ.title_en, organ.kind]}

    @staticmethod
    def loosely_named(organ: Organ, wanted: str) -> bool:
        """“Meclis”, “Birlik Meclisi” and “Meclisi” are the same organ."""

        def bare(text: str) -> str:
            text = text.removeprefix("birlik ").removesuffix("si").removesuffix("u").removesuffix("i")
            return text.strip()

        names = [organ.title_tr, organ.title_en, organ.get_kind_display()]
        return bare(wanted) in {bare(letters(str(name or ""))) for name in names}

    def person(self, name: str, municipality: Municipality | None, cells: Cells) -> Person:
        key = letters(name)
        known = self.people.get(key, [])
        if len(known) == 1:
            return self.own(known[0])
        question_key = key_of("person", name, municipality.code if municipality else "")
        answer = cells.answers.get(question_key)
        if known and answer in self.people_by_key:
            return self.own(self.people_by_key[answer])
        if known and answer != NEW_PERSON:
            options = [(str(person.pk), f"{person} ({_('record no.')} {person.pk})") for person in known[:OFFERED]]
            question = Question(question_key, [*options, (NEW_PERSON, str(_("someone not yet recorded")))])
            raise Unclear(SEVERAL_PEOPLE, question, name=values.shortened(name))
        return self.newcomers.setdefault(key, Person(name=name))

    def set(self, row, name, value):
        if name == "term":
            row.term = self.term(value)
        elif name in ["role", "seat", "is_outsider", "position"] and value is None:
            # An empty cell says nothing about what must have a value.
            return
        elif name == "role" and value == ROLES.CHAIR and row.organ.kind == Organ.Kind.PRESIDENT:
            # “Başkan” is what committees call their chair, too.
            row.role = ROLES.PRESIDENT
        elif name not in ["organ", "person", "title"]:
            super().set(row, name, value)

    def term(self, start) -> Term | None:
        if start is None:
            return None
        found = [term for term in self.terms if term.start_date == start]
        if not found and start.month is None:
            found = [term for term in self.terms if term.start_date and term.start_date.year == start.year]
        if len(found) == 1:
            return found[0]
        known = ", ".join(str(term.start_date) for term in self.terms) or "—"
        raise ValidationError(UNKNOWN_TERM, code="term", params={"name": str(start), "known": known})

    def identity(self, row):
        return (self.person_key(row), row.organ_id, row.role, str(row.start_date), str(row.end_date))

    def contradictions(self, rows):
        is_open_president = lambda row: row.end_date is None and row.role == ROLES.PRESIDENT and "president"  # noqa: E731
        seats = self.beside(rows)
        return [
            *doubled(seats, rows, lambda row: row.end_date is None and (self.person_key(row), row.organ_id), TWO_SEATS),
            *doubled(seats, rows, is_open_president, TWO_PRESIDENTS),
        ]

    @staticmethod
    def person_key(row):
        return row.person_id or id(row.person)

    def name(self, row):
        return f"{row.person}, {row.organ.title_tr}"


class Populations(Kind):
    word = "population"
    label = ImportRun.Kind.POPULATION.label
    about = _("The population of each municipality, year by year.")
    model = PopulationFigure
    columns = [
        *PLACE,
        Column("year", _("Year"), _("The year to which the figure belongs."), values.year, spellings=["nüfus yılı"]),
        Column(
            "population",
            _("Population"),
            _("The population at the end of the year."),
            values.population,
            spellings=["nüfusu", "toplam nüfus", "belediye nüfusu", "kişi sayısı", "toplam"],
            is_needed=True,
        ),
        Column("source", _("Source"), _("Where the figure comes from."), values.short_text(200), spellings=["kaynağı"]),
    ]
    keys = [*Kind.keys, "year"]
    takes_years = True

    def rows(self):
        return PopulationFigure.objects.select_related("municipality__province").in_turkish_order()

    def prepare(self):
        super().prepare()
        self.stored = {(row.municipality_id, row.year): row for row in self.rows()}

    def find(self, cells):
        municipality = self.needed_municipality(cells)
        year = cells.value("year") or (self.run.year if self.run else None)
        if year is None:
            raise ValidationError(NO_YEAR, code="missing")
        known = self.stored.get((municipality.pk, year))
        return [self.own(known) if known else PopulationFigure(municipality=municipality, year=year)]

    def set(self, row, name, value):
        # Unknown is not nought: an empty cell leaves the figure as it is, and a row without one is no row.
        if name != "year" and not (name == "population" and value is None):
            super().set(row, name, value)

    def identity(self, row):
        return (row.municipality_id, row.year)

    def name(self, row):
        return f"{told(row.municipality)}, {row.year}"


KINDS = {kind.word: kind for kind in [Memberships, Listings, OfficeHolders, Populations]}
