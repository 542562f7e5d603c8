"""Whatever is put into an address or a form, a list and a form stay what they are."""

import pytest
from django.contrib import admin

from members.membership.models import Membership
from members.municipalities.models import Municipality
from members.people.models import Person
from pages.models import Post
from tests import factories as make
from tests.staff_client import address, staff_client
from tests.tables import table
from unions.models import Decision, PathRedirect, StaffRole

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", ["x", "99999999999999999999", "1_2F", "%00"])
@pytest.mark.parametrize("page", ["change", "delete", "history"])
def test_an_impossible_number_finds_no_row(manager, number, page):
    assert manager.get(f"/yonetim/pages/post/{number}/{page}/").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        {"p": "x"},
        {"p": "999"},
        {"o": "99.-7"},
        {"date__year": "99999"},
        {"date__year": "2026", "date__month": "13"},
        {"publication": "nonsense"},
        {"kind__exact": "nonsense"},
        {"kind__isnull": "nonsense"},
        {"date__gte": "nonsense"},
        {"q": "x" * 5000},
    ],
    ids=lambda query: str(query)[:40],
)
def test_a_list_with_a_strange_address_is_still_a_list(union, manager, query):
    make.make_post(union=union)

    answer = manager.get(address("changelist", model=Post), **query)

    assert answer.status_code == 200 or answer["Location"].endswith("?e=1")


@pytest.mark.parametrize("forged", ["99999999999999999999", "-1", "x", ""])
@pytest.mark.parametrize("lookup", ["organ__id__exact", "year"])
def test_a_list_filtered_by_a_strange_number_is_still_a_list(union, manager, lookup, forged):
    make.make_decision(union=union)

    answer = manager.get(address("changelist", model=Decision), **{lookup: forged})

    assert answer.status_code == 200 or answer["Location"].endswith("?e=1")


@pytest.mark.parametrize("typed", ["ISPARTA", "ısparta", "isparta", "Isparta'nın"])
def test_a_search_takes_turkish_letters_and_their_plain_forms_alike(union, manager, typed):
    for name in ["Isparta", "Iğdır", "İpsala"]:
        make.make_membership(union=union, municipality=make.make_municipality(name=name))

    found = manager.get(address("changelist", model=Membership), q=typed).context["cl"].result_list

    assert [membership.municipality.name for membership in found] == ["Isparta"]


def test_a_search_wants_every_word(union, manager):
    for name in ["Ayşe Işık", "Ayşe Yılmaz"]:
        make.make_person(union=union, name=name)

    found = manager.get(address("changelist", model=Person), q="isik ayse").context["cl"].result_list

    assert [person.name for person in found] == ["Ayşe Işık"]


@table("model", list(admin.site._registry), ids=lambda model: model._meta.label)
def test_every_page_says_in_the_unions_words_what_it_is_for(model):
    assert str(admin.site._registry[model].about).strip()


def test_the_word_that_saves_a_row_as_a_new_one_is_refused(ours):
    post = make.make_post(union=ours)

    answer = staff_client(ours).save(address("change", post), _saveasnew="1")

    assert answer.status_code == 404
    assert Post.all_unions.count() == 1


@pytest.mark.parametrize("forged", ["1 OR 1=1", "99999999999999999999", "-1", ""])
def test_an_action_on_something_unreadable_does_nothing(ours, forged):
    make.make_post(union=ours)

    answer = staff_client(ours).post(
        address("changelist", model=Post), {"action": "delete_selected", "_selected_action": [forged], "post": "yes"}
    )

    assert answer.status_code in [200, 302]
    assert Post.all_unions.count() == 1


@pytest.mark.parametrize(
    "query",
    [
        {"title_tr__startswith": "a"},
        {"union__code": "konya"},
        {"union": "2"},
        {"staff_note__contains": "x"},
        {"status__regex": "."},
        {"q": "x\x00y"},
    ],
    ids=str,
)
def test_a_list_answers_no_question_it_does_not_offer(ours, query):
    make.make_post(union=ours)

    answer = staff_client(ours).get(address("changelist", model=Post), **query)

    assert answer.status_code == 302
    assert answer["Location"].endswith("?e=1")


def test_the_password_of_a_colleague_cannot_be_guessed_through_a_filter(ours):
    answer = staff_client(ours).get(address("changelist", model=StaffRole), user__password__startswith="pbkdf2")

    assert answer["Location"].endswith("?e=1")


@pytest.mark.parametrize("field", ["union", "source_key", "staff_note", "title_tr"])
def test_a_list_for_choosing_offers_no_other_key(ours, field):
    make.make_post(union=ours)

    assert staff_client(ours).get(address("changelist", model=Post), _to_field=field, _popup="1").status_code == 400


def test_deleting_shared_data_is_not_offered_to_staff(ours):
    municipality = make.make_municipality()
    manager = staff_client(ours)

    assert manager.get(address("change", municipality)).status_code == 200
    assert manager.get(address("delete", municipality)).status_code == 403
    assert manager.post(address("change", municipality), {"name": "x"}).status_code == 403
    assert Municipality.objects.get().name == municipality.name


def test_a_row_that_others_depend_on_is_not_deleted_and_says_why(union, ayse):
    organ = make.make_meeting(union=union, title_tr="Bağlı toplantı").organ
    page = address("delete", organ)

    answers = [ayse.get(page), ayse.post(page, {"post": "yes"})]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert "Bağlı toplantı" in answers[1].content.decode()
    organ.refresh_from_db()


def test_rows_deleted_from_a_list_leave_a_notice_at_their_addresses(union, ayse):

    posts = [make.make_post(union=union, title_tr=f"Haber {number}") for number in [1, 2]]

    ayse.post(
        address("changelist", model=Post),
        {"action": "delete_selected", "_selected_action": [post.pk for post in posts], "post": "yes"},
    )

    assert not Post.all_unions.exists()
    assert PathRedirect.all_unions.filter(new_path="").count() == 4
