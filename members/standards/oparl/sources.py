"""Where the objects of each OParl list come from: the public rows, what they show, and those that were public once."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from django.db import models
from django.db.models import Q

from members.meetings.models import Attendance
from members.membership.models import Membership
from members.municipalities.models import Municipality
from members.people.models import OfficeHolder, Person
from members.standards.oparl.objects import Writer
from members.standards.oparl.shown import EndOfUnion, Shown, Shows, changed_since, history_of
from members.standards.oparl.visibility import Visible, ceased
from unions.models import AgendaItem, AgendaPaper, CourtRuling, Decision, Headquarters, Meeting, Organ, Paper, Term

Rows = Callable[[], models.QuerySet]


@dataclass(frozen=True)
class Tombstone:
    """A row of which only its deletion is left to report."""

    pk: int
    created: datetime
    deleted: datetime


@dataclass(frozen=True)
class Source:
    """One model's share of a list: its key in addresses, its rows, what they show, and how a row is written."""

    name: str
    word: str
    prefix: str
    rows: Rows
    write: Callable[[Writer, Any], dict]
    visible: Visible
    # Other rows that the object shows, or that decide whether it is public.
    shows: list[Shows] = field(default_factory=list)

    def key(self, pk: int) -> str:
        return f"{self.prefix}{pk}"

    @property
    def model(self):
        return self.visible.model

    def row(self, pk: int) -> Any:
        """The row with the key, if it is public."""
        return self.rows().filter(pk=pk).first()

    def public(self) -> models.QuerySet:
        """The public rows, without what is only needed for writing them."""
        return self.rows().select_related(None).prefetch_related(None).order_by("pk")

    def changed_since(self, moment: datetime, now: datetime) -> Q:
        """The objects with a row that changed at the moment or later."""
        changed = changed_since(self.model, moment, now)
        for shown in self.shows:
            changed |= shown.since(moment, now)
        return changed

    def tombstones_since(self, moment: datetime, now: datetime, **filters) -> Iterator[Tombstone]:
        """The rows that ceased to be public at the moment or later."""
        rows = self.model._default_manager.order_by().filter(**filters)
        hidden = rows.filter(self.changed_since(moment, now)).exclude(pk__in=self.public().values("pk"))
        deleted = history_of(self.model).filter(history_type="-", history_date__gte=moment, **filters)
        keys = {*hidden.values_list("pk", flat=True), *deleted.values_list("id", flat=True)}
        # What was deleted may have been restored.
        keys -= set(self.public().filter(pk__in=keys).values_list("pk", flat=True))
        return (tombstone for tombstone in self.tombstones(keys, now) if tombstone.deleted >= moment)

    def tombstones(self, keys: Collection[int], now: datetime) -> Iterator[Tombstone]:
        """Of rows that are not public, those that were."""
        if not keys:
            return
        created = dict(history_of(self.model).filter(id__in=keys).values_list("id", "created_at"))
        created |= dict(self.model._default_manager.filter(pk__in=keys).values_list("pk", "created_at"))
        for pk, spans in self.visible.spans(keys, now).items():
            if deleted := ceased(spans, now):
                yield Tombstone(pk, created[pk], deleted)


MEETING = Visible(Meeting)
AGENDA_ITEM = Visible(AgendaItem, through="meeting_id", above=MEETING)
DECISION = Visible(Decision)
SEAT = Visible(OfficeHolder)
PERSON = Visible(Person, held_by=(OfficeHolder, "person_id"))
CONSULTATION = Visible(Decision, through="agenda_item_id", above=AGENDA_ITEM)

SHOWN_BY_AGENDA_ITEM: list[Shows] = [
    Shown(Meeting, "agenda_items"),
    # Its place among the others.
    Shown(AgendaItem, "meeting__agenda_items"),
    Shown(AgendaPaper, "agenda_item"),
    Shown(Decision, "agenda_item"),
]
SHOWN_BY_MEETING: list[Shows] = [
    Shown(AgendaItem, "meeting"),
    Shown(AgendaPaper, "agenda_item__meeting"),
    Shown(Decision, "agenda_item__meeting"),
    Shown(Attendance, "meeting"),
    Shown(OfficeHolder, "attendances__meeting"),
]
SHOWN_BY_CONSULTATION: list[Shows] = [
    Shown(AgendaItem, "decisions"),
    Shown(Meeting, "agenda_items__decisions"),
]


def shown_by_force(on: str = "") -> list[Shows]:
    """What decides whether a decision is in force; `on` leads from the decision to the object that says so."""
    return [
        Shown(Organ, f"decisions{on}"),
        Shown(CourtRuling, f"decision{on}"),
        # Later decisions, which amend or repeal it unless they have no effect themselves.
        Shown(Decision, f"amends{on}"),
        Shown(Organ, f"decisions__amends{on}"),
        Shown(CourtRuling, f"decision__amends{on}"),
    ]


SHOWN_BY_DECISION: list[Shows] = [*SHOWN_BY_CONSULTATION, Shown(Decision, "amended_by"), *shown_by_force()]
SHOWN_BY_PAPER: list[Shows] = [Shown(Decision, "papers"), *shown_by_force("__papers")]
SHOWN_BY_SEAT: list[Shows] = [
    # An office may end with a seat of the same person in the assembly, and with whatever that one stands on; the seat
    # itself is one of the person's.
    Shown(OfficeHolder, "person__offices"),
    *[Shown(ground, "office_holders__person__offices") for ground in [Term, Municipality]],
    # Which membership of its municipality a seat names depends on all of them.
    Shown(Membership, "municipality__office_holders__person__offices"),
    EndOfUnion(),
]
SHOWN_BY_PERSON: list[Shows] = [
    Shown(OfficeHolder, "person"),
    Shown(Membership, "municipality__office_holders__person"),
    *[Shown(ground, "office_holders__person") for ground in [Term, Municipality]],
    EndOfUnion(),
]


def _meetings():
    return Meeting.objects.published().prefetch_related(
        models.Prefetch("agenda_items", AgendaItem.objects.prefetch_related("papers", "decisions")),
        models.Prefetch("attendances", Attendance.objects.select_related("seat").order_by("pk")),
    )


def _meetings_with_place():
    # Without an English name, the Turkish one is shown.
    return Meeting.objects.published().filter(place_tr__gt="")


def _memberships():
    return Membership.objects.select_related("municipality")


def _agenda_items():
    items = AgendaItem.objects.filter(meeting__in=Meeting.objects.published())
    return items.prefetch_related("papers", "decisions", "meeting__agenda_items")


def _decisions():
    return Decision.objects.published().select_related("organ", "agenda_item__meeting", "amends").with_force()


def _consultations():
    decisions = Decision.objects.published().select_related("agenda_item__meeting")
    return decisions.filter(agenda_item__meeting__in=Meeting.objects.published())


def _organs():
    seats = OfficeHolder.objects.only("organ").order_by("pk")
    return Organ.objects.prefetch_related(models.Prefetch("office_holders", seats))


def _people():
    holders = Person.objects.filter(models.Exists(OfficeHolder.objects.filter(person=models.OuterRef("pk"))))
    return holders.prefetch_related(models.Prefetch("offices", _seats()))


def _seats():
    # In an order of their own: that by name would change with people whom an organ does not show.
    seats = OfficeHolder.objects.order_by("pk").with_ends()
    return seats.select_related("municipality").prefetch_related("municipality__memberships")


def _agenda_papers():
    return AgendaPaper.objects.filter(agenda_item__meeting__in=Meeting.objects.published())


def _papers():
    return Paper.objects.published().with_decision()


@cache
def sources() -> dict[str, list[Source]]:
    """The sources of each list by the word of its address."""
    return {
        "legislative-term": [
            _own_list("LegislativeTerm", "legislative-term", Term.objects.all, Writer.legislative_term, Visible(Term))
        ],
        "organization": _organization_sources(),
        "person": [_own_list("Person", "person", _people, Writer.person, PERSON, SHOWN_BY_PERSON)],
        "membership": [_own_list("Membership", "membership", _seats, Writer.membership, SEAT, SHOWN_BY_SEAT)],
        "meeting": [_own_list("Meeting", "meeting", _meetings, Writer.meeting, MEETING, SHOWN_BY_MEETING)],
        "agenda-item": [
            _own_list("AgendaItem", "agenda-item", _agenda_items, Writer.agenda_item, AGENDA_ITEM, SHOWN_BY_AGENDA_ITEM)
        ],
        "paper": [
            Source("Paper", "paper", "decision-", _decisions, Writer.decision, DECISION, SHOWN_BY_DECISION),
            Source("Paper", "paper", "paper-", _papers, Writer.paper, Visible(Paper), SHOWN_BY_PAPER),
        ],
        "consultation": [
            _own_list(
                "Consultation", "consultation", _consultations, Writer.consultation, CONSULTATION, SHOWN_BY_CONSULTATION
            )
        ],
        "file": _file_sources(),
        "location": _location_sources(),
    }


def _own_list(name: str, word: str, rows: Rows, write: Callable[..., dict], visible: Visible, shows=()) -> Source:
    """A list whose only source is one model, so that its keys need no prefix."""
    return Source(name, word, "", rows, write, visible, list(shows))


def _organization_sources() -> list[Source]:
    of_organ: list[Shows] = [Shown(OfficeHolder, "organ"), EndOfUnion()]
    of_member: list[Shows] = [Shown(Municipality, "memberships"), EndOfUnion()]
    return [
        Source("Organization", "organization", "organ-", _organs, Writer.organ, Visible(Organ), of_organ),
        Source("Organization", "organization", "member-", _memberships, Writer.member, Visible(Membership), of_member),
    ]


def _file_sources() -> list[Source]:
    return [
        _file_source(Meeting.objects.published, Visible(Meeting, needs="call_letter")),
        _file_source(Meeting.objects.published, Visible(Meeting, needs="minutes")),
        _file_source(Decision.objects.published, Visible(Decision, needs="file")),
        _file_source(Paper.objects.published, Visible(Paper, needs="file")),
        _file_source(
            _agenda_papers,
            Visible(AgendaPaper, needs="file", through="agenda_item_id", above=AGENDA_ITEM),
            [Shown(AgendaItem, "papers"), Shown(Meeting, "agenda_items__papers")],
        ),
    ]


def _file_source(rows: Rows, visible: Visible, shows=()) -> Source:
    name = visible.needs
    return Source(
        "File",
        "file",
        f"{visible.model._meta.model_name}-{name}-",
        lambda: rows().exclude(**{name: ""}),
        lambda writer, row: writer.file(row, name),
        visible,
        list(shows),
    )


def _location_sources() -> list[Source]:
    place = Visible(Meeting, needs="place_tr")
    return [
        Source(
            "Location",
            "location",
            "headquarters-",
            Headquarters.objects.all,
            Writer.headquarters,
            Visible(Headquarters),
        ),
        Source("Location", "location", "meeting-", _meetings_with_place, Writer.meeting_place, place),
    ]
