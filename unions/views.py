"""Being written."""

from django.http import Http404


def accent_stylesheet(request, **arguments):
    raise Http404


def decision_detail(request, **arguments):
    raise Http404


def decision_list(request, **arguments):
    raise Http404


def decision_short(request, **arguments):
    raise Http404


def meeting_detail(request, **arguments):
    raise Http404


def meeting_list(request, **arguments):
    raise Http404


def paper_detail(request, **arguments):
    raise Http404


def paper_grid(request, **arguments):
    raise Http404


def paper_short(request, **arguments):
    raise Http404


def stored_file(request, **arguments):
    raise Http404


def union_detail(request, **arguments):
    raise Http404


def union_duties(request, **arguments):
    raise Http404


def union_history(request, **arguments):
    raise Http404


def union_legal_basis(request, **arguments):
    raise Http404
