"""Which column of ours each column of a table is: told by its heading, or by a person."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from members.exchange import values
from members.exchange.columns import Column
from members.exchange.tables import Table
from members.exchange.vocabulary import ALIKE, Meaning, Vocabulary, heading_key, heading_year
from unions.text.turkish import letters

# Titles, dates and notes that offices put above a table.
ROWS_ABOVE = 25

NO_HEADINGS = _(
    "The column names were not found. Required: %(needed)s. Found: %(found)s. Say below what each column is, or use "
    "one of the templates."
)
COLUMN_MISSING = _("The column “%(missing)s” is missing. Found: %(found)s. Say below which column it is.")
COLUMN_TWICE = _(
    "The columns %(headings)s look like “%(name)s”, but their values differ. Say below which of them is meant."
)
BETTER = _("“%(heading)s” is read instead")
NOT_WANTED = _("chosen not to be read")
UNKNOWN = _("not known")


@dataclass(frozen=True)
class Unread:
    """A column of the table that is not read, and why."""

    text: str
    reason: str | Promise


@dataclass
class Heading:
    """Where the headings are in a table, and which columns they mean."""

    table: Table
    # The place of the last row of headings.
    row: int
    # The headings of all columns as they are shown, by place.
    texts: list[str]
    # By place: what is understood of it.
    meanings: dict[int, Meaning] = field(default_factory=dict)
    # By name of a column: the places whose texts together are its value.
    parts: dict[str, list[int]] = field(default_factory=dict)
    # By place: what is not read.
    left_out: dict[int, Unread] = field(default_factory=dict)
    # Why the table cannot be read before a person has said what its columns are.
    problems: list[ValidationError] = field(default_factory=list)

    @property
    def columns(self) -> dict[int, Column]:
        return {place: meaning.column for place, meaning in self.meanings.items() if meaning.column}

    @property
    def years(self) -> dict[int, int]:
        """Columns that hold the population of one year each."""
        return {place: meaning.year for place, meaning in self.meanings.items() if meaning.year}

    @property
    def score(self) -> int:
        """How many different columns the headings name."""
        names = {(column.name, self.meanings[place].is_second_half) for place, column in self.columns.items()}
        return len(names) + len(self.years)

    @property
    def unread(self) -> list[str]:
        """The headings of the columns that are not read."""
        return [unread.text for unread in self.left_out.values()]

    def rows(self) -> list[tuple[int, list[str]]]:
        """The rows beneath the headings with the numbers that a spreadsheet shows."""
        start = self.row + 1
        pairs = zip(self.table.numbers[start:], self.table.rows[start:], strict=True)
        return [(number, row) for number, row in pairs if any(row)]

    def rows_above(self) -> list[int]:
        """The numbers of rows above the headings that have values in several columns, as a record has."""
        own = self.table.rows[self.row]
        is_of_two_lines = self.texts[: len(own)] != own
        above = range(self.row - 1 if is_of_two_lines else self.row)
        return [self.table.numbers[index] for index in above if self.is_like_a_record(index)]

    def is_like_a_record(self, index: int) -> bool:
        """Whether a row above has several values, none of them a heading or merged across columns of them."""
        row, own = self.table.rows[index], self.table.rows[self.row]
        is_of_headings = any(text and text == below for text, below in zip(row, own, strict=False))
        return sum(map(bool, row)) > 1 and not is_of_headings and self.table.numbers[index] not in self.table.spans

    def is_shifted(self, row: list[str]) -> bool:
        """Whether a row of a text file has values behind its last heading: one of them was divided in two."""
        last = max((place for place, text in enumerate(self.texts) if text), default=len(row))
        return bool(self.table.delimiter) and any(row[last + 1 :])

    def cell(self, row: list[str], name: str) -> str:
        """The text of a column in a row: of several columns that say the same, the first that says something."""
        places = self.parts[name]
        texts = [row[place] for place in places if place < len(row) and not values.is_empty(row[place])]
        if len(texts) > 1 and self.is_joined(name):
            return " ".join(dict.fromkeys(texts))
        return next(iter(texts), row[places[0]] if places[0] < len(row) else "")

    def is_joined(self, name: str) -> bool:
        """Whether the texts are parts of one value: given name and surname, plate number and province."""
        return name == "province" or any(self.meanings[place].is_second_half for place in self.parts[name])

    def cells(self, row: list[str]) -> dict[str, str]:
        return {name: self.cell(row, name) for name in self.parts}

    def leave_out(self, place: int, reason: str | Promise, instead: int | None = None) -> None:
        if instead is not None:
            reason = reason % {"heading": values.shorten(self.texts[instead], 40)}
        self.meanings.pop(place, None)
        self.left_out[place] = Unread(self.texts[place] or f"{place + 1}", reason)


def answer_keys(texts: list[str]) -> list[str]:
    """The keys under which it is said what each column is: its words, and its number where several have the same."""
    keys: list[str] = []
    for place, text in enumerate(texts):
        key = f"column:{letters(text)[:120] or f'no {place + 1}'}"
        count = sum(1 for other in keys if other == key or other.startswith(f"{key}#"))
        keys.append(f"{key}#{count + 1}" if count else key)
    return keys


def find_heading(
    tables: list[Table],
    columns: list[Column],
    *,
    with_years: bool = False,
    answers: Mapping[str, str] | None = None,
) -> Heading:
    """The table, and the row in it, whose headings are those of the columns.

    What has to be said before it can be read stands in its `problems`. Raises ValidationError where it has no rows.
    """
    vocabulary = Vocabulary(columns, with_years=with_years)
    candidates = [heading for table in tables for heading in headings_in(table, vocabulary, answers or {})]
    heading = max(candidates, key=lambda heading: heading.score, default=None)
    if heading is None or not heading.score:
        heading = likely_heading(tables, vocabulary, answers or {})
    settle(heading)
    note_missing(heading, [column for column in columns if column.is_needed])
    return heading


def headings_in(table: Table, vocabulary: Vocabulary, answers: Mapping[str, str]) -> Iterator[Heading]:
    """What each of the first rows is as a row of headings, alone and together with the row above."""
    for index, row in enumerate(table.rows[:ROWS_ABOVE]):
        if answers.get("heading") and answers["heading"] != str(table.numbers[index]):
            continue
        single = heading_at(table, index, row, vocabulary, answers)
        if not has_second_line(single):
            yield single
        if index:
            above = heading_at(table, index - 1, table.rows[index - 1], vocabulary, answers)
            double = heading_at(table, index, two_lines(table, index), vocabulary, answers)
            if double.score > max(single.score, above.score) or has_second_line(above):
                yield double


def has_second_line(heading: Heading) -> bool:
    """Whether the row beneath goes on with the headings: words under empty ones, and nothing that a record needs."""
    index = heading.row + 1
    if index >= len(heading.table.rows) or not heading.score:
        return False
    beneath = {place: text for place, text in enumerate(heading.table.rows[index]) if text}
    needed = [place for place, column in heading.columns.items() if column.is_needed and column.name != "population"]
    are_words = all(not re.search(r"\d", text) or heading_year(text) for text in beneath.values())
    goes_on = any(not heading.texts[place] for place in beneath if place < len(heading.texts))
    return are_words and goes_on and not any(place in beneath for place in needed)


def covered(table: Table, index: int) -> set[int]:
    """Places of a row whose text stands above several columns that have values: it is no heading of one of them."""
    places = set()
    for left, right in table.spans.get(table.numbers[index], []):
        used = [
            place
            for place in range(left, right + 1)
            if any(any(row[place : place + 1]) for row in table.rows[index + 1 :])
        ]
        if len(used) > 1:
            places |= set(range(left, right + 1))
    return places


def two_lines(table: Table, index: int) -> list[str]:
    """The headings of two rows as one: what stands above several columns belongs to each of them."""
    upper, lower = list(table.rows[index - 1]), table.rows[index]
    for left, right in table.spans.get(table.numbers[index - 1], []):
        upper += [""] * (right + 1 - len(upper))
        upper[left : right + 1] = [upper[left]] * (right + 1 - left)
    width = max(len(upper), len(lower))
    pairs = zip(upper + [""] * (width - len(upper)), [*lower, *[""] * (width - len(lower))], strict=True)
    return [below if above == below or not above else f"{above} {below}".strip() for above, below in pairs]


def heading_at(
    table: Table, index: int, texts: list[str], vocabulary: Vocabulary, answers: Mapping[str, str]
) -> Heading:
    heading = Heading(table, index, [*texts, *[""] * (table.width - len(texts))])
    own = table.rows[index]
    groups = covered(table, index)
    for place, (text, key) in enumerate(zip(heading.texts, answer_keys(heading.texts), strict=True)):
        meaning = vocabulary.meaning(text, answers.get(key, ""))
        if meaning is None and place < len(own) and own[place] != text:
            # Of two lines, the lower one alone may be the name.
            meaning = vocabulary.meaning(own[place])
        if place in groups and not answers.get(key):
            meaning = None
        if meaning is not None and (meaning.column or meaning.year):
            heading.meanings[place] = meaning
        elif text or any(place < len(row) and row[place] for row in table.rows[index + 1 :]):
            heading.left_out[place] = Unread(text or str(place + 1), NOT_WANTED if meaning else UNKNOWN)
    return heading


def likely_heading(tables: list[Table], vocabulary: Vocabulary, answers: Mapping[str, str]) -> Heading:
    """The first row with several texts, of the table with most columns, where no row has a known heading."""
    table = max(tables, key=lambda table: (table.width, len(table.rows)))
    if not table.rows:
        return Heading(table, 0, [])
    index = next((index for index, row in enumerate(table.rows[:ROWS_ABOVE]) if sum(map(bool, row)) > 1), 0)
    return heading_at(table, index, table.rows[index], vocabulary, answers)


def settle(heading: Heading) -> None:
    """Decide which of several columns with one meaning are read."""
    for name in dict.fromkeys(column.name for column in heading.columns.values()):
        places = [place for place, column in heading.columns.items() if column.name == name]
        halves = [place for place in places if heading.meanings[place].is_second_half]
        wholes = [place for place in places if place not in halves]
        if not wholes:
            for place in halves:
                heading.leave_out(place, UNKNOWN)
            continue
        read = settle_wholes(heading, name, wholes)
        heading.parts[name] = [*read, *settle_halves(heading, read, halves)]
    let_stand_in(heading)
    for year in set(heading.years.values()):
        places = [place for place, other in heading.years.items() if other == year]
        if len(places) > 1 and not agree(heading, places):
            heading.problems.append(repeated(heading, places, str(year)))


def settle_wholes(heading: Heading, name: str, places: list[int]) -> list[int]:
    """The places that are read for a column: the surest ones, which have to agree."""
    top = max(heading.meanings[place].sureness for place in places)
    best = [place for place in places if heading.meanings[place].sureness == top]
    if name == "province":
        # A plate number and a name are read together; whether they are of one province is seen in each row.
        return sorted(places, key=lambda place: -heading.meanings[place].sureness)
    for place in places:
        if place not in best:
            heading.leave_out(place, BETTER, best[0])
    if len(best) > 1 and not agree(heading, best):
        heading.problems.append(repeated(heading, best, str(heading.meanings[best[0]].column.heading)))  # type: ignore[union-attr]
    return best


def settle_halves(heading: Heading, wholes: list[int], halves: list[int]) -> list[int]:
    """The places of surnames that belong to given names; beside a whole name they say nothing new."""
    if "soyad" in heading_key(heading.texts[wholes[0]]).split() or len(halves) > 1:
        for place in halves:
            heading.leave_out(place, BETTER, wholes[0])
        return []
    return halves


def let_stand_in(heading: Heading) -> None:
    """Take a column for a missing one that it can stand for: the district for its municipality."""
    for place, column in heading.columns.items():
        if column.stands_in_for is not None and column.stands_in_for.name not in heading.parts:
            heading.meanings[place] = Meaning(column.stands_in_for, sureness=ALIKE)
            heading.parts.pop(column.name, None)
            heading.parts.setdefault(column.stands_in_for.name, []).append(place)


def agree(heading: Heading, places: list[int]) -> bool:
    """Whether columns say the same in every row in which they say something."""
    for _number, row in heading.rows():
        texts = {letters(row[place]) for place in places if place < len(row) and not values.is_empty(row[place])}
        if len(texts) > 1:
            return False
    return True


def repeated(heading: Heading, places: list[int], name: str) -> ValidationError:
    headings = ", ".join(f"“{values.shorten(heading.texts[place], 40)}”" for place in places)
    return ValidationError(COLUMN_TWICE, code="column_twice", params={"name": name, "headings": headings})


def note_missing(heading: Heading, needed: list[Column]) -> None:
    """Note which required column is missing; without any known heading, that none was found."""
    params = {
        "needed": ", ".join(f"“{column.heading}”" for column in needed),
        "found": ", ".join(f"“{values.shorten(text, 30)}”" for text in heading.texts[:12] if text) or "—",
    }
    if not heading.parts and not heading.years:
        heading.problems.append(ValidationError(NO_HEADINGS, code="no_headings", params=params))
        return
    present = set(heading.parts) | ({"year", "population"} if heading.years else set())
    present |= {"municipality"} if "code" in present else set()
    for column in needed:
        if column.name not in present:
            missing = {"missing": str(column.heading), "found": params["found"]}
            heading.problems.append(ValidationError(COLUMN_MISSING, code="column_missing", params=missing))
