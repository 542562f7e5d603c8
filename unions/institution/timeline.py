"""What happened to a union, from every record with a date.

Apps above this one add their own: a function that yields entries, marked with `@timeline.source`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from unions.models import HistoryEvent, LegalBasis, Union, UnionName
from unions.text.partial_dates import PartialDate

Source = Callable[[Union], Iterable["Entry"]]
_sources: list[Source] = []


@dataclass(frozen=True)
class Entry:
    """A moment in the life of a union; the template has the words for each kind."""

    kind: str
    date: PartialDate
    row: object = None
    rows: list = field(default_factory=list)


def source(function: Source) -> Source:
    """Register a function that yields entries of the timeline."""
    _sources.append(function)
    return function


def entries(union: Union) -> list[Entry]:
    """All entries, the oldest first; a date known to the year stands before one known to the day."""
    return sorted((entry for entries_of in _sources for entry in entries_of(union)), key=lambda entry: entry.date)


@source
def founding_and_names(union: Union) -> Iterable[Entry]:
    """The founding, under the first name, and the names taken later."""
    names = sorted(UnionName.objects.exclude(start_date=None), key=lambda name: name.start_date)
    founded = union.founded_on
    first = [name for name in names if founded and name.start_date.year == founded.year]
    if founded:
        yield Entry("founded", founded, union, first)
    for name in names:
        if name not in first:
            yield Entry("name", name.start_date, name)


@source
def legal_acts(union: Union) -> Iterable[Entry]:
    for basis in LegalBasis.objects.exclude(date=None):
        yield Entry("act", basis.date, basis)


@source
def events(union: Union) -> Iterable[Entry]:
    for event in HistoryEvent.objects.all():
        yield Entry("event", event.date, event)
