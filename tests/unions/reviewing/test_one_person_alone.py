"""Where publishing takes two people, one alone changes nothing that readers see, whatever way it is tried."""

from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.contrib import admin
from django.db import models, transaction
from django.urls import reverse
from simple_history.models import HistoricalRecords

from tests import factories as make
from tests.staff_client import address, staff_client
from tests.unions.admin.kit.test_lists import make_one
from unions.history.restoring import restorable_fields
from unions.models import Union
from unions.publishing.states import Publishable
from unions.reviewing.two_people import TakesTwo, entry_of, guarded_models

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(union):
    Union.objects.filter(pk=union.pk).update(publishing_takes_two=True)
    union.publishing_takes_two = True
    return union


@contextmanager
def at_work(user):
    HistoricalRecords.context.request = SimpleNamespace(user=user)
    try:
        yield
    finally:
        del HistoricalRecords.context.request


def published(model, union):
    """A row of the model that readers see, or that is a part of what they see."""
    row = make_one(model, union)
    models.QuerySet(type(entry_of(row))).filter(pk=entry_of(row).pk).update(status="published", publish_at=None)
    return model.all_unions.get(pk=row.pk)


def rewrite(row):
    """Give the row another text, or another number where it holds no text."""
    fields = [field for field in restorable_fields(type(row)) if field.editable and not field.is_relation]
    kinds = (models.CharField, models.TextField)
    texts = [field for field in fields if isinstance(field, kinds) and not field.choices and "slug" not in field.name]
    if texts:
        setattr(row, texts[0].attname, "Tek başına")
        return texts[0].attname
    for field in fields:
        if field.choices or isinstance(field, models.IntegerField | models.DecimalField):
            now = getattr(row, field.attname)
            others = [value for value, _name in field.flatchoices if value not in (now, "")] or [(now or 0) + 1]
            setattr(row, field.attname, others[0])
            return field.attname
    raise AssertionError(f"{type(row)} holds nothing to write.")


def refusals_of(row):
    """By its name, every way of writing a published row or part of one, past all forms."""
    rows = type(row).all_unions
    written, alone, many, new = [rows.get(pk=row.pk) for _each in range(4)]
    name = [rewrite(each) for each in [written, alone, many]][0]
    yield "save", written.save
    yield "save of one column", lambda: alone.save(update_fields=[name])
    yield "update", lambda: rows.filter(pk=row.pk).update(**{name: getattr(many, name)})
    yield "bulk update", lambda: rows.bulk_update([many], [name])
    new.pk, new._state.adding = None, True
    yield "new row", lambda: rows.bulk_create([new])
    if not isinstance(row, Publishable):
        yield "deletion", type(row).all_unions.get(pk=row.pk).delete
        yield "deletion of several", type(row).all_unions.filter(pk=row.pk).delete


def is_refused(step):
    try:
        with transaction.atomic():
            step()
    except TakesTwo:
        return True
    return False


def test_nobody_alone_writes_a_published_thing_or_a_part_of_one_past_the_forms(two):
    person = make.make_staff(two, "manager")
    let_through = []
    for model in guarded_models():
        row = published(model, two)
        with at_work(person):
            let_through += [f"{model.__name__}: {name}" for name, step in refusals_of(row) if not is_refused(step)]
            # A save that changes nothing passes, and so does taking the whole from readers.
            type(row).all_unions.get(pk=row.pk).save()
        row = type(row).all_unions.get(pk=row.pk)
        rewrite(row)
        # Nobody is at work: a command, or the hours of the night.
        row.save()
        with at_work(person):
            entry_of(type(row).all_unions.get(pk=row.pk)).delete()
    assert let_through == []


def test_every_kind_that_readers_see_is_guarded():
    guarded = {model.__name__ for model in guarded_models()}
    published = {model.__name__ for model in admin.site._registry if issubclass(model, Publishable)}
    assert published < guarded
    assert {"AgendaPaper", "Photo", "Attendance", "RollCallVote", "BudgetFigures", "CourtRuling"} < guarded


def test_no_page_of_the_admin_lets_one_person_change_what_readers_see(two):
    """On the page of a part, by deleting it, and by an earlier version; what was typed stays in the form."""
    manager = staff_client(two, "manager")
    let_through = []
    for model in guarded_models():
        row = published(model, two)
        earlier(row)
        ways = {"earlier version": (record_path(row), {})}
        if not issubclass(model, Publishable):
            ways["deletion"] = (address("delete", row), {"post": "yes"})
        if model.__name__ in ["AgendaItem", "Attendance", "Photo", "EventFile"]:
            ways["own page"] = (address("change", row), typed_into(manager, row))
        before = state(row)
        for name, (path, fields) in ways.items():
            answer = manager.post(path, fields)
            if state(row) != before or (name == "own page" and not answer.context["adminform"].form.non_field_errors()):
                let_through.append(f"{model.__name__}: {name}")
    assert let_through == []


def typed_into(manager, row):
    typed = type(row).all_unions.get(pk=row.pk)
    column = rewrite(typed)
    fields = manager.form(address("change", row))
    assert column in fields
    return {**fields, column: str(getattr(typed, column))}


def earlier(row):
    """Let the row have a version with another text before the present one, neither of them of a person."""
    for text in ["Önce", None]:
        stored = type(row).all_unions.get(pk=row.pk)
        if text:
            kept = {field.attname: getattr(stored, field.attname) for field in restorable_fields(type(row))}
            rewrite(stored)
        else:
            for name, value in kept.items():
                setattr(stored, name, value)
        stored.save()


def record_path(row):
    options = row._meta
    history = list(type(row).history.filter(id=row.pk).order_by("history_id"))
    return reverse(f"admin:{options.app_label}_{options.model_name}_record", args=[row.pk, history[-2].history_id])


def state(row):
    stored = models.QuerySet(type(row)).filter(pk=row.pk).first()
    names = [field.attname for field in restorable_fields(type(row))]
    return [getattr(stored, name) for name in names] if stored else None
