"""A union, its hosts and its names."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from tests import factories as make
from unions.models import Generation, Union, UnionHost, UnionName

pytestmark = pytest.mark.django_db


def test_a_new_union_counts_its_changes_from_the_start():
    union = Union.objects.create(code="ege")

    assert Generation.objects.filter(union=union).exists()


def test_only_one_union_answers_by_ip_address():
    Union.objects.create(code="ege", is_default=True)

    with pytest.raises(IntegrityError):
        Union.objects.create(code="marmara", is_default=True)


def test_a_host_of_another_union_is_refused_at_the_host(union):
    make.make_union(code="konya", host="konya.localhost")

    with pytest.raises(ValidationError) as refusal:
        UnionHost(union=union, host="konya.localhost").clean()

    assert list(refusal.value.message_dict) == ["host"]


@pytest.mark.parametrize(("short_name", "name"), [("TKB", "Trakya Birliği (TKB)"), ("", "Trakya Birliği")])
def test_a_name_is_followed_by_its_short_form(short_name, name):
    assert str(UnionName(name_tr="Trakya Birliği", short_name=short_name)) == name


@pytest.mark.parametrize(
    "fields",
    [{"ended_on": "2024"}, {"ending": "merged"}, {"ended_on": "1977", "ending": "dissolved"}],
    ids=["without how", "without a day", "before the founding"],
)
def test_an_end_that_says_too_little_or_lies_before_the_founding_is_refused(union, fields):
    for name, value in {"founded_on": "1978", **fields}.items():
        setattr(union, name, value)

    with pytest.raises(IntegrityError):
        union.save()


@pytest.mark.parametrize(
    ("ended_on", "has_ended"), [("2024", True), ("2024-05-12", True), ("2999", False), (None, False)]
)
def test_a_union_exists_to_the_end_of_its_last_day(union, ended_on, has_ended):
    union.ended_on, union.ending = ended_on, "merged" if ended_on else ""
    union.save()

    assert Union.objects.get(pk=union.pk).has_ended is has_ended


def test_the_second_hue_follows_from_the_accent_until_one_is_chosen(union):
    union.accent_hue, union.second_hue = 200, None
    assert union.sign_hue == 50

    union.second_hue = 0
    assert union.sign_hue == 0


def test_a_second_hue_beyond_the_wheel_is_refused_by_the_database(union):
    union.second_hue = 360

    with pytest.raises(IntegrityError):
        union.save()


def test_the_sentence_of_the_home_page_has_at_most_sixteen_words(union):
    union.headline_tr = " ".join(["kelime"] * 16)
    union.full_clean()

    union.headline_tr += " fazla"
    with pytest.raises(ValidationError) as refusal:
        union.full_clean()
    assert "headline_tr" in refusal.value.message_dict
