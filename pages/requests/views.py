"""The pages of requests: the forms, where a request stands, and what the union publishes of them."""

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse, HttpResponseForbidden
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from pages.requests import flows, mail, receiving, statistics, steps
from pages.requests.models import Request
from pages.requests.publication import RequestLogEntry
from unions.accounts.limits import TooFast, acquire, place_of
from unions.files.documents import extension
from unions.forms import limits
from unions.forms.pages import is_from_elsewhere, public_form
from unions.lists.paging import page_of, pager
from unions.models.versions import StaleVersion
from unions.publishing.breadcrumbs import breadcrumbs
from unions.tenancy.requests import UnionRequest


@public_form(is_found=True)
def information_request(request: UnionRequest) -> HttpResponse:
    """The form of Law 4982."""
    return flows.InformationFlow(request).respond()


@public_form(is_found=True)
def petition(request: UnionRequest) -> HttpResponse:
    """The form of Law 3071."""
    return flows.PetitionFlow(request).respond()


@public_form(is_found=True)
def complaint(request: UnionRequest) -> HttpResponse:
    """The form for complaints and suggestions."""
    return flows.ComplaintFlow(request).respond()


@public_form(is_found=True)
def data_subject_request(request: UnionRequest) -> HttpResponse:
    """The form in which somebody uses their rights over their own data (Law 6698, art. 11 and 13)."""
    return flows.DataSubjectFlow(request).respond()


@public_form()
def message(request: UnionRequest) -> HttpResponse:
    """The form for a message to a unit."""
    return flows.MessageFlow(request).respond()


@public_form()
def barrier(request: UnionRequest) -> HttpResponse:
    """The form for something on a page that keeps somebody from using it."""
    return flows.BarrierFlow(request).respond()


@public_form()
def request_status(request: UnionRequest) -> HttpResponse:
    """Where a request stands, for whoever has its code; no account, and no code in an address."""
    if request.method != "POST":
        return status_page(request)
    if is_from_elsewhere(request):
        return HttpResponseForbidden()
    code = request.POST.get("tracking", "")[:60]
    try:
        found = found_request(request, code)
    except TooFast as too_fast:
        response = status_page(request, code=code, trouble="often", minutes=too_fast.minutes, status=429)
        response["Retry-After"] = str(too_fast.seconds)
        return response
    if found is None:
        # The same for a code that nobody has and for one of another union.
        return status_page(request, code=code, trouble="unknown", status=422)
    if "file" in request.POST:
        return answer_file(found, request.POST["file"])
    return standing_page(request, found, code)


def found_request(request: UnionRequest, code: str) -> Request | None:
    """The request with the code; a wrong one costs a guess. Raises TooFast."""
    guesses = [
        (limits.GUESSES_FROM_A_PLACE, place_of(request)),
        (limits.GUESSES_AT_A_UNION, str(request.union.pk)),
    ]
    acquire(guesses)
    found = receiving.request_of(code)
    if found is not None:
        for limit, whom in guesses:
            limit.give_back(whom)
    return found


def status_page(request: UnionRequest, *, status: int = 200, **context: object) -> HttpResponse:
    context["breadcrumbs"] = breadcrumbs("contact")
    return TemplateResponse(request, "pages/requests/status.html", context, status=status)


def standing_page(request: UnionRequest, found: Request, code: str) -> HttpResponse:
    """What has happened, what follows by law, the answer, and the way to withdraw it."""
    error, act = "", request.POST.get("act", "")
    if act == "withdraw":
        try:
            steps.withdraw(found, origin=flows.origin_of(request))
        except ValidationError as refused:
            error = refused.messages[0]
        except StaleVersion:
            error = _("Someone is working on it at this moment. Look again in a minute.")
            found.refresh_from_db()
    context = {
        "found": found,
        "code": code,
        "error": error,
        "asks_withdrawal": act == "ask" and found.is_open,
        "clock": found.clock,
        "appeal": mail.ways_of_appeal(found),
        "files": [file for file in found.files.all() if file.is_answer],
        "breadcrumbs": breadcrumbs("contact"),
    }
    return TemplateResponse(request, "pages/requests/standing.html", context)


def answer_file(found: Request, key: str) -> HttpResponse:
    """A file of the answer; the code was sent with the button, so no address gives it away."""
    file = next((file for file in found.files.all() if file.is_answer and str(file.pk) == key), None)
    if file is None:
        raise Http404
    name = f"{file.title.rpartition('.')[0] or 'yanit'}.{extension(file.file.name)}"
    return FileResponse(file.file.open(), as_attachment=True, filename=name)  # type: ignore[return-value]


def request_log(request: UnionRequest) -> HttpResponse:
    """What the union publishes of the requests it has answered."""
    page = page_of(request, RequestLogEntry.objects.with_request())
    context = {"page": page, "pager": pager(request, page), "breadcrumbs": breadcrumbs("contact")}
    return TemplateResponse(request, "pages/requests/log.html", context)


def request_statistics(request: UnionRequest) -> HttpResponse:
    """The figures of each year that the union has published."""
    context = {
        "reports": statistics.published_reports(),
        "word": statistics.STATISTICS.word,
        "breadcrumbs": breadcrumbs("contact"),
    }
    return TemplateResponse(request, "pages/requests/statistics.html", context)
