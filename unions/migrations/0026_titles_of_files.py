from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("unions", "0025_article_of_the_call")]

    operations = [
        migrations.AddField(
            model_name="filetext",
            name="is_titled",
            field=models.BooleanField(default=True, verbose_name="has a title of its own"),
        ),
    ]
