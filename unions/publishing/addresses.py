"""Permanent addresses: the page of a row in each language, and the redirects left when its address changes."""

from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from unions.text.turkish import slugify

if TYPE_CHECKING:
    from unions.models import PathRedirect, Union

LANGUAGES = [code for code, _name in settings.LANGUAGES]
SLUG_LENGTH = 120


def path_redirects() -> "type[PathRedirect]":
    return cast("type[PathRedirect]", apps.get_model("unions.PathRedirect"))


class Addressed(models.Model):
    """A row with a page of its own, at the address that is named after its model: `<model>_detail`.

    When its address changes, the same transaction adds a redirect from the old to the new one; when the row is
    deleted, a notice that the page is gone.
    """

    class Meta:
        abstract = True

    if TYPE_CHECKING:
        # Every model with addresses has these from its other bases.
        union: "Union"
        all_unions: ClassVar[models.QuerySet[Self]]

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic(using=kwargs.get("using")):
            stored = None if self._state.adding else type(self).all_unions.filter(pk=self.pk).first()
            super().save(*args, **kwargs)
            self._leave_redirects(stored)

    def get_absolute_url(self) -> str:
        return reverse(self.address_name, args=self.address_arguments())

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        redirects = path_redirects()
        with transaction.atomic(using=kwargs.get("using")):
            if self.has_been_public:
                for path in self.addresses().values():
                    redirects.record(self.union, path, "")
            return super().delete(*args, **kwargs)

    @property
    def has_been_public(self) -> bool:
        """Whether anyone can know the row's address."""
        return getattr(self, "status", None) != "draft"

    @property
    def address_name(self) -> str:
        """The name of its address in the URL configuration of whichever app shows it."""
        return f"{self._meta.model_name}_detail"

    def address_arguments(self) -> list[Any]:
        """The values of the row that its address contains."""
        raise NotImplementedError(f"{type(self).__name__} does not define address_arguments().")

    def address(self, language: str) -> str:
        """The path of the row's page in a language."""
        with translation.override(language):
            return self.get_absolute_url()

    def addresses(self) -> dict[str, str]:
        """All paths that lead to the row, by language."""
        return {language: self.address(language) for language in LANGUAGES}

    @property
    def is_known_to_readers(self) -> bool:
        """Whether its page has been there to be read."""
        visibility = getattr(self, "visibility", "published")
        return visibility not in ("draft", "scheduled")

    def _leave_redirects(self, stored: "Addressed | None") -> None:
        redirects = path_redirects()
        before = stored.addresses() if stored else {}
        for kind, path in self.addresses().items():
            if self.has_been_public:
                redirects.remove(self.union, path)
            elif stored and stored.is_known_to_readers:
                # A draft again: links to it and searches learn that the page is gone, not that it never was.
                redirects.record(self.union, before.get(kind, path), "")
                continue
            if stored and before.get(kind, path) != path and stored.has_been_public:
                redirects.record(self.union, before[kind], path)


class Citable(Addressed):
    """A row that people cite: it also has a short permanent address without a language, `<model>_short`."""

    class Meta:
        abstract = True

    @property
    def short_reference(self) -> str:
        """The last part of the short address: 2026-17."""
        raise NotImplementedError(f"{type(self).__name__} does not define short_reference.")

    @property
    def short_address(self) -> str:
        """The permanent short path: /k/2026-17."""
        return reverse(f"{self._meta.model_name}_short", args=[self.short_reference])

    def addresses(self) -> dict[str, str]:
        """All paths that lead to the row: by language, and the short one under "short"."""
        return {**super().addresses(), "short": self.short_address}


class Slugged(Addressed):
    """A row with a slug for each language in its address; an empty slug is made from the title."""

    slug = models.SlugField(
        _("URL slug"),
        max_length=SLUG_LENGTH,
        blank=True,
        help_text=_(
            "The last part of the page's address. If empty, it is made from the title. Old addresses keep working."
        ),
    )

    # The field the slug is made from, and the fields within which it must be unique.
    slug_source = "title"
    slug_scope = ["union"]

    class Meta:
        abstract = True

    def address_arguments(self) -> list[Any]:
        return [self.slug]

    def prepare_for_save(self) -> None:
        super().prepare_for_save()  # type: ignore[misc]  # of UnionOwned, which all of these models have
        for language in LANGUAGES:
            if not getattr(self, f"slug_{language}"):
                setattr(self, f"slug_{language}", self._free_slug(language))

    def _free_slug(self, language: str) -> str:
        title = getattr(self, f"{self.slug_source}_{language}") or getattr(self, f"{self.slug_source}_tr")
        wanted = slugify(str(title or ""), max_length=SLUG_LENGTH - 4) or str(self._meta.model_name)
        taken = self.taken_slugs(language, wanted)
        if wanted not in taken:
            return wanted
        return next(f"{wanted}-{number}" for number in range(2, len(taken) + 3) if f"{wanted}-{number}" not in taken)

    def taken_slugs(self, language: str, beginning: str) -> set[str]:
        """The slugs with that beginning that other rows have."""
        others = type(self).all_unions.filter(**{name: getattr(self, name) for name in self.slug_scope})
        same_beginning = others.exclude(pk=self.pk).filter(**{f"slug_{language}__startswith": beginning})
        return set(same_beginning.values_list(f"slug_{language}", flat=True))
