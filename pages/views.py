"""Being written."""

from django.http import Http404


def announcement_detail(request, **arguments):
    raise Http404


def announcement_list(request, **arguments):
    raise Http404


def document_detail(request, **arguments):
    raise Http404


def document_list(request, **arguments):
    raise Http404


def entrance(request, **arguments):
    raise Http404


def event_detail(request, **arguments):
    raise Http404


def event_list(request, **arguments):
    raise Http404


def gallery_detail(request, **arguments):
    raise Http404


def gallery_list(request, **arguments):
    raise Http404


def home(request, **arguments):
    raise Http404


def news_detail(request, **arguments):
    raise Http404


def news_list(request, **arguments):
    raise Http404


def page_detail(request, **arguments):
    raise Http404


def robots(request, **arguments):
    raise Http404
