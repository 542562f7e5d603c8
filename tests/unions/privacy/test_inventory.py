"""The inventory is complete, and each form tells people what happens to their data."""

from unions.privacy.inventory import GROUNDS, OTHERS, inventory
from unions.tenancy import roles


def test_every_activity_says_everything_in_both_languages():
    for activity in inventory().activities:
        for name in ["title", "people", "category", "purpose", "retention"]:
            texts = getattr(activity, name)
            assert all(texts.values()), (activity.key, name)
            assert texts["tr"] != texts["en"], (activity.key, name)
        assert activity.ground in GROUNDS
        assert set(activity.seen_by) <= {*OTHERS, *roles.roles()}
        assert activity.fields or activity.forms


def test_no_field_is_declared_twice():
    names = [name for activity in inventory().activities for name in [*activity.fields, *activity.forms]]
    names += inventory().not_personal

    assert len(names) == len(set(names))
