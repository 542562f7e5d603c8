"""The library of pictures: each stored picture of a union once, with the words that its uses begin with."""

import hashlib
from collections.abc import Iterable
from typing import IO, Any, cast

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unions.files.fields import PictureField, library_columns
from unions.files.focus import PictureFocus
from unions.files.uploads import decoded
from unions.lists.index_steps import plain, years_of
from unions.models import FileRecord, ScopedQuerySet, UnionOwned, managers
from unions.text.search_text import Searchable

Columns = list[tuple[type[UnionOwned], str]]


def columns_of_uses() -> Columns:
    """The models whose rows show pictures of the library, each with the column that names the picture."""
    return [
        (cast("type[UnionOwned]", model), column)
        for model, column in library_columns()
        if not issubclass(model, Picture)
    ]


class PictureQuerySet(ScopedQuerySet):
    def used_in(self, models_of_uses: Iterable[type[models.Model]]):
        """Those that a row of any of these models shows, drafts included."""
        shown = Q(pk=None)
        for model, column in columns_of_uses():
            if model in models_of_uses:
                shown |= Q(picture__in=model.all_unions.exclude(**{column: ""}).order_by().values(column))
        return self.filter(shown)

    def used(self):
        return self.used_in([model for model, _column in columns_of_uses()])

    def unused(self):
        """Those that no row shows."""
        return self.exclude(pk__in=self.model.all_unions.all().used().values("pk"))

    def without_words(self):
        """Those that are not decorative, and not described in both languages."""
        empty = Q(alt_tr="") | Q(alt_tr=None) | Q(alt_en="") | Q(alt_en=None)
        return self.filter(empty, is_decorative=False)

    def same_as(self, digest: str):
        """Those whose stored file has this sum."""
        # What came with a row before the library was there has only the sum of the daily check.
        recorded = FileRecord.objects.filter(sha256=digest).values("name")
        return self.filter(Q(sum=digest) | Q(sum="", picture__in=recorded))

    def decorative(self):
        return self.filter(is_decorative=True)

    def credited(self):
        return self.exclude(credit="")

    def years(self) -> list[int]:
        """The years in which pictures were added, the newest first."""
        return years_of(self, "added_on")


class Picture(UnionOwned, Searchable, PictureFocus):
    """A picture of the library. What rows show is the same stored file, so it lies on the disk once.

    The description is what each use begins with; a use may say it in other words. The library itself publishes
    nothing: a picture is public where a public row shows it.
    """

    translated = ["alt"]
    search_fields = ["name", "alt", "credit"]
    rights_group = "pages"
    is_public = False

    name = models.CharField(_("name"), max_length=200, blank=True, help_text=_("Empty: the name of the file."))
    picture = PictureField(_("picture"), in_library=True)
    alt = models.CharField(
        _("picture description"),
        max_length=200,
        blank=True,
        help_text=_("For people who cannot see the picture. Each use begins with it and may say it otherwise."),
    )
    is_decorative = models.BooleanField(
        _("decorative"), default=False, help_text=_("It tells nothing that the text does not say: no description.")
    )
    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who took it or owns it; shown below the picture.")
    )
    added_on = models.DateField(_("added"), default=timezone.localdate, editable=False)
    # Of the stored file, so that the same picture is not stored twice.
    sum = models.CharField(_("sum"), max_length=64, blank=True, editable=False)

    objects, all_unions = managers(PictureQuerySet)

    class Meta(UnionOwned.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-added_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["union", "picture"], name="pages_picture_once")]
        indexes = [
            models.Index(fields=["union", "-added_on", "-id"], name="pages_picture_listed"),
            models.Index(fields=["union", "sum"], name="pages_picture_by_sum"),
        ]

    def __str__(self):
        return self.name or self.picture.name.rsplit("/", 1)[-1]

    def clean(self):
        super().clean()
        if self.is_decorative and (self.alt_tr or self.alt_en):
            text = _("A decorative picture has no description. Take away one or the other.")
            raise ValidationError({"is_decorative": ValidationError(text, code="described")})

    def prepare_for_save(self):
        super().prepare_for_save()
        if self.picture and not self.picture._committed:
            self.sum = sum_of(decoded(self.picture.file).file)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the picture from the library; raises ProtectedError while a row shows it."""
        if uses := self.uses():
            raise models.ProtectedError("Rows show this picture.", set(uses))
        return super().delete(*args, **kwargs)

    def uses(self) -> list[UnionOwned]:
        """The rows that show it, drafts included."""
        return uses_of(self.union_id, [self.picture.name]).get(self.picture.name, [])

    @property
    def has_words(self) -> bool:
        """Whether nothing is missing for those who cannot see it."""
        return self.is_decorative or bool(self.alt_tr and self.alt_en)


def sum_of(file: IO[bytes]) -> str:
    """By what the same picture is known again: the sum of what is stored of it."""
    file.seek(0)
    digest = hashlib.sha256()
    while part := file.read(64 * 1024):
        digest.update(part)
    file.seek(0)
    return digest.hexdigest()


def uses_of(union_id: int, names: Iterable[str], columns: Columns | None = None) -> dict[str, list[UnionOwned]]:
    """The rows that name each of the stored files, of pictures by default."""
    found: dict[str, list[UnionOwned]] = {}
    wanted = list(names)
    for model, column in naming(union_id, wanted, columns_of_uses() if columns is None else columns):
        rows = model.all_unions.filter(union=union_id, **{f"{column}__in": wanted})
        for row in rows.select_related(*([model.union_from] if model.union_from else [])):
            found.setdefault(getattr(row, column).name, []).append(row)
    return found


def naming(union_id: int, names: list[str], columns: Columns) -> Columns:
    """Those of the columns in which one of the names stands, by one statement for all of them."""
    if not names:
        return []
    first, *others = [
        plain(model.all_unions.filter(union=union_id, **{f"{column}__in": names}).order_by())
        .annotate(of_column=models.Value(place, output_field=models.IntegerField()))
        .values_list("of_column", flat=True)
        for place, (model, column) in enumerate(columns)
    ]
    return [columns[place] for place in sorted(set(first.union(*others, all=True)))]
