"""When a municipality of the register last changed, so that programs that follow it learn of it."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0008_remembered_answers")]

    operations = [
        migrations.AddField(
            model_name="municipality",
            name="updated_at",
            field=models.DateTimeField(auto_now=True, default=django.utils.timezone.now, verbose_name="last changed"),
            preserve_default=False,
        ),
    ]
