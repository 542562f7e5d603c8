"""The institution as its readers see it: what it is, what its organs do, and the files it keeps."""

import re

from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.response import TemplateResponse
from django.utils import translation

from unions import colours, life_line, timeline
from unions.breadcrumbs import way
from unions.files import extension
from unions.filters import DecisionFilter, OrganFilter
from unions.finding import Moved, public_row
from unions.models import Decision, Duty, LegalBasis, Meeting, Organ, Paper, Statute
from unions.paging import count_of, page_of, pager
from unions.paper_grid import PaperGrid
from unions.remembered import cached_per_generation
from unions.stored_files import PICTURE_TYPES, StoredFile

REFERENCE = re.compile(r"(?:(?P<series>[A-Za-z]+)-)?(?P<number>[0-9]{1,9})")
CITATION = re.compile(r"(?P<year>[0-9]{4})-(?P<rest>[A-Za-z0-9-]+)")
# Bytes of a picture that is kept like a page.
SMALL_PICTURE = 100 * 1024
PAPER_KINDS = {word: kind for kind, word in Paper.SHORT_WORDS.items()}


# The union itself


def union_detail(request: HttpRequest) -> HttpResponse:
    """The identity card: names, founding, legal ground, seat, ways to reach it, aims."""
    context = {"legal_bases": LegalBasis.objects.all(), **aims_and_duties()}
    return TemplateResponse(request, "unions/union_detail.html", context)


def union_duties(request: HttpRequest) -> HttpResponse:
    """What the union is for, and what its statute gives it to do."""
    context = {**aims_and_duties(), "breadcrumbs": way("union_detail")}
    return TemplateResponse(request, "unions/union_duties.html", context)


def aims_and_duties() -> dict[str, list[Duty]]:
    rows = list(Duty.objects.all())
    return {
        "aims": [row for row in rows if row.kind == Duty.Kind.AIM],
        "duties": [row for row in rows if row.kind == Duty.Kind.DUTY],
    }


def union_legal_basis(request: HttpRequest) -> HttpResponse:
    """The laws, decrees and statutes the union rests on, with their places in the Official Gazette."""
    context = {"legal_bases": LegalBasis.objects.all(), "breadcrumbs": way("union_detail")}
    return TemplateResponse(request, "unions/union_legal_basis.html", context)


def union_history(request: HttpRequest) -> HttpResponse:
    """What happened to the union, in the order of time."""
    context = {"entries": timeline.entries(request.union), "breadcrumbs": way("union_detail")}
    return TemplateResponse(request, "unions/union_history.html", context)


# Meetings and decisions


def meeting_list(request: HttpRequest) -> HttpResponse:
    """Meetings to come and meetings past, of all organs or of one."""
    meetings = Meeting.objects.published()
    form = OrganFilter(request, *organs_and_years(request, meetings))
    chosen = form.values
    rows = meetings.narrowed(**chosen).with_organ()
    page = page_of(request, rows, count=count_of(request, rows))
    context = {
        "form": form,
        "page": page,
        "pager": pager(request, page),
        "upcoming": [meeting for meeting in page if meeting.is_upcoming][::-1],
        "past": [meeting for meeting in page if not meeting.is_upcoming],
    }
    return TemplateResponse(request, "unions/meeting_list.html", context)


def decision_list(request: HttpRequest) -> HttpResponse:
    """Decisions, the newest first, by year, organ or subject."""
    decisions = Decision.objects.published()
    form = DecisionFilter(request, *organs_and_years(request, decisions))
    chosen = form.values
    words, subject = chosen.pop("text", ""), chosen.pop("subject", None)
    rows = decisions.narrowed(**chosen).of_subject(subject).with_organ()
    # What readers type is counted each time, so that it cannot fill the memory.
    page = page_of(request, rows.with_words(words)) if words else page_of(request, rows, count=count_of(request, rows))
    context = {"form": form, "page": page, "pager": pager(request, page)}
    return TemplateResponse(request, "unions/decision_list.html", context)


def organs_and_years(request: HttpRequest, rows) -> tuple[list[Organ], list[int]]:
    """By which organs and years the list of the rows may be narrowed."""
    return cached_per_generation(request, rows.organs), cached_per_generation(request, rows.years)


def decision_detail(request: HttpRequest, year: int, reference: str) -> HttpResponse:
    """A decision with its text, its vote and its way from the call to its effect."""
    rows = Decision.objects.with_origin().knowing_what_belongs()
    decision = public_row(rows, **decision_lookup(year, reference))
    if decision.reference != reference:
        raise Moved(decision.get_absolute_url())
    request.subject = decision
    meeting = decision.agenda_item.meeting if decision.agenda_item else None
    meeting = meeting if meeting and meeting.is_public else None
    later = list(decision.amended_by.published().select_related("organ"))
    votes = decision.roll_call.select_related("seat__person", "seat__municipality__province")
    context = {
        "decision": decision,
        "meeting": meeting,
        "steps": life_line.steps(decision, meeting),
        "amends": decision.amends if decision.amends and decision.amends.is_public else None,
        "amended_by": later,
        "standing": life_line.standing(decision, later),
        "papers": decision.papers.published() if decision.has_papers else [],
        "roll_call": votes if decision.has_roll_call else [],
        "short_url": request.build_absolute_uri(decision.short_address),
        "breadcrumbs": way("decision_list"),
    }
    return TemplateResponse(request, "unions/decision_detail.html", context)


def decision_lookup(year: int, reference: str) -> dict:
    """What a reference as 17 or E-17 says about a decision's row."""
    parts = REFERENCE.fullmatch(reference)
    if parts is None:
        raise Http404("This is no decision's number.")
    return {"year": year, "series": (parts["series"] or "").upper(), "number": int(parts["number"])}


def decision_short(request: HttpRequest, citation: str) -> HttpResponse:
    """From a decision's permanent short address to its page in the union's first language."""
    parts = CITATION.fullmatch(citation)
    if parts is None:
        raise Http404("This is no decision's number.")
    lookup = decision_lookup(int(parts["year"]), parts["rest"])
    return to_first_language(request, Decision.objects.filter(**lookup))


def to_first_language(request: HttpRequest, rows) -> HttpResponse:
    """The way to the page of the row found, which itself says whether the row is withdrawn."""
    row = rows.filter(Q(pk__in=rows.published()) | Q(pk__in=rows.withdrawn())).first()
    if row is None:
        raise Http404("No public row has this address.")
    with translation.override(request.union.default_language):
        return HttpResponsePermanentRedirect(row.get_absolute_url())


# Yearly papers


def paper_grid(request: HttpRequest) -> HttpResponse:
    """Which yearly paper is there, which is missing, year by year."""
    assembly = Organ.objects.filter(kind=Organ.Kind.ASSEMBLY).first()
    papers = Paper.objects.published().with_decision()
    grid = PaperGrid(request.union, list(papers), assembly, statute=Statute.objects.first())
    context = {"grid": grid, "breadcrumbs": way("document_list")}
    return TemplateResponse(request, "unions/paper_grid.html", context)


def paper_detail(request: HttpRequest, year: int, word: str) -> HttpResponse:
    """One yearly paper: the file, what is in it, and the decision that adopted it."""
    if word not in PAPER_KINDS:
        raise Http404("No yearly paper is called this.")
    papers = Paper.objects.with_decision()
    paper = request.subject = public_row(papers, year=year, kind=PAPER_KINDS[word])
    context = {
        "paper": paper,
        "decision": paper.decision if paper.decision and paper.decision.is_public else None,
        "other_years": Paper.objects.published().filter(kind=paper.kind).exclude(pk=paper.pk),
        "short_url": request.build_absolute_uri(paper.short_address),
        "breadcrumbs": way("document_list", "paper_grid"),
    }
    return TemplateResponse(request, "unions/paper_detail.html", context)


def paper_short(request: HttpRequest, citation: str) -> HttpResponse:
    """From a paper's permanent short address to its page in the union's first language."""
    parts = CITATION.fullmatch(citation)
    if parts is None or parts["rest"] not in PAPER_KINDS:
        raise Http404("No yearly paper is called this.")
    kind = PAPER_KINDS[parts["rest"]]
    return to_first_language(request, Paper.objects.filter(year=int(parts["year"]), kind=kind))


# What pages are made of


def accent_stylesheet(request: HttpRequest, hue: int) -> HttpResponse:
    """The colours of a hue. Its address names all that it depends on, so it may be kept for good."""
    try:
        content = colours.stylesheet(hue)
    except ValueError as error:
        raise Http404("There is no such hue.") from error
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return HttpResponse(content, content_type="text/css; charset=utf-8", headers=headers)


def stored_file(request: HttpRequest, path: str) -> HttpResponse:
    """A stored file, to everyone if its row is public, else to those who may see the row in the admin."""
    file = StoredFile(path)
    if not file.is_public and not file.may_be_seen_by(request):
        raise Http404("No public file has this address.")
    content = file.opened()
    if content is None:
        raise Http404("The file is missing.")
    headers = {
        "Content-Security-Policy": file.content_security_policy,
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "public, max-age=3600" if file.is_public else "private, no-store",
    }
    # Said by what is shown, which may stand in for what was asked for.
    kind = PICTURE_TYPES.get(extension(content.name))
    if kind and content.size <= SMALL_PICTURE and "indir" not in request.GET:
        # Whole, and so among the finished pages until anything of the union changes.
        with content:
            return HttpResponse(content.read(), content_type=kind, headers=headers)
    # Data programs ask for either way on purpose; both leave the file inert.
    is_saved = "indir" in request.GET or not (file.is_inline or "goster" in request.GET)
    return FileResponse(content, as_attachment=is_saved, filename=file.name, content_type=kind, headers=headers)
