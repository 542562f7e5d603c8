"""The library of files."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pages.publications import DatedQuerySet
from unions.addresses import Slugged
from unions.files import UploadField
from unions.models import ScopedQuerySet, UnionOwned, managers
from unions.publishing import Publishable, PublishableQuerySet, list_index


class DocumentQuerySet(DatedQuerySet, ScopedQuerySet, PublishableQuerySet):
    pass


class Document(Slugged, UnionOwned, Publishable):
    """A file of the library: a form, a report, a protocol; the yearly papers stand apart."""

    translated = ["title", "slug", "summary", "withdrawal_reason"]

    class Category(models.TextChoices):
        STATUTE = "statute", _("statute and by-laws")
        REPORT = "report", _("report")
        FORM = "form", _("form")
        PROTOCOL = "protocol", _("co-operation protocol")
        PUBLICATION = "publication", _("publication")
        OTHER = "other", _("other")

    category = models.CharField(_("category"), max_length=12, choices=Category.choices, default=Category.OTHER)
    title = models.CharField(_("title"), max_length=200)
    date = models.DateField(_("date"), default=timezone.localdate)
    summary = models.TextField(_("summary"), blank=True)
    file = UploadField(_("file"))

    objects, all_unions = managers(DocumentQuerySet)

    class Meta(UnionOwned.Meta, Publishable.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-date", "-pk"]
        indexes = [
            models.Index(fields=["union", "-date", "-id"], name="pages_document_by_date"),
            list_index("pages_document_listed", "-date", "-id", "category"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["union", "slug"], name="pages_document_slug"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("document_detail", args=[self.slug])
