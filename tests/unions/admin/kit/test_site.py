"""The admin of one union: its start page, who may enter it, and what its pages may load."""

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from pages.models import Post
from tests import factories as make
from tests.staff_client import StaffClient, address, staff_client, superuser_client
from tests.unions.admin.reading import SECRET, leading_to
from unions.models import Decision, LegalBasis, Meeting, StaffRole, Term, UnionHost, User
from unions.tenancy import scope
from unions.text.turkish import sort_key

pytestmark = pytest.mark.django_db


def test_the_admin_bears_the_name_of_the_union(manager):
    page = manager.get(reverse("admin:index")).content.decode()

    assert "Trakya Kalkınma Birliği" in page
    assert "Django" not in page


def test_the_start_page_shows_an_editor_only_what_concerns_an_editor(union):
    editor = staff_client(union, "editor")
    make.make_post(union=union, status="draft")

    assert leading_to(editor, address("changelist", model=Post))
    assert "staffrole" not in editor.get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize("rows", [1, 30])
def test_the_start_page_costs_the_same_with_few_and_many_rows(union, manager, django_assert_max_num_queries, rows):
    for number in range(rows):
        make.make_post(union=union, title_tr=f"Haber {number}", status="draft" if number % 2 else "published")

    # About two for each of the forty models: what waits, and what lacks its English; and one or two for each of the
    # first steps, which end with them.
    with django_assert_max_num_queries(120):
        manager.get(reverse("admin:index"))


def test_the_lists_stand_in_turkish_order(manager):
    context = manager.get(reverse("admin:index")).context

    names = [model["name"] for app in context["app_list"] if app["app_label"] == "unions" for model in app["models"]]
    assert names == sorted(names, key=sort_key)


@pytest.mark.parametrize("model", [Post, Decision, Meeting, LegalBasis, Term])
def test_scripts_run_only_with_the_nonce_of_the_answer(manager, model):
    answer = manager.get(address("add", model=model))
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))

    assert policy["default-src"] == "'none'"
    assert "unsafe" not in answer["Content-Security-Policy"]
    inline = [tag for tag in answer.content.decode().split("<script")[1:] if "src=" not in tag.split(">")[0]]
    assert all("nonce=" in tag.split(">")[0] for tag in inline)


@pytest.mark.slow
def test_no_page_carries_a_style_or_a_handler_inside_itself(union):
    administrator = superuser_client(union)
    make.make_page(parent=make.make_page(union=union), title_tr="Alt")
    paths = [reverse("admin:index")]
    for model in admin.site._registry:
        paths += [address("changelist", model=model), address("add", model=model)]

    for path in paths:
        page = administrator.get(path).content.decode()
        assert not any(sign in page for sign in [" style=", "<style", " onclick=", " onload="]), path


def test_the_link_to_a_rows_page_leads_nowhere_for_rows_without_a_page_of_the_admin(ours, theirs):
    host = UnionHost.all_unions.filter(union=theirs).get()
    manager = staff_client(ours)

    paths = [
        reverse("admin:view_on_site", args=[ContentType.objects.get_for_model(type(row)).pk, row.pk])
        for row in [host, User.objects.first(), theirs]
    ]

    assert [manager.get(path).status_code for path in paths] == [404, 404, 404]


def test_the_start_page_shows_own_changes_only(ours, theirs):
    with scope.of(theirs):
        make.make_post(title_tr=SECRET)
    with scope.of(ours):
        make.make_post(title_tr="Bizim haber")
    worker = make.make_staff(ours, "manager")
    make.make_staff(theirs, "manager", user=worker)
    page = StaffClient(ours, worker).get(reverse("admin:index")).content.decode()

    assert "Bizim haber" in page
    assert SECRET not in page


def test_the_start_page_of_one_union_shows_a_superuser_nothing_of_another(ours, theirs):
    theirs.reach_tr = "Konya"
    theirs.save()

    changes = superuser_client(ours).get(reverse("admin:index")).context["recent_changes"]

    assert "konya" not in [change.name for change in changes]


def test_a_role_at_one_union_opens_nothing_at_another(ours, theirs):
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
