"""The inventory of services and the table of service standards, in the form of the annexes of the regulation."""

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pages.services.models import Service
from unions.models import Headquarters, Unit
from unions.tenancy.requests import UnionRequest


def service_inventory(request: UnionRequest) -> HttpResponse:
    """Annex 1: every service with its ground, its users, its unit and how often it is asked for."""
    return annex(request, "pages/services/service_inventory.html")


def service_standards(request: UnionRequest) -> HttpResponse:
    """Annex 2: documents asked for, time to finish, and below the table where to complain."""
    return annex(request, "pages/services/service_standards.html")


def annex(request: UnionRequest, template: str) -> HttpResponse:
    services = list(Service.objects.published().with_units())
    context = {
        "services": services,
        "first_authorities": distinct(service.first_authority for service in services),
        "second_authorities": distinct(service.second_authority for service in services),
        "seat": Headquarters.objects.current().first(),
        "breadcrumbs": [{"label": _("Services"), "url": reverse("service_list")}],
    }
    return TemplateResponse(request, template, context)


def distinct(units) -> list[Unit]:
    """Each unit once, in the order of the table."""
    return list(dict.fromkeys(unit for unit in units if unit))
