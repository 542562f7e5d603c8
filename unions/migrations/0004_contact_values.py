"""Ways to reach a union in the form in which they are checked now; what is not understood stays as it is."""

from django.core.exceptions import ValidationError
from django.db import migrations

from unions.values import emails, telephones, web_addresses

TYPES = {
    "phone": telephones.clean_stored,
    "fax": telephones.clean_stored,
    "email": emails.clean,
    "kep": emails.clean,
    "website": web_addresses.clean,
    "social": web_addresses.clean,
}


def clean_contact_points(apps, schema_editor):
    rows = apps.get_model("unions", "ContactPoint").objects.using(schema_editor.connection.alias)
    for pk, kind, value in rows.filter(kind__in=TYPES).order_by("pk").values_list("pk", "kind", "value"):
        try:
            cleaned = TYPES[kind](value)
        except ValidationError:
            continue
        if cleaned != value:
            rows.filter(pk=pk).update(value=cleaned)


class Migration(migrations.Migration):
    dependencies = [("unions", "0003_search_text")]

    operations = [migrations.RunPython(clean_contact_points, migrations.RunPython.noop)]
