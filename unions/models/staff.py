"""The people who may work on a union's site, and in which role."""

from collections.abc import Iterator
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as StockUserManager
from django.db import models
from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unions.models.ownership import ScopedQuerySet, UnionOwned, managers
from unions.text.search_text import Searchable, SearchTextQuerySet
from unions.values.fields import PartOfNameField


def second_factors_of(column: str) -> models.QuerySet:
    """What is asked for after the password, of the person in a column of another query."""
    return Authenticator.objects.filter(user=OuterRef(column)).exclude(type=Authenticator.Type.RECOVERY_CODES)


class UserQuerySet(SearchTextQuerySet):
    def with_proved_address(self, email: str) -> "UserQuerySet":
        """The account that has proved to receive mail at the address: one, or none."""
        return self.filter(emailaddress__email=email.lower(), emailaddress__verified=True)

    def with_second_factor_known(self) -> "UserQuerySet":
        """The people, each with whether signing in takes more than the password; recovery codes alone are none."""
        return self.annotate(has_second_factor=Exists(second_factors_of("pk")))

    def of_union(self, union: Any) -> "UserQuerySet":
        """The people who work for the union today, by name."""
        return self.filter(is_active=True, staff_roles__union=union).order_by("first_name", "last_name", "username")

    def end_sessions(self) -> int:
        """End all sessions of these people, on every machine and at every union."""
        return self.update(session_stamp=F("session_stamp") + 1)


class UserManager(StockUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]  # made at run time
    use_in_migrations = False


class User(AbstractUser, Searchable):
    """A person who can sign in. What they may do follows from their roles, union by union."""

    search_fields = ["username", "first_name", "last_name", "email"]

    is_public_content = False

    # Known of the person who asks, and where a list needs it.
    has_second_factor: bool

    class Language(models.TextChoices):
        TURKISH = "tr", _("Turkish")
        ENGLISH = "en", _("English")

    first_name = PartOfNameField(_("first name"), max_length=150, blank=True)
    last_name = PartOfNameField(_("last name"), max_length=150, blank=True)
    language = models.CharField(
        _("language of the administration"), max_length=2, choices=Language.choices, default=Language.TURKISH
    )
    # Part of what a session is checked against: raising it ends all sessions that there are.
    session_stamp = models.PositiveIntegerField(default=0, editable=False)
    # From this moment on the person has a week to set up a second factor.
    second_factor_asked_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = UserManager()

    class Meta(AbstractUser.Meta):  # type: ignore[name-defined]  # the stubs leave it out
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self):
        return self.get_full_name() or self.username

    # A session ends when the password, the rights over the installation or the stamp are no longer those of its
    # beginning.

    def get_session_auth_hash(self) -> str:
        return self._session_hash(settings.SECRET_KEY)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        return (self._session_hash(key) for key in settings.SECRET_KEY_FALLBACKS)

    def _session_hash(self, secret: str) -> str:
        state = f"{self.password}|{self.is_superuser}|{self.session_stamp}"
        return salted_hmac("unions.User.session", state, secret=secret, algorithm="sha256").hexdigest()

    @property
    def proved_address(self) -> str:
        """The e-mail address at which the person has proved to receive mail; empty if there is none."""
        proved = EmailAddress.objects.filter(user=self, verified=True).order_by("-primary", "pk")
        return proved.values_list("email", flat=True).first() or ""


class StaffRoleQuerySet(ScopedQuerySet):
    def of(self, user: User):
        return self.filter(user=user)

    def with_second_factor_known(self):
        """The roles, each with whether its person has a second factor."""
        return self.annotate(has_second_factor=Exists(second_factors_of("user")))

    def note_sign_in(self) -> int:
        """Remember that the person signs in here now."""
        return self.update(signed_in_at=timezone.now())

    def active_managers(self):
        """Managers of the union who can still sign in."""
        return self.filter(role=StaffRole.Role.MANAGER, user__is_active=True).select_related("user")


class StaffRole(UnionOwned):
    """A person's role on one union's site; the rights of each role are in `unions/tenancy/roles.toml`."""

    rights_group = "staff"
    not_in_history = ["signed_in_at"]

    is_public_content = False

    class Role(models.TextChoices):
        EDITOR = "editor", _("editor")
        PUBLISHER = "publisher", _("publisher")
        MANAGER = "manager", _("manager")
        AUDITOR = "auditor", _("auditor")

    # A role means nothing without its person.
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="staff_roles", verbose_name=_("user"))
    role = models.CharField(pgettext_lazy("of staff", "role"), max_length=10, choices=Role.choices)
    # When the person last signed in at this union; what they do at another is nobody's business here.
    signed_in_at = models.DateTimeField(_("last signed in"), null=True, blank=True, editable=False)

    objects, all_unions = managers(StaffRoleQuerySet)

    class Meta(UnionOwned.Meta):
        verbose_name = _("staff role")
        verbose_name_plural = _("staff roles")
        ordering = ["user__username"]
        constraints = [
            models.UniqueConstraint(
                fields=["union", "user"],
                name="unions_staffrole_once",
                violation_error_message=_("This person already has a role here."),
            )
        ]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}"
