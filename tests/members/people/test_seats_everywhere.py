"""Whatever a clerk does with members and seats, every page and every interface names the same people on every day."""

import html
import os
import re
from datetime import date, timedelta

import pytest
from django.conf import settings as site
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from members.directory.models import Listing
from members.elections import step
from members.elections.models import Elections
from members.people.endings import record_ends
from members.people.mayors import Change, change_mayor, seat_of_mayor
from members.people.models import OfficeHolder, Person
from members.people.presiding import presiding_on
from tests import factories as make
from tests.addresses import address
from tests.conftest import Reader
from unions.caching.store import clear_all_stores
from unions.models import Term
from unions.tenancy import scope
from unions.text.partial_dates import PartialDate

pytestmark = pytest.mark.django_db

# 1,000 steps: SEAT_STEPS=1000 pytest tests/members/people/test_seats_everywhere.py
# After each step what it may have changed is compared, and everything after the last of each walk.
STEPS = int(os.environ.get("SEAT_STEPS", "20"))
STEPS_EACH = 10
NAME = re.compile(r'class="person-name">(?:<a [^>]*>)?([^<]+)')
places = st.integers(0, 2)
# Head, menus and foot are the same on every page and name none of these people: they are left out.
BARE = "{% load unions_tags %}<main>{% block content %}{% endblock %}</main>"


def without_frames() -> override_settings:
    [engine] = site.TEMPLATES
    usual = ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"]
    loaders = [("django.template.loaders.locmem.Loader", {"base.html": BARE}), *usual]
    options = {**engine["OPTIONS"], "loaders": [("django.template.loaders.cached.Loader", loaders)]}
    return override_settings(TEMPLATES=[{**engine, "APP_DIRS": False, "OPTIONS": options}])


class Office(RuleBasedStateMachine):
    """A clerk of a union of three members; each step is taken some days after the one before."""

    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        clear_all_stores()
        self.union = make.make_union(code="ornek")
        self.scope = scope.of(self.union)
        self.scope.__enter__()
        self.reader = Reader(headers={"host": "ornek.localhost"})
        self.agreed = False

    def found(self):
        self.number = self.place = 0
        self.day = date(2019, 4, 1)
        make.make_term(start_date="2019-03-31")
        self.assembly = make.make_organ(kind="assembly")
        self.presidency = make.make_organ(kind="president")
        self.executive = make.make_organ(kind="executive")
        self.members = []
        for name in ["Enez", "Saray", "Vize"]:
            place = make.make_municipality(name=name, slug=name.lower())
            self.members.append(place)
            make.make_membership(municipality=place, start_date="2010-01-01")
            seat = self.sit(self.assembly, municipality=place, seat="ex_officio")
            make.make_listing(municipality=place, mayor=seat.person.name)

    @initialize(place=places, end=st.sampled_from(["leave", "hold_elections", "lose_a_seat"]))
    def begin(self, place, end):
        """Every walk has an assembly, a president and an executive committee, and something that ends."""
        self.found()
        self.elect_a_delegate(place, 10)
        self.elect_president_and_executive(30)
        {
            "leave": lambda: self.leave(0, 300),
            "hold_elections": lambda: self.hold_elections(300, stays=True),
            "lose_a_seat": lambda: self.lose_a_seat(300, "removal"),
        }[end]()

    def teardown(self):
        try:
            # A walk that has failed is not judged again.
            if self.agreed:
                self.agree(everything=True)
        finally:
            self.scope.__exit__(None, None, None)
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)
            clear_all_stores()

    # What the clerk does

    def name(self) -> str:
        self.number += 1
        letters = "abcdefghjklmnoprstuvyz"
        return f"Kişi {letters[self.number % 22].upper()}{letters[self.number // 22]}çıoğlu"

    def sit(self, organ, person=None, **fields) -> OfficeHolder:
        person = person or make.make_person(name=self.name())
        term = Term.objects.on(self.day).first()
        return make.make_office_holder(organ=organ, person=person, term=term, start_date=self.day, **fields)

    def is_member(self, place) -> bool:
        return place.memberships.filter(end_date=None).exists() and not place.closed_on

    @rule(place=places, days=st.integers(1, 90))
    def elect_a_delegate(self, place, days):
        self.pass_time(days, place)
        if self.is_member(self.members[place]):
            self.sit(self.assembly, municipality=self.members[place])

    @rule(place=places, days=st.integers(1, 90))
    def replace_a_mayor(self, place, days):
        self.pass_time(days, place)
        if seat_of_mayor(self.members[place].pk):
            change_mayor(self.members[place], Change(self.name(), PartialDate.from_date(self.day)), by=None)

    @rule(place=places, days=st.integers(2, 90))
    def leave(self, place, days):
        self.pass_time(days, place)
        for membership in self.members[place].memberships.filter(end_date=None):
            membership.end_date = self.day
            membership.save()

    @rule(place=places, days=st.integers(2, 90))
    def join_again(self, place, days):
        self.pass_time(days, place)
        if not self.members[place].closed_on and not self.is_member(self.members[place]):
            make.make_membership(municipality=self.members[place], start_date=self.day)

    @rule(place=places, days=st.integers(2, 90))
    def close(self, place, days):
        self.pass_time(days, place)
        if place == 2 and not self.members[place].closed_on:
            self.members[place].closed_on = self.day
            self.members[place].save()

    @rule(days=st.integers(2, 90), stays=st.booleans())
    def hold_elections(self, days, stays):
        self.pass_time(days)
        mayors = {self.members[0].pk: step.Mayor(stays=stays, name="" if stays else self.name())}
        step.carry_out(Elections(held_on=self.day), mayors, by=None)

    @rule(days=st.integers(2, 90))
    def elect_president_and_executive(self, days):
        self.pass_time(days)
        delegates = list(OfficeHolder.objects.current().in_the_assembly().filter(start_date__lt=self.day))
        if delegates and not OfficeHolder.objects.presidents().filter(end_date=None).exists():
            self.sit(self.presidency, delegates[0].person, role="president")
        for seat in delegates[1:2]:
            if not seat.person.offices.filter(organ=self.executive, end_date=None).exists():
                self.sit(self.executive, seat.person)

    @rule(days=st.integers(2, 90), reason=st.sampled_from(["resignation", "removal", "ineligible", "death"]))
    def lose_a_seat(self, days, reason):
        self.pass_time(days)
        seat = OfficeHolder.objects.current().in_the_assembly().filter(end_date=None).order_by("-pk").first()
        if seat:
            seat.end_date, seat.end_reason = self.day, reason
            seat.save()

    @rule(days=st.integers(2, 90))
    def suspend_the_president(self, days):
        self.pass_time(days)
        for seat in OfficeHolder.objects.current().presidents():
            seat.suspended_from = self.day
            seat.save()

    @rule()
    def record_the_ends(self):
        rows = OfficeHolder.objects.not_recorded_as_ended()
        record_ends(set(rows.values_list("pk", flat=True)), by=None)

    def pass_time(self, days: int, place: int | None = None) -> None:
        self.day += timedelta(days=days)
        assert self.day < timezone.localdate()
        # Where a step is about no member, they take turns.
        self.place = (self.place + 1) % len(self.members) if place is None else place

    # What readers see

    @invariant()
    def all_agree(self):
        self.agreed = False
        self.agree(everything=False)
        self.agreed = True

    def agree(self, *, everything: bool) -> None:
        before, today = self.day - timedelta(days=1), timezone.localdate()
        self.everybody_names_the_same_people([before, self.day, today] if everything else [self.day])
        self.card_page_and_table_name_one_mayor(self.members if everything else [self.members[self.place]])
        self.the_pages_say_who_presides()

    def everybody_names_the_same_people(self, days):
        popolo = self.reader.get("/popolo/en.json").json()
        oparl = self.reader.get("/oparl/en/membership/").json()["data"]
        table = self.reader.get(address("open_data_file", "en", word="office-holders", extension="json")).json()["rows"]
        people = {f"/person/{person.pk}/": person.name for person in Person.objects.all()}
        for day in days:
            holders = list(OfficeHolder.objects.on(day).with_person())
            presidents = {str(row.person) for row in OfficeHolder.objects.on(day).presidents().with_person()}
            for organ in [self.assembly, self.executive]:
                own = {str(row.person) for row in holders if row.organ_id == organ.pk}
                page = self.on_page(organ, day, presidents, own)
                assert page == self.in_popolo(popolo, organ, day), ("popolo", organ, day)
                assert page == self.in_oparl(oparl, people, organ, day), ("oparl", organ, day)
                assert page == self.in_table(table, organ, day), ("open data", organ, day)

    def on_page(self, organ, day, presidents, own) -> set[str]:
        text = self.reader.get(f"{address('organ_detail', 'en', slug=organ.slug_en)}?on={day}").text
        names = {html.unescape(name).strip() for name in NAME.findall(text)} - {"This seat is vacant"}
        # Who presides is shown in every organ of the law, whichever organ the seat is recorded in.
        assert names >= presidents
        return names - (presidents - own)

    def in_popolo(self, popolo, organ, day) -> set[str]:
        names = {person["id"]: person["name"] for person in popolo["persons"]}
        return {
            names[row["person_id"]]
            for row in popolo["memberships"]
            if row.get("organization_id") == f"organ-{organ.pk}"
            and "person_id" in row
            and lasts(row.get("start_date"), row.get("end_date"), day)
        }

    def in_oparl(self, oparl, people, organ, day) -> set[str]:
        return {
            next(name for end, name in people.items() if row["person"].endswith(end))
            for row in oparl
            if row["organization"].endswith(f"/organ-{organ.pk}/")
            and lasts(row.get("startDate"), row.get("endDate"), day)
        }

    def in_table(self, table, organ, day) -> set[str]:
        return {
            row["person"]
            for row in table
            if row["organ"] == organ.title_tr and lasts(row["start_date"], row["end_date"], day)
        }

    def card_page_and_table_name_one_mayor(self, places):
        table = self.reader.get(address("open_data_file", "en", word="members", extension="json")).json()["rows"]
        cards = self.reader.get(address("member_list", "en")).text
        for place in places:
            text = self.reader.get(address("member_detail", "en", slug=place.slug)).text
            found = re.findall(r"<dt>Mayor</dt><dd>([^<]*)</dd>", text)
            # Where nobody is on record the page has no such line.
            assert len(found) <= 1
            named = html.unescape(found[0]) if found else ""
            seat = seat_of_mayor(place.pk)
            if seat:
                assert named == str(seat.person)
            rows = [row for row in table if row["municipality"] == place.name]
            if rows:
                assert named == (rows[0]["mayor"] or "")
                assert named in cards
            former = Listing.objects.get(municipality=place).mayor
            assert named in {former, ""} or seat

    def the_pages_say_who_presides(self):
        text = self.reader.get(address("organ_detail", "en", slug=self.assembly.slug_en)).text
        presiding = presiding_on(timezone.localdate())
        if presiding.holder:
            assert f"{presiding.holder.person} presides" in text
        elif NAME.search(text):
            assert "No one is on record as presiding." in text


def lasts(start: str | None, end: str | None, day: date) -> bool:
    return (not start or start <= day.isoformat()) and (not end or end >= day.isoformat())


@pytest.mark.slow
def test_pages_and_interfaces_agree_after_any_steps_of_a_clerk(db):
    with without_frames():
        run_state_machine_as_test(
            Office,
            settings=settings(
                max_examples=max(1, STEPS // STEPS_EACH),
                stateful_step_count=STEPS_EACH,
                deadline=None,
                derandomize=True,
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
