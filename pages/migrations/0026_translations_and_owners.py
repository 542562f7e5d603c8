import django.db.models.deletion
import unions.text.translation_state
from unions.migrations._together import Together
from unions.text.translation_state import note_all
from django.conf import settings
from django.db import migrations, models


def note_states(apps, schema_editor):
    note_all(apps.get_app_config("pages").get_models())


class Migration(migrations.Migration):

    dependencies = [
        ('pages', '0025_pictures_into_the_library'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
        migrations.AddField(
            model_name='accessibilitycontact',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='accessibilityfinding',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='accessibilityreview',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='document',
            name='owner',
            field=models.ForeignKey(blank=True, help_text='Who keeps this up to date. Never shown on the site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner'),
        ),
        migrations.AddField(
            model_name='document',
            name='reminded_of',
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='document',
            name='review_on',
            field=models.DateField(blank=True, help_text='On that day the owner gets an e-mail, and it stands on the home page of the administration.', null=True, verbose_name='look at this again by'),
        ),
        migrations.AddField(
            model_name='document',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='dutyrecord',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='event',
            name='owner',
            field=models.ForeignKey(blank=True, help_text='Who keeps this up to date. Never shown on the site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner'),
        ),
        migrations.AddField(
            model_name='event',
            name='reminded_of',
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='event',
            name='review_on',
            field=models.DateField(blank=True, help_text='On that day the owner gets an e-mail, and it stands on the home page of the administration.', null=True, verbose_name='look at this again by'),
        ),
        migrations.AddField(
            model_name='event',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='eventfile',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='gallery',
            name='owner',
            field=models.ForeignKey(blank=True, help_text='Who keeps this up to date. Never shown on the site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner'),
        ),
        migrations.AddField(
            model_name='gallery',
            name='reminded_of',
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='gallery',
            name='review_on',
            field=models.DateField(blank=True, help_text='On that day the owner gets an e-mail, and it stands on the home page of the administration.', null=True, verbose_name='look at this again by'),
        ),
        migrations.AddField(
            model_name='gallery',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalaccessibilitycontact',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalaccessibilityfinding',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalaccessibilityreview',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicaldocument',
            name='owner',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Who keeps this up to date. Never shown on the site.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner'),
        ),
        migrations.AddField(
            model_name='historicaldocument',
            name='review_on',
            field=models.DateField(blank=True, help_text='On that day the owner gets an e-mail, and it stands on the home page of the administration.', null=True, verbose_name='look at this again by'),
        ),
        migrations.AddField(
            model_name='historicaldocument',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicaldutyrecord',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalevent',
            name='owner',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Who keeps this up to date. Never shown on the site.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner'),
        ),
        migrations.AddField(
            model_name='historicalevent',
            name='review_on',
            field=models.DateField(blank=True, help_text='On that day the owner gets an e-mail, and it stands on the home page of the administration.', null=True, verbose_name='look at this again by'),
        ),
        migrations.AddField(
            model_name='historicalevent',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicaleventfile',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalgallery',
            name='owner',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Who keeps this up to date. Never shown on the site.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner'),
        ),
        migrations.AddField(
            model_name='historicalgallery',
            name='review_on',
            field=models.DateField(blank=True, help_text='On that day the owner gets an e-mail, and it stands on the home page of the administration.', null=True, verbose_name='look at this again by'),
        ),
        migrations.AddField(
            model_name='historicalgallery',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalmenuitem',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalpage',
            name='owner',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Who keeps this up to date. Never shown on the site.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner'),
        ),
        migrations.AddField(
            model_name='historicalpage',
            name='review_on',
            field=models.DateField(blank=True, help_text='On that day the owner gets an e-mail, and it stands on the home page of the administration.', null=True, verbose_name='look at this again by'),
        ),
        migrations.AddField(
            model_name='historicalpage',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalphoto',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalpost',
            name='owner',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Who keeps this up to date. Never shown on the site.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner'),
        ),
        migrations.AddField(
            model_name='historicalpost',
            name='review_on',
            field=models.DateField(blank=True, help_text='On that day the owner gets an e-mail, and it stands on the home page of the administration.', null=True, verbose_name='look at this again by'),
        ),
        migrations.AddField(
            model_name='historicalpost',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalproject',
            name='owner',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Who keeps this up to date. Never shown on the site.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner'),
        ),
        migrations.AddField(
            model_name='historicalproject',
            name='review_on',
            field=models.DateField(blank=True, help_text='On that day the owner gets an e-mail, and it stands on the home page of the administration.', null=True, verbose_name='look at this again by'),
        ),
        migrations.AddField(
            model_name='historicalproject',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalprojectfile',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalrequestlogentry',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalservice',
            name='owner',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Who keeps this up to date. Never shown on the site.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner'),
        ),
        migrations.AddField(
            model_name='historicalservice',
            name='review_on',
            field=models.DateField(blank=True, help_text='On that day the owner gets an e-mail, and it stands on the home page of the administration.', null=True, verbose_name='look at this again by'),
        ),
        migrations.AddField(
            model_name='historicalservice',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicaltender',
            name='owner',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Who keeps this up to date. Never shown on the site.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner'),
        ),
        migrations.AddField(
            model_name='historicaltender',
            name='review_on',
            field=models.DateField(blank=True, help_text='On that day the owner gets an e-mail, and it stands on the home page of the administration.', null=True, verbose_name='look at this again by'),
        ),
        migrations.AddField(
            model_name='historicaltender',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicaltenderfile',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalvacancy',
            name='owner',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Who keeps this up to date. Never shown on the site.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner'),
        ),
        migrations.AddField(
            model_name='historicalvacancy',
            name='review_on',
            field=models.DateField(blank=True, help_text='On that day the owner gets an e-mail, and it stands on the home page of the administration.', null=True, verbose_name='look at this again by'),
        ),
        migrations.AddField(
            model_name='historicalvacancy',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalvacancyfile',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='menuitem',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='page',
            name='owner',
            field=models.ForeignKey(blank=True, help_text='Who keeps this up to date. Never shown on the site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner'),
        ),
        migrations.AddField(
            model_name='page',
            name='reminded_of',
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='page',
            name='review_on',
            field=models.DateField(blank=True, help_text='On that day the owner gets an e-mail, and it stands on the home page of the administration.', null=True, verbose_name='look at this again by'),
        ),
        migrations.AddField(
            model_name='page',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='photo',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='post',
            name='owner',
            field=models.ForeignKey(blank=True, help_text='Who keeps this up to date. Never shown on the site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner'),
        ),
        migrations.AddField(
            model_name='post',
            name='reminded_of',
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='post',
            name='review_on',
            field=models.DateField(blank=True, help_text='On that day the owner gets an e-mail, and it stands on the home page of the administration.', null=True, verbose_name='look at this again by'),
        ),
        migrations.AddField(
            model_name='post',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='project',
            name='owner',
            field=models.ForeignKey(blank=True, help_text='Who keeps this up to date. Never shown on the site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner'),
        ),
        migrations.AddField(
            model_name='project',
            name='reminded_of',
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='project',
            name='review_on',
            field=models.DateField(blank=True, help_text='On that day the owner gets an e-mail, and it stands on the home page of the administration.', null=True, verbose_name='look at this again by'),
        ),
        migrations.AddField(
            model_name='project',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='projectfile',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='requestlogentry',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='service',
            name='owner',
            field=models.ForeignKey(blank=True, help_text='Who keeps this up to date. Never shown on the site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner'),
        ),
        migrations.AddField(
            model_name='service',
            name='reminded_of',
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='service',
            name='review_on',
            field=models.DateField(blank=True, help_text='On that day the owner gets an e-mail, and it stands on the home page of the administration.', null=True, verbose_name='look at this again by'),
        ),
        migrations.AddField(
            model_name='service',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='tender',
            name='owner',
            field=models.ForeignKey(blank=True, help_text='Who keeps this up to date. Never shown on the site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner'),
        ),
        migrations.AddField(
            model_name='tender',
            name='reminded_of',
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='tender',
            name='review_on',
            field=models.DateField(blank=True, help_text='On that day the owner gets an e-mail, and it stands on the home page of the administration.', null=True, verbose_name='look at this again by'),
        ),
        migrations.AddField(
            model_name='tender',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='tenderfile',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='vacancy',
            name='owner',
            field=models.ForeignKey(blank=True, help_text='Who keeps this up to date. Never shown on the site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner'),
        ),
        migrations.AddField(
            model_name='vacancy',
            name='reminded_of',
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='vacancy',
            name='review_on',
            field=models.DateField(blank=True, help_text='On that day the owner gets an e-mail, and it stands on the home page of the administration.', null=True, verbose_name='look at this again by'),
        ),
        migrations.AddField(
            model_name='vacancy',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='vacancyfile',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='historicalpicture',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        migrations.AddField(
            model_name='picture',
            name='translation_state',
            field=unions.text.translation_state.TranslationStateField(),
        ),
        ]),
        migrations.RunPython(note_states, migrations.RunPython.noop, elidable=True),
    ]
