"""The tables of an empty database, made at once; databases from before go on by the migrations that it replaces."""

from django.db import migrations

from unions.models.first_tables import TablesOf

REPLACED = [
    "0001_initial",
    "0002_long_lists",
    "0003_search_text",
    "0004_page_kinds",
    "0005_tender",
    "0006_vacancy",
    "0007_search_changes",
    "0008_project",
    "0009_event_registration",
    "0010_event_picture",
    "0011_duty_record",
    "0012_service",
    "0013_requests",
    "0014_words_of_forms",
    "0015_links",
    "0016_accessibility_and_security_contact",
]


class Migration(migrations.Migration):
    initial = True
    replaces = [("pages", name) for name in REPLACED]
    dependencies = [("members", "0013_import_of_proceedings"), ("unions", "0018_file_texts")]
    operations = [TablesOf(replaces)]
