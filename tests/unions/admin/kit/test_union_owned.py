"""Staff of one union meet nothing of another, whatever they put into an address or a form."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from pages.models import Page, Post
from tests import factories as make
from tests.staff_client import address, errors, read_form, staff_client
from tests.unions.admin.reading import SECRET
from unions.models import Decision, Meeting, Paper

pytestmark = pytest.mark.django_db


def test_a_list_shows_own_rows_only(ours, theirs):
    make.make_post(union=ours, title_tr="Bizim haber")
    make.make_post(union=theirs, title_tr=SECRET)

    page = staff_client(ours).get(address("changelist", model=Post)).content.decode()

    assert "Bizim haber" in page
    assert SECRET not in page


def test_a_list_filters_by_own_rows_only(ours, theirs):
    make.make_meeting(union=ours)
    make.make_organ(union=theirs, title_tr=SECRET)

    page = staff_client(ours).get(address("changelist", model=Meeting)).content.decode()

    assert SECRET not in page


def test_a_form_offers_own_rows_only(ours, theirs):
    make.make_organ(union=theirs, title_tr=SECRET)
    make.make_term(union=theirs, start_date="1931")

    page = staff_client(ours).get(address("add", model=Meeting)).content.decode()

    assert SECRET not in page
    assert "1931" not in page


def test_a_suggestion_names_own_rows_only(ours, theirs):
    make.make_decision(union=ours, title_tr="Bizim karar")
    make.make_decision(union=theirs, title_tr="Bizim olmayan karar")

    answer = staff_client(ours).get(
        reverse("admin:autocomplete"), term="karar", app_label="unions", model_name="paper", field_name="decision"
    )

    assert [each["text"] for each in answer.json()["results"]] == [str(Decision.all_unions.get(title_tr="Bizim karar"))]


@pytest.mark.parametrize("page", ["change", "delete", "history"])
def test_a_foreign_row_is_as_unknown_as_a_missing_one(ours, theirs, page):
    foreign = make.make_post(union=theirs, title_tr=SECRET)
    manager = staff_client(ours)

    answer = manager.get(address(page, foreign))
    foreign.pk = 99999
    missing = manager.get(address(page, foreign))

    assert (answer.status_code, missing.status_code) == (404, 404)
    assert SECRET not in answer.content.decode()


@pytest.mark.parametrize("page", ["change", "delete"])
def test_a_foreign_row_takes_no_form(ours, theirs, page):
    foreign = make.make_post(union=theirs, title_tr="Onların haberi")

    answer = staff_client(ours).post(address(page, foreign), {"post": "yes", "title_tr": "Bizim", "version": "1"})

    assert answer.status_code == 404
    assert Post.all_unions.get(pk=foreign.pk).title_tr == "Onların haberi"


def test_the_history_of_a_deleted_foreign_row_stays_unknown(ours, theirs):
    foreign = make.make_post(union=theirs, title_tr=SECRET)
    number = foreign.pk
    record = foreign.history.first()
    foreign.delete()
    foreign.pk = number
    manager = staff_client(ours)

    answers = [
        manager.get(address("history", foreign)),
        manager.get(reverse("admin:pages_post_record", args=[number, record.history_id])),
        manager.post(reverse("admin:pages_post_record", args=[number, record.history_id])),
        manager.post(address("change", foreign), {"title_tr": "x"}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404, 404]
    assert not Post.all_unions.filter(pk=number).exists()


def test_a_record_of_a_foreign_row_is_not_shown_under_an_own_one(ours, theirs):
    own, foreign = make.make_post(union=ours), make.make_post(union=theirs, title_tr=SECRET)
    record = foreign.history.first()

    answer = staff_client(ours).get(reverse("admin:pages_post_record", args=[own.pk, record.history_id]))

    assert answer.status_code == 404


def test_a_forged_foreign_key_is_a_complaint_at_its_field(ours, theirs):
    make.make_organ(union=ours)
    foreign = make.make_organ(union=theirs)
    manager = staff_client(ours)

    answer = manager.save(
        address("add", model=Meeting),
        organ=foreign.pk,
        title_tr="Toplantı",
        starts_at_0="2026-05-04",
        starts_at_1="10:00",
    )

    assert answer.status_code == 200
    assert list(errors(answer)) == ["organ"]
    assert read_form(answer)["title_tr"] == "Toplantı"
    assert not Meeting.all_unions.exists()


def test_a_forged_foreign_key_behind_a_suggestion_is_a_complaint_at_its_field(ours, theirs):
    foreign = make.make_decision(union=theirs)

    answer = staff_client(ours).save(address("add", model=Paper), kind="budget", year="2026", decision=foreign.pk)

    assert answer.status_code == 200
    assert list(errors(answer)) == ["decision"]


def test_an_action_on_a_foreign_row_does_nothing(ours, theirs):
    make.make_post(union=ours)
    foreign = make.make_post(union=theirs, title_tr=SECRET)
    manager = staff_client(ours)
    forged = {"action": "delete_selected", "_selected_action": [foreign.pk]}

    asked = manager.post(address("changelist", model=Post), forged)
    confirmed = manager.post(address("changelist", model=Post), {**forged, "post": "yes"})

    assert SECRET not in asked.content.decode() + confirmed.content.decode()
    assert Post.all_unions.filter(pk=foreign.pk).exists()


def test_the_way_to_a_rows_page_leads_to_own_rows_only(ours, theirs):
    own, foreign = make.make_post(union=ours), make.make_post(union=theirs, title_tr=SECRET)
    kind = ContentType.objects.get_for_model(Post)
    manager = staff_client(ours)

    answers = {row.pk: manager.get(reverse("admin:view_on_site", args=[kind.pk, row.pk])) for row in [own, foreign]}

    assert answers[own.pk]["Location"] == own.get_absolute_url()
    assert answers[foreign.pk].status_code == 404


def test_rows_made_in_the_admin_belong_to_the_union_of_the_host(ours, theirs):
    staff_client(ours).save(address("add", model=Post), title_tr="Yeni haber", union=theirs.pk)

    assert Post.all_unions.get().union == ours


def test_a_popup_choosing_a_row_stays_inside_the_union(ours, theirs):
    make.make_page(union=theirs, title_tr=SECRET)
    make.make_page(union=ours)

    page = staff_client(ours).get(address("changelist", model=Page), _popup="1", _to_field="id").content.decode()

    assert SECRET not in page
