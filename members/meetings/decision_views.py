"""The decisions of the organs: their list, the page of each, and its short address."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse

from members.meetings import life_line
from members.meetings.filters import DecisionFilter
from members.meetings.models import RollCallVote
from members.meetings.views import organs_and_years
from members.municipalities.models import Municipality
from unions.lists.filters import DayFilter
from unions.lists.finding import with_text
from unions.lists.paging import count_of, page_of, pager
from unions.models import Decision
from unions.publishing.breadcrumbs import breadcrumbs
from unions.publishing.lookup import Moved, public_row
from unions.publishing.short_addresses import CITATION, to_first_language
from unions.tenancy.origin import absolute
from unions.tenancy.requests import UnionRequest
from unions.text.languages import active_language
from unions.text.turkish import capfirst

REFERENCE = re.compile(r"(?:(?P<series>[A-Za-z]+)-)?(?P<number>[0-9]{1,9})")


def decision_list(request: UnionRequest) -> HttpResponse:
    """Decisions, the newest first, by year, organ or subject."""
    decisions = Decision.objects.published()
    form = DecisionFilter(request, *organs_and_years(request, decisions))
    chosen = form.values
    words, subject = chosen.pop("text", ""), chosen.pop("subject", None)
    rows = decisions.narrowed(**chosen).of_subject(subject).with_organ().with_strikes()
    found = with_text(request, rows, "decision", words)
    page = page_of(request, found.rows, count=found.number if words else count_of(request, rows))
    context = {"form": form, "found": found, "page": page, "pager": pager(request, page)}
    return TemplateResponse(request, "members/meetings/decision_list.html", context)


def accepted_by(decision: Decision) -> list[tuple[Municipality, str]]:
    """The municipalities whose membership it concerns, each with what it was called on that day."""
    places = [membership.municipality for membership in decision.accepted_memberships.with_municipality()]
    return [(place, place.title_on(decision.date)) for place in places]


def decision_detail(request: UnionRequest, year: int, reference: str) -> HttpResponse:
    """A decision with its text, its vote and its way from the call to its effect."""
    rows = Decision.objects.with_origin().with_related_flags()
    decision = public_row(rows, **decision_lookup(year, reference))
    if decision.reference != reference:
        raise Moved(decision.get_absolute_url())
    request.subject = decision
    meeting = decision.agenda_item.meeting if decision.agenda_item else None
    meeting = meeting if meeting and meeting.is_public else None
    form = DayFilter(request)
    day = form.values.get("day")
    votes = decision.roll_call.select_related("seat__person", "seat__municipality__province")
    context = {
        "decision": decision,
        "meeting": meeting,
        "steps": life_line.steps(decision, meeting),
        "amends": decision.amends if decision.amends and decision.amends.is_public else None,
        "amended_by": decision.effective_changes(day),
        "form": form,
        "day": day,
        "standing": life_line.standing(decision, day),
        "rulings": decision.known_rulings(),
        "contradicts_votes": decision.contradicts_votes(),
        "papers": decision.papers.published() if decision.has_papers else [],
        "sides": sides_of(votes) if decision.has_roll_call else [],
        "accepted": accepted_by(decision) if decision.has_accepted_memberships else [],
        "short_url": absolute(request, decision.short_address),
        "breadcrumbs": breadcrumbs("decision_list"),
    }
    return TemplateResponse(request, "members/meetings/decision_detail.html", context)


class Side(NamedTuple):
    """Those who voted alike in a roll call."""

    label: str
    votes: list[RollCallVote]


def sides_of(votes: Iterable[RollCallVote]) -> list[Side]:
    """The votes of a roll call by side: for, against, abstaining; each in the order of the roll call."""
    by_option: dict[str, list[RollCallVote]] = {}
    for vote in votes:
        by_option.setdefault(vote.option, []).append(vote)
    options = RollCallVote.Option
    return [
        Side(capfirst(str(option.label), active_language()), by_option[option])
        for option in options
        if option in by_option
    ]


def decision_lookup(year: int, reference: str) -> dict:
    """The year, series and number of a decision from a reference such as 17 or E-17."""
    parts = REFERENCE.fullmatch(reference)
    if parts is None:
        raise Http404("This is no decision's number.")
    return {"year": year, "series": (parts["series"] or "").upper(), "number": int(parts["number"])}


def decision_short(request: UnionRequest, citation: str) -> HttpResponse:
    """From a decision's permanent short address to its page in the union's first language."""
    parts = CITATION.fullmatch(citation)
    if parts is None:
        raise Http404("This is no decision's number.")
    lookup = decision_lookup(int(parts["year"]), parts["rest"])
    return to_first_language(request, Decision.objects.cited(**lookup))
