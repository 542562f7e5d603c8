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
    """A moment in the life of a union; the template has the words for each kind.

    `after` is the day behind which it stands, where its own date is less precise.
    """

    kind: str
    date: PartialDate
    row: object = None
    rows: list = field(default_factory=list)
    after: PartialDate | None = None

    @property
    def place(self) -> tuple[PartialDate, bool]:
        """Where it stands among the others."""
        return (self.after, True) if self.after else (self.date, False)


def source(function: Source) -> Source:
    """Register a function that yields entries of the timeline."""
    _sources.append(function)
    return function


def entries(union: Union) -> list[Entry]:
    """All entries, the oldest first; a date known to the year stands before one known to the day."""
    return sorted((entry for entries_of in _sources for entry in entries_of(union)), key=lambda entry: entry.place)


@source
def founding_and_names(union: Union) -> Iterable[Entry]:
    """The founding, under the first name and after the act that allowed it, and the names taken later."""
    names = sorted(UnionName.objects.exclude(start_date=None), key=lambda name: name.start_date)
    founded = union.founded_on
    first = [name for name in names if founded and name.start_date.year == founded.year]
    if founded:
        yield Entry("founded", founded, union, first, after=day_of_founding_act(founded))
    for name in names:
        if name not in first:
            yield Entry("name", name.start_date, name)


def day_of_founding_act(founded: PartialDate) -> PartialDate | None:
    """The day of the act that allowed the founding, if the founding is known no better than to its year or month."""
    act = LegalBasis.objects.founding_acts().first()
    is_inside = act is not None and act.date is not None and founded.earliest <= act.date.earliest <= founded.latest
    return act.date if act and is_inside and not founded.day else None


@source
def ending(union: Union) -> Iterable[Entry]:
    if union.ended_on:
        yield Entry("ended", union.ended_on, union)


@source
def legal_acts(union: Union) -> Iterable[Entry]:
    for basis in LegalBasis.objects.exclude(date=None):
        yield Entry("act", basis.date, basis)


@source
def events(union: Union) -> Iterable[Entry]:
    for event in HistoryEvent.objects.all():
        yield Entry("event", event.date, event)
