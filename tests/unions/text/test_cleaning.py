"""Texts without the signs that nothing can carry: by themselves, and in every model."""

import unicodedata
from itertools import product
from xml.etree import ElementTree

import pytest
from django.apps import apps
from django.db import models
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tests import factories as make
from tests.tables import table
from unions.tenancy import scope
from unions.text.cleaning import CleanText, CleanTextQuerySet, carried, carried_in, cleaned_line, cleaned_text
from unions.text.cleaning import text_fields as cleaned_fields


@table(
    ("typed", "stored"),
    [
        ("Meclis\uffff toplantısı", "Meclis toplantısı"),
        ("Meclis\x0btoplantısı", "Meclis toplantısı"),
        ("Mec\x02lis", "Meclis"),
        ("\ufeffMeclis", "Meclis"),
        ("Mec\u200blis", "Meclis"),
        ("\u202eMeclis\u202c", "Meclis"),
        ("Mec\u00adlis", "Meclis"),
        ("  Meclis \t toplantısı\r\n2026 ", "Meclis toplantısı 2026"),
        ("Meclis\u00a0toplantısı", "Meclis toplantısı"),
        ("I\u0307pek", "İpek"),
        ("S\u0327o\u0308ku\u0308", "Şökü"),
        ("I\u0307pek".lower(), "ipek"),
        ("\ud800Meclis", "Meclis"),
        ("\U0001fffe\ufdd0Meclis", "Meclis"),
        ("\u0093Meclis\u0094", "“Meclis”"),
        ("\u200b\u202e\ufeff", ""),
        ("\u2066Meclis\u2069", "Meclis"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("Meclis\u200dler", "Meclisler"),
        ("Ayşe — “Çalışma” … №5 ½ €", "Ayşe — “Çalışma” … №5 ½ €"),
        ("Çorlu", "Çorlu"),
    ],
)
def test_a_line_keeps_what_is_seen_and_loses_the_rest(typed, stored):
    assert cleaned_line(typed) == stored


def test_a_text_keeps_its_lines():
    assert cleaned_text("Bir  iki \r\n\r\nüç\x0bdört\u2028beş\u200b") == "Bir  iki\n\nüç\ndört\nbeş"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    once = cleaned_line(text)

    assert cleaned_line(once) == once
    assert cleaned_text(cleaned_text(text)) == cleaned_text(text)
    assert unicodedata.is_normalized("NFC", once)


@given(st.text())
def test_what_is_carried_can_stand_in_xml_and_in_utf_8(text):
    element = ElementTree.Element("t")
    element.text = carried(text)

    ElementTree.fromstring(ElementTree.tostring(element, "utf-8"))  # noqa: S314 - made in the line above


def test_a_structure_is_carried_in_all_its_parts():
    assert carried_in({"a": ["b\uffff", ("c\x02", 1, None)]}) == {"a": ["b", ["c", 1, None]]}


# Every model

# Counters, jobs and links, which only programs write.
WITHOUT_TEXTS_OF_PEOPLE = {
    "unions.Generation",
    "unions.Allowance",
    "unions.PictureJob",
    "unions.PeriodicTask",
    "unions.WorkProcess",
    "unions.FileRecord",
    "unions.Deletion",
    # Kept as it was typed; cleaned when it is saved.
    "unions.UnsavedWork",
    "unions.NextVersion",
    "unions.Review",
    "unions.SharedPreview",
    "unions.FileText",
    "unions.AccountLink",
    "pages.Link",
    "pages.PublicSince",
    "pages.SearchChange",
    # An encrypted address, and a path of the site that was resolved.
    "pages.Subscription",
    "pages.WordInVain",
}
MODELS = [
    model
    for model in apps.get_models()
    if model._meta.app_label in {"unions", "members", "pages"}
    and not model._meta.label.split(".")[1].startswith("Historical")
    and not model._meta.auto_created
    and model._meta.label not in WITHOUT_TEXTS_OF_PEOPLE
]


@table("model", MODELS, ids=lambda model: model._meta.label)
def test_every_model_cleans_its_texts_whichever_way_they_come(model):
    assert issubclass(model, CleanText)
    for manager in model._meta.managers:
        assert isinstance(manager.all() if manager.name != "objects" else unscoped(manager), CleanTextQuerySet)


def unscoped(manager):
    with scope.everything():
        return manager.all()


@table("model", MODELS, ids=lambda model: model._meta.label)
def test_every_text_of_a_model_is_cleaned(model):
    row = model()
    for field in cleaned_fields(model):
        setattr(row, field.attname, "I\u0307\u202ea\uffff\u200b\x02")

    row.clean_text()

    assert {field.name: getattr(row, field.attname) for field in cleaned_fields(model)} == dict.fromkeys(
        (field.name for field in cleaned_fields(model)), "İa"
    )


@pytest.mark.django_db
def test_a_bulk_write_cleans_as_a_single_one_does(union):
    organ = make.make_organ(title_tr="Meclis\uffff")
    (made,) = type(organ).all_unions.bulk_create([type(organ)(union=union, title_tr="Kurul\x02", kind="committee")])
    type(organ).all_unions.filter(pk=organ.pk).update(summary_tr="Özet\u202e")
    made.meeting_rule_tr = "Kural\ufeff"
    type(organ).all_unions.bulk_update([made], ["meeting_rule_tr"])

    organ.refresh_from_db()
    made.refresh_from_db()
    assert (organ.title_tr, organ.summary_tr) == ("Meclis", "Özet")
    assert (made.title_tr, made.meeting_rule_tr) == ("Kurul", "Kural")


@pytest.mark.django_db
def test_an_invisible_name_is_an_empty_one():
    with pytest.raises(Exception, match="name"):
        make.make_person(name="\u200b\u202e").full_clean()


def test_every_choice_is_shown_as_django_shows_it_in_both_languages():
    wrong = []
    for model in apps.get_models():
        fields = [field for field in model._meta.concrete_fields if issubclass(model, CleanText) and field.choices]
        for field, language in product(fields, ["tr", "en"]):
            for value in [*dict(field.flatchoices), "unknown", None]:
                row = model(**{field.attname: value})
                with translation.override(language):
                    shown = getattr(row, f"get_{field.name}_display")()
                    if shown != models.Model._get_FIELD_display(row, field):
                        wrong.append((field, value, shown))
    assert wrong == []
