"""Telephone numbers in canonical form, and e-mail and web addresses as they are checked now; the rest stays as it is."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import migrations, models

from unions.text.search_text import folded_text
from unions.values import emails, telephones, web_addresses

NUMBERS = {"max_length": 160, "blank": True}
TYPES: dict[str, Callable[[str], str]] = {
    "phone": telephones.clean_stored,
    "fax": telephones.clean_stored,
    "email": emails.clean,
    "website": web_addresses.clean,
}


def clean_listings(apps, schema_editor):
    rows = apps.get_model("members", "Listing").objects.using(schema_editor.connection.alias)
    for pk, mayor, *values in rows.order_by("pk").values_list("pk", "mayor", *TYPES):
        stored = dict(zip(TYPES, values, strict=True))
        cleaned = {name: cleaned_or_kept(clean, stored[name]) for name, clean in TYPES.items()}
        search_text = folded_text([mayor, telephones.searched(cleaned["phone"]), cleaned["email"]])
        rows.filter(pk=pk).update(**cleaned, search_text=search_text)


def cleaned_or_kept(clean: Callable[[str], str], value: str) -> str:
    try:
        return clean(value)
    except ValidationError:
        return value


class Migration(migrations.Migration):
    dependencies = [("members", "0003_population_of_the_municipality")]

    operations = [
        migrations.AlterField("historicallisting", "fax", models.CharField(verbose_name="fax", **NUMBERS)),
        migrations.AlterField("historicallisting", "phone", models.CharField(verbose_name="telephone", **NUMBERS)),
        migrations.AlterField("listing", "fax", models.CharField(verbose_name="fax", **NUMBERS)),
        migrations.AlterField("listing", "phone", models.CharField(verbose_name="telephone", **NUMBERS)),
        migrations.RunPython(clean_listings, migrations.RunPython.noop),
    ]
