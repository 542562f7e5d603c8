"""Which rows have changed since when, for the index that each machine keeps; and what staff and readers make of it."""

from collections.abc import Iterable

from django.db import connections, models
from django.utils.translation import gettext_lazy as _


class SearchChangeQuerySet(models.QuerySet):
    def since(self, union_id: int, number: int):
        """What has changed after that generation of the union."""
        return self.filter(union=union_id, number__gt=number)


class SearchChange(models.Model):
    """At which generation of its union a row was last written that searches find.

    Written in the transaction of the change. One row for each that was ever written, so the table never grows beyond
    the number of rows.
    """

    is_public_content = False

    union = models.ForeignKey("unions.Union", on_delete=models.CASCADE, related_name="+", verbose_name=_("union"))
    source = models.CharField(_("kind"), max_length=20)
    key = models.CharField(_("key"), max_length=40)
    number = models.PositiveBigIntegerField(_("number"))

    objects = SearchChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change for the search")
        verbose_name_plural = _("changes for the search")
        constraints = [models.UniqueConstraint(fields=["union", "source", "key"], name="pages_searchchange_once")]
        indexes = [models.Index(fields=["union", "number"], name="pages_searchchange_since")]

    def __str__(self):
        return f"{self.source} {self.key}: {self.number}"


# With the number that the same transaction has just raised; its row is locked, so numbers are committed in order.
MARK = (
    "INSERT INTO pages_searchchange (union_id, source, key, number)"
    " SELECT union_id, %s, %s, number FROM unions_generation WHERE {}"
    " ON CONFLICT (union_id, source, key) DO UPDATE SET number = excluded.number"
)
OF_UNION, OF_ALL = MARK.format("union_id = %s"), MARK.format("1 = 1")


def mark(changed: Iterable[tuple[int | None, str, object]], using: str) -> None:
    """Note rows (union, source, key) as changed; without a union for all unions."""
    with connections[using].cursor() as cursor:
        for union_id, source, key in changed:
            if union_id is None:
                cursor.execute(OF_ALL, [source, str(key)])
            else:
                cursor.execute(OF_UNION, [source, str(key), union_id])
