"""Where the objects of each OParl list come from: the public rows, and those that were public once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone

from members.meetings.models import Attendance
from members.membership.models import Membership
from members.people.models import OfficeHolder, Person
from members.standards.oparl.objects import Writer
from unions.models import AgendaItem, AgendaPaper, Decision, Headquarters, Meeting, Organ, Paper, Term
from unions.publishing.states import Publishable
from unions.tenancy import scope

Rows = Callable[[], models.QuerySet]


@dataclass(frozen=True)
class Entry:
    """One row of a list: when it was created and changed, and whether only its deletion is left to report."""

    source: "Source"
    pk: int
    created: datetime
    modified: datetime
    is_deleted: bool = False


@dataclass(frozen=True)
class Source:
    """One model's share of a list: its key in addresses, its rows, and how a row is written."""

    name: str
    word: str
    prefix: str
    rows: Rows
    write: Callable[[Writer, Any], dict]
    # The row whose state decides, for rows without a state of their own.
    follows: str = ""

    def key(self, pk: int) -> str:
        return f"{self.prefix}{pk}"

    def entries(self, **filters) -> list[Entry]:
        """Every row that is public or was, oldest first."""
        model = self.rows().model
        public = {pk for pk in self.rows().filter(**filters).values_list("pk", flat=True)}
        columns = ["pk", "created_at", "updated_at", *(["publish_at"] if issubclass(model, Publishable) else [])]
        stored = model.objects.filter(**filters).values_list(*columns)
        once_public = self._once_public(model)
        now = timezone.now()
        entries = [
            Entry(self, pk, created, _latest(now, changed, *published), pk not in public)
            for pk, created, changed, *published in stored
            if pk in public or pk in once_public
        ]
        if not filters:
            entries += self._deleted(model, once_public)
        return sorted(entries, key=lambda entry: (entry.created, entry.pk))

    def _once_public(self, model) -> set[int]:
        history = model.history.filter(union=scope.union())
        if issubclass(model, Publishable):
            history = history.filter(status=Publishable.Status.PUBLISHED)
        elif self.follows:
            return set(history.filter(history_type="-").values_list("id", flat=True))
        return set(history.values_list("id", flat=True))

    def _deleted(self, model, once_public: set[int]) -> list[Entry]:
        gone = model.history.filter(union=scope.union(), history_type="-")
        return [
            Entry(self, pk, created, deleted, True)
            for pk, created, deleted in gone.values_list("id", "created_at", "history_date")
            if pk in once_public
        ]


def _latest(now: datetime, changed: datetime, published: datetime | None = None) -> datetime:
    """When a row last changed for the public."""
    return max(changed, published) if published and published <= now else changed


def _terms():
    return Term.objects.all()


def _meetings():
    return (
        Meeting.objects.published()
        .select_related("organ")
        .prefetch_related(
            models.Prefetch("agenda_items", AgendaItem.objects.prefetch_related("papers", "decisions")),
            models.Prefetch("attendances", Attendance.objects.select_related("seat")),
        )
    )


def _meetings_with_place():
    return Meeting.objects.published().exclude(place="")


def _memberships():
    return Membership.objects.select_related("municipality")


def _agenda_items():
    return AgendaItem.objects.filter(meeting__in=Meeting.objects.published()).prefetch_related("papers", "decisions")


def _decisions():
    return Decision.objects.published().select_related("organ", "agenda_item").with_force()


def _consultations():
    return _decisions().filter(agenda_item__meeting__in=Meeting.objects.published())


def _organs():
    return Organ.objects.prefetch_related(models.Prefetch("office_holders", OfficeHolder.objects.only("organ")))


def _people():
    holders = Person.objects.filter(offices__isnull=False).distinct()
    return holders.prefetch_related(models.Prefetch("offices", _seats()))


def _seats():
    seats = OfficeHolder.objects.select_related("municipality").with_ends()
    return seats.prefetch_related("municipality__memberships")


def _with_file(rows: Rows, field: str) -> Rows:
    return lambda: rows().exclude(**{field: ""})


def _agenda_papers():
    return AgendaPaper.objects.filter(agenda_item__meeting__in=Meeting.objects.published())


def _papers():
    return Paper.objects.published().with_decision()


def _file_source(rows, field: str) -> Source:
    model_name = rows().model._meta.model_name
    return Source(
        "File", "file", f"{model_name}-{field}-", _with_file(rows, field), lambda writer, row: writer.file(row, field)
    )


def sources() -> dict[str, list[Source]]:
    """The sources of each list by the word of its address."""
    return {
        "legislative-term": [
            _own_list("LegislativeTerm", "legislative-term", Term.objects.all, Writer.legislative_term)
        ],
        "organization": _organization_sources(),
        "person": [_own_list("Person", "person", _people, Writer.person)],
        "membership": [_own_list("Membership", "membership", _seats, Writer.membership)],
        "meeting": [_own_list("Meeting", "meeting", _meetings, Writer.meeting)],
        "agenda-item": [_own_list("AgendaItem", "agenda-item", _agenda_items, Writer.agenda_item, follows="meeting")],
        "paper": [
            Source("Paper", "paper", "decision-", _decisions, Writer.decision),
            Source("Paper", "paper", "paper-", _papers, Writer.paper),
        ],
        "consultation": [_own_list("Consultation", "consultation", _consultations, Writer.consultation)],
        "file": _file_sources(),
        "location": _location_sources(),
    }


def _own_list(name: str, word: str, rows: Rows, write: Callable[..., dict], *, follows: str = "") -> Source:
    """A list whose only source is one model, so that its keys need no prefix."""
    return Source(name, word, "", rows, write, follows)


def _organization_sources() -> list[Source]:
    return [
        Source("Organization", "organization", "organ-", _organs, Writer.organ),
        Source("Organization", "organization", "member-", _memberships, Writer.member),
    ]


def _file_sources() -> list[Source]:
    return [
        _file_source(Meeting.objects.published, "call_letter"),
        _file_source(Meeting.objects.published, "minutes"),
        _file_source(Decision.objects.published, "file"),
        _file_source(Paper.objects.published, "file"),
        _file_source(_agenda_papers, "file"),
    ]


def _location_sources() -> list[Source]:
    return [
        Source("Location", "location", "headquarters-", Headquarters.objects.all, Writer.headquarters),
        Source("Location", "location", "meeting-", _meetings_with_place, Writer.meeting_place),
    ]
