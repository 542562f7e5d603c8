"""Addresses that live for ever: a row's slug in each language, and what is left behind when it changes."""

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from unions.turkish import slugify

LANGUAGES = [code for code, _name in settings.LANGUAGES]
SLUG_LENGTH = 120


def path_redirects():
    return apps.get_model("unions.PathRedirect")


class Addressed(models.Model):
    """A row with a page of its own, whose address carries a slug in each language.

    An empty slug is made from the title; a changed address leaves a redirect behind in the same transaction, and a
    deleted row leaves the notice that it is gone.
    """

    slug = models.SlugField(
        _("address word"),
        max_length=SLUG_LENGTH,
        blank=True,
        help_text=_("The last part of the page's address. Empty: made from the title. Old addresses keep working."),
    )

    # The field the slug is made from, and the fields within which it must be unique.
    slug_source = "title"
    slug_scope = ["union"]

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        raise TypeError(f"{type(self).__name__} has an address and must define get_absolute_url().")

    def address(self, language: str) -> str:
        """The path of the row's page in a language."""
        with translation.override(language):
            return self.get_absolute_url()

    def addresses(self) -> dict[str, str]:
        """The paths of the row's page by language."""
        return {language: self.address(language) for language in LANGUAGES}

    def rows_beneath(self) -> models.QuerySet | list:
        """Rows whose addresses are made from this row's address."""
        return []

    def prepare_for_save(self):
        super().prepare_for_save()
        for language in LANGUAGES:
            if not getattr(self, f"slug_{language}"):
                setattr(self, f"slug_{language}", self._free_slug(language))

    def save(self, *args, **kwargs):
        with transaction.atomic(using=kwargs.get("using")):
            before = self._stored_addresses()
            super().save(*args, **kwargs)
            self._leave_redirects(before)

    def delete(self, *args, **kwargs):
        redirects = path_redirects()
        with transaction.atomic(using=kwargs.get("using")):
            for path in self.addresses().values():
                redirects.leave(self.union, path, "")
            return super().delete(*args, **kwargs)

    def _stored_addresses(self) -> dict:
        if self._state.adding:
            return {}
        stored = type(self).all_unions.filter(pk=self.pk).first()
        if stored is None:
            return {}
        return {(row._meta.label, row.pk): row.addresses() for row in [stored, *stored.rows_beneath()]}

    def _leave_redirects(self, before: dict) -> None:
        redirects = path_redirects()
        for row in [self, *(self.rows_beneath() if before else [])]:
            old = before.get((row._meta.label, row.pk), {})
            for language, path in row.addresses().items():
                redirects.forget(self.union, path)
                if language in old and old[language] != path:
                    redirects.leave(self.union, old[language], path)

    def _free_slug(self, language: str) -> str:
        title = getattr(self, f"{self.slug_source}_{language}") or getattr(self, f"{self.slug_source}_tr")
        wanted = slugify(str(title or ""), max_length=SLUG_LENGTH - 4) or self._meta.model_name
        others = type(self).all_unions.filter(**{name: getattr(self, name) for name in self.slug_scope})
        taken = set(
            others.exclude(pk=self.pk)
            .filter(**{f"slug_{language}__startswith": wanted})
            .values_list(f"slug_{language}", flat=True)
        )
        if wanted not in taken:
            return wanted
        return next(f"{wanted}-{number}" for number in range(2, len(taken) + 3) if f"{wanted}-{number}" not in taken)
