"""Fields that hold values of one type: in a model, in a form, in the search, and for rows of former times."""

import importlib
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone, translation

from members.directory.models import Listing
from members.people.models import Person
from tests import factories as make
from tests.staff_client import address, errors, staff_client
from unions.history.restoring import restore
from unions.history.things import state_at
from unions.models import ContactPoint
from unions.values.fields import EmailFormField, TelephoneFormField, WebAddressFormField

pytestmark = pytest.mark.django_db


def stored_raw(row, **values) -> None:
    """Write values past everything that would clean or refuse them."""
    with connection.cursor() as cursor:
        for name, value in values.items():
            cursor.execute(f'UPDATE "{row._meta.db_table}" SET "{name}" = %s WHERE id = %s', [value, row.pk])  # noqa: S608


def test_a_value_is_stored_in_its_canonical_form_whichever_way_it_comes(union):
    listing = make.make_listing(
        phone="0284 811 01 01 / 101", website="www.enez.bel.tr", email="mailto:info@ENEZ.bel.tr"
    )
    Listing.objects.filter(pk=listing.pk).update(fax="0284 8110102")

    listing.refresh_from_db()
    assert (listing.phone, listing.fax) == ("+90 284 811 01 01;ext=101", "+90 284 811 01 02")
    assert (listing.email, listing.website) == ("info@enez.bel.tr", "https://www.enez.bel.tr")


@pytest.mark.parametrize("words", ["0284 811", "02848110101", "2848110101", "811 01 01", "+90 284 811 01 01"])
def test_a_telephone_number_is_found_as_it_is_typed(union, words):
    listing = make.make_listing(phone="0284 811 01 01 dahili 101")

    assert list(Listing.objects.with_words(words)) == [listing]


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("phone", "0284 abc", "telefon numarası"),
        ("phone", "0284 811 01 01 / 12", "dahili"),
        ("fax", "811 01 01", "alan kodu"),
        ("email", "ınfo@enez.bel.tr", "info@enez.bel.tr"),
        ("email", "İNFO@enez.bel.tr", "info@enez.bel.tr"),
        ("website", "javascript:alert(1)", "web adresi"),
        ("mayor", "Ali Ak 2", "rakam"),
        ("website", "https://ali:sir@enez.bel.tr", "parola"),
    ],
)
def test_the_administration_refuses_it_at_the_field_in_turkish(union, field, typed, said):
    listing = make.make_listing()

    answer = staff_client(union).save(address("change", listing), **{field: typed})

    assert said in errors(answer)[field][0]
    assert typed in answer.content.decode().replace("&#x27;", "'")


def test_every_form_of_staff_refuses_what_is_no_name_or_title_in_turkish(union):
    clerk, person = staff_client(union), make.make_person(name="Ali Ak")
    told = [
        errors(clerk.save(address("change", row), **{field: typed})).get(field, [""])
        for row, field, typed in [
            (person, "name", "ali@ornek.test"),
            (person, "name", "Prof. Dr."),
            (person, "name", "Dr. Ali Ak"),
            (person, "title", "0532 111 22 33"),
            (make.make_unit(), "head", "Ali Ak ve Can Öz"),
            (make.make_meeting(), "chaired_by", "www.aliak.com"),
        ]
    ]

    assert [texts[0].split(". ")[0].rstrip(".") for texts in told] == [
        "Bir adda web ya da e-posta adresi olmaz",
        "“Dr.” bir unvan ya da görevdir",
        "“Dr.” için unvan alanını kullanın, buraya yalnızca adı yazın",
        "Unvanda harf olmalıdır",
        "“Ali Ak ve Can Öz” tek bir kişinin adı değil",
        "Bir adda web ya da e-posta adresi olmaz",
    ]


def test_an_empty_field_stays_empty():
    for field in [TelephoneFormField, EmailFormField, WebAddressFormField]:
        assert field(required=False).clean(" \u200b ") == ""


def test_a_stored_number_is_shown_as_people_write_it_and_is_no_change():
    field = TelephoneFormField(required=False)

    with translation.override("tr"):
        assert field.prepare_value("+90 284 811 01 01;ext=101") == "+90 284 811 01 01, dahili 101"
        assert not field.has_changed("+90 284 811 01 01;ext=101", "+90 284 811 01 01, dahili 101")
        assert field.has_changed("+90 284 811 01 01;ext=101", "+90 284 811 01 01, dahili 102")


def test_a_value_of_former_times_is_kept_shown_without_a_link_and_named_to_staff(union, reader):
    membership = make.make_membership()
    listing = make.make_listing(municipality=membership.municipality)
    stored_raw(listing, phone="ara: 651 10 20 (Ayşe)")
    listing.refresh_from_db()
    listing.mayor = "Ali Ak"
    listing.save()

    page = reader.get(reverse("member_detail", args=[membership.municipality.slug])).text
    tasks = staff_client(union).get(reverse("admin:index")).content.decode()

    assert Listing.objects.get().phone == "ara: 651 10 20 (Ayşe)"
    assert "ara: 651 10 20 (Ayşe)" in page
    assert "tel:651" not in page
    assert Listing.objects.with_unreadable_values() == [listing]
    assert "anlaşılamıyor" in tasks
    with pytest.raises(ValidationError):
        listing.full_clean()


def test_existing_rows_are_cleaned_where_they_are_understood(union):
    listing = make.make_listing()
    stored_raw(
        listing, phone="+90 284 811 01 01 / 12", fax="0284 811 01 01 - 02", email="İnfo@x.tr", website="x.bel.tr"
    )
    point = make.make_contact_point(kind=ContactPoint.Kind.PHONE)
    stored_raw(point, value="0 (284) 811 01 01")

    of_members = importlib.import_module("members.migrations.0004_telephones")
    of_unions = importlib.import_module("unions.migrations.0004_contact_values")
    editor = SimpleNamespace(connection=connection)
    of_members.clean_listings(PlainModels(), editor)
    of_unions.clean_contact_points(PlainModels(), editor)

    listing.refresh_from_db()
    point.refresh_from_db()
    assert (listing.phone, listing.fax) == ("+90 284 811 01 01;ext=12", "+90 284 811 01 01, +90 284 811 01 02")
    assert (listing.email, listing.website) == ("İnfo@x.tr", "https://x.bel.tr")
    assert "02848110101" in listing.search_text
    assert point.value == "+90 284 811 01 01"


class PlainModels:
    """The models as a migration sees them: their managers know no union."""

    def get_model(self, app_label: str, name: str):
        model = apps.get_model(app_label, name)
        return type(name, (), {"objects": model.all_unions})


def test_a_step_that_does_not_touch_a_value_of_former_times_is_not_refused_for_it(union):
    row = make.make_request(name="Ali Ak")
    stored_raw(row, name="Ali Ak / Can Öz")
    row.refresh_from_db()

    row.full_clean()
    row.name = "Ali Ak / Can Er"
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()

    assert set(refusal.value.error_dict) == {"name"}


def test_what_was_deleted_comes_back_with_a_value_of_former_times(union):
    person = make.make_person(name="Ali Ak")
    stored_raw(person, name="Ali Ak (Yedek)")
    person.refresh_from_db()
    person.title = "Dr."
    person.save()
    number = person.pk
    state = state_at(Person, number, timezone.now())
    person.delete()

    restore(state, None, lambda _part: True)

    assert Person.objects.get(pk=number).name == "Ali Ak (Yedek)"
