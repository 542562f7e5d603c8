"""Remove the invented content again."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from pages.demo import clearing
from unions.models import Union

NAMED_AT_MOST = 20


class Command(BaseCommand):
    """Remove exactly the demonstration, of every union."""

    @property
    def help(self) -> str:  # type: ignore[override]  # in the language of the moment
        return _(
            "Removes everything that `loaddemo` added, even if staff have changed it since: entries, files, "
            "history and redirects. Facts and entries made by staff are kept."
        )

    def handle(self, **options):
        for union in Union.objects.all():
            try:
                count = clearing.clear(union)
            except clearing.StillNeeded as error:
                raise CommandError(self.explanation(union, error.rows)) from error
            self.stdout.write(_("%(union)s: %(count)d sample entries removed") % {"union": union.code, "count": count})

    def explanation(self, union, rows):
        lines = [
            _(
                "%(union)s: nothing was removed. The following entries of your own depend on sample entries. "
                "Delete them or link them to something else, then run the command again:"
            )
            % {"union": union.code}
        ]
        for own, needed in rows[:NAMED_AT_MOST]:
            lines.append(
                f"  {own._meta.verbose_name} {own.pk} “{own}” → {needed._meta.verbose_name} {needed.pk} “{needed}”"
            )
        if len(rows) > NAMED_AT_MOST:
            lines.append(_("  … and %(count)d more") % {"count": len(rows) - NAMED_AT_MOST})
        return "\n".join(lines)
