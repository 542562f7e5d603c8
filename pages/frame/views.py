"""The ways in: the bare host name and the home page."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import translation

from pages.frame.home import Home
from unions.tenancy.requests import UnionRequest


def entrance(request: UnionRequest) -> HttpResponse:
    """The way from the bare host name to the home page in the union's first language."""
    with translation.override(request.union.default_language):
        return redirect("home")


def home(request: UnionRequest) -> HttpResponse:
    """The union at a glance, what is new and what comes next, money and decisions, and who leads it."""
    page = Home(request)
    context = {"home": page, "identity": page.identity, "coming": page.coming}
    return TemplateResponse(request, "pages/frame/home.html", context)
