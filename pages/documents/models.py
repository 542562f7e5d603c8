"""The library of files."""

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from pages.documents.uses import columns_of_uses
from pages.library.former_files import lead_on
from pages.library.models import uses_of
from pages.publications import DatedPublication, DatedQuerySet
from unions.files.fields import UploadField
from unions.models import UnionOwned, managers
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
    file = UploadField(_("file"), is_library=True)

    objects, all_unions = managers(DatedQuerySet)

    class Meta(DatedPublication.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        indexes = [
            models.Index(fields=["union", "-date", "-id"], name="pages_document_by_date"),
            list_index("pages_document_listed", "-date", "-id", "category"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the document; a file in the place of another stands at once wherever that one was shown."""
        with transaction.atomic(using=kwargs.get("using")):
            stored = None if self._state.adding else Document.all_unions.filter(pk=self.pk).first()
            super().save(*args, **kwargs)
            if stored is not None and stored.file.name != self.file.name:
                self.take_the_place_of(stored)

    def take_the_place_of(self, stored: "Document") -> None:
        """Have the rows that show the former file show this one; who knows its address is led on."""
        former, uses = stored.file.name, stored.uses()
        for row in uses:
            for column in [column for model, column in columns_of_uses() if model is type(row)]:
                if getattr(row, column).name == former:
                    setattr(row, column, self.file.name)
            row.save()
        if stored.has_been_public or uses:
            lead_on(self.union, former, self.file.name)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the document; raises ProtectedError while a row of another kind shows its file."""
        if uses := self.uses():
            raise models.ProtectedError("Rows show this document.", set(uses))
        return super().delete(*args, **kwargs)

    def uses(self) -> list[UnionOwned]:
        """The rows of other kinds that show its file, drafts included, each once."""
        rows = uses_of(self.union_id, [self.file.name], columns_of_uses()).get(self.file.name, [])
        return list(dict.fromkeys(rows))
