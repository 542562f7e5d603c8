"""Which rows have changed since when, for the index that each machine keeps; and what staff and readers make of it."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db import connections, models
from django.utils.translation import gettext_lazy as _

# Words searched in vain: how long they are kept and shown, and how often and on how many days they were searched for.
KEPT_FOR, SHOWN_FOR = timedelta(days=90), timedelta(days=30)
LEAST_TIMES, LEAST_DAYS = 5, 2
LONGEST_WORD_IN_VAIN = 40


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
    " WITH changed (union_id, source, key) AS (VALUES {})"
    " SELECT generation.union_id, changed.source, changed.key, generation.number"
    " FROM unions_generation generation JOIN changed"
    " ON changed.union_id IS NULL OR changed.union_id = generation.union_id"
    # Without a condition SQLite takes ON CONFLICT for one of the join.
    " WHERE 1 = 1"
    " ON CONFLICT (union_id, source, key) DO UPDATE SET number = excluded.number"
)
ROW = "(CAST(%s AS bigint), CAST(%s AS varchar(20)), CAST(%s AS varchar(40)))"
AT_ONCE = 500


def mark(changed: Iterable[tuple[int | None, str, object]], using: str) -> None:
    """Note rows (union, source, key) as changed; without a union for all unions."""
    rows = {(union_id, source, str(key)) for union_id, source, key in changed}
    # A row for all unions and one for a union may be the same to the database, which takes none twice at once.
    of_all = {row for row in rows if row[0] is None}
    with connections[using].cursor() as cursor:
        for part in [*batched(sorted(of_all, key=str)), *batched(sorted(rows - of_all, key=str))]:
            statement = MARK.format(", ".join([ROW] * len(part)))
            cursor.execute(statement, [value for row in part for value in row])


def batched(rows: list) -> Iterator[list]:
    for first in range(0, len(rows), AT_ONCE):
        yield rows[first : first + AT_ONCE]


class WordInVainQuerySet(models.QuerySet):
    def shown_to_staff(self, union, today: date):
        """Words that were searched for often enough, with their numbers: what only few typed may be somebody's name."""
        rows = self.filter(union=union, day__gt=today - SHOWN_FOR).values("word")
        rows = rows.annotate(times=models.Sum("number"), days=models.Count("day"))
        return rows.filter(times__gte=LEAST_TIMES, days__gte=LEAST_DAYS).order_by("-times", "word")

    def over(self, today: date):
        return self.filter(day__lt=today - KEPT_FOR)


class WordInVain(models.Model):
    """How often a word was searched for in vain on a day. Words only: nothing tells who, when or with which others."""

    is_public_content = False

    union = models.ForeignKey("unions.Union", on_delete=models.CASCADE, related_name="+", verbose_name=_("union"))
    day = models.DateField(_("day"))
    word = models.CharField(_("word"), max_length=LONGEST_WORD_IN_VAIN)
    number = models.PositiveIntegerField(_("times"), default=0)

    objects = WordInVainQuerySet.as_manager()

    class Meta:
        verbose_name = _("word searched in vain")
        verbose_name_plural = _("words searched in vain")
        constraints = [models.UniqueConstraint(fields=["union", "day", "word"], name="pages_wordinvain_once")]

    def __str__(self):
        return f"{self.word}: {self.number}"
