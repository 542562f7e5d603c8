"""The base of what is noted beside a row, whichever its model: its next version, its review."""

from typing import Any, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class AboutRowQuerySet(models.QuerySet):
    def of_row(self, row: models.Model) -> Self:
        return self.filter(content_type=ContentType.objects.get_for_model(row), object_id=row.pk)

    def of_union(self, union: Any) -> Self:
        return self.filter(union=union).select_related("content_type")


class AboutRow(models.Model):
    """One line about one row of a union, whichever its model."""

    # No public page shows any of it.
    is_public_content = False

    union = models.ForeignKey("unions.Union", on_delete=models.CASCADE, related_name="+", editable=False)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+", editable=False)
    object_id = models.BigIntegerField(editable=False)
    name = models.CharField(_("name"), max_length=300, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


def about(row: Any) -> dict[str, Any]:
    """How a line names its row."""
    return {"union_id": row.union_id, "content_type": ContentType.objects.get_for_model(row), "object_id": row.pk}
