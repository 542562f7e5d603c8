"""What the office enters on the screens of a meeting, and what the screens answer."""

import re
from datetime import datetime

from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from unions.models import AgendaItem, Meeting

PRINTED = ["unions_meeting_call", "unions_meeting_sheet", "unions_meeting_minutes"]


def at(moment: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(moment))


def page(name: str, meeting: Meeting | None = None) -> str:
    return reverse(f"admin:{name}", args=[meeting.pk] if meeting else [])


def results(meeting: Meeting, item: AgendaItem | None = None) -> str:
    """The screen of the results, with the column of roll-call votes for an item."""
    return page("unions_meeting_results", meeting) + (f"?adla={item.pk}" if item else "")


def preparation(**changes) -> dict:
    """The entries for a new meeting."""
    return {
        "kind": "ordinary",
        "title_tr": "Kasım olağan toplantısı",
        "starts_at": "2026-11-25T14:00",
        "second_call_at": "2026-11-27T14:00",
        "place_tr": "Meclis salonu",
        **changes,
    }


def entries(meeting: Meeting, *, present=(), number: int | None = None, **vote) -> dict:
    """The entries of a clerk: who attended, and a decision on the last item of the agenda."""
    fields = {f"seat-{seat.pk}-state": "present" for seat in present}
    item = meeting.agenda_items.last()
    if number:
        fields.update({f"item-{item.pk}-number": str(number), f"item-{item.pk}-title_tr": "Bütçenin kabulü"})
    return {**fields, **{f"item-{item.pk}-{name}": value for name, value in vote.items()}, "state": "held"}


def decision_entries(item: AgendaItem, **values) -> dict:
    """The entries for one agenda item; the meeting was held and everyone attended."""
    fields = {"number": "7", "title_tr": "Bütçenin kabulü", **values}
    named = {f"item-{item.pk}-{name}": value for name, value in fields.items()}
    return {"state": "held", "others-state": "present", **named}


def votes(seats, *options) -> dict:
    return {f"seat-{seat.pk}-vote": option for seat, option in zip(seats, options, strict=True)}


def errors_on(answer) -> dict[str, list[str]]:
    """The errors on the screen of the results, by the full name of their fields."""
    screen = answer.context["screen"]
    forms = [screen.state, screen.others, screen.steps, *screen.attendance, *screen.results]
    return {form.add_prefix(name): list(texts) for form in forms for name, texts in form.errors.items()}


def messages_of(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def warnings_of(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request) if message.level_tag == "warning"]


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())
