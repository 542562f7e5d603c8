"""What the rows of every page type have in common."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unions.files.fields import UploadField
from unions.lists.index_steps import years_of
from unions.models import ScopedQuerySet, UnionOwned
from unions.publishing.addresses import Slugged
from unions.publishing.states import Publishable, PublishableQuerySet
from unions.text.search_text import Searchable


class PublicationQuerySet(ScopedQuerySet, PublishableQuerySet):
    """Rows of a page type."""

    def with_files(self):
        return self.prefetch_related("files")


class DatedQuerySet(PublicationQuerySet):
    """Rows with a date of their own, which archives sort by year."""

    def narrowed(self, year: int | None = None, **values):
        """The rows of one year, or of all, whose other fields have the values."""
        return self.filter(**({"date__year": year} if year else {}), **values)

    def years(self) -> list[int]:
        """The years that have rows, the newest first."""
        return years_of(self, "date")


class InStatesQuerySet(DatedQuerySet):
    """Rows with a state that changes with the time."""

    def in_state(self, state: str):
        """The rows in a state at this moment."""
        raise NotImplementedError(f"{type(self).__name__} does not say what its states are.")

    def narrowed(self, year: int | None = None, *, state: str = "", **values):
        rows = super().narrowed(year, **values)
        return rows.in_state(state) if state else rows


def picture_alt_field() -> models.CharField:
    return models.CharField(
        _("picture description"),
        max_length=200,
        blank=True,
        help_text=_("For people who cannot see the picture. Leave empty if it is purely decorative."),
    )


class Publication(Slugged, UnionOwned, Publishable, Searchable):
    """Something that the union publishes, on a page of its own and in a list of its kind; see `pages.kinds`."""

    translated = ["title", "slug", "summary", "withdrawal_reason"]
    search_fields = ["title", "summary"]
    rights_group = "pages"

    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("One or two sentences, for lists and search engines.")
    )

    class Meta(UnionOwned.Meta, Publishable.Meta):
        abstract = True
        constraints = [models.UniqueConstraint(fields=["union", "slug"], name="%(app_label)s_%(class)s_slug")]

    def __str__(self):
        return self.title

    @property
    def kind_name(self) -> str:
        """The name of its page type."""
        return type(self).__name__.lower()

    @property
    def address_name(self) -> str:
        return f"{self.kind_name}_detail"


class DatedPublication(Publication):
    """A publication that stands in its list by a day."""

    date = models.DateField(_("date"), default=timezone.localdate)

    class Meta(Publication.Meta):
        abstract = True
        ordering = ["-date", "-pk"]


class AttachedFile(UnionOwned, Searchable):
    """A file that belongs to a publication, named by the `union_from` of the model; it is as public as that row."""

    translated = ["title"]
    search_fields = ["title"]
    rights_group = "pages"

    title = models.CharField(
        _("title"), max_length=200, blank=True, help_text=_("What the file is. Empty: its name says enough.")
    )
    file = UploadField(_("file"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta(UnionOwned.Meta):
        abstract = True
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title or self.file.name.rsplit("/", 1)[-1]

    @property
    def is_public(self) -> bool:
        return getattr(self, self.union_from).is_public
