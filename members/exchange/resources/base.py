"""What all resources have in common."""

import copy
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from members.exchange import values
from members.exchange.cells import Cells, Question, Unclear, answer_key
from members.exchange.columns import Column
from members.exchange.models import ImportRun
from members.exchange.resources.shared_columns import DISTRICT, PLACE_NAMES, value_of_place
from members.membership.models import Membership
from members.municipalities.matching import Match, Register, distinct_name
from members.municipalities.models import Municipality

if TYPE_CHECKING:
    from members.exchange.headings import Heading
    from members.exchange.sources import Source

UNKNOWN_MUNICIPALITY = _(
    "There is no municipality called “%(name)s”. Choose the right one or correct the name in the file."
)
UNLIKE_ANY = _("There is no municipality called “%(name)s” and none with a similar name. Correct the name in the file.")
SEVERAL_MUNICIPALITIES = _(
    "Several municipalities are called “%(name)s”. Choose the right one or add a column for the province."
)
UNKNOWN_CODE = _("No municipality has the code “%(name)s”. Correct the code, or delete it and keep the name.")
CODE_CONTRADICTS = _("The code “%(code)s” is not that of “%(name)s”. Correct one of the two.")
# Of the members beside the names that are near.
MEMBERS_OFFERED = 120
NO_MUNICIPALITY = _("The name of the municipality is missing.")


class Resource:
    """One kind of records that can be imported and exported: its columns, its rows, and how a file refers to them."""

    word = ""
    label: str | Promise = ""
    about: str | Promise = ""
    model: Any = None
    # The rows of the union by what a file calls them; each resource has keys of its own.
    stored: dict[Any, Any]
    columns: list[Column] = []
    # Columns that are read but not exported.
    read_only_columns: list[Column] = [DISTRICT]
    # Columns that say which record a row is about; they are read first.
    keys = PLACE_NAMES
    takes_years = False

    def __init__(self, run: ImportRun | None = None):
        self.run = run
        self.by_name = {column.name: column for column in self.all_columns}

    @property
    def all_columns(self) -> list[Column]:
        return [*self.columns, *self.read_only_columns]

    # Exporting

    def rows(self):
        """Every record, in a fixed order."""
        raise NotImplementedError

    def values(self, row) -> dict:
        """The values of a record by the names of the columns."""
        return {column.name: self.value(row, column.name) for column in self.columns}

    def value(self, row, name: str):
        if name in PLACE_NAMES:
            return value_of_place(row.municipality, name)
        return getattr(row, name)

    # Importing

    def ask_of_table(self, source: "Source", answers: Mapping[str, str]) -> None:
        """Add what has to be said of a table of this content before its rows are read."""

    def part_places(self, heading: "Heading") -> list[int]:
        """The places of columns that name parts of a municipality."""
        return []

    def offer_sum(self, source: "Source", groups: list, answer: str) -> None:
        """Add the offer to sum up rows about one record where that may be meant."""

    def prepare(self) -> None:
        """Load what the rows of a file are compared with, once for all of them."""
        # By model and key: the record as the file changes it, and as it is stored.
        self.working: dict[tuple, tuple] = {}
        # By key: the answers that were needed, in words.
        self.used_answers: dict[str, str] = {}
        self.members = set(Membership.objects.order_by().values_list("municipality", flat=True))
        self.register = Register(Municipality.objects.select_related("province"), preferred=self.members)

    def municipality(self, cells: Cells) -> Municipality | None:
        """The municipality that a row names; None where it names none.

        Raises Unclear where it has to be chosen first.
        """
        code, name = cells.text("code"), cells.text("municipality")
        by_code = self.register.by_code.get(code)
        if not name:
            if code and by_code is None:
                raise Unclear(UNKNOWN_CODE, None, name=values.shorten(code))
            return by_code
        around = [cells.text(place) for place in ["province", "kind", "district"]]
        key = answer_key("municipality", name, *around)
        answer = self.register.by_key.get(cells.answers.get(key, ""))
        if answer is not None:
            self.used_answers[key] = name_words(name, answer)
            return answer
        match = self.register.find(name, *around)
        if by_code is not None and match.municipality in [by_code, None] and by_code.name == name:
            return by_code
        if by_code is not None and match.municipality not in [by_code, None]:
            raise ValidationError(CODE_CONTRADICTS, code="code", params={"code": code, "name": values.shorten(name)})
        if match.municipality or by_code is not None:
            return match.municipality or by_code
        raise self.unclear_municipality(match, key, f"{name} ({around[0]})" if around[0] else name)

    def unclear_municipality(self, match: Match, key: str, text: str) -> Unclear:
        """Why a name does not say which municipality is meant, and which ones it may be: the nearest, all members."""
        members = [place for place in self.register.all if place.pk in self.members and place not in match.offered]
        others = sorted(members, key=lambda place: place.sort_key)[:MEMBERS_OFFERED]
        options = [(str(place.pk), distinct_name(place)) for place in [*match.offered, *others]]
        question = Question(key, options, len(match.offered)) if options else None
        message = SEVERAL_MUNICIPALITIES if match.is_ambiguous else UNKNOWN_MUNICIPALITY if options else UNLIKE_ANY
        return Unclear(message, question, name=values.shorten(text))

    def needed_municipality(self, cells: Cells) -> Municipality:
        municipality = self.municipality(cells)
        if municipality is None:
            raise ValidationError(NO_MUNICIPALITY, code="missing")
        return municipality

    def find(self, cells: Cells) -> list:
        """The records that a row of the file is about, stored or new; the last is the one of this resource."""
        raise NotImplementedError

    def own(self, row):
        """A copy of a stored record to be changed: the same copy for every row of the file about it."""
        return self.working.setdefault((type(row), row.pk), (copy.copy(row), row))[0]

    def stored_twin(self, row):
        """The record as it is stored; None where it is new."""
        return self.working.get((type(row), row.pk), (None, None))[1] if row.pk else None

    def begin_row(self, cells: Cells) -> None:
        """Told of every row before it is read, also of one that is left out."""

    def take(self, row, name: str, cells: Cells) -> None:
        """Give a record what its row says in a column."""
        if self.by_name[name].read is not None:
            self.set(row, name, cells.value(name))

    def set(self, row, name: str, value) -> None:
        """Give a record the value of a column."""
        is_nullable = row._meta.get_field(name).null
        setattr(row, name, value if value is not None or is_nullable else "")

    def joins(self, rows: list[Cells]) -> bool:
        """Whether rows about one record each say a part of it, so that together they are one."""
        return False

    def constraints_on(self, row) -> Sequence[CheckConstraint]:
        """What the database would refuse of a record and `clean` does not; each costs a query."""
        return ()

    def rows_about(self, row) -> Collection[int]:
        """The numbers of all rows about a record, also of those that cannot be read; empty where it needs one."""
        return ()

    def dependants(self, row) -> list:
        """Records that are written after a record and belong to it."""
        return []

    def contradictions(self, rows: list) -> list[tuple[object, object, list]]:
        """Records of the file that conflict with others, each with an error message and those that are in the file."""
        return []

    def beside(self, rows: list) -> list:
        """The records of the file together with the stored ones that it does not mention."""
        mentioned = {row.pk for row in rows if row.pk}
        return [*rows, *(row for row in self.everything() if row.pk not in mentioned)]

    def everything(self) -> list:
        return [row for rows in self.stored.values() for row in rows]

    def identity(self, row) -> tuple:
        """What no two rows of a file may share."""
        return (row.municipality_id,)

    def name(self, row) -> str:
        return distinct_name(row.municipality)


def name_words(text: str, municipality: Municipality) -> str:
    """What was said of a name: “EREĞLİ” is Ereğli – Konya."""
    return f"“{values.shorten(text)}”: {distinct_name(municipality)}"
