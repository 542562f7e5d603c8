"""The people who may work on a union's site, and in which role."""

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as StockUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unions.models.declaring import managers
from unions.models.ownership import ScopedQuerySet, UnionOwned
from unions.text.search_text import Searchable, SearchTextQuerySet


class UserManager(StockUserManager.from_queryset(SearchTextQuerySet)):  # type: ignore[misc]  # made at run time
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
    def active_managers(self):
        """Managers of the union who can still sign in."""
        return self.filter(role=StaffRole.Role.MANAGER, user__is_active=True).select_related("user")


class StaffRole(UnionOwned):
    """A person's role on one union's site; the rights of each role stand in `unions/tenancy/roles.toml`."""

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
