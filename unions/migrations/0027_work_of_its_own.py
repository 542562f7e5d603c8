import django.utils.timezone
from django.db import migrations, models

# Who listens at the channel of its trigger hears of every write, whichever way it was made, once for a transaction.
# Nothing depends on it: whoever listens looks by itself as well.
FUNCTION = """
    CREATE OR REPLACE FUNCTION birlik_ring() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_notify(TG_ARGV[0], TG_TABLE_NAME); RETURN NULL; END $$
"""
BELLS = [
    ("unions_outgoingmail", "INSERT OR UPDATE OF next_attempt_at", "birlik_work"),
    ("unions_picturejob", "INSERT", "birlik_work"),
    ("unions_filetext", "INSERT", "birlik_work"),
    ("unions_generation", "INSERT OR UPDATE OR DELETE", "birlik_generation"),
]


def hang_bells(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute(FUNCTION)
    for table, event, channel in BELLS:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS birlik_ring ON {table}")
        schema_editor.execute(
            f"CREATE TRIGGER birlik_ring AFTER {event} ON {table}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION birlik_ring('{channel}')"
        )


def take_bells_down(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION IF EXISTS birlik_ring() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("unions", "0026_titles_of_files")]

    operations = [
        migrations.CreateModel(
            name="PeriodicTask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, unique=True, verbose_name="task")),
                (
                    "next_attempt_at",
                    models.DateTimeField(
                        db_index=True, default=django.utils.timezone.now, verbose_name="next attempt"
                    ),
                ),
                ("lease_until", models.DateTimeField(blank=True, null=True, verbose_name="being done until")),
            ],
            options={"verbose_name": "periodic task", "verbose_name_plural": "periodic tasks"},
        ),
        migrations.CreateModel(
            name="WorkProcess",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, unique=True, verbose_name="process")),
                ("began_at", models.DateTimeField(verbose_name="began at")),
                ("seen_at", models.DateTimeField(verbose_name="seen at")),
            ],
            options={"verbose_name": "background process", "verbose_name_plural": "background processes"},
        ),
        migrations.RunPython(hang_bells, take_bells_down),
    ]
