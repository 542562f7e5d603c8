"""What somebody would try who knows how the administration works; each test is one attempt."""

import itertools

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode

from tests.factories import PASSWORD, make_staff
from tests.site.two_unions import MARK, MISSING, files_of, is_text
from tests.tables import table
from unions.accounts import links
from unions.accounts.links import Origin, Purpose
from unions.models import Invitation, StaffRole, Union, UnionOwned, User

pytestmark = pytest.mark.django_db

OWNED = [model for model in admin.site._registry if issubclass(model, UnionOwned)]
STAFF = ["manager", "editor here, manager there", "superuser"]
if connection.vendor != "sqlite":
    # Who may is decided above the database; who may most asks it most.
    STAFF = ["superuser"]


def label(thing):
    return getattr(getattr(thing, "_meta", None), "label", None) or str(thing)


def page_of(model, action, *arguments):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{action}", args=arguments)


def change_page(row):
    return page_of(type(row), "change", row.pk)


def stored(row):
    """The row as it stands in the database now."""
    return models.QuerySet(type(row)).get(pk=row.pk)


def count_of(model):
    return models.QuerySet(model).count()


def foreign_keys(model):
    """The fields of a model that point at rows of a union."""
    return [
        column
        for column in model._meta.concrete_fields
        if column.is_relation and issubclass(column.related_model, UnionOwned)
    ]


def assert_nothing_given_away(answer):
    assert not answer.failure
    assert not {mark for mark in answer.marks() if mark.startswith(MARK.lower())}


# Lists


def lookups(model):
    """Questions about every text of a row, and about texts of rows that its relations lead to, back and forth."""
    for column in texts_of(model):
        yield f"{column.name}__startswith"
    for relation in model._meta.get_fields():
        target = relation.related_model if relation.is_relation else None
        if target is not None and not hasattr(target, "history_object"):
            yield from (f"{relation.name}__{column.name}__{containing(column)}" for column in texts_of(target))
            for further in target._meta.related_objects:
                if issubclass(further.related_model, UnionOwned):
                    yield f"{relation.name}__{further.name}__staff_note__contains"


def containing(column) -> str:
    """SQLite looks into JSON without regard to capitals only."""
    return "icontains" if isinstance(column, models.JSONField) else "contains"


def texts_of(model):
    """The texts of a model, those in two languages once."""
    texts = [column for column in model._meta.concrete_fields if is_text(column)]
    return [column for column in texts if getattr(column, "language", "tr") == "tr"]


@pytest.mark.above_database
@pytest.mark.parametrize("model", admin.site._registry, ids=label)
def test_a_list_answers_no_question_about_a_text(asker, world, model):
    """Refused before the list is made, whoever asks and whether or not there is such a text: they take turns."""
    list_page = page_of(model, "changelist")
    turns = itertools.cycle(itertools.product(["editor here, manager there", "superuser"], [MARK, MISSING]))

    for lookup, (actor, word) in zip(lookups(model), turns, strict=False):
        assert models.QuerySet(model).filter(**{lookup: MISSING}).count() == 0
        answer = asker.ask(actor, "GET", f"{list_page}?{urlencode({lookup: word})}")

        assert (answer.status, answer.location) in [(302, f"{list_page}?e=1"), (403, "")], (lookup, actor, word)


# What the list reads, refuses or leaves out before it asks for rows.
REFUSED_BEFORE = [
    "o=99", "o=-1.2.x", "o=abc", "p=-1", "p=x", "all=", "e=1",
    "_to_field=staff_note", "_to_field=union", "_to_field=id&_popup=1", "_popup=1", "_changelist_filters=x%3D1",
    "union=2", "union__id__exact=2", "union_id=2", "id__in=1,2,3", "pk=1", "is_demo__exact=1",
]  # fmt: skip
REACHING_A_QUERY = ["p=999", "q=%00", "q=" + "x" * 5000, "_facets=True", "publication=nonsense"]


@pytest.mark.parametrize("model", admin.site._registry, ids=label)
@table("query", REACHING_A_QUERY)
def test_a_list_bears_any_parameter(asker, world, model, query):
    answer = asker.ask("manager", "GET", f"{page_of(model, 'changelist')}?{query}")

    assert answer.status < 500
    assert_nothing_given_away(answer)


def taking_turns():
    """Each list is asked a third of these questions, and each question of a third of the lists."""
    for number, model in enumerate(admin.site._registry):
        for query in REFUSED_BEFORE[number % 3 :: 3]:
            yield pytest.param(model, query, id=f"{model._meta.label}-{query}")


@pytest.mark.above_database
@table(("model", "query"), taking_turns)
def test_a_list_bears_any_parameter_that_reaches_no_query(asker, world, model, query):
    answer = asker.ask("manager", "GET", f"{page_of(model, 'changelist')}?{query}")

    assert answer.status < 500
    assert_nothing_given_away(answer)


@table("model", OWNED, ids=label)
def test_searching_finds_nothing_of_the_other_union(asker, world, model):
    for word in [MARK, MARK.lower(), "54321", "2187"]:
        assert_nothing_given_away(
            asker.ask("manager", "GET", f"{page_of(model, 'changelist')}?{urlencode({'q': word})}")
        )


def autocompletes():
    for model in admin.site._registry:
        for column in model._meta.concrete_fields:
            if column.is_relation and column.name != "union":
                yield pytest.param(model, column, id=f"{model._meta.label}.{column.name}")


@table(("model", "column"), list(autocompletes()))
@table("actor", STAFF)
def test_a_chooser_offers_nothing_of_the_other_union(asker, world, model, column, actor):
    about = {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": column.name}

    for term in ["", MARK]:
        answer = asker.ask(actor, "GET", f"{reverse('admin:autocomplete')}?{urlencode({**about, 'term': term})}")

        assert answer.status in [200, 403, 404]
        # Who runs the installation sees every account.
        if (actor, column.related_model) != ("superuser", User):
            assert_nothing_given_away(answer)


@pytest.mark.above_database
@table("model", [each.history.model for each in OWNED], ids=label)
def test_the_way_to_the_public_page_of_a_history_record_leads_nowhere(asker, world, model):
    kind = ContentType.objects.get_for_model(model)

    assert asker.ask("superuser", "GET", f"{reverse('admin:index')}r/{kind.pk}/1/").status == 404


# Actions and deletions


@table("actor", STAFF)
@pytest.mark.parametrize("model", OWNED, ids=label)
def test_an_action_does_not_reach_a_forged_row(asker, world, model, actor):
    before = count_of(model)
    chosen = [str(world.foreign_by_model[model].pk)]
    for data in [
        {"action": "delete_selected", "_selected_action": chosen, "post": "yes", "select_across": "0"},
        {"action": "delete_selected", "_selected_action": chosen, "select_across": "0"},
        {"action": "delete_selected", "_selected_action": ["1 OR 1=1", "x"], "post": "yes"},
        {"action": "no_such_action", "_selected_action": chosen},
    ]:
        answer = asker.ask(actor, "POST", page_of(model, "changelist"), data, keep=True)

        assert_nothing_given_away(answer)

    assert count_of(model) == before


@table("model", OWNED, ids=label)
def test_choosing_all_rows_of_a_list_chooses_no_foreign_ones(asker, world, model):
    data = {"action": "delete_selected", "_selected_action": [str(world.own_by_model[model].pk)], "select_across": "1"}

    answer = asker.ask("superuser", "POST", page_of(model, "changelist"), {**data, "post": "yes"}, keep=True)

    assert_nothing_given_away(answer)
    assert stored(world.foreign_by_model[model])


# History


@pytest.mark.above_database
@table("model", OWNED, ids=label)
def test_the_history_of_an_own_row_opens_no_foreign_record(asker, world, model):
    own, foreign = world.own_by_model[model], world.foreign_by_model[model]
    records = models.QuerySet(model.history.model)
    own_record, foreign_record = (records.filter(id=row.pk).first().pk for row in [own, foreign])

    for row, record in [(own, foreign_record), (foreign, own_record), (foreign, foreign_record)]:
        for method in ["GET", "POST"]:
            answer = asker.ask("superuser", method, page_of(model, "record", row.pk, record))

            assert answer.status == 404
            assert not answer.writes


# Forms


# A request is worked on in steps, each of them a form of its own.
WITH_ONE_FORM = [model for model in OWNED if model._meta.label != "pages.Request"]


@table("model", WITH_ONE_FORM, ids=label)
def test_an_untouched_form_is_taken(asker, world, model):
    """The forgeries below are refused for what is forged, not for what is missing."""
    row = world.own_by_model[model]

    answer = asker.ask("superuser", "POST", change_page(row), asker.form_of(row).filled())

    assert answer.status == 302, form_errors(answer)


def form_errors(answer):
    return [line.strip() for line in answer.text.splitlines() if "errorlist" in line]


def forged_keys():
    for model in OWNED:
        for column in foreign_keys(model):
            yield pytest.param(model, column, id=f"{model._meta.label}.{column.name}")


@pytest.mark.above_database
@pytest.mark.parametrize(("model", "column"), list(forged_keys()))
@table("actor", STAFF)
@table("action", ["change", "add"])
def test_a_forged_key_is_not_stored(asker, world, model, column, actor, action):
    own, foreign = world.own_by_model[model], world.foreign_by_model[column.related_model]
    data = asker.form_of(own).filled(**{column.name: str(foreign.pk), f"{column.name}_id": str(foreign.pk)})
    page = change_page(own) if action == "change" else page_of(model, "add")

    answer = asker.ask(actor, "POST", page, data, keep=True)

    crossing = models.QuerySet(model).filter(**{column.name: foreign.pk}).exclude(union=world.theirs)
    assert not crossing.exists()
    assert answer.status in [200, 302, 403]
    assert_nothing_given_away(answer)


@pytest.mark.above_database
@table("model", OWNED, ids=label)
def test_a_row_cannot_be_moved_to_another_union(asker, world, model):
    own, foreign = world.own_by_model[model], world.foreign_by_model[model]
    before = stored(foreign).__dict__
    data = asker.form_of(own).filled(union=world.theirs.pk, union_id=world.theirs.pk, id=foreign.pk, pk=foreign.pk)

    for page in [change_page(own), page_of(model, "add"), change_page(foreign)]:
        answer = asker.ask("superuser", "POST", page, {**data, "_saveasnew": "1"}, keep=True)
        assert_nothing_given_away(answer)

    assert stored(own).union == world.ours
    after = stored(foreign).__dict__
    assert {name: after[name] for name in after if name != "_state"} == {
        name: before[name] for name in before if name != "_state"
    }


def parts():
    for model, model_admin in admin.site._registry.items():
        for inline in model_admin.inlines:
            if issubclass(model, UnionOwned):
                yield pytest.param(model, inline.model, id=f"{inline.model._meta.label} in {model._meta.label}")


@pytest.mark.parametrize(("model", "part"), list(parts()))
def test_the_hidden_number_of_a_part_reaches_no_foreign_part(asker, world, model, part):
    own = getattr(world.own_by_model[part], part.union_from)
    foreign_part = world.foreign_by_model[part]
    form = asker.form_of(own)
    hidden = next(name for name in form.values if name.endswith("-0-id"))
    prefix = hidden.removesuffix("-0-id")
    parent = stored(own)

    for data in [
        form.filled(**{hidden: foreign_part.pk}),
        form.filled(**{hidden: foreign_part.pk, f"{prefix}-0-DELETE": "on"}),
        form.filled(**{f"{prefix}-0-{part.union_from}": getattr(foreign_part, part.union_from).pk}),
    ]:
        answer = asker.ask("superuser", "POST", change_page(own), data, keep=True)
        assert answer.status < 500
        assert_nothing_given_away(answer)

    assert stored(foreign_part).version == foreign_part.version
    assert getattr(stored(world.own_by_model[part]), f"{part.union_from}_id") == parent.pk


def test_no_model_has_a_many_to_many_field():
    """The day one has, the forgeries above must learn to forge it."""
    assert [model._meta.label for model in OWNED if model._meta.many_to_many] == []


# Rights


def test_nobody_raises_themselves(asker, world):
    for actor in ["editor", "publisher", "manager", "auditor", "editor here, manager there"]:
        role = StaffRole.all_unions.get(union=world.ours, user=world.people[actor])
        for page in [change_page(role), page_of(StaffRole, "delete", role.pk)]:
            answer = asker.ask(
                actor, "POST", page, {"role": "manager", "version": role.version, "post": "yes"}, keep=True
            )
            assert answer.status == 403

        assert stored(role).role == role.role


def test_a_role_cannot_be_turned_over_to_another_person(asker, world):
    role, stranger = world.own["staff_role"], world.foreign["staff_role"].user
    data = asker.form_of(role).filled(user=stranger.pk, user_id=stranger.pk)

    asker.ask("manager", "POST", change_page(role), data, keep=True)

    assert stored(role).user_id == role.user_id


@pytest.mark.parametrize("field", ["is_superuser", "user", "accepted_by", "accepted_at", "password", "union"])
def test_an_invitation_gives_nothing_else(asker, world, field):
    data = {"email": "yeni@a.example", "role": "editor", field: "1"}

    answer = asker.ask("manager", "POST", page_of(Invitation, "add"), data, keep=True)

    assert_nothing_given_away(answer)
    invitation = Invitation.all_unions.get(email="yeni@a.example")
    assert (invitation.union, invitation.accepted_by, invitation.state) == (world.ours, None, "sent")
    assert not User.objects.filter(email="yeni@a.example").exists()


@pytest.mark.parametrize("actor", ["anonymous", "editor", "publisher", "manager", "auditor", "no role"])
def test_accounts_are_closed_to_all_but_the_superuser(asker, world, actor):
    person = world.foreign["staff_role"].user

    for page in [page_of(User, "changelist"), page_of(User, "change", person.pk), page_of(User, "delete", person.pk)]:
        for method in ["GET", "POST"]:
            answer = asker.ask(actor, method, page, {"is_superuser": "on", "post": "yes"})

            assert answer.status in [302, 403]
            assert not answer.writes


# Hosts, sessions and links


def test_a_session_of_one_host_opens_nothing_on_the_other(asker, world):
    answer = asker.ask("manager", "GET", reverse("admin:index"), host=world.foreign_host)

    assert answer.status == 302
    assert answer.location.startswith(reverse("admin:login"))


def test_the_same_person_has_the_rights_of_the_host(asker, world):
    page = page_of(StaffRole, "changelist")

    here = asker.ask("editor here, manager there", "GET", page)
    there = asker.ask("editor here, manager there", "GET", page, host=world.foreign_host)

    assert (here.status, there.status) == (403, 200)


@pytest.mark.parametrize("header", ["HTTP_X_FORWARDED_HOST", "HTTP_X_HOST", "HTTP_FORWARDED", "HTTP_X_ORIGINAL_HOST"])
def test_a_header_does_not_change_the_host(asker, world, header):
    value = f"host={world.foreign_host}" if header == "HTTP_FORWARDED" else world.foreign_host

    for page in ["/tr/", reverse("admin:index")]:
        assert_nothing_given_away(asker.ask("manager", "GET", page, **{header: value}))


def test_the_log_in_tells_nobody_who_works_elsewhere(asker, world):
    stranger = make_staff(world.theirs, username="yabanci")
    answers = []

    for password in [PASSWORD, "not-the-password"]:
        data = {"username": stranger.username, "password": password}
        answers.append(asker.ask("anonymous", "POST", reverse("admin:login"), data))

    assert [answer.status for answer in answers] == [200, 200]
    assert answers[0].without("/") == answers[1].without("/")
    assert not any(has_session(answer) for answer in answers)


def has_session(answer):
    return "session" in answer.response.cookies


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)"]
)
def test_the_log_in_leads_to_no_foreign_address(asker, world, target):
    page = f"{reverse('admin:login')}?{urlencode({'next': target})}"
    manager = world.people["manager"]

    answer = asker.ask("anonymous", "POST", page, {"username": manager.username, "password": PASSWORD, "next": target})

    assert answer.status == 302
    assert answer.location == reverse("admin:index")


def test_a_password_link_opens_on_the_host_it_was_made_for_only(asker, world):
    person = make_staff(world.theirs, username="davetli", email="davetli@b.example")
    secret = links.issue(person, Purpose.PASSWORD, Origin("http", world.foreign_host), lasts=links.PASSWORD_LINK_LASTS)
    link, nobody = (reverse("new_password", args=[word]) for word in [secret, "x" * len(secret)])

    here, missing = asker.ask("anonymous", "GET", link), asker.ask("anonymous", "GET", nobody)
    there = asker.ask("anonymous", "GET", link, host=world.foreign_host)

    assert there.status == 200
    assert here.status == 410
    assert here.without(link) == missing.without(nobody)
    assert "davetli" not in here.text


# Files


@pytest.mark.parametrize(
    "disguise",
    [
        "/dosya/{path}",
        "/dosya/{ours}/{rest}",
        "/dosya/{ours}/../{path}",
        "/dosya/{ours}/..%2f{path}",
        "/dosya/./{path}",
        "/dosya//{path}",
        "/dosya/{path}/",
        "/dosya/{path}%00",
        "/dosya/%2e%2e/media/{path}",
        "/static/../dosya/{path}",
        "/static/..%2f..%2fmedia/{path}",
        "/media/{path}",
    ],
)
@pytest.mark.parametrize("actor", ["anonymous", "manager", "superuser"])
def test_a_file_of_the_other_union_is_not_served_in_disguise(asker, world, disguise, actor):
    for path in files_of(world.foreign):
        asked = disguise.format(path=path, ours=world.ours.code, rest=path.split("/", 1)[1])

        answer = asker.ask(actor, "GET", asked)

        assert answer.status == 404, asked
        assert not answer.failure


@pytest.mark.parametrize("actor", ["anonymous", "manager there", "no role"])
def test_a_file_of_a_draft_is_for_staff_only(asker, world, actor):
    paths = files_of(world.drafts)

    assert {asker.ask(actor, "GET", f"/dosya/{path}").status for path in paths} == {404}
    assert {asker.ask("auditor", "GET", f"/dosya/{path}").status for path in paths} == {200}


# Public pages


@pytest.mark.parametrize("language", ["tr", "en"])
def test_no_parameter_of_a_public_list_finds_anything_of_the_other_union(asker, world, language):
    names = ["s", "q", "yil", "year", "tarih", "on", "sayfa", "page", "organ", "il", "province", "kategori", "category"]
    names += ["tur", "kind", "zaman", "time", "bicim", "format", "durum", "status", "union", "birlik", "preview"]
    values = [MARK, MARK.lower(), "2187", "2187-05-12", world.foreign["organ"].slug_tr, str(world.theirs.pk)]

    for page in public_lists(language):
        for value in values:
            query = urlencode(dict.fromkeys(names, value))
            assert_nothing_given_away(asker.ask("anonymous", "GET", f"{page}?{query}"))


def public_lists(language):
    with translation.override(language):
        names = ["organ_list", "member_list", "meeting_list", "decision_list", "paper_grid", "document_list"]
        names += ["news_list", "announcement_list", "event_list", "gallery_list", "home", "union_history"]
        return [reverse(name) for name in names]


def test_the_union_itself_cannot_be_changed_from_another_host(asker, world):
    before = stored(world.theirs)

    for action in ["change", "delete", "history"]:
        for method in ["GET", "POST"]:
            answer = asker.ask("manager", method, page_of(Union, action, world.theirs.pk), {"accent_hue": "1"})
            assert answer.status in [403, 404]

    assert stored(world.theirs).version == before.version
