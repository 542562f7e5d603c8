"""What was deleted and can be had back, until its term ends."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unions.text.search_text import folded_text, with_words

if TYPE_CHECKING:
    from unions.models.ownership import UnionOwned

# So long the bin holds what was deleted; the history of a thing and its files go with it then.
TERM = timedelta(days=365)


class DeletionQuerySet(models.QuerySet["Deletion"]):
    def of_union(self, union: Any) -> Self:
        return self.filter(union=union)

    def of_row(self, row: models.Model) -> Self:
        return self.filter(content_type=ContentType.objects.get_for_model(row), object_id=row.pk)

    def with_words(self, words: str) -> Self:
        """Those whose name holds each of the words, however its letters are written."""
        return with_words(self, words, ["search_text"])

    def over(self) -> Self:
        """Those whose term has ended."""
        return self.filter(deleted_at__lt=timezone.now() - TERM)


class Deletion(models.Model):
    """One thing that was deleted, with its parts; what it held is in its history."""

    # No public page shows any of it.
    is_public_content = False

    union = models.ForeignKey("unions.Union", on_delete=models.CASCADE, related_name="+", verbose_name=_("union"))
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+", editable=False)
    object_id = models.BigIntegerField(editable=False)
    name = models.CharField(_("name"), max_length=300)
    search_text = models.CharField(max_length=400, editable=False)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("deleted by")
    )
    deleted_at = models.DateTimeField(_("deleted"))

    objects = DeletionQuerySet.as_manager()

    class Meta:
        verbose_name = _("deleted entry")
        verbose_name_plural = _("deleted entries")
        ordering = ["-deleted_at", "-pk"]
        indexes = [
            models.Index(fields=["union", "-deleted_at"], name="unions_deletion_by_time"),
            models.Index(fields=["content_type", "object_id"], name="unions_deletion_of_row"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kept_until(self) -> Any:
        return self.deleted_at + TERM

    @classmethod
    def record(cls, row: "UnionOwned", pk: int, name: str) -> None:
        """Note that a row has just been deleted, as its history says."""
        last = type(row).history.filter(id=pk).order_by("-history_date", "-history_id").first()  # type: ignore[attr-defined]  # added by simple_history
        if last is None or last.history_type != "-":
            return
        cls.objects.create(
            union_id=row.union_id,
            content_type=ContentType.objects.get_for_model(row),
            object_id=pk,
            name=name[:300],
            search_text=folded_text([name])[:400],
            deleted_by_id=last.history_user_id,
            deleted_at=last.history_date,
        )
