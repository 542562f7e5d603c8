"""Whatever row changes: every object that now reads otherwise says so, and is found by who asks what has changed."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from members.meetings.models import Attendance
from members.membership.models import Membership
from members.municipalities.models import Municipality
from members.people.models import OfficeHolder, Person
from members.standards.oparl.objects import Writer
from members.standards.oparl.shown import Shown
from members.standards.oparl.sources import sources
from tests.factories import make_agenda_item, pdf_upload
from tests.members.standards.oparl.reading import Mirror, has_followed
from tests.tables import table
from unions.models import (
    AgendaItem,
    AgendaPaper,
    CourtRuling,
    Decision,
    Headquarters,
    Meeting,
    Organ,
    Paper,
    Term,
    Union,
    UnionHost,
    UnionName,
)
from unions.tenancy import scope
from unions.text.partial_dates import PartialDate

pytestmark = pytest.mark.django_db

MODELS = [
    *[Meeting, AgendaItem, AgendaPaper, Decision, Paper, Attendance, OfficeHolder, Person, Membership, Municipality],
    *[Organ, Term, Headquarters, UnionName, Union, CourtRuling],
]
# The address of the whole site, or decided elsewhere.
LEFT_OUT = {"code", "version", "search_text", "sort_key", "status", "is_default"}


def other_value(field: models.Field, value):
    """A value that differs from the one in the field; None if there is no simple one."""
    if isinstance(field, models.FileField):
        return pdf_upload("baska.pdf") if value else None
    if field.choices:
        return next(choice for choice, _name in field.flatchoices if choice != value)
    if isinstance(field, models.BooleanField):
        return not value
    if "slug" in field.name:
        return "bambaska"
    if isinstance(field, models.CharField | models.TextField):
        return "7" if field.max_length and field.max_length < 10 else "Bambaşka"
    if isinstance(field, models.DateTimeField):
        return None
    if isinstance(field, models.DateField):
        return date(2026, 1, 5)
    if isinstance(field, models.IntegerField | models.DecimalField):
        return 7 if value != 7 else 8
    if type(field).__name__ == "PartialDateField":
        return PartialDate(2028, 1, 5) if field.name.startswith("end") else PartialDate(2024, 5, 6)
    return None


def change_every_field(row) -> int:
    """Give the row another value in each field that takes one; says in how many."""
    changed = 0
    for field in row._meta.concrete_fields:
        if field.primary_key or field.is_relation or field.name in LEFT_OUT or field.name.endswith("_at"):
            continue
        value = other_value(field, getattr(row, field.name))
        if value is None:
            continue
        before = getattr(row, field.name)
        setattr(row, field.name, value)
        try:
            with transaction.atomic():
                row.save()
            changed += 1
        except (IntegrityError, ValidationError):
            setattr(row, field.name, before)
            row.refresh_from_db()
    return changed


@pytest.fixture
def before(client, rich_union, clock):
    """All objects as they are read before anything changes."""
    return Mirror(client).read_all().objects


@table("model", MODELS)
def test_a_changed_row_moves_every_object_that_shows_it(client, rich_union, clock, before, model):
    moment = clock.tick()
    with scope.of(rich_union):
        rows = Union.objects.all() if model is Union else model.objects.all()
        assert [change_every_field(row) for row in rows if row.pk]

    has_followed(client, before, moment)


@table("model", [AgendaPaper, Attendance, CourtRuling, Paper, Membership, Term, Headquarters, UnionName, AgendaItem])
def test_a_removed_row_moves_every_object_that_showed_it(client, rich_union, clock, before, model):
    moment = clock.tick()
    with scope.of(rich_union):
        rows = model.objects.filter(decisions=None) if model is AgendaItem else model.objects.all()
        rows.last().delete()

    has_followed(client, before, moment)


def test_a_row_that_moves_to_another_moves_both(client, rich_union, clock):
    before = Mirror(client).read_all().objects
    moment = clock.tick()
    with scope.of(rich_union):
        paper = AgendaPaper.objects.get()
        paper.agenda_item = AgendaItem.objects.last()
        paper.save()

    assert len(has_followed(client, before, moment)) >= 4


def test_an_added_row_moves_what_shows_it(client, rich_union, clock):
    before = Mirror(client).read_all().objects
    moment = clock.tick()
    with scope.of(rich_union):
        make_agenda_item(meeting=Meeting.objects.get(), title_tr="Yeni")

    moved = has_followed(client, before, moment)

    assert any("/meeting/" in each for each in moved)


@pytest.mark.parametrize("field", ["publish_at", "expire_at"])
def test_what_its_time_makes_public_or_hides_moves_what_shows_it(client, rich_union, clock, field):
    with scope.of(rich_union):
        decision = Decision.objects.filter(agenda_item__isnull=False).get()
        setattr(decision, field, clock() + timedelta(hours=1))
        decision.save()
    before = Mirror(client).read_all().objects
    moment = clock.tick()
    clock.tick(days=1)

    moved = has_followed(client, before, moment)

    assert {each.split("/")[5] for each in moved} >= {"paper", "meeting", "agenda-item", "consultation", "file"}


def test_the_end_of_the_union_moves_what_ends_with_it(client, rich_union, clock):
    before = Mirror(client).read_all().objects
    moment = clock.tick()
    with scope.of(rich_union):
        rich_union.refresh_from_db()
        rich_union.ended_on, rich_union.ending = PartialDate(2026, 6, 30), "dissolved"
        rich_union.save()

    moved = has_followed(client, before, moment)

    assert {each.split("/")[5] for each in moved if each.count("/") > 5} >= {"body", "organization", "membership"}


def test_an_unchanged_union_has_nothing_to_tell(client, rich_union, clock):
    before = Mirror(client).read_all().objects

    assert has_followed(client, before, clock.tick()) == set()


def test_a_new_name_of_the_host_moves_the_system(client, rich_union, clock):
    before = Mirror(client).read_all().objects
    clock.tick()
    with scope.of(rich_union):
        UnionHost.objects.create(host="zeytin.localhost")

    after = Mirror(client).read_all().objects

    system = "http://birlik.localhost/oparl/tr/"
    assert after[system]["modified"] > before[system]["modified"]


# Read for a key, an address or the kind of an organ, which do not change; the union's end has a rule of its own.
READ_FOR_KEYS = {
    "membership": {Municipality, Organ, Union},
    "person": {Municipality, Organ, Union},
}


@table("word", sources())
def test_what_an_object_reads_it_declares(rich_union, word, django_assert_max_num_queries):
    """Whoever lets an object show rows of another model has to say so in its source."""
    for source in sources()[word]:
        declared = {source.model, *(shown.model for shown in source.shows if isinstance(shown, Shown))}
        allowed = {model._meta.db_table for model in declared | READ_FOR_KEYS.get(word, set())}
        with scope.of(rich_union), django_assert_max_num_queries(50) as captured:
            for row in source.rows():
                source.write(Writer(rich_union, "http://birlik.localhost", "tr"), row)
        read = set(re.findall(r'(?:FROM|JOIN) "(\w+)"', " ".join(query["sql"] for query in captured.captured_queries)))

        assert read <= allowed, source.prefix or word
