import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.core.exceptions import ImproperlyConfigured
from django.test.utils import isolate_apps

from tests.factories import make_staff, make_union
from unions.models import Meeting, UnionOwned, User
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


def test_who_signs_in_is_found_by_a_proved_address_before_any_name(union):
    owner, other = make_staff(union), make_staff(union)
    EmailAddress.objects.create(user=owner, email="sahibi@ornek.test", verified=True, primary=True)
    EmailAddress.objects.create(user=other, email="sanan@ornek.test", verified=False, primary=True)
    User.objects.filter(pk=other.pk).update(username="sahibi@ornek.test")

    assert roles.account_of(" sahibi@ornek.test ") == owner
    assert roles.account_of("sanan@ornek.test") is None
    assert roles.account_of(owner.username) == owner
    assert roles.account_of("kimse") is None


def test_a_password_opens_its_own_account_alone(union):
    person = make_staff(union)
    person.set_password("Kavak-ile-27-serçe")
    person.save()
    EmailAddress.objects.create(user=person, email="kisi@ornek.test", verified=True, primary=True)
    backend = roles.RoleBackend()

    for name in [person.username, "kisi@ornek.test"]:
        assert backend.authenticate(None, name, "Kavak-ile-27-serçe") == person
        assert backend.authenticate(None, name, "Kavak-ile-28-serçe") is None
    assert backend.authenticate(None, "kimse", "Kavak-ile-27-serçe") is None
    assert backend.get_user(person.pk) == person
    assert backend.get_user(0) is None
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert backend.get_user(person.pk) is None
    assert backend.authenticate(None, person.username, "Kavak-ile-27-serçe") is None


def test_rights_are_those_of_the_role_for_all_rows_and_for_nobody_else(union):
    editor, stranger = make_staff(union, role="editor"), make_staff(make_union(), role="manager")
    backend, row = roles.RoleBackend(), union

    with scope.of(union):
        assert backend.get_user_permissions(editor) == set()
        assert backend.get_all_permissions(editor) == roles.permissions_of("editor")
        assert backend.get_all_permissions(editor, row) == set()
        assert backend.has_perm(editor, "unions.change_meeting")
        assert not backend.has_perm(editor, "unions.change_meeting", row)
        assert backend.has_module_perms(editor, "pages")
        assert not backend.has_module_perms(editor, "auth")
        assert backend.get_all_permissions(stranger) == set()
        assert backend.has_module_perms(stranger, "pages") is False


def test_the_role_of_a_person_is_asked_for_once_in_each_union(union, django_assert_num_queries):
    editor, other_union = make_staff(union, role="editor"), make_union()

    with django_assert_num_queries(2):
        for place, role in [(union, "editor"), (other_union, ""), (union, "editor"), (other_union, "")]:
            with scope.of(place):
                assert roles.role_of(editor) == role


def test_whoever_works_here_may_enter_and_a_superuser_anywhere(union):
    editor, stranger = make_staff(union, role="editor"), make_staff(make_union())
    superuser = User.objects.create_superuser("her-yer", "her@ornek.test", "Kavak-ile-27-serçe")

    with scope.of(union):
        assert [roles.may_enter(person) for person in [editor, superuser, stranger, AnonymousUser()]] == [
            True,
            True,
            False,
            False,
        ]
        editor.is_active = superuser.is_active = False
        assert not roles.may_enter(editor)
        assert not roles.may_enter(superuser)
