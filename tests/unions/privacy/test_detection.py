"""Every personal field of every model and form is in the inventory of personal data."""

import importlib
import pkgutil

from django import forms
from django.apps import apps
from django.db import models

from tests.tables import table
from unions import checks
from unions.privacy import detection
from unions.privacy.inventory import inventory

PACKAGES = ("unions", "members", "pages", "trakyakent_site")


def load_all_modules() -> None:
    for name in PACKAGES[:3]:
        package = importlib.import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            if ".migrations." not in module.name:
                importlib.import_module(module.name)


def test_inventory_knows_every_personal_field_of_all_models_and_forms():
    load_all_modules()
    known = inventory()
    columns = [name for model in detection.models_of_people() for name in detection.personal_columns(model)]
    inputs = [name for form in detection.form_classes(PACKAGES) for name in detection.personal_inputs(form)]

    assert [name for name in columns if name not in {**known.fields(), **known.not_personal}] == []
    assert [name for name in inputs if name not in {**known.forms(), **known.not_personal}] == []
    # What is no longer there is not declared either.
    assert set(known.forms()) <= set(inputs)
    assert len(columns) + len(inputs) > 70


def test_a_personal_column_that_nobody_declared_is_refused(monkeypatch):
    unknown = {name: key for name, key in inventory().fields().items() if name != "members.Person.picture"}
    monkeypatch.setattr(type(inventory()), "fields", lambda self: unknown)
    model = apps.get_model("members.Person")

    assert [error.id for error in checks.personal_data_are_declared(model)] == ["unions.E009"]
    assert list(checks.inventory_is_sound()) == []


@table(
    "name, is_personal",
    [
        *[(name, True) for name in ["surname", "first_name", "applicant_email", "mobile", "tckn", "ip", "answered_by"]],
        *[(name, True) for name in ["identity_number", "birth_date", "home_address", "head", "iban", "user_agent"]],
        *[(name, False) for name in ["title", "body", "slug", "amount", "byte_count", "shipped", "standby", "tip"]],
    ],
)
def test_names_that_speak_of_a_person(name, is_personal):
    assert detection.looks_personal(name) == is_personal


class Handwritten(forms.Form):
    """A form as somebody might write it tomorrow."""

    surname = forms.CharField()
    reply_to = forms.EmailField()
    wants_answer = forms.BooleanField()
    subject = forms.CharField()


class Growing(forms.Form):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["later"] = forms.CharField()


def test_inputs_of_a_form_are_found_and_fields_made_later_make_the_form_suspect():
    label = f"{__name__}.Handwritten"

    assert detection.personal_inputs(Handwritten) == [f"{label}.surname", f"{label}.reply_to"]
    assert detection.personal_inputs(Growing) == [f"{__name__}.Growing"]
    assert detection.form_classes((__name__.split(".")[0],))


def test_a_link_to_a_person_and_the_texts_of_one_are_personal():
    person, holder = apps.get_model("members.Person"), apps.get_model("members.OfficeHolder")

    assert "members.OfficeHolder.person" in detection.personal_columns(holder)
    assert {"members.Person.name", "members.Person.text", "members.Person.picture"} <= set(
        detection.personal_columns(person)
    )
    assert isinstance(person._meta.get_field("staff_note"), models.TextField)
    assert "members.Person.staff_note" not in detection.personal_columns(person)
