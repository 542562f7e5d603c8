"""What all resources have in common."""

import copy
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from members.exchange import values
from members.exchange.cells import Cells, Question, Unclear, answer_key
from members.exchange.columns import Column
from members.exchange.models import ImportRun
from members.exchange.resources.shared_columns import PLACE_NAMES, value_of_place
from members.membership.models import Membership
from members.municipalities.matching import Match, Register, distinct_name
from members.municipalities.models import Municipality

UNKNOWN_MUNICIPALITY = _(
    "There is no municipality called “%(name)s”. Choose the right one or correct the name in the file."
)
UNLIKE_ANY = _("There is no municipality called “%(name)s” and none with a similar name. Correct the name in the file.")
SEVERAL_MUNICIPALITIES = _(
    "Several municipalities are called “%(name)s”. Choose the right one or add a column for the province."
)
UNKNOWN_CODE = _("No municipality has the code “%(name)s”. Correct the code, or delete it and keep the name.")
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
    # Columns that say which record a row is about; they are read first.
    keys = PLACE_NAMES
    takes_years = False

    def __init__(self, run: ImportRun | None = None):
        self.run = run
        self.by_name = {column.name: column for column in self.columns}

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

    def prepare(self) -> None:
        """Load what the rows of a file are compared with, once for all of them."""
        # By model and key: the record as the file changes it, and as it is stored.
        self.working: dict[tuple, tuple] = {}
        self.members = set(Membership.objects.order_by().values_list("municipality", flat=True))
        self.register = Register(Municipality.objects.select_related("province"), preferred=self.members)

    def municipality(self, cells: Cells) -> Municipality | None:
        """The municipality that a row names; None where it names none.

        Raises Unclear where it has to be chosen first.
        """
        code, name = cells.text("code"), cells.text("municipality")
        if code in self.register.by_code:
            return self.register.by_code[code]
        if not name:
            if code:
                raise Unclear(UNKNOWN_CODE, None, name=values.shorten(code))
            return None
        province, kind = cells.text("province"), cells.text("kind")
        match = self.register.find(name, province, kind)
        if match.municipality:
            return match.municipality
        key = answer_key("municipality", name, province, kind)
        answer = self.register.by_key.get(cells.answers.get(key, ""))
        if answer:
            return answer
        raise unclear_municipality(match, key, f"{name} ({province})" if province else name)

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

    def set(self, row, name: str, value) -> None:
        """Give a record the value of a column."""
        is_nullable = row._meta.get_field(name).null
        setattr(row, name, value if value is not None or is_nullable else "")

    def contradictions(self, rows: list) -> list[tuple[object, object]]:
        """Records of the file that conflict with others of the union, each with an error message."""
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


def unclear_municipality(match: Match, key: str, text: str) -> Unclear:
    """Why a name does not say which municipality is meant, and which ones it may be."""
    name = values.shorten(text)
    if not match.offered:
        return Unclear(UNLIKE_ANY, None, name=name)
    question = Question(key, [(str(place.pk), distinct_name(place)) for place in match.offered])
    return Unclear(SEVERAL_MUNICIPALITIES if match.is_ambiguous else UNKNOWN_MUNICIPALITY, question, name=name)
