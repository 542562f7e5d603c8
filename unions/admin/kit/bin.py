"""The page of what was deleted: found by its words, looked at, brought back with all its parts."""

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from unions.history.moments import number_of
from unions.models import Deletion
from unions.tenancy import scope
from unions.text.turkish import capfirst

ON_A_PAGE = 50


@dataclass(frozen=True)
class Deleted:
    """One line: what was deleted, of which kind, and where to look at it."""

    deletion: Deletion
    kind: str
    url: str
    may_restore: bool


def bin_page(site: Any, request: Any) -> HttpResponse:
    admins = admins_by_type(site, request)
    deletions = Deletion.objects.of_union(scope.union()).filter(content_type__in=list(admins))
    if request.method == "POST":
        return bring_back(request, admins, deletions)
    words = request.GET.get("q", "").replace("\x00", "")
    found = deletions.with_words(words).select_related("deleted_by")
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("p"))
    context = {
        **site.each_context(request),
        "title": _("Deleted entries"),
        "page_obj": page,
        "lines": [line_of(request, admins[deletion.content_type_id], deletion) for deletion in page.object_list],
        "words": words,
    }
    request.current_app = site.name
    return TemplateResponse(request, "admin/bin.html", context)


def admins_by_type(site: Any, request: Any) -> dict[int, Any]:
    """The admins whose rows the person may see and that can be brought back, by the number of their kind."""
    seen = {
        model: model_admin
        for model, model_admin in site._registry.items()
        if hasattr(model_admin, "may_restore") and model_admin.has_view_permission(request)
    }
    kinds = ContentType.objects.get_for_models(*seen)
    return {kinds[model].pk: model_admin for model, model_admin in seen.items()}


def line_of(request: Any, model_admin: Any, deletion: Deletion) -> Deleted:
    kind = capfirst(str(model_admin.opts.verbose_name), get_language() or "tr")
    url = model_admin.url_of("version", deletion.object_id, number_of(deletion.deleted_at))
    return Deleted(deletion, kind, url, model_admin.may_restore(request, None))


def bring_back(request: Any, admins: dict[int, Any], deletions: QuerySet[Deletion]) -> HttpResponse:
    """Restore the thing that the form names, as its own admin does it."""
    posted = request.POST.get("deletion", "")
    deletion = deletions.filter(pk=posted).first() if posted.isdecimal() and len(posted) < 19 else None
    if deletion is None:
        raise Http404
    model_admin = admins[deletion.content_type_id]
    if not model_admin.may_restore(request, None):
        raise PermissionDenied
    if model_admin.get_object(request, str(deletion.object_id)) is not None:
        # Somebody else was faster.
        return HttpResponseRedirect(model_admin.url_of("change", deletion.object_id))
    return model_admin.version_page(request, str(deletion.object_id), deletion.deleted_at)
