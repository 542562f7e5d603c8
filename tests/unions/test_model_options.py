import pytest
from django.db import models
from django.test.utils import isolate_apps

from unions import checks
from unions.models import UnionOwned
from unions.publishing.states import Publishable
from unions.text.periods import Period


@pytest.fixture(autouse=True)
def own_registry():
    """Models of a test are no models of the site."""
    with isolate_apps("unions"):
        yield


def test_constraints_and_indexes_of_all_bases_are_kept_beside_those_of_the_model():
    class Notice(UnionOwned, Publishable, Period):
        class Meta(UnionOwned.Meta, Publishable.Meta, Period.Meta):
            app_label = "unions"
            indexes = [models.Index(fields=["union", "staff_note"], name="own_index")]
            constraints = [models.UniqueConstraint(fields=["union", "staff_note"], name="own_constraint")]

    assert [*checks.constraints_are_inherited(Notice), *checks.schedule_is_indexed(Notice)] == []
    assert {constraint.name for constraint in Notice._meta.constraints} == {
        "unions_notice_expires_after_publishing",
        "unions_notice_ends_after_start",
        "own_constraint",
    }
    assert "own_index" in {index.name for index in Notice._meta.indexes}
