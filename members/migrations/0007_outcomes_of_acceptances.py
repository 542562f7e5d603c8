"""A decision that accepted a member was accepted, where its votes do not say otherwise."""

from django.db import migrations


def derive(apps, schema_editor):
    alias = schema_editor.connection.alias
    memberships = apps.get_model("members", "Membership")._base_manager.using(alias).exclude(acceptance=None)
    decisions = apps.get_model("unions", "Decision")._base_manager.using(alias)
    keys = memberships.order_by().values("acceptance")
    decisions.filter(pk__in=keys, outcome="unrecorded", votes_for=None, votes_against=None).update(outcome="accepted")


class Migration(migrations.Migration):
    dependencies = [("members", "0006_municipality_established"), ("unions", "0009_outcomes_of_old_decisions")]

    operations = [migrations.RunPython(derive, migrations.RunPython.noop)]
