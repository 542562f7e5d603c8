"""What is over is erased by itself, and nothing a day too early."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories as make
from unions.background import periodic
from unions.models import AccountLink, Invitation, OutgoingMail
from unions.privacy.erasure import erase, erase_what_is_over
from unions.privacy.inventory import Erasure, inventory

pytestmark = pytest.mark.django_db


def aged(row, field: str, days: int):
    type(row)._base_manager.filter(pk=row.pk).update(**{field: timezone.now() - timedelta(days=days)})
    return row


def test_addresses_go_when_their_time_is_over_history_included(union):
    old, young = (make.make_outgoing_mail(to="ayse.ornek@birlik.example") for _each in range(2))
    old.subject = "Değişti"
    old.save()
    aged(old, "created_at", 731)
    aged(young, "created_at", 729)

    assert erase_what_is_over() == 1

    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.to, old.subject) == ("", "Değişti")
    assert young.to == "ayse.ornek@birlik.example"
    if hasattr(OutgoingMail, "history"):
        assert set(OutgoingMail.history.filter(id=old.pk).values_list("to", flat=True)) <= {""}
    # A second run finds nothing more to do.
    assert erase_what_is_over() == 0


def test_every_rule_of_the_inventory_can_be_carried_out_and_is_said_in_words(union):
    invitation = aged(make.make_invitation(), "expires_at", 366)
    version = invitation.version
    rules = [(activity, rule) for activity in inventory().activities for rule in activity.erasures]

    done = {rule.model: erase(rule, timezone.now()) for _activity, rule in rules}

    assert done["unions.Invitation"] == 1
    invitation = Invitation.all_unions.get(pk=invitation.pk)
    assert (invitation.email, invitation.version) == ("", version + 1)
    assert all(activity.retention["tr"] and activity.retention["en"] for activity, _rule in rules)
    assert erase_what_is_over in periodic.TASKS


def test_rows_without_fields_to_empty_are_deleted(union):
    user = make.make_user()
    now = timezone.now()
    links = [
        AccountLink.objects.create(
            user=user, purpose="password", digest=str(days), issued_at=now, expires_at=now - timedelta(days=days)
        )
        for days in [31, 29]
    ]

    assert erase(Erasure("unions.AccountLink", 30, "expires_at"), now) == 1
    assert [link.pk for link in AccountLink.objects.all()] == [links[1].pk]
