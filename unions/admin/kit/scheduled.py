"""Publishes next versions when their hour comes, as their form would if the person who scheduled it sent it now."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from typing import Any

from django.contrib import admin
from django.contrib.messages.storage.base import BaseStorage
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import PermissionDenied
from django.core.handlers.wsgi import WSGIRequest
from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils import translation
from simple_history.models import HistoricalRecords

from unions.admin.kit.next_version_forms import NUMBER
from unions.admin.kit.next_versions import next_url
from unions.background import periodic
from unions.history.moments import one_version
from unions.models import NextVersion, Review, UnionHost
from unions.publishing.states import Publishable
from unions.reviewing import mails
from unions.tenancy import scope
from unions.tenancy.roles import may_enter

log = logging.getLogger(__name__)


class Unsaid(BaseStorage):
    """What a form says after saving, where nobody reads it."""

    def _get(self, *args: Any, **kwargs: Any) -> tuple[list, bool]:
        return [], True

    def _store(self, messages: Any, response: HttpResponse, *args: Any, **kwargs: Any) -> list:
        return []


def publish_due() -> int:
    """Publish every next version whose hour has come; returns how many were."""
    due = NextVersion.objects.due().select_related("union", "content_type", "scheduled_by", "written_by")
    return sum(
        periodic.apart(
            f"The publishing of the next version {draft.pk} ({draft.union.code})", partial(publish_one, draft)
        )
        for draft in due[:50]
    )


def publish_one(draft: NextVersion) -> bool:
    """Publish it, or tell why not: it stays as a draft then, and readers see what they saw."""
    with scope.of(draft.union), translation.override(getattr(draft.scheduled_by, "language", "tr")):
        # Two workers: one conditional statement decides.
        taken = NextVersion.objects.filter(pk=draft.pk, number=draft.number, publish_at=draft.publish_at)
        with transaction.atomic():
            if not taken.update(publish_at=None):
                return False
        try:
            why = why_not(draft)
        except (PermissionDenied, Http404):
            why = "—"
        if why:
            log.warning("The next version of %s could not be published.", draft)
            tell(draft, why)
        return not why


def why_not(draft: NextVersion) -> str:
    """Publish it; what hinders, if anything does."""
    model: Any = draft.content_type.model_class()
    model_admin: Any = admin.site._registry.get(model)
    person = draft.scheduled_by
    if model_admin is None or person is None or not may_enter(person):
        return "—"
    request: Any = request_of(person, draft.union)
    row = model_admin.get_object(request, str(draft.object_id))
    if row is None or row.status != Publishable.Status.PUBLISHED:
        # Deleted or withdrawn since: nobody wants it to come back by itself.
        return "—"
    typed = model_admin.as_stored(request, row, draft)
    request.POST, request._files = typed.POST, typed._files
    request.POST[NUMBER] = str(draft.number)
    request.POST["_publish"] = "1"
    with one_version(), by(request):
        response = model_admin.changeform_view(request, str(draft.object_id))
    if response.status_code == 302:
        return ""
    shown = response.context_data
    found = [*map(str, shown["adminform"].form.non_field_errors())]
    return "; ".join([*found, *(f"{each.label}: {each.text}" for each in shown["mistakes"])]) or "—"


@contextmanager
def by(request: Any) -> Iterator[None]:
    """The history names the person of this request for what is saved inside."""
    HistoricalRecords.context.request = request
    try:
        yield
    finally:
        del HistoricalRecords.context.request


def request_of(person: Any, union: Any) -> Any:
    """A request as the person would send it."""
    environment = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/yonetim/",
        "SCRIPT_NAME": "",
        "SERVER_NAME": host_of_union(),
        "SERVER_PORT": "443",
        "wsgi.url_scheme": "https",
        "wsgi.input": BytesIO(),
    }
    request: Any = WSGIRequest(environment)
    request.user, request.union, request.session = person, union, SessionBase()
    request._dont_enforce_csrf_checks = True
    request._messages = Unsaid(request)
    request.csp_nonce = ""
    return request


def host_of_union() -> str:
    return UnionHost.objects.order_by("-is_primary", "pk").values_list("host", flat=True).first() or "localhost"


def tell(draft: NextVersion, why: str) -> None:
    """Say by mail to whoever scheduled it that it was not published, and on the start page."""
    model: Any = draft.content_type.model_class()
    row = model._default_manager.filter(pk=draft.object_id).first() if model is not None else None
    if row is None or draft.scheduled_by is None:
        return
    review = Review.objects.send(row, user=draft.scheduled_by, note="")
    review.send_back(draft.scheduled_by, why)
    mails.tell_author(review, model, f"https://{host_of_union()}{next_url(row)}")
