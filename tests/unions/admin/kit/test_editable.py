"""Of several people at the same row, nobody overwrites or deletes what they have not seen."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pages.models import Post
from tests import factories as make
from tests.staff_client import address, read_form, staff_client
from unions.models import Paper

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("forged", ["x", "-1", "99999999999999999999", "1.5"])
def test_an_impossible_version_never_saves(union, manager, forged):
    post = make.make_post(union=union, title_tr="Başlık")

    answer = manager.save(address("change", post), title_tr="Yeni", version=forged)

    assert answer.status_code in [200, 409]
    post.refresh_from_db()
    assert post.title_tr == "Başlık"


def test_a_third_save_meanwhile_is_noticed_again(union, ayse, veli):
    post = make.make_post(union=union, title_tr="Başlık")
    page = address("change", post)
    read_by_veli = veli.form(page)
    ayse.save(page, title_tr="Ayşe 1")
    refused = veli.save(page, read_by_veli, title_tr="Veli")
    ayse.save(page, title_tr="Ayşe 2")

    answer = veli.post(page, read_form(refused))

    assert answer.status_code == 409
    assert Post.all_unions.get().title_tr == "Ayşe 2"


def test_sending_the_same_form_twice_is_no_conflict(union, ayse):
    page = address("change", make.make_post(union=union))
    form = {**ayse.form(page), "title_tr": "Yeni"}

    first, second = ayse.post(page, form), ayse.post(page, form)

    assert (first.status_code, second.status_code) == (302, 302)


def test_saving_without_a_change_leaves_no_trace(union, ayse):
    post = make.make_post(union=union)

    ayse.save(address("change", post))

    post.refresh_from_db()
    assert post.version == 1
    assert post.history.count() == 1


def test_saving_a_row_that_was_deleted_meanwhile_keeps_what_was_typed(union, ayse, veli):
    post = make.make_post(union=union, title_tr="Başlık")
    page = address("change", post)
    read_by_veli = veli.form(page)
    ayse.post(address("delete", post), {"post": "yes"})

    answer = veli.save(page, read_by_veli, title_tr="Veli'nin uzun emeği")

    assert answer.status_code == 409
    assert "Veli&#x27;nin uzun emeği" in answer.content.decode()
    assert "Ayşe Yıldız" in answer.content.decode()


def test_deleting_what_was_changed_meanwhile_needs_confirmation(union, ayse, veli):
    post = make.make_post(union=union)
    page = address("delete", post)
    assert 'name="version" value="1"' in veli.get(page).content.decode()
    ayse.save(address("change", post), title_tr="Ayşe'nin başlığı")

    answer = veli.post(page, {"post": "yes", "version": "1"})

    assert answer["Location"] == page
    assert Post.all_unions.exists()


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(turns=st.lists(st.tuples(st.integers(0, 2), st.booleans()), min_size=1, max_size=20))
def test_whatever_the_order_of_three_editors_the_last_accepted_text_stands(union, turns):
    people = [staff_client(union) for _person in range(3)]
    post = make.make_post(union=union, title_tr="0")
    page = address("change", post)
    read = [person.form(page) for person in people]
    accepted = ["0"]

    for number, (who, opens_anew) in enumerate(turns, start=1):
        if opens_anew:
            read[who] = people[who].form(page)
        answer = people[who].save(page, read[who], title_tr=str(number))
        if answer.status_code == 302:
            accepted.append(str(number))
        else:
            assert answer.status_code == 409

    post.refresh_from_db()
    assert post.title_tr == accepted[-1]
    assert [record.title_tr for record in post.history.order_by("history_id")] == accepted


at_once = pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time.")


def sent_at_once(people, page: str, forms: list[dict]) -> list[int]:
    """The status that each person gets who sends a form to the page at the same instant as the others."""
    start = Barrier(len(people))

    def send(number):
        start.wait()
        try:
            return people[number].post(page, forms[number]).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(send, range(len(people))))


@at_once
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(5))
def test_of_two_saves_at_the_same_instant_one_is_refused(union, attempt):
    post = make.make_post(union=union, title_tr="0")
    page = address("change", post)
    people = [staff_client(union) for _person in range(4)]
    forms = [{**person.form(page), "title_tr": str(number)} for number, person in enumerate(people, start=1)]
    answers = sent_at_once(people, page, forms)

    assert sorted(answers) == [302, 409, 409, 409]
    post.refresh_from_db()
    assert post.title_tr == str(answers.index(302) + 1)
    assert post.history.count() == 2


@at_once
@pytest.mark.django_db(transaction=True)
def test_of_two_equal_rows_added_at_the_same_instant_one_is_refused_in_words(union):
    people = [staff_client(union) for _person in range(4)]
    page = address("add", model=Paper)
    forms = [{**person.form(page), "kind": "budget", "year": "2026"} for person in people]
    answers = sent_at_once(people, page, forms)

    assert sorted(answers) == [200, 200, 200, 302]
    assert Paper.all_unions.count() == 1
