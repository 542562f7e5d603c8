import unions.text.translation_state
from unions.migrations._together import Together
from unions.text.translation_state import note_all
from django.db import migrations


def note_states(apps, schema_editor):
    note_all(apps.get_app_config("members").get_models())


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0015_picture_focus'),
    ]

    operations = [
        Together([
        migrations.AddField(
            model_name='historicallisting',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalmembership',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalperson',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='listing',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='membership',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='person',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        ]),
        migrations.RunPython(note_states, migrations.RunPython.noop, elidable=True),
    ]
