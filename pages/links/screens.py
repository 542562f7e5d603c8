"""The pages of the administration about links, and the chooser of the text editor."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.http import Http404, HttpResponse, JsonResponse
from django.urls import path
from django.utils.translation import gettext as _

from pages.links.models import Link
from pages.links.references import REFERENCE, reference_to, state_of, thing_at
from pages.links.targets import Target, targets
from pages.links.where_linked import MOST_LISTED, STATES, lines, links_here
from unions.admin.kit.screens import Screens
from unions.tenancy import scope
from unions.tenancy.requests import UnionRequest
from unions.text.choices import RANK
from unions.text.turkish import capfirst

# Of each kind, and altogether.
MOST_OF_A_KIND = 6
MOST_OFFERED = 12


class LinkScreens(Screens):
    """Adds the pages about links to the admin of the pages."""

    def get_urls(self) -> list:
        def guarded(view: Any) -> Any:
            return self.admin_site.admin_view(view)

        return [
            path("baglantilar/", guarded(self.broken_links), name="pages_links"),
            path("baglantilar/sec/", guarded(self.choose_target), name="pages_links_choose"),
            path("baglantilar/<slug:name>/", guarded(self.links_to), name="pages_links_here"),
            path("baglantilar/<str:label>/<int:pk>/", guarded(self.links_from), name="pages_links_of"),
            *super().get_urls(),
        ]

    def broken_links(self, request: UnionRequest) -> HttpResponse:
        """All links of what readers see that lead them nowhere."""
        links = Link.objects.filter(union=request.union).order_by("source", "source_pk", "pk")
        broken = [line for line in lines(links, request) if line.is_broken and line.source_state == "public"]
        return self.list_of(request, _("Broken links"), broken)

    def links_to(self, request: UnionRequest, name: str) -> HttpResponse:
        """All links that lead to one thing."""
        found = thing_at(f"/b/{name}", request.union.pk)
        if isinstance(found, str) or not may_see(request, found.target):
            raise Http404
        links = links_here(found.row).order_by("source", "source_pk", "pk")
        return self.list_of(request, _("Links to: %s") % found.row, list(lines(links, request)))

    def links_from(self, request: UnionRequest, label: str, pk: int) -> HttpResponse:
        """All links to the site in the texts of one row."""
        try:
            model_admin = admin.site._registry[apps.get_model(label)]
        except (LookupError, ValueError):
            raise Http404 from None
        row = model_admin.get_object(request, str(pk)) if model_admin.has_view_permission(request) else None
        if row is None:
            raise Http404
        links = Link.objects.filter(union=request.union).of_row(row).order_by("field", "pk")
        return self.list_of(request, _("Links in: %s") % row, list(lines(links, request)))

    def list_of(self, request: UnionRequest, title: str, found: list) -> HttpResponse:
        more = len(found) - MOST_LISTED
        return self.screen(request, "admin/links/list.html", title, lines=found[:MOST_LISTED], more=max(more, 0))

    def choose_target(self, request: UnionRequest) -> HttpResponse:
        """What the text editor offers for a link: things by their names, or the one that a reference means."""
        reference = REFERENCE.match(request.GET.get("reference", ""))
        if reference:
            found = thing_at(reference[0], request.union.pk)
            if isinstance(found, str) or not may_see(request, found.target):
                return JsonResponse({"results": []})
            return JsonResponse({"results": [offer(found.target, found.row)]})
        text = request.GET.get("q", "").strip()
        return JsonResponse({"results": offers(request, text) if text and text.isprintable() else []})


def may_see(request: UnionRequest, target: Target) -> bool:
    model_admin = admin.site._registry.get(target.model)
    return model_admin is not None and model_admin.has_view_permission(request)


def offers(request: UnionRequest, text: str) -> list[dict]:
    """The things whose names hold the words, in one order over all kinds."""
    found: list[tuple[int, int, dict]] = []
    union = scope.union()
    for place, target in enumerate(targets().values()):
        model_admin: Any = admin.site._registry.get(target.model)
        if not may_see(request, target) or not model_admin.get_search_fields(request):
            continue
        rows, _duplicates = model_admin.get_search_results(request, target.rows(union.pk if union else None), text)
        for row in rows[:MOST_OF_A_KIND]:
            found.append((getattr(row, RANK, 0), place, offer(target, row)))
    return [each for _rank, _place, each in sorted(found, key=lambda each: each[:2])[:MOST_OFFERED]]


def offer(target: Target, row: Any) -> dict:
    model_admin: Any = admin.site._registry[target.model]
    state = state_of(row)
    return {
        "reference": reference_to(target, row.pk),
        "text": model_admin.choice_label(row),
        "kind": capfirst(str(row._meta.verbose_name)),
        "state": "" if state == "public" else str(STATES[state]),
    }
