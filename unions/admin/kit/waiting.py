"""The lines of the start page: what waits for the person, what came back to them, and their own next versions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language

from unions.admin.kit.rights import may_publish
from unions.models import NextVersion, Review
from unions.tenancy import scope
from unions.text.turkish import capfirst

# More are found in the lists.
MOST_LINES = 20


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
    for review in reviews_for(request):
        model = model_shown(site, review)
        if model is None:
            continue
        if review.state == Review.State.SENT_BACK:
            line = line_of(model, review, "change", review.answered_by, review.sent_at, review.answer)
            lines["sent_back_to_you"].append(line)
        elif may_publish(request, model) and review.sent_by_id != request.user.pk:
            lines["waiting_for_you"].append(line_of(model, review, "next", review.sent_by, review.sent_at, review.note))
    own = NextVersion.objects.of_union(scope.union()).filter(written_by=request.user).order_by("-written_at")
    for draft in own[:MOST_LINES]:
        model = model_shown(site, draft)
        if model is not None:
            lines["your_next_versions"].append(line_of(model, draft, "next", request.user, draft.written_at))
    return {heading: found[:MOST_LINES] for heading, found in lines.items()}


def reviews_for(request: Any) -> Any:
    mine = Q(state=Review.State.SENT_BACK, sent_by=request.user)
    found = Review.objects.of_union(scope.union()).filter(mine | Q(state=Review.State.WAITING))
    return found.select_related("content_type", "sent_by", "answered_by").order_by("-sent_at")[:200]


def model_shown(site: Any, about: Any) -> Any:
    model = about.content_type.model_class()
    return model if model is not None and model in site._registry else None


def line_of(model: Any, about: Any, page: str, person: Any, time: datetime, note: str = "") -> Line:
    return Line(
        name=about.name,
        kind=capfirst(str(model._meta.verbose_name), get_language() or "tr"),
        url=reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=[about.object_id]),
        person=str(person or ""),
        time=time,
        note=note,
    )
