"""What each role can do with what it sees."""

import pytest
from django.contrib import admin
from django.db import models
from django.urls import reverse

from tests.factories import make_agenda_item, make_photo
from tests.site.answers.rights import ADMIN_MODELS, PARTS, PUBLISHABLE, RIGHTS
from tests.site.two_unions import ROLES
from tests.tables import table
from unions.models import Generation, StaffRole, UnionOwned, User
from unions.publishing.states import Publishable
from unions.tenancy import scope

# Who may do what is decided above the database; the matrix finds out there whether its queries say the same.
pytestmark = [pytest.mark.django_db, pytest.mark.above_database]

OWNED = [model for model in admin.site._registry if issubclass(model, UnionOwned)]
PUBLISHED = [model for model in OWNED if issubclass(model, Publishable)]
INNER = ["agenda_item", "agenda_paper", "attendance", "court_ruling", "roll_call_vote", "budget_figures"]
INNER += PARTS.values()
TITLES = [name for name in PUBLISHABLE if name not in INNER]


def label(model):
    return model._meta.label


def page_of(row, action):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{action}", args=[row.pk])


def list_page(model, action="changelist"):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{action}")


def stored(row):
    return models.QuerySet(type(row)).get(pk=row.pk)


@table(("model", "group"), [(model, group) for model, (group, _row) in ADMIN_MODELS.items()])
@table("role", ROLES)
def test_each_role_has_the_rights_that_are_its_own(world, model, group, role):
    person = User.objects.get(pk=world.people[role].pk)
    app, name = model.split(".")
    # What the administration does for nobody is a right without a meaning.
    table_of = {right: roles for right, roles in RIGHTS[group].items() if roles is not None}

    with scope.of(world.ours):
        held = {right for right in table_of if person.has_perm(f"{app}.{right}_{name}")}

    assert held == {right for right, roles in table_of.items() if role in roles}


@table("name", TITLES)
def test_an_editor_cannot_publish_a_draft(asker, world, name):
    draft = world.drafts[name]
    data = asker.form_of(draft, "editor").filled(
        status="published", publish_at_0="2020-01-01", publish_at_1="00:00", staff_note="Deneme"
    )

    answer = asker.ask("editor", "POST", page_of(draft, "change"), data, keep=True)

    assert answer.status == 302
    assert stored(draft).staff_note == "Deneme"
    assert stored(draft).status == "draft"
    assert stored(draft).publish_at is None


@table("name", TITLES)
def test_an_editor_cannot_add_something_public(asker, world, name):
    model = type(world.own[name])
    public = models.QuerySet(model).filter(status="published").count()
    data = asker.form_of(world.own[name]).filled(slug_tr="yeni", slug_en="new", number="77", year="2031")

    asker.ask("editor", "POST", list_page(model, "add"), {**data, "status": "published"}, keep=True)

    assert models.QuerySet(model).filter(status="published").count() == public


@table("name", PUBLISHABLE)
@table("which", ["own", "withdrawn"])
def test_an_editor_cannot_change_what_is_or_was_public(asker, world, name, which):
    row = world.rows(which)[name]
    data = asker.form_of(row).filled(staff_note="Deneme")

    answer = asker.ask("editor", "POST", page_of(row, "change"), data, keep=True)

    assert answer.status == 403
    assert not answer.writes
    assert stored(row).staff_note != "Deneme"


@table("name", PUBLISHABLE)
def test_an_editor_cannot_bring_back_an_earlier_state_of_what_is_public(asker, world, name):
    row = world.own[name]
    record = type(row).history.filter(id=row.pk).first()
    page = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_record", args=[row.pk, record.pk])

    answer = asker.ask("editor", "POST", page, keep=True)

    assert answer.status == 403
    assert not answer.writes


@table("name", PUBLISHABLE)
def test_an_editor_deletes_nothing(asker, world, name):
    for row in [world.own[name], world.drafts[name]]:
        answer = asker.ask("editor", "POST", page_of(row, "delete"), {"post": "yes"}, keep=True)
        assert answer.status == 403

        chosen = {"action": "delete_selected", "_selected_action": str(row.pk), "post": "yes"}
        asker.ask("editor", "POST", list_page(type(row)), chosen, keep=True)
        assert stored(row)


def test_an_editor_adds_no_part_to_what_is_public(asker, world):
    item = asker.form_of(world.drafts["agenda_item"])

    answer = asker.ask(
        "editor",
        "POST",
        list_page(type(world.own["agenda_item"]), "add"),
        item.filled(meeting=world.own["meeting"].pk, number="9"),
        keep=True,
    )

    assert answer.status in [200, 403]
    assert world.own["meeting"].agenda_items.count() == 1


def test_an_editor_moves_no_part_into_what_is_public(asker, world):
    item = world.drafts["agenda_item"]
    data = asker.form_of(item, "editor").filled(meeting=world.own["meeting"].pk)

    asker.ask("editor", "POST", page_of(item, "change"), data, keep=True)

    assert stored(item).meeting_id == world.drafts["meeting"].pk


@pytest.mark.parametrize("state", ["deleted", "moved"])
def test_an_editor_brings_no_part_back_into_what_is_public(asker, world, state):
    item = make_agenda_item(meeting=world.own["meeting"], title_tr="Gelmesin")
    record = item.history.get()
    page = reverse("admin:unions_agendaitem_record", args=[item.pk, record.pk])
    if state == "deleted":
        item.delete()
    else:
        item.meeting = world.drafts["meeting"]
        item.save()

    answer = asker.ask("editor", "POST", page, keep=True)

    assert answer.status == 403
    assert world.own["meeting"].agenda_items.count() == 1


@pytest.mark.parametrize("name", ["menu_item", "redirect"])
def test_an_editor_changes_nothing_that_is_public_at_once(asker, world, name):
    row = world.own[name]
    data = asker.form_of(row)

    for page in [page_of(row, "change"), page_of(row, "delete"), list_page(type(row), "add")]:
        answer = asker.ask("editor", "POST", page, data.filled(post="yes"), keep=True)

        assert answer.status == 403
        assert not answer.writes


@table("actor", ["publisher", "manager"])
@table("name", TITLES)
def test_publishers_and_managers_publish(asker, world, actor, name):
    draft = world.drafts[name]
    data = asker.form_of(draft, actor).filled(status="published")

    answer = asker.ask(actor, "POST", page_of(draft, "change"), data, keep=True)

    assert answer.status == 302
    assert stored(draft).status == "published"


@pytest.mark.parametrize("model", OWNED, ids=label)
@table("actor", ["auditor", "no role", "manager there", "anonymous"])
def test_those_who_may_only_look_change_nothing(asker, world, model, actor):
    row = world.own_by_model[model]
    data = asker.form_of(row).filled(staff_note="Deneme", post="yes", action="delete_selected")
    data["_selected_action"] = str(row.pk)
    generations = dict(Generation.objects.values_list("union", "number"))
    records = model.history.count()

    pages = [page_of(row, "change"), page_of(row, "delete"), list_page(model, "add"), list_page(model)]
    answers = [asker.ask(actor, "POST", page, data, keep=True) for page in pages]

    assert [answer.writes for answer in answers] == [[]] * 4
    assert stored(row).version == row.version
    assert model.history.count() == records
    assert dict(Generation.objects.values_list("union", "number")) == generations


def test_a_change_of_role_ends_the_session_at_once(asker, world):
    role = StaffRole.all_unions.get(union=world.ours, user=world.people["editor"])
    page = list_page(StaffRole)
    before = asker.ask("editor", "GET", page).status

    role.role = StaffRole.Role.MANAGER
    role.save()
    raised = asker.ask("editor", "GET", page).status
    role.delete()
    ended = asker.ask("editor", "GET", page).status

    assert (before, raised, ended) == (403, 302, 302)


def test_a_closed_account_is_out_at_once(asker, world):
    person = world.people["manager"]
    type(person).objects.filter(pk=person.pk).update(is_active=False)

    assert asker.ask("manager", "GET", reverse("admin:index")).status == 302


def test_a_new_password_ends_the_sessions(asker, world):
    person = world.people["manager"]
    person.set_password("another-password-for-tests")
    person.save()

    assert asker.ask("manager", "GET", reverse("admin:index")).status == 302


def test_a_photograph_of_a_public_gallery_is_closed_to_editors(asker, world):
    photo = make_photo(gallery=world.own["gallery"])
    item = make_agenda_item(meeting=world.own["meeting"])

    for row in [photo, item]:
        assert asker.ask("editor", "POST", page_of(row, "change"), {"staff_note": "x"}).status == 403
