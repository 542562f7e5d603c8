"""The library of files."""

from typing import Any

from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pages.publications import DatedPublication, DatedQuerySet
from unions.files.fields import UploadField
from unions.models import PathRedirect, managers
from unions.publishing.states import list_index


class Document(DatedPublication):
    """A file of the library: a form, a report, a protocol; the yearly papers stand apart."""

    class Category(models.TextChoices):
        STATUTE = "statute", _("statute and by-laws")
        REPORT = "report", _("report")
        FORM = "form", _("form")
        PROTOCOL = "protocol", _("co-operation protocol")
        PUBLICATION = "publication", _("publication")
        OTHER = "other", _("other")

    category = models.CharField(_("category"), max_length=12, choices=Category.choices, default=Category.OTHER)
    file = UploadField(_("file"))

    objects, all_unions = managers(DatedQuerySet)

    class Meta(DatedPublication.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        indexes = [
            models.Index(fields=["union", "-date", "-id"], name="pages_document_by_date"),
            list_index("pages_document_listed", "-date", "-id", "category"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the document; whoever knows the address of its former file is led to the present one."""
        with transaction.atomic(using=kwargs.get("using")):
            stored = None if self._state.adding else Document.all_unions.filter(pk=self.pk).first()
            super().save(*args, **kwargs)
            if stored is not None and stored.file.name != self.file.name and stored.has_been_public:
                there, here = (reverse("stored_file", args=[name]) for name in (stored.file.name, self.file.name))
                PathRedirect.record(self.union, there, here)
                # An earlier file that comes back.
                PathRedirect.remove(self.union, here)
