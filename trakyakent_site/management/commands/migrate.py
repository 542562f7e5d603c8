"""Django's `migrate`, by one process at a time, and never with a clock that is behind."""

from datetime import timedelta

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import OperationalError, connections
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from trakyakent_site.operations.locks import migration_lock


class Command(migrate.Command):
    help = f"{migrate.Command.help} A second machine waits for the first and then finds nothing to do."

    def execute(self, *args, **options):
        # Before the checks, which ask the database as well.
        connection = connections[options["database"]]
        try:
            connection.ensure_connection()
        except OperationalError as error:
            raise CommandError(
                f"The database does not answer; nothing was changed. It says: {' '.join(str(error).split())}\n"
                "Is the address in DATABASE_URL right, and is the database running? `manage.py doctor` looks closer."
            ) from error
        with migration_lock(connection, self.say):
            refuse_clock_behind(connection)
            return super().execute(*args, **options)

    def say(self, words: str) -> None:
        self.stderr.write(words)


def refuse_clock_behind(connection) -> None:
    """What was changed last week cannot be in the future: rows would be written with wrong dates."""
    recorder = MigrationRecorder(connection)
    if not recorder.has_table():
        return
    newest = recorder.migration_qs.order_by("-applied").values_list("applied", flat=True).first()
    now = timezone.now()
    if newest is not None and newest > now + timedelta(days=1):
        raise CommandError(
            f"This machine's clock says {now:%Y-%m-%d}, but the tables were last changed on {newest:%Y-%m-%d}."
            " Set it (timedatectl set-ntp true) and start again; nothing was changed."
        )
