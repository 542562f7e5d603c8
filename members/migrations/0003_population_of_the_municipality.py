from django.db import migrations, models


def date_the_figures(apps, schema_editor):
    """The figures stored until now are those of 2023, of the whole district outside metropolitan provinces."""
    municipalities = apps.get_model("members", "Municipality").objects.filter(population__isnull=False)
    municipalities.update(population_year=2023)
    municipalities.filter(kind__in=["province", "district"]).update(population_of="district")


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0002_search_text"),
    ]

    operations = [
        migrations.AddField(
            model_name="municipality",
            name="population_of",
            field=models.CharField(
                choices=[
                    ("municipality", "the municipality"),
                    ("district", "the whole district, villages included"),
                ],
                default="municipality",
                help_text="Outside metropolitan provinces a district has more inhabitants than its municipality.",
                max_length=12,
                verbose_name="population of",
            ),
        ),
        migrations.AddField(
            model_name="municipality",
            name="population_year",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year of the population"),
        ),
        migrations.RunPython(date_the_figures, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="municipality",
            constraint=models.CheckConstraint(
                condition=models.Q(("population__isnull", True), ("population_year__isnull", False), _connector="OR"),
                name="members_municipality_population_has_a_year",
                violation_error_message="Enter the year of the population figure as well.",
            ),
        ),
    ]
