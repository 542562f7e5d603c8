from datetime import date

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from tests import factories as make
from trakyakent_site.hosts import union_of
from unions.models import Generation, Union, UnionHost, UnionName
from unions.tenancy import scope

pytestmark = pytest.mark.django_db(transaction=True)

HOST = "ornek.localhost"


@pytest.fixture
def remembered():
    """A union that has been asked for by its host name before."""
    make.make_union(code="ornek")
    with scope.everything():
        union_of(HOST)
        yield


def test_a_host_name_that_was_asked_before_costs_one_query_by_hand(remembered, django_assert_num_queries):
    with django_assert_num_queries(1) as queries:
        union = union_of(HOST)

    assert union.code == "ornek"
    assert "SELECT number FROM unions_generation" in queries[0]["sql"]


def test_what_a_request_adds_to_its_union_is_not_seen_by_the_next(remembered):
    union_of(HOST).of_this_request = True

    assert not hasattr(union_of(HOST), "of_this_request")


def test_a_changed_union_is_read_again(remembered):
    union = Union.objects.get(code="ornek")
    union.accent_hue = 7
    union.save()

    assert union_of(HOST).accent_hue == 7


def test_a_host_name_that_was_taken_away_leads_nowhere(remembered):
    UnionHost.all_unions.all().delete()

    assert union_of(HOST) is None


def test_what_a_transaction_takes_back_is_not_remembered():
    make.make_union(code="ornek")
    with scope.everything():
        with transaction.atomic():
            Union.objects.update(accent_hue=7)
            assert union_of(HOST).accent_hue == 7
            transaction.set_rollback(True)

        assert union_of(HOST).accent_hue != 7


@pytest.mark.parametrize(("hosts", "code"), [(["127.0.0.1"], "ornek"), ([], None)])
def test_only_loopback_names_of_the_settings_lead_to_the_default_union(hosts, code):
    make.make_union(code="ornek", is_default=True)

    with scope.everything(), override_settings(DEFAULT_UNION_HOSTS=hosts):
        union = union_of("127.0.0.1")

    assert (union.code if union else None) == code


def test_a_union_comes_with_its_name_of_the_day(monkeypatch, django_assert_num_queries):
    union = make.make_union(code="ornek", name="Yeni Birlik", name_en="New Union", short_name="YB")
    UnionName.all_unions.update(start_date="2021-05-01", end_date="2029")
    make.make_union_name(union=union, name_tr="Eski Birlik", end_date="2021-04-30")
    make.make_union_name(union=union, name_tr="Gelecek Birlik", start_date="2030")
    make.make_union(code="baska", name="Başka Birlik")

    with scope.everything():
        with django_assert_num_queries(1):
            name = union_of(HOST).current_name
            assert (str(name), name.name_en) == ("Yeni Birlik (YB)", "New Union")
        assert name.start_date.year == 2021
        monkeypatch.setattr(timezone, "localdate", lambda: date(2030, 1, 1))
        assert str(union_of(HOST).current_name) == "Gelecek Birlik"
        UnionName.all_unions.all().delete()
        assert str(union_of(HOST).current_name) == "ornek"


def test_after_an_edit_elsewhere_the_same_is_asked_again_and_what_was_changed_is_read(
    remembered, django_assert_num_queries
):
    union = Union.objects.get(code="ornek")
    for _edit in range(2):
        make.make_post(union=union)
        with django_assert_num_queries(2):
            found = union_of(HOST)
        assert found.generation.number == Generation.objects.get(union=union).number
    assert str(found.current_name) != "Yeni"

    UnionName.all_unions.filter(union=union).update(name_tr="Yeni", short_name="")

    assert union_of(HOST).current_name.name_tr == "Yeni"
