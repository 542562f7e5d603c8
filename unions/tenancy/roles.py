"""The four roles of a union's staff, read from `roles.toml`, and the backend that grants their rights."""

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model, Q
from django.http import HttpRequest

from unions.tenancy import scope

if TYPE_CHECKING:
    from unions.models import User
    from unions.models.staff import UserQuerySet

AnyUser = AbstractBaseUser | AnonymousUser

FILE = Path(__file__).with_name("roles.toml")


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def roles() -> dict[str, dict[str, Any]]:
    """The roles by name, with their labels, purposes and rights."""
    by_name: dict[str, dict[str, Any]] = _file()["roles"]
    return by_name


@cache
def content_groups() -> dict[str, list[str]]:
    """The labels of the models by the group that each names in `rights_group`."""
    labels: dict[str, list[str]] = {group: [] for group in _file()["groups"]}
    for model in apps.get_models():
        group = getattr(model, "rights_group", "")
        if group and group not in labels:
            raise ImproperlyConfigured(
                f"{model._meta.label} follows the rights of {group}, which unions/tenancy/roles.toml does not know."
            )
        if group:
            labels[group].append(model._meta.label_lower)
    return labels


@cache
def permissions_of(role: str) -> frozenset[str]:
    """The rights of a role as Django names them: `pages.add_post`."""
    content = content_groups()
    return frozenset(
        f"{label.split('.')[0]}.{action}_{label.split('.')[1]}"
        for action, groups in roles()[role]["rights"].items()
        for group in groups
        for label in content[group]
    )


@cache
def apps_of(role: str) -> frozenset[str]:
    """The parts of the site in which a role may do anything."""
    return frozenset(right.partition(".")[0] for right in permissions_of(role))


def group_name(role: str) -> str:
    return str(roles()[role]["label_tr"])


def apply(**kwargs: Any) -> None:
    """Write each role to its Django group; run after every migration. Rights not in the file are taken away."""
    for role in roles():
        group, _created = Group.objects.get_or_create(name=group_name(role))
        wanted = Q(pk=None)
        for right in permissions_of(role):
            app_label, codename = right.split(".")
            wanted |= Q(content_type__app_label=app_label, codename=codename)
        group.permissions.set(Permission.objects.filter(wanted))


class RoleBackend(ModelBackend):
    """Signs people in and grants the rights of the role they hold in the union the request is for."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> "User | None":
        user = account_of(username or "")
        # For a name that nobody has, Django's own way takes as long.
        name = user.get_username() if user else username
        return super().authenticate(request, name, password, **kwargs)

    def get_user(self, user_id: int) -> "User | None":
        # The one question of each request brings along what the administration asks of everybody.
        user = _users().with_second_factor_known().filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None

    def get_user_permissions(self, user_obj: AnyUser, obj: Model | None = None) -> set[str]:
        # Rights come from roles only, never from single persons.
        return set()

    def get_group_permissions(self, user_obj: AnyUser, obj: Model | None = None) -> set[str]:
        role = role_of(user_obj)
        return set(permissions_of(role)) if role and obj is None else set()

    def get_all_permissions(self, user_obj: AnyUser, obj: Model | None = None) -> set[str]:
        return self.get_group_permissions(user_obj, obj)

    def has_perm(self, user_obj: AnyUser, perm: str, obj: Model | None = None) -> bool:
        # Quick, since one page of the admin calls it hundreds of times.
        role = role_of(user_obj) if obj is None else ""
        return bool(role) and perm in permissions_of(role)

    def has_module_perms(self, user_obj: AnyUser, app_label: str) -> bool:
        role = role_of(user_obj)
        return bool(role) and app_label in apps_of(role)


def account_of(name: str) -> "User | None":
    """The account that signs in by this name: a proved e-mail address, or else a user name.

    Whoever has proved an address owns it, even if another account was named so before.
    """
    by_address = _users().with_proved_address(name.strip()).first() if "@" in name else None
    return by_address or _users().filter(username=name).first()


def _users() -> "UserQuerySet":
    return cast("UserQuerySet", get_user_model()._default_manager.all())


def role_of(user: AnyUser) -> str:
    """The role of a person in the union the code is bound to; empty where there is none."""
    union = scope.union()
    if union is None or not user.is_active or user.is_anonymous:
        return ""
    # Cached on the user, who is read again for each request, so a change of role takes effect at once.
    # Not in its __dict__: that of a request's lazy user is another than that of the user behind it.
    if not hasattr(user, "_roles_by_union"):
        cast(Any, user)._roles_by_union = {}
    by_union: dict[int, str] = cast(Any, user)._roles_by_union
    if union.pk not in by_union:
        role = cast("User", user).staff_roles.filter(union=union).values_list("role", flat=True).first()
        by_union[union.pk] = role or ""
    return by_union[union.pk]


def may_enter(user: AnyUser) -> bool:
    """Whether a person works for the union that the code is bound to."""
    return user.is_active and (bool(getattr(user, "is_superuser", False)) or bool(role_of(user)))
