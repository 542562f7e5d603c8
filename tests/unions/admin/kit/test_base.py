"""Staff of one union meet nothing of another, whatever they put into an address or a form."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from members.checks.models import CheckLink, Correction
from members.municipalities.models import Municipality
from pages.models import Gallery, Page, Photo, Post
from tests import factories as make
from tests.staff_client import address, errors, read_form, staff_client, superuser_client
from unions.admin.kit.base import EditableInline, GuardedAdmin, UnionOwnedAdmin
from unions.models import (
    AgendaItem,
    ContactPoint,
    Decision,
    Meeting,
    Organ,
    Paper,
    StaffRole,
    Union,
    UnionHost,
    UnionName,
    UnionOwned,
    User,
)
from unions.tenancy import scope

SECRET = "GIZLI-KONYA"

OWNED_MODELS = [model for model in apps.get_models() if issubclass(model, UnionOwned)]

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    return make.make_union(code="trakya")


@pytest.fixture
def theirs():
    return make.make_union(code="konya", name=SECRET)


def test_every_model_has_a_page_in_the_admin():
    # Hosts are kept on the page of their union, by those who run the installation; what a municipality proposes is
    # decided on the page of its answer, and its links are nobody's to see.
    elsewhere = [UnionHost, CheckLink, Correction]
    missing = [model for model in OWNED_MODELS if model not in admin.site._registry and model not in elsewhere]

    assert missing == []


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model._meta.label)
def test_every_page_of_the_admin_is_guarded(model):
    model_admin = admin.site._registry[model]

    assert isinstance(model_admin, GuardedAdmin)
    if issubclass(model, UnionOwned):
        assert isinstance(model_admin, UnionOwnedAdmin)


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model._meta.label)
def test_every_part_inside_a_form_is_guarded(model, rf, ours):
    request = rf.get("/")
    request.user = make.make_superuser()

    inlines = admin.site._registry[model].get_inlines(request, None)

    assert all(issubclass(inline, EditableInline) for inline in inlines)


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model._meta.label)
def test_no_page_lets_a_row_be_saved_as_a_new_one(model):
    assert not admin.site._registry[model].save_as


def test_the_word_that_saves_a_row_as_a_new_one_is_refused(ours):
    post = make.make_post(union=ours)

    answer = staff_client(ours).save(address("change", post), _saveasnew="1")

    assert answer.status_code == 404
    assert Post.all_unions.count() == 1


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


def test_a_forged_row_inside_a_form_is_not_touched(ours, theirs):
    own = make.make_headquarters(union=ours, phone="+90 282 111 11 11")
    foreign = make.make_contact_point(union=theirs, value="+90 332 222 22 22")
    manager = staff_client(ours)

    answer = manager.save(
        address("change", own), **{"contact_points-0-id": foreign.pk, "contact_points-0-value": "+90 282 000 00 00"}
    )

    assert answer.status_code == 200
    assert ContactPoint.all_unions.get(pk=foreign.pk).value == "+90 332 222 22 22"
    assert "222 22 22" not in answer.content.decode()


def test_a_forged_parent_inside_a_form_is_refused(ours, theirs):
    own = make.make_headquarters(union=ours, phone="+90 282 111 11 11")
    foreign = make.make_headquarters(union=theirs)
    manager = staff_client(ours)

    manager.save(
        address("change", own),
        **{"contact_points-0-headquarters": foreign.pk, "contact_points-0-value": "+90 282 000 00 00"},
    )

    assert not ContactPoint.all_unions.filter(union=theirs).exists()
    assert not ContactPoint.all_unions.filter(headquarters=foreign).exists()


def test_an_action_on_a_foreign_row_does_nothing(ours, theirs):
    make.make_post(union=ours)
    foreign = make.make_post(union=theirs, title_tr=SECRET)
    manager = staff_client(ours)
    forged = {"action": "delete_selected", "_selected_action": [foreign.pk]}

    asked = manager.post(address("changelist", model=Post), forged)
    confirmed = manager.post(address("changelist", model=Post), {**forged, "post": "yes"})

    assert SECRET not in asked.content.decode() + confirmed.content.decode()
    assert Post.all_unions.filter(pk=foreign.pk).exists()


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


def test_the_way_to_a_rows_page_leads_to_own_rows_only(ours, theirs):
    own, foreign = make.make_post(union=ours), make.make_post(union=theirs, title_tr=SECRET)
    kind = ContentType.objects.get_for_model(Post)
    manager = staff_client(ours)

    answers = {row.pk: manager.get(reverse("admin:view_on_site", args=[kind.pk, row.pk])) for row in [own, foreign]}

    assert answers[own.pk]["Location"] == own.get_absolute_url()
    assert answers[foreign.pk].status_code == 404


def test_the_way_to_a_rows_page_leads_nowhere_for_rows_without_a_page_of_the_admin(ours, theirs):
    host = UnionHost.all_unions.filter(union=theirs).get()
    manager = staff_client(ours)

    paths = [
        reverse("admin:view_on_site", args=[ContentType.objects.get_for_model(type(row)).pk, row.pk])
        for row in [host, User.objects.first(), theirs]
    ]

    assert [manager.get(path).status_code for path in paths] == [404, 404, 404]


def test_the_start_page_tells_of_own_changes_only(ours, theirs):
    with scope.of(theirs):
        make.make_post(title_tr=SECRET)
    with scope.of(ours):
        make.make_post(title_tr="Bizim haber")
    worker = make.make_staff(ours, "manager")
    make.make_staff(theirs, "manager", user=worker)
    from tests.staff_client import StaffClient

    page = StaffClient(ours, worker).get(reverse("admin:index")).content.decode()

    assert "Bizim haber" in page
    assert SECRET not in page


def test_the_start_page_of_one_union_tells_a_superuser_nothing_of_another(ours, theirs):
    theirs.reach_tr = "Konya"
    theirs.save()

    changes = superuser_client(ours).get(reverse("admin:index")).context["recent_changes"]

    assert "konya" not in [change.name for change in changes]


def test_a_role_at_one_union_opens_nothing_at_another(ours, theirs):
    from tests.staff_client import StaffClient

    visitor = StaffClient(ours, make.make_staff(theirs, "manager"))

    answer = visitor.get(address("changelist", model=Post))

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("admin:login"))


def test_a_person_of_another_union_cannot_sign_in_here(ours, theirs, client):
    make.make_staff(theirs, "manager", username="ayse")
    make.make_staff(ours, "manager", username="veli")

    def sign_in(name):
        return client.post(
            reverse("admin:login"),
            {"username": name, "password": make.PASSWORD, "next": "/yonetim/"},
            headers={"host": "trakya.localhost"},
        )

    assert sign_in("ayse").status_code == 200
    assert sign_in("veli").status_code == 302


def test_a_role_that_is_taken_away_ends_at_once(ours):
    manager = staff_client(ours)
    assert manager.get(reverse("admin:index")).status_code == 200

    StaffRole.all_unions.filter(user=manager.user).delete()

    assert manager.get(reverse("admin:index")).status_code == 302


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


def test_a_new_union_comes_with_its_host_and_name(ours):
    client = superuser_client(ours)

    answer = client.save(
        address("add", model=Union),
        **{
            "code": "ege",
            "unionhost-TOTAL_FORMS": "1",
            "unionhost-0-host": "ege.localhost",
            "unionhost-0-is_primary": "on",
            "unionname-0-name_tr": "Ege Belediyeler Birliği",
        },
    )

    assert answer.status_code == 302, errors(answer)
    union = Union.objects.get(code="ege")
    assert UnionHost.all_unions.get(union=union).host == "ege.localhost"
    assert UnionName.all_unions.get(union=union).name_tr == "Ege Belediyeler Birliği"


def test_rows_made_in_the_admin_belong_to_the_union_of_the_host(ours, theirs):
    staff_client(ours).save(address("add", model=Post), title_tr="Yeni haber", union=theirs.pk)

    assert Post.all_unions.get().union == ours


def test_deleting_shared_data_is_not_offered_to_staff(ours):
    municipality = make.make_municipality()
    manager = staff_client(ours)

    assert manager.get(address("change", municipality)).status_code == 200
    assert manager.get(address("delete", municipality)).status_code == 403
    assert manager.post(address("change", municipality), {"name": "x"}).status_code == 403
    assert Municipality.objects.get().name == municipality.name


def test_no_page_of_the_admin_may_be_kept(ours):
    post = make.make_post(union=ours)
    manager = staff_client(ours)

    pages = [
        reverse("admin:index"),
        address("changelist", model=Post),
        address("change", post),
        address("history", post),
    ]

    assert all("no-store" in manager.get(page)["Cache-Control"] for page in pages)


def test_a_popup_choosing_a_row_stays_inside_the_union(ours, theirs):
    make.make_page(union=theirs, title_tr=SECRET)
    make.make_page(union=ours)

    page = staff_client(ours).get(address("changelist", model=Page), _popup="1", _to_field="id").content.decode()

    assert SECRET not in page


def test_parts_are_kept_in_the_union_of_their_row(ours):
    gallery = make.make_gallery(union=ours, photos=1)

    staff_client(ours).save(address("change", gallery), **{"photos-0-caption_tr": "Yeni"})

    assert Photo.all_unions.get().caption_tr == "Yeni"
    assert Gallery.all_unions.get().union == ours
    assert AgendaItem.all_unions.count() == 0
    assert Organ.all_unions.count() == 0
