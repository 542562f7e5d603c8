"""The page of the union itself, and the list of all unions."""

import pytest

from tests import factories as make
from tests.staff_client import address, read_form, staff_client, superuser_client
from tests.unions.admin.reading import complaint
from unions.models import Union, UnionHost

pytestmark = pytest.mark.django_db


def test_a_host_name_that_is_taken_is_refused_at_the_host(union):
    make.make_union(code="konya", host="konya.localhost")
    administrator = superuser_client(union)

    answer = administrator.save(
        address("change", union),
        reach_tr="Üç il",
        **{"unionhost-TOTAL_FORMS": "2", "unionhost-1-host": "konya.localhost"},
    )

    assert list(complaint(answer)) == ["unionhost-1-host"]
    assert read_form(answer)["reach_tr"] == "Üç il"
    assert UnionHost.all_unions.filter(union=union).count() == 1


@pytest.mark.parametrize("host", ["http://trakya.gov.tr", "trakya.gov.tr:8000", "Trakya.gov.tr", "a b", "-a.tr"])
def test_an_impossible_host_name_is_refused_at_the_host(union, host):
    answer = superuser_client(union).save(
        address("change", union), **{"unionhost-TOTAL_FORMS": "2", "unionhost-1-host": host}
    )

    assert list(complaint(answer)) == ["unionhost-1-host"]


def test_two_main_hosts_are_refused_in_words(union):
    answer = superuser_client(union).save(
        address("change", union),
        **{"unionhost-TOTAL_FORMS": "2", "unionhost-1-host": "ikinci.localhost", "unionhost-1-is_primary": "on"},
    )

    assert "Constraint" not in str(complaint(answer))
    assert UnionHost.all_unions.filter(union=union).count() == 1


def test_a_manager_sees_no_union_but_the_own(ours, theirs):
    manager = staff_client(ours)

    listed = manager.get(address("changelist", model=Union)).content.decode()
    pages = [manager.get(address(page, theirs)).status_code for page in ["change", "delete", "history"]]

    assert "konya" not in listed
    assert pages == [404, 404, 404]


def test_a_superuser_edits_another_union_inside_that_union(ours, theirs):
    answer = superuser_client(ours).save(address("change", theirs), reach_tr="Konya ili")

    assert answer.status_code == 302
    theirs.refresh_from_db()
    assert theirs.reach_tr == "Konya ili"
    assert UnionHost.all_unions.get(union=theirs).host == "konya.localhost"


def test_the_hosts_of_another_union_are_edited_on_its_page(ours, theirs):
    form = superuser_client(ours).form(address("change", theirs))

    assert "konya.localhost" in form.values()
    assert "trakya.localhost" not in form.values()


def test_a_manager_adds_no_union(ours):
    assert staff_client(ours).get(address("add", model=Union)).status_code == 403
