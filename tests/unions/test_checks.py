"""Each check refuses a model or a rule that lacks something, and says where to write it."""

import pytest
from django.contrib import admin
from django.core.checks import run_checks
from django.db import models
from django.test.utils import isolate_apps

from unions import checks
from unions.models import Editable, UnionOwned
from unions.publishing.addresses import Addressed, Citable, Slugged
from unions.publishing.states import Publishable
from unions.text.periods import Period


@pytest.fixture(autouse=True)
def own_registry():
    """Models of a test are no models of the site."""
    with isolate_apps("unions"):
        yield


def found(check, about):
    [error] = check(about)
    assert error.msg.startswith("tests/unions/test_checks.py: ")
    return error.id, error.msg.partition(": ")[2], error.hint


def test_the_site_itself_passes_all_checks():
    assert run_checks() == []


def test_a_publication_without_its_constraint_is_refused():
    class Notice(UnionOwned, Publishable):
        class Meta:
            app_label = "unions"

    assert found(checks.constraints_are_inherited, Notice) == (
        "unions.E001",
        "Notice is Publishable, but lacks its constraint …_expires_after_publishing.",
        "Let its Meta inherit from Publishable.Meta.",
    )


def test_a_period_without_its_constraint_is_refused():
    class Lease(UnionOwned, Period):
        class Meta:
            app_label = "unions"

    identifier, message, _hint = found(checks.constraints_are_inherited, Lease)

    assert (identifier, message) == ("unions.E001", "Lease is Period, but lacks its constraint …_ends_after_start.")


def test_a_publication_without_the_index_of_its_schedule_is_refused():
    class Notice(UnionOwned, Publishable):
        class Meta:
            app_label = "unions"
            indexes = [models.Index(fields=["union", "publish_at"], name="first")]

    assert found(checks.schedule_is_indexed, Notice) == (
        "unions.E002",
        "Notice is Publishable, but lacks the index on union and expire_at.",
        "Let its Meta inherit from Publishable.Meta.",
    )


def test_texts_that_are_not_translated_are_refused():
    class Notice(Slugged, UnionOwned):
        title = models.CharField(max_length=20)

        class Meta:
            app_label = "unions"

    errors = list(checks.texts_are_translated(Notice))

    assert [(error.id, error.msg.partition(": ")[2]) for error in errors] == [
        ("unions.E003", "Notice.title is not held in both languages."),
        ("unions.E003", "Notice.slug is not held in both languages."),
    ]
    assert errors[0].hint == 'Write translated = [..., "title"] in the model.'


def test_a_model_without_history_is_refused():
    class Notice(Editable):
        class Meta:
            app_label = "unions"

    identifier, message, hint = found(checks.changes_are_remembered, Notice)

    assert (identifier, message) == ("unions.E004", "Notice has no history.")
    assert "unions/translation.py" in hint


def test_a_model_that_no_role_has_a_right_to_is_refused(monkeypatch):
    class Notice(UnionOwned):
        class Meta:
            app_label = "unions"

    monkeypatch.setitem(admin.site._registry, Notice, None)

    assert found(checks.rights_are_given, Notice) == (
        "unions.E005",
        "No role has a right to Notice.",
        "Set rights_group in the model to one of the groups of unions/tenancy/roles.toml.",
    )


def test_a_publication_without_a_page_in_the_administration_is_refused():
    class Notice(UnionOwned, Publishable):
        class Meta:
            app_label = "unions"

    identifier, message, hint = found(checks.public_rows_are_prepared, Notice)

    assert (identifier, message) == (
        "unions.E006",
        "Notice is Publishable, but the administration has no page for it.",
    )
    assert "unions/admin/kit/base.py" in hint


def test_a_row_with_a_page_but_without_an_address_is_refused():
    class Notice(Addressed):
        class Meta:
            app_label = "unions"

    assert found(checks.page_has_an_address, Notice) == (
        "unions.E007",
        "Notice is Addressed, but no address is called notice_detail.",
        'Add path(..., name="notice_detail") to the urls.py of its app.',
    )


def test_a_row_that_is_quoted_but_without_a_short_address_is_refused(monkeypatch):
    class Notice(Citable):
        class Meta:
            app_label = "unions"

    monkeypatch.setattr(checks, "address_names", lambda: {"notice_detail"})

    assert found(checks.page_has_an_address, Notice) == (
        "unions.E007",
        "Notice is Addressed, but no address is called notice_short.",
        'Add path(..., name="notice_short") to the urls.py of its app.',
    )


def test_a_rule_of_law_without_an_article_is_refused():
    def may_do_as_it_likes() -> bool:
        return True

    assert found(checks.rule_has_an_article, may_do_as_it_likes) == (
        "unions.E008",
        "The rule may_do_as_it_likes names no article.",
        'Put @rule_of("Art. 8/1", is_verified=True) above it, and a line into docs/law.md.',
    )


def test_every_rule_of_the_law_is_checked():
    assert "outsiders_allowed" in {rule.__name__ for rule in checks.rules_of_law()}
