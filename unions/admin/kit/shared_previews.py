"""Links by which colleagues without an account see a page before it is published; listed, and revoked at any time."""

import json
from copy import copy
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from unions.admin.kit.next_version_forms import BESIDE
from unions.admin.kit.next_versions import NextVersionViews
from unions.admin.kit.preview import page_of
from unions.admin.kit.unsaved import is_typed
from unions.history.moments import one_version
from unions.models import NextVersion, SharedPreview
from unions.models.about_row import about
from unions.models.shared_preview import LASTS
from unions.publishing import preview
from unions.publishing.addresses import LANGUAGES
from unions.tenancy import scope
from unions.tenancy.origin import absolute
from unions.tenancy.roles import may_enter

# What a link leads to is for whoever has it, and for nobody to keep, to find or to hear of.
HEADERS = {
    "Cache-Control": "no-store, private",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


class SharedPreviewViews(NextVersionViews):
    """The page on which links for colleagues are made and revoked."""

    def get_urls(self):
        urls = super().get_urls()
        if not self.has_preview:
            return urls
        view = self.admin_site.admin_view(self.share_view)
        return [path("<path:object_id>/paylas/", view, name=self.next_name("share")), *urls]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if change and obj is not None and self.has_preview and self.may_prepare(request, obj):
            context["share_url"] = self.url_of("share", obj.pk)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def share_view(self, request, object_id) -> HttpResponse:
        row, draft, _review = self.prepared(request, object_id)
        if not self.may_prepare(request, row):
            raise PermissionDenied
        links = SharedPreview.objects.of_row(row)
        if request.method == "POST":
            if "revoke" in request.POST:
                number = request.POST["revoke"]
                known = links.filter(pk=number if number.isdecimal() and len(number) < 19 else 0)
                if known.usable().update(revoked_at=timezone.now()):
                    messages.success(request, _("The link no longer works."))
            else:
                self.make_link(request, row, draft)
            return HttpResponseRedirect(request.path)
        context = {
            "title": _("Links for colleagues: %(name)s") % {"name": row},
            "object": row,
            "links": [(link, addresses_of(request, link)) for link in links.select_related("made_by")[:50]],
            "days": LASTS,
            "change_url": self.url_of("change", row.pk),
        }
        return self.answer(request, "admin/share.html", context)

    def make_link(self, request: Any, row: Any, draft: NextVersion | None) -> None:
        days = request.POST.get("days", "")
        lasts = int(days) if days in map(str, LASTS) else LASTS[1]
        fields: list[tuple[str, str]] = []
        if request.POST.get("shows") != "latest":
            data = self.as_stored(self.as_writer(request, draft), row, draft).POST if draft else None
            data = data if data is not None else self.form_of_row(request, row)
            fields = [
                (name, value)
                for name, values in data.lists()
                for value in values
                if is_typed(name) and name not in BESIDE
            ]
        SharedPreview.objects.create(
            **about(row),
            name=str(row)[:300],
            data=json.dumps(fields) if fields else "",
            made_by=request.user,
            expires_at=timezone.now() + timedelta(days=lasts),
        )
        messages.success(request, _("The link is made. Whoever has it sees the page, without an account."))


def addresses_of(request: Any, link: SharedPreview) -> list[tuple[str, str]]:
    """The addresses of a link, a language each."""
    return [(code, absolute(request, reverse("admin:shared_preview", args=[link.token, code]))) for code in LANGUAGES]


def shared_preview_view(site: Any, request: Any, token: str, language: str) -> HttpResponse:
    """The page as its maker would see it; nothing without the right link, and nothing of another union."""
    links = SharedPreview.objects.of_union(scope.union()).usable().select_related("made_by", "content_type")
    link = links.filter(token=token).first() if len(token) <= 64 and token.isascii() else None
    if link is None or language not in LANGUAGES:
        raise Http404
    if request.method not in ["GET", "HEAD"]:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    model_admin = site._registry.get(link.content_type.model_class())
    # Whoever has left the union has taken the links along.
    if model_admin is None or not may_enter(link.made_by):
        raise Http404
    shown = copy(request)
    shown.user = link.made_by
    with one_version(), transaction.atomic():
        row = model_admin.get_object(shown, str(link.object_id))
        if row is None or not model_admin.may_prepare(shown, row):
            raise Http404
        response = page_behind(model_admin, shown, row, link, language)
        transaction.set_rollback(True)
    for name, value in HEADERS.items():
        response[name] = value
    return response


def page_behind(model_admin: Any, request: Any, row: Any, link: SharedPreview, language: str) -> HttpResponse:
    draft = NextVersion.objects.of_row(row).select_related("written_by").first()
    paths = {code: reverse("admin:shared_preview", args=[link.token, code]) for code in LANGUAGES}
    saved: Any = row
    if link.is_pinned or draft is not None:
        typed = model_admin.as_stored(request, row, link if link.is_pinned else draft)
        typed.ignores_versions = link.is_pinned
        saved, _refused = model_admin.saved_as_typed(request, typed, str(row.pk))
        if saved is None:
            return not_complete()
    return page_of(request, preview.Preview(saved, paths, ""), language)


def not_complete() -> HttpResponse:
    """Says that there is nothing to show now, and no more than that."""
    text = _("What is being prepared cannot be shown yet. Please try again later.")
    return HttpResponse(text, content_type="text/plain; charset=utf-8", status=404)
