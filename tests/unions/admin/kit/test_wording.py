"""How the admin names fields and values."""

from datetime import date

import pytest
from django.utils import translation

from pages.models import Post
from tests import factories as make
from tests.tables import table
from unions.admin.kit import wording
from unions.models import Duty, Headquarters, UnionName


def field(model, name):
    return model._meta.get_field(name)


@pytest.mark.parametrize(
    ("name", "label"), [("title_tr", "Title · Türkçe"), ("title_en", "Title · English"), ("position", "Order")]
)
def test_a_field_is_named_with_the_language_of_its_text(name, label):
    with translation.override("en"):
        assert wording.label_of(field(Duty, name)) == label


@table(
    ("model", "name", "value", "text"),
    [
        (Duty, "title_tr", "", "—"),
        (Duty, "kind", "aim", "aim"),
        (UnionName, "start_date", field(UnionName, "start_date").to_python("2024-04"), "April 2024"),
        (Headquarters, "confirmed_on", date(2026, 11, 21), "Nov. 21, 2026"),
        (Headquarters, "is_demo", True, "Yes"),
        (Post, "body_tr", "<p>Bir</p><p>İki &amp; üç</p>", "Bir\nİki & üç"),
    ],
)
def test_a_value_is_shown_as_people_read_it(model, name, value, text):
    with translation.override("en"):
        assert wording.display(field(model, name), value) == text


@pytest.mark.django_db
def test_a_row_is_named_and_one_that_is_gone_by_its_number(union):
    organ = make.make_organ(union=union, title_tr="Meclis")
    organ_field = field(type(make.make_meeting(organ=organ)), "organ")

    assert [wording.display(organ_field, pk) for pk in [organ.pk, 99999]] == ["Meclis", "#99999"]


@pytest.mark.django_db
def test_a_change_that_nobody_made_is_of_the_system(union):
    post = make.make_post(union=union)

    with translation.override("en"):
        assert wording.author(post.history.get()) == "the system"


def test_kinds_of_rows_that_begin_with_i_get_the_turkish_capital():
    with translation.override("tr"):
        listed = wording.with_turkish_capitals(["Iletişim bilgisi: +90 282 000 00 00", ["Birlik: trakya"]])

    assert listed == ["İletişim bilgisi: +90 282 000 00 00", ["Birlik: trakya"]]
