"""The tables of an empty database, made at once; databases from before go on by the migrations that it replaces."""

from django.db import migrations

from unions.models.first_tables import TablesOf

REPLACED = [
    "0001_initial",
    "0002_long_lists",
    "0003_search_text",
    "0004_contact_values",
    "0005_picture_jobs",
    "0006_end_of_a_union",
    "0007_file_records",
    "0008_outcomes",
    "0009_outcomes_of_old_decisions",
    "0010_accounts",
    "0011_seats_of_members",
    "0012_second_hue",
    "0013_emblem_and_papers_since",
    "0014_cross_border_order",
    "0015_budget_figures",
    "0016_contact_and_statute_text",
    "0017_deletions_and_unsaved_work",
    "0018_file_texts",
]


class Migration(migrations.Migration):
    initial = True
    replaces = [("unions", name) for name in REPLACED]
    dependencies = [("auth", "0012_alter_user_first_name_max_length")]
    operations = [TablesOf(replaces)]
