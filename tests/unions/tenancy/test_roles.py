import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ImproperlyConfigured
from django.test.utils import isolate_apps

from tests.factories import make_staff, make_union
from unions.models import Meeting, UnionOwned
from unions.tenancy import roles, scope


@pytest.fixture
def read_again():
    yield
    roles.content_groups.cache_clear()


def test_a_right_is_an_action_on_each_model_of_a_group():
    rights = {"unions.publish_meeting", "unions.delete_decision"}

    assert rights <= roles.permissions_of("publisher")
    assert rights.isdisjoint(roles.permissions_of("editor"))


def test_an_auditor_only_looks():
    actions = {right.split(".")[1].split("_")[0] for right in roles.permissions_of("auditor")}

    assert actions == {"view"}


def test_a_model_stands_in_the_group_that_it_names():
    assert Meeting.rights_group == "proceedings"
    assert "unions.meeting" in roles.content_groups()["proceedings"]


@pytest.mark.usefixtures("read_again")
def test_a_group_that_the_file_lacks_is_refused(monkeypatch):
    monkeypatch.setattr(Meeting, "rights_group", "gatherings")
    roles.content_groups.cache_clear()

    with pytest.raises(ImproperlyConfigured, match=r"unions\.Meeting follows the rights of gatherings"):
        roles.content_groups()


def test_a_model_of_a_union_has_no_rights_until_it_names_a_group():
    with isolate_apps("unions"):

        class Notice(UnionOwned):
            class Meta:
                app_label = "unions"

    assert Notice.rights_group == ""


def test_rights_that_a_role_has_lost_are_taken_away(db):
    group = Group.objects.get(name=roles.group_name("editor"))
    group.permissions.add(Permission.objects.get(codename="delete_meeting"))

    roles.apply()

    names = set(group.permissions.values_list("content_type__app_label", "codename"))
    assert {f"{app}.{codename}" for app, codename in names} == roles.permissions_of("editor")


def test_a_person_has_the_rights_of_the_role_in_this_union_only(union):
    other_union = make_union()
    editor = make_staff(union, role="editor")

    with scope.of(union):
        assert roles.role_of(editor) == "editor"
        assert editor.has_perm("unions.change_meeting")
    with scope.of(other_union):
        assert roles.role_of(editor) == ""
        assert not editor.has_perm("unions.change_meeting")


def test_a_person_who_is_not_active_has_no_role(union):
    editor = make_staff(union, role="editor")
    editor.is_active = False

    with scope.of(union):
        assert roles.role_of(editor) == ""
