"""The ways in: the bare host name and the home page."""

from operator import attrgetter

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import translation

from pages.frame.identity import Identity
from pages.models import Event, Post
from unions.caching.per_generation import cached_per_generation
from unions.models import Decision, Meeting, Organ
from unions.tenancy.requests import UnionRequest


def entrance(request: UnionRequest) -> HttpResponse:
    """The way from the bare host name to the home page in the union's first language."""
    with translation.override(request.union.default_language):
        return redirect("home")


def home(request: UnionRequest) -> HttpResponse:
    """The union at a glance, what comes next, what is new, and the ways to what people ask for most."""
    meetings = list(Meeting.objects.published().upcoming().select_related("organ")[:3])
    events = Event.objects.published().upcoming()[:4]
    posts = Post.objects.published().newest_of_each_kind(3)
    context = {
        "identity": Identity(request, next_meeting=meetings[0] if meetings else None),
        "coming": sorted([*meetings, *events], key=attrgetter("starts_at"))[:4],
        "announcements": posts[Post.Kind.ANNOUNCEMENT],
        "news": posts[Post.Kind.NEWS],
        "decisions": Decision.objects.published().with_origin()[:3],
        "executive": cached_per_generation(request, executive_organ),
    }
    return TemplateResponse(request, "pages/frame/home.html", context)


def executive_organ() -> Organ | None:
    return Organ.objects.executive().first()
