"""The lines of the start page: what waits for the person, what came back to them, and their own next versions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce, Concat, NullIf, Trim
from django.urls import reverse
from django.utils.translation import get_language

from unions.admin.kit.rights import may_publish
from unions.models import NextVersion, Review
from unions.tenancy import scope
from unions.text.turkish import capfirst

# More are found in the lists.
MOST_LINES, MOST_ROWS = 20, 200
# Under which heading each stands, and which page it leads to.
PLACES = {
    "waiting": ("waiting_for_you", "next"),
    "sent_back": ("sent_back_to_you", "change"),
    "own": ("your_next_versions", "next"),
}


@dataclass(frozen=True)
class Line:
    """One entry that somebody has to look at."""

    name: str
    kind: str
    url: str
    person: str
    time: datetime
    note: str = ""


def lines_of(request: Any, site: Any) -> dict[str, list[Line]]:
    """What the start page shows, by heading."""
    lines: dict[str, list[Line]] = {"waiting_for_you": [], "sent_back_to_you": [], "your_next_versions": []}
    for what, kind, object_id, name, person, time, note, sender in rows_for(request):
        model = model_shown(site, kind)
        if model is None or (what == "waiting" and (sender == request.user.pk or not may_publish(request, model))):
            continue
        heading, page = PLACES[what]
        lines[heading].append(
            Line(
                name=name,
                kind=capfirst(str(model._meta.verbose_name), get_language() or "tr"),
                url=reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=[object_id]),
                person=person,
                time=time,
                note=note,
            )
        )
    return {heading: found[:MOST_LINES] for heading, found in lines.items()}


def rows_for(request: Any) -> list[tuple]:
    """The reviews and the next versions that concern the person, the latest first, in one query."""
    mine = Q(state=Review.State.SENT_BACK, sent_by=request.user)
    reviews = Review.objects.filter(mine | Q(state=Review.State.WAITING), union=scope.union())
    own = NextVersion.objects.filter(union=scope.union(), written_by=request.user)
    about = ["what", "content_type", "object_id", "name", "person", "time", "noted", "sender"]
    columns = [
        reviews.annotate(
            what=F("state"),
            person=Case(When(mine, then=person_of("answered_by")), default=person_of("sent_by")),
            time=F("sent_at"),
            noted=Case(When(mine, then=F("answer")), default=F("note")),
            sender=F("sent_by"),
        ),
        own.annotate(
            what=Value("own"),
            person=Value(str(request.user)),
            time=F("written_at"),
            noted=Value(""),
            sender=F("written_by"),
        ),
    ]
    parts = [rows.order_by().values_list(*about) for rows in columns]
    return list(parts[0].union(parts[1], all=True).order_by("-time")[:MOST_ROWS])


def person_of(column: str) -> Any:
    """The name of a person as a column, or the user name."""
    name = Trim(Concat(F(f"{column}__first_name"), Value(" "), F(f"{column}__last_name")))
    return Coalesce(NullIf(name, Value("")), F(f"{column}__username"), Value(""))


def model_shown(site: Any, content_type_id: int) -> Any:
    # Known already: the forms of this page's models ask for it.
    model = ContentType.objects.get_for_id(content_type_id).model_class()
    return model if model is not None and model in site._registry else None
