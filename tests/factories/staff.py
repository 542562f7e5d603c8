"""People who sign in, and what they are invited to."""

import secrets
from datetime import timedelta

from django.utils import timezone

from tests.factories.institution import union_of
from tests.factories.values import number
from unions.models import (
    Invitation,
    StaffRole,
    Union,
    User,
)

PASSWORD = "a-password-for-tests-only"


def make_user(*, username: str = "", password: str = PASSWORD, **fields) -> User:
    return User.objects.create_user(username or f"kisi-{number()}", password=password, **fields)


def make_superuser(**fields) -> User:
    return make_user(is_superuser=True, is_staff=True, **fields)


def make_staff(union: Union | None = None, role: str = StaffRole.Role.MANAGER, *, user: User | None = None, **fields):
    """A person who holds a role in the union; `fields` are the person's."""
    user = user or make_user(**fields)
    StaffRole.objects.create(union=union_of(union), user=user, role=role)
    return user


def make_invitation(
    *, union: Union | None = None, email: str = "", role: str = StaffRole.Role.EDITOR, **fields
) -> Invitation:
    """An invitation whose link nobody knows."""
    now = timezone.now()
    return Invitation.objects.create(
        **{
            "union": union_of(union),
            "email": email or f"davetli-{number()}@ornek.test",
            "role": role,
            "digest": secrets.token_hex(32),
            "issued_at": now,
            "expires_at": now + timedelta(days=7),
            **fields,
        }
    )
