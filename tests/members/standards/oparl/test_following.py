"""A client that only asks what has changed has, after any changes, the same picture as one that reads everything.

`OPARL_CHANGES=300` makes as many changes instead of the few of the usual run.
"""

import os
import random
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from members.meetings.models import Attendance
from members.membership.models import Membership
from members.municipalities.models import Municipality
from members.people.models import OfficeHolder, Person
from tests.factories import (
    make_agenda_item,
    make_agenda_paper,
    make_attendance,
    make_decision,
    make_meeting,
    make_membership,
    make_office_holder,
    pdf_upload,
)
from tests.members.standards.oparl.reading import Mirror
from unions.models import AgendaItem, AgendaPaper, CourtRuling, Decision, Meeting, Organ, Paper, Union, UnionName
from unions.tenancy import scope
from unions.text.partial_dates import PartialDate

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

CHANGES = int(os.environ.get("OPARL_CHANGES", "40"))
PUBLISHABLE = [Meeting, Decision, Paper]


class Clerk:
    """Changes the records of a union at random, as staff do."""

    def __init__(self, seed: int, clock):
        self.random = random.Random(seed)  # the same changes in every run
        self.clock = clock
        self.steps = 0

    def work(self) -> None:
        """One change; what the records refuse is left."""
        self.steps += 1
        change = self.random.choice(self.CHANGES)
        try:
            with transaction.atomic():
                change(self)
        except (IntegrityError, ProtectedError, ValidationError):
            pass

    def any(self, *models, **filters):
        rows = [row for model in models for row in model.objects.filter(**filters).order_by("pk")]
        return self.random.choice(rows) if rows else None

    def write(self, row, **values) -> None:
        for name, value in values.items():
            setattr(row, name, value)
        row.save()

    def rename(self) -> None:
        if row := self.any(Meeting, Decision, AgendaItem, Organ, AgendaPaper):
            self.write(row, title_tr=f"Ad {self.steps}", title_en=f"Name {self.steps}")

    def rename_people_and_places(self) -> None:
        if row := self.any(Person, Municipality, UnionName):
            name = "name_tr" if isinstance(row, UnionName) else "name"
            self.write(row, **{name: f"Ad {self.steps}"})

    def move_meeting(self) -> None:
        place = self.random.choice(["", "Salon", f"Yer {self.steps}"])
        states = self.random.choice(Meeting.State.values)
        self.write(self.any(Meeting), place_tr=place, state=states)

    def add(self) -> None:
        what = self.random.randrange(6)
        if what == 0:
            make_meeting(
                organ=self.any(Organ), status=self.any_status(), agenda=["Bir", "İki"], slug_tr=f"t{self.steps}"
            )
        elif what == 1:
            make_agenda_item(meeting=self.any(Meeting), title_tr=f"Madde {self.steps}")
        elif what == 2:
            make_agenda_paper(agenda_item=self.any(AgendaItem))
        elif what == 3:
            item = self.any(AgendaItem)
            make_decision(organ=self.any(Organ), agenda_item=item, status=self.any_status(), votes_for=7)
        elif what == 4:
            make_office_holder(organ=self.any(Organ), municipality=self.any(Municipality))
        else:
            make_membership()

    def attend(self) -> None:
        if row := self.any(Attendance):
            self.random.choice([row.delete, lambda: self.write(row, state="absent")])()
        else:
            make_attendance(meeting=self.any(Meeting), seat=self.any(OfficeHolder))

    def reorder(self) -> None:
        if row := self.any(AgendaItem):
            self.write(row, number=self.random.randrange(1, 6))

    def move(self) -> None:
        row = self.any(AgendaItem, AgendaPaper)
        if isinstance(row, AgendaItem):
            self.write(row, meeting=self.any(Meeting))
        elif row:
            self.write(row, agenda_item=self.any(AgendaItem))

    def vote(self) -> None:
        if row := self.any(Decision):
            votes = {"votes_for": self.random.randrange(20), "votes_against": self.random.randrange(20)}
            self.write(row, **votes, is_unanimous=False, agenda_item=self.random.choice([None, self.any(AgendaItem)]))

    def any_status(self) -> str:
        return self.random.choice(["draft", "published", "withdrawn", "published"])

    def publish_or_withdraw(self) -> None:
        if row := self.any(*PUBLISHABLE):
            self.write(row, status=self.any_status(), publish_at=None, expire_at=None)

    def schedule(self) -> None:
        if row := self.any(*PUBLISHABLE):
            start = self.clock() + timedelta(minutes=self.random.randrange(-5, 15))
            end = self.random.choice([None, start + timedelta(minutes=self.random.randrange(1, 20))])
            self.write(row, status="published", publish_at=start, expire_at=end)

    def delete(self) -> None:
        if row := self.any(Meeting, Decision, Paper, AgendaItem, AgendaPaper, OfficeHolder, Membership):
            row.delete()

    def restore(self) -> None:
        model = self.random.choice([Decision, AgendaItem, OfficeHolder, Membership])
        deleted = model.history.filter(history_type="-").order_by("pk").last()
        if deleted and not model.objects.filter(pk=deleted.id).exists():
            row = deleted.instance
            row._state.adding = True
            row.save(force_insert=True)

    def end(self) -> None:
        if row := self.any(OfficeHolder, Membership):
            self.write(row, end_date=self.random.choice([None, PartialDate(2026, 5), PartialDate(2026, 6, 30)]))

    def end_others(self) -> None:
        if self.random.randrange(2):
            self.write(self.any(Municipality), closed_on=self.random.choice([None, PartialDate(2026, 3, 1)]))
        else:
            ended_on = self.random.choice([None, PartialDate(2026, 8, 1)])
            self.write(Union.objects.get(), ended_on=ended_on, ending="dissolved" if ended_on else "")

    def rule(self) -> None:
        if self.random.randrange(2) and (row := self.any(CourtRuling)):
            self.random.choice([row.delete, lambda: self.write(row, lifted_on=row.ruled_on)])()
        elif row := self.any(Decision):
            CourtRuling.objects.create(decision=row, kind=self.random.choice(["stay", "annulment"]), ruled_on=row.date)

    def decide(self) -> None:
        if row := self.any(Decision):
            self.write(row, outcome=self.random.choice(["accepted", "rejected", "unrecorded"]))
            earlier = self.any(Decision)
            if earlier != row and earlier.amends_id != row.pk:
                self.write(row, amends=earlier, amendment=self.random.choice(["amends", "repeals"]))

    def replace_file(self) -> None:
        row = self.any(Meeting, Decision, Paper)
        if row:
            name = self.random.choice(["minutes", "call_letter"]) if isinstance(row, Meeting) else "file"
            self.write(row, **{name: self.random.choice(["", pdf_upload(f"dosya-{self.steps}.pdf")])})

    CHANGES = (
        *[rename, rename_people_and_places, move_meeting, add, add, attend, reorder, move, vote, publish_or_withdraw],
        *[schedule, delete, restore, end, end_others, replace_file, rule, decide],
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_who_follows_the_changes_misses_none(client, union, clock, seed):
    clerk = Clerk(seed, clock)
    followers = [Mirror(client, language, page_size=17).read_all() for language in ["tr", "en"]]
    last_asked = clock()
    missed: list[str] = []
    while clerk.steps < CHANGES // 2:
        clock.tick()
        with scope.of(union):
            for _step in range(clerk.random.randrange(2, 12)):
                clerk.work()
                clock.tick(seconds=20)
        asked = clock()
        for follower in followers:
            follower.read_changes(last_asked)
        last_asked = asked

        missed += [key for follower in followers for key in differing(follower, client)]

    assert missed == []
    assert len(followers[0].objects) > 8


def differing(follower: Mirror, client) -> set[str]:
    """The objects that the follower has otherwise than they are, those only one side has included."""
    whole = Mirror(client, follower.language).read_all().objects
    mine = follower.objects
    return {key for key in {*mine, *whole} if mine.get(key) != whole.get(key)}
