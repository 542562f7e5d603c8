"""The tables of an empty database, made at once; databases from before go on by the migrations that it replaces."""

from django.db import migrations

from unions.models.first_tables import TablesOf

REPLACED = [
    "0001_initial",
    "0002_search_text",
    "0003_population_of_the_municipality",
    "0004_telephones",
    "0005_former_names_and_kinds",
    "0006_municipality_established",
    "0007_outcomes_of_acceptances",
    "0008_remembered_answers",
    "0009_municipality_updated_at",
    "0010_ends_of_seats",
    "0011_elections",
    "0012_seats_of_members",
    "0013_import_of_proceedings",
]


class Migration(migrations.Migration):
    initial = True
    replaces = [("members", name) for name in REPLACED]
    dependencies = [("unions", "0018_file_texts")]
    operations = [TablesOf(replaces)]
