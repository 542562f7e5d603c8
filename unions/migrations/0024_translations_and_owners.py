import django.db.models.deletion
import unions.text.translation_state
from unions.migrations._together import Together
from unions.text.translation_state import note_all
from django.conf import settings
from django.db import migrations, models


def note_states(apps, schema_editor):
    note_all(apps.get_app_config("unions").get_models())


class Migration(migrations.Migration):

    dependencies = [
        ('unions', '0023_searched_together'),
    ]

    operations = [
        Together([
        migrations.AddField(
            model_name='agendaitem',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='agendapaper',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='contactpoint',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='courtruling',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='decision',
            name='owner',
            field=models.ForeignKey(blank=True, help_text='Who keeps this up to date. Never shown on the site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner'),
        ),
        migrations.AddField(
            model_name='decision',
            name='reminded_of',
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='decision',
            name='review_on',
            field=models.DateField(blank=True, help_text='On that day the owner gets an e-mail, and it stands on the home page of the administration.', null=True, verbose_name='look at this again by'),
        ),
        migrations.AddField(
            model_name='decision',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='duty',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='headquarters',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalagendaitem',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalagendapaper',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalcontactpoint',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalcourtruling',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicaldecision',
            name='owner',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Who keeps this up to date. Never shown on the site.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner'),
        ),
        migrations.AddField(
            model_name='historicaldecision',
            name='review_on',
            field=models.DateField(blank=True, help_text='On that day the owner gets an e-mail, and it stands on the home page of the administration.', null=True, verbose_name='look at this again by'),
        ),
        migrations.AddField(
            model_name='historicaldecision',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalduty',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalheadquarters',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalhistoryevent',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicallegalbasis',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalmeeting',
            name='owner',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Who keeps this up to date. Never shown on the site.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner'),
        ),
        migrations.AddField(
            model_name='historicalmeeting',
            name='review_on',
            field=models.DateField(blank=True, help_text='On that day the owner gets an e-mail, and it stands on the home page of the administration.', null=True, verbose_name='look at this again by'),
        ),
        migrations.AddField(
            model_name='historicalmeeting',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalorgan',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalorganpower',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalpaper',
            name='owner',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Who keeps this up to date. Never shown on the site.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner'),
        ),
        migrations.AddField(
            model_name='historicalpaper',
            name='review_on',
            field=models.DateField(blank=True, help_text='On that day the owner gets an e-mail, and it stands on the home page of the administration.', null=True, verbose_name='look at this again by'),
        ),
        migrations.AddField(
            model_name='historicalpaper',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalstatutechange',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalsubject',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalunion',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalunionname',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalunit',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historyevent',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='legalbasis',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='meeting',
            name='owner',
            field=models.ForeignKey(blank=True, help_text='Who keeps this up to date. Never shown on the site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='reminded_of',
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='meeting',
            name='review_on',
            field=models.DateField(blank=True, help_text='On that day the owner gets an e-mail, and it stands on the home page of the administration.', null=True, verbose_name='look at this again by'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='organ',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='organpower',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='paper',
            name='owner',
            field=models.ForeignKey(blank=True, help_text='Who keeps this up to date. Never shown on the site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner'),
        ),
        migrations.AddField(
            model_name='paper',
            name='reminded_of',
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='paper',
            name='review_on',
            field=models.DateField(blank=True, help_text='On that day the owner gets an e-mail, and it stands on the home page of the administration.', null=True, verbose_name='look at this again by'),
        ),
        migrations.AddField(
            model_name='paper',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='statutechange',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='subject',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='union',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='unionname',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='unit',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        ]),
        migrations.RunPython(note_states, migrations.RunPython.noop, elidable=True),
    ]
