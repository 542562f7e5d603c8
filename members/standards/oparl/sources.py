"""Where the objects of each OParl list come from: which rows are public, and what is left of those that were."""

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


@dataclass(frozen=True)
class Entry:
    """One place in a list: which row, since when, changed when, and whether only the notice of its end is left."""

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
    rows: Callable[[], models.QuerySet]
    write: Callable[[Writer, Any], dict]
    # Rows that carry no state of their own are as public as the row this leads to.
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
            Entry(
                self, pk, created, max([changed, *(each for each in since if each and each <= now)]), pk not in public
            )
            for pk, created, changed, *since in stored
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


def _latest(moments: list[datetime | None], now: datetime) -> datetime:
    return max(moment for moment in moments if moment and moment <= now)


def _meetings():
    return (
        Meeting.objects.published()
        .select_related("organ")
        .prefetch_related(
            models.Prefetch("agenda_items", AgendaItem.objects.prefetch_related("papers", "decisions")),
            models.Prefetch("attendances", Attendance.objects.select_related("seat")),
        )
    )


def _agenda_items():
    return AgendaItem.objects.filter(meeting__in=Meeting.objects.published()).prefetch_related("papers", "decisions")


def _decisions():
    return Decision.objects.published().select_related("organ", "agenda_item")


def _consultations():
    return _decisions().filter(agenda_item__meeting__in=Meeting.objects.published())


def _organs():
    return Organ.objects.prefetch_related(models.Prefetch("office_holders", OfficeHolder.objects.only("organ")))


def _people():
    seats = OfficeHolder.objects.select_related("municipality").prefetch_related("municipality__memberships")
    return Person.objects.filter(offices__isnull=False).distinct().prefetch_related(models.Prefetch("offices", seats))


def _seats():
    return OfficeHolder.objects.select_related("municipality").prefetch_related("municipality__memberships")


def _with_file(rows: Callable[[], models.QuerySet], field: str) -> Callable[[], models.QuerySet]:
    return lambda: rows().exclude(**{field: ""})


def _agenda_papers():
    return AgendaPaper.objects.filter(agenda_item__meeting__in=Meeting.objects.published())


def _papers():
    return Paper.objects.published().select_related("decision")


def _file_source(rows, field: str) -> Source:
    model_name = rows().model._meta.model_name
    return Source(
        "File", "file", f"{model_name}-{field}-", _with_file(rows, field), lambda writer, row: writer.file(row, field)
    )


def sources() -> dict[str, list[Source]]:
    """The sources of each list by the word its address has."""
    return {
        "legislative-term": [
            Source(
                "LegislativeTerm",
                "legislative-term",
                "",
                Term.objects.all,
                lambda writer, row: writer.legislative_term(row),
            )
        ],
        "organization": [
            Source("Organization", "organization", "organ-", _organs, Writer.organ),
            Source(
                "Organization",
                "organization",
                "member-",
                lambda: Membership.objects.select_related("municipality"),
                Writer.member,
            ),
        ],
        "person": [Source("Person", "person", "", _people, Writer.person)],
        "membership": [Source("Membership", "membership", "", _seats, lambda writer, row: writer.membership(row))],
        "meeting": [Source("Meeting", "meeting", "", _meetings, Writer.meeting)],
        "agenda-item": [
            Source(
                "AgendaItem", "agenda-item", "", _agenda_items, lambda writer, row: writer.agenda_item(row), "meeting"
            )
        ],
        "paper": [
            Source("Paper", "paper", "decision-", _decisions, Writer.decision),
            Source("Paper", "paper", "paper-", _papers, Writer.paper),
        ],
        "consultation": [
            Source("Consultation", "consultation", "", _consultations, lambda writer, row: writer.consultation(row))
        ],
        "file": [
            _file_source(Meeting.objects.published, "call_letter"),
            _file_source(Meeting.objects.published, "minutes"),
            _file_source(Decision.objects.published, "file"),
            _file_source(Paper.objects.published, "file"),
            _file_source(_agenda_papers, "file"),
        ],
        "location": [
            Source("Location", "location", "headquarters-", Headquarters.objects.all, Writer.headquarters),
            Source(
                "Location",
                "location",
                "meeting-",
                lambda: Meeting.objects.published().exclude(place=""),
                Writer.meeting_place,
            ),
        ],
    }
