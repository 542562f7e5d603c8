"""Being written."""

from django.http import Http404


def member_detail(request, **arguments):
    raise Http404


def member_list(request, **arguments):
    raise Http404


def organ_detail(request, **arguments):
    raise Http404


def organ_list(request, **arguments):
    raise Http404
