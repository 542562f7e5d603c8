"""The people who may work on a union's site, and in which role."""

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as StockUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unions.models.ownership import ScopedQuerySet, UnionOwned, managers
from unions.text.search_text import Searchable, SearchTextQuerySet


class UserQuerySet(SearchTextQuerySet):
    def with_email(self, email: str):
        """The accounts of an e-mail address, however it is capitalised."""
        return self.filter(email__iexact=email)

    def with_username_only(self, email: str):
        """Accounts that sign in by an e-mail address which is not, or no longer, their own."""
        return self.filter(username__iexact=email).exclude(email__iexact=email)


class UserManager(StockUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]  # made at run time
    use_in_migrations = False


class User(AbstractUser, Searchable):
    """A person who can sign in. What they may do follows from their roles, union by union."""

    search_fields = ["username", "first_name", "last_name", "email"]

    is_public_content = False

    class Language(models.TextChoices):
        TURKISH = "tr", _("Turkish")
        ENGLISH = "en", _("English")

    language = models.CharField(
        _("language of the administration"), max_length=2, choices=Language.choices, default=Language.TURKISH
    )

    objects = UserManager()

    class Meta(AbstractUser.Meta):  # type: ignore[name-defined]  # the stubs leave it out
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self):
        return self.get_full_name() or self.username


class StaffRoleQuerySet(ScopedQuerySet):
    def of(self, user: User):
        return self.filter(user=user)

    def active_managers(self):
        """Managers of the union who can still sign in."""
        return self.filter(role=StaffRole.Role.MANAGER, user__is_active=True).select_related("user")


class StaffRole(UnionOwned):
    """A person's role on one union's site; the rights of each role are in `unions/tenancy/roles.toml`."""

    rights_group = "staff"

    is_public_content = False

    class Role(models.TextChoices):
        EDITOR = "editor", _("editor")
        PUBLISHER = "publisher", _("publisher")
        MANAGER = "manager", _("manager")
        AUDITOR = "auditor", _("auditor")

    # A role means nothing without its person.
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="staff_roles", verbose_name=_("user"))
    role = models.CharField(pgettext_lazy("of staff", "role"), max_length=10, choices=Role.choices)

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

    @property
    def awaits_password(self) -> bool:
        """Whether the person was only invited, by this union alone: nobody else's account is handed out."""
        user = self.user
        works_elsewhere = StaffRole.all_unions.of(user).exclude(union=self.union_id).exists()
        return user.is_active and not user.is_superuser and not user.has_usable_password() and not works_elsewhere
