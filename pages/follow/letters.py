"""The mails to followers: the one that asks to confirm, and the letters with what has become public since the last."""

import logging
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from members.checks.mail import sender
from pages.follow.models import Subscription, token_of
from pages.follow.topics import Told, Topic, is_gone, note_what_is_public, topic_of
from unions.background import periodic
from unions.background.encryption import DecryptionError
from unions.models import OutgoingMail, Union
from unions.models.mail import LINK_PLACE
from unions.tenancy import scope

log = logging.getLogger(__name__)
LETTERS = "letters"
# A letter that waits for longer might name what has meanwhile been withdrawn.
GIVEN_UP_AFTER = timedelta(hours=6)
# Of one union in one run; the next follows within the hour.
MOST_LETTERS = 500


def ask_to_confirm(subscription: Subscription, title: str) -> None:
    """The first mail: nobody gets letters whose mailbox somebody else typed in."""
    send(subscription, "confirm", {"title": title, "link": LINK_PLACE})


def send_letters() -> int:
    """Write all letters that are due into the outbox; returns how many."""
    number = 0
    for union in Union.objects.all():
        # A union that has ended publishes nothing more.
        if union.has_ended or not Subscription.objects.filter(union=union).exists():
            continue
        with scope.of(union):
            step = partial(send_letters_of, union, timezone.now())
            number += periodic.apart(f"The letters to the followers of {union.code}", step)
    return number


def send_letters_of(union: Union, now: datetime) -> int:
    Subscription.objects.filter(union=union).never_confirmed(now).delete()
    note_what_is_public(union)
    due: dict[tuple[str, str], list[Subscription]] = {}
    for row in Subscription.objects.filter(union=union).due(now).order_by("pk"):
        due.setdefault((row.follower, row.language), []).append(row)
    return sum(write_letter(union, rows, now) for rows in list(due.values())[:MOST_LETTERS])


def write_letter(union: Union, subscriptions: list[Subscription], now: datetime) -> bool:
    """One letter about all that somebody follows in a language; none where nothing is new."""
    keys = [row.pk for row in subscriptions]
    first = subscriptions[0]
    with translation.override(first.language), transaction.atomic():
        sections = []
        gone = []
        for row in subscriptions:
            topic = topic_of(union, row.what)
            if topic is None and is_gone(union, row.what):
                gone.append(row.pk)
                topic = Topic(_("No longer there"), reverse("home"))
                told_of = Told(
                    _("The page you followed is no longer there; there will be no more updates about it."), row.what
                )
                sections.append({"topic": topic, "told": [told_of], "is_cut": False})
                continue
            told, is_cut = topic.new_since(union, row.last_looked_at) if topic else ([], False)
            if topic and told:
                sections.append({"topic": topic, "told": told, "is_cut": is_cut})
        try:
            if sections:
                send(first, "letter", {"sections": sections, "link": LINK_PLACE})
        except DecryptionError as error:
            log.warning("The address of a follower cannot be read: %s", error)
            return False
        # By UPDATE: whoever has left meanwhile stays away.
        Subscription.objects.filter(pk__in=keys).update(last_looked_at=now)
        if sections:
            Subscription.objects.filter(pk__in=keys).update(last_sent_at=now)
        Subscription.objects.filter(pk__in=gone).delete()
    return bool(sections)


def send(subscription: Subscription, template: str, values: dict[str, Any]) -> None:
    """Put a mail to a follower into the outbox, in their language, with the link to their own page."""
    union = subscription.union
    with translation.override(subscription.language):
        token = token_of(union.pk, subscription.follower)
        context = {
            **values,
            "origin": subscription.origin,
            "union_name": union.current_name.name,
            "every": subscription.get_rhythm_display(),
        }
        mail = OutgoingMail.written(f"pages/follow/mail/{template}.txt", context, union=union, to=subscription.email)
        name = "follow_confirm" if template == "confirm" else "follow_mine"
        link = subscription.origin + reverse(name, args=[token])
        leave = subscription.origin + reverse("follow_leave", args=[token])
    mail.reply_to = sender().email
    # Who follows what is nobody's business in the office.
    mail.is_personal = True
    mail.letter = LETTERS
    mail.give_up_at = timezone.now() + GIVEN_UP_AFTER
    mail.attach_link(link)
    if template == "letter":
        mail.attach_way_out(leave)
    mail.save()


def erase(union: Union, follower: str) -> int:
    """Everything that is known of a follower goes, the mails in the outbox included; returns how much they followed."""
    rows = list(Subscription.objects.of_follower(union, follower))
    for row in rows[:1]:
        try:
            OutgoingMail.all_unions.filter(union=union, to=row.email, letter=LETTERS).delete()
        except DecryptionError as error:
            log.warning("The address of a follower cannot be read: %s", error)
    Subscription.objects.of_follower(union, follower).delete()
    return len(rows)
