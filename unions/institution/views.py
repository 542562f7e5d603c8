"""The union as its readers see it: what it is, what it rests on, and its stored files."""

import mimetypes

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.http import content_disposition_header, http_date
from django.views.defaults import page_not_found

from unions.files.documents import extension
from unions.institution import colours, emblem, timeline
from unions.institution.ranges import conditional, with_ranges
from unions.institution.stored_files import PICTURE_TYPES, Content, StoredFile
from unions.models import Duty, Emblem, LegalBasis
from unions.publishing.breadcrumbs import breadcrumbs, links_about
from unions.tenancy.requests import UnionRequest

# In bytes; smaller pictures are cached like pages.
SMALL_PICTURE = 100 * 1024
MOST_HUE = 359


def union_detail(request: UnionRequest) -> HttpResponse:
    """The identity card: names, founding, legal ground, seat, ways to reach it, aims."""
    context = {
        "legal_bases": LegalBasis.objects.all(),
        **aims_and_duties(),
        "links_about_members": links_about("members"),
    }
    return TemplateResponse(request, "unions/institution/union_detail.html", context)


def union_duties(request: UnionRequest) -> HttpResponse:
    """The aims of the union, and the duties its statute gives it."""
    context = {**aims_and_duties(), "breadcrumbs": breadcrumbs("union_detail")}
    return TemplateResponse(request, "unions/institution/union_duties.html", context)


def aims_and_duties() -> dict[str, list[Duty]]:
    rows = list(Duty.objects.all())
    return {
        "aims": [row for row in rows if row.kind == Duty.Kind.AIM],
        "duties": [row for row in rows if row.kind == Duty.Kind.DUTY],
    }


def union_legal_basis(request: UnionRequest) -> HttpResponse:
    """The laws, decrees and statutes the union rests on, with their places in the Official Gazette."""
    context = {"legal_bases": LegalBasis.objects.with_changes(), "breadcrumbs": breadcrumbs("union_detail")}
    return TemplateResponse(request, "unions/institution/union_legal_basis.html", context)


def union_history(request: UnionRequest) -> HttpResponse:
    """What happened to the union, in the order of time."""
    context = {"entries": timeline.entries(request.union), "breadcrumbs": breadcrumbs("union_detail")}
    return TemplateResponse(request, "unions/institution/union_history.html", context)


def accent_stylesheet(request: UnionRequest, hue: int, second: int) -> HttpResponse:
    """The colours of two hues. The address holds all that they depend on, so browsers may keep them for good."""
    try:
        content = colours.stylesheet(hue, second)
    except ValueError as error:
        raise Http404("There is no such hue.") from error
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return HttpResponse(content, content_type="text/css; charset=utf-8", headers=headers)


def drawn_emblem(request: UnionRequest, hue: int, initials: str) -> HttpResponse:
    """Initials drawn in a hue. The address holds all that they depend on, so browsers may keep them for good."""
    if not emblem.INITIALS.fullmatch(initials) or hue > MOST_HUE:
        raise Http404("There are no such initials.")
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(emblem.drawing_of(hue, initials), content_type="image/svg+xml", headers=headers)


def favicon(request: UnionRequest) -> HttpResponse:
    """The small emblem, for browsers that ask for it without having read a page."""
    stored = Emblem.objects.values_list("picture", flat=True).first() or ""
    return redirect(emblem.emblem_url(request.union, request.union.current_name, stored))


def stored_file(request: UnionRequest, path: str) -> HttpResponseBase:
    """A stored file, to everyone if its row is public, else to those who may see the row in the admin."""
    file = StoredFile(path)
    if not file.is_public and not file.may_be_seen_by(request):
        raise Http404("No public file has this address.")
    content = file.open()
    if content is None:
        return missing_file(request)
    headers = {
        "Content-Security-Policy": file.content_security_policy,
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": cache_control(file, content),
        "ETag": content.etag,
        "Last-Modified": http_date(content.modified_at.timestamp()),
    }
    # By the file that was opened, which may be another copy than the one asked for.
    kind = PICTURE_TYPES.get(extension(content.name))
    if kind and content.size <= SMALL_PICTURE and "indir" not in request.GET:
        # A complete answer, so that the page cache keeps it until anything of the union changes.
        with content.file:
            whole = HttpResponse(content.file.read(), content_type=kind, headers=headers)
        return conditional(request, whole, content)
    # Links choose either on purpose; the file stays inert in both cases.
    is_saved = "indir" in request.GET or not (file.is_inline or "goster" in request.GET)
    if settings.FILES_BY_PROXY and (address := content.address_at_proxy):
        return sent_by_proxy(content, address, file.name, is_saved=is_saved, headers=headers)
    answer = FileResponse(content.file, as_attachment=is_saved, filename=file.name, content_type=kind, headers=headers)
    return with_ranges(request, conditional(request, answer, content), content)


def sent_by_proxy(content: Content, address: str, name: str, *, is_saved: bool, headers: dict) -> HttpResponse:
    """The headers alone: the proxy sends the bytes, whole or in parts, and compares what a browser has already."""
    content.file.close()
    kind = PICTURE_TYPES.get(extension(content.name)) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    answer = HttpResponse(content_type=kind, headers={**headers, "X-Accel-Redirect": address})
    answer["Content-Disposition"] = content_disposition_header(is_saved, name) or "inline"
    del answer["ETag"], answer["Last-Modified"]
    return answer


def missing_file(request: UnionRequest) -> HttpResponse:
    """A file that a public row names and this machine does not have. It may come: nobody is to remember the answer."""
    response = page_not_found(request, Http404("The file is missing."))
    response["Cache-Control"] = "no-store"
    return response


def cache_control(file: StoredFile, content: Content) -> str:
    """The content of an address never changes; what may change is whether it is public, which proxies ask again."""
    if not file.is_public:
        return "private, no-store"
    if content.is_stand_in:
        return "public, max-age=60"
    return "public, max-age=31536000, s-maxage=3600, immutable"
