"""The public forms, one after the other: what surrounds each, and the receipt that all have in common."""

from typing import Any, ClassVar

from django.http import HttpResponse
from django.urls import reverse

from pages.accessibility.models import AccessibilityContact
from pages.requests import receiving
from pages.requests.forms import (
    BarrierForm,
    ComplaintForm,
    DataSubjectForm,
    InformationForm,
    MessageForm,
    PetitionForm,
    own_path,
)
from pages.requests.models import Request
from pages.requests.openness import are_forms_open
from pages.tree.models import Page
from unions.forms.flow import FormFlow
from unions.forms.public_form import PublicForm
from unions.lists import parameters
from unions.models import Unit
from unions.publishing.breadcrumbs import breadcrumbs
from unions.tenancy.requests import UnionRequest

parameters.add("unit", {"tr": "birim", "en": "unit"})
parameters.add("address", {"tr": "adres", "en": "address"})
# Where the state answers as well; no page of ours stands there.
CIMER = "https://www.cimer.gov.tr/"
E_DEVLET = "https://www.turkiye.gov.tr/"


class RequestFlow(FormFlow):
    """A form whose answers become a request."""

    fill_template: ClassVar[str] = "pages/requests/fill.html"
    check_template: ClassVar[str] = "pages/requests/check.html"
    receipt_template: ClassVar[str] = "pages/requests/receipt.html"

    def context(self) -> dict[str, Any]:
        kind = Request.Kind(self.form_class.form_name)
        return {
            "kind": kind,
            "is_of_law": kind in Request.OF_LAW,
            "is_found": self.request.method != "POST" and kind in Request.OF_LAW,
            "breadcrumbs": breadcrumbs("contact"),
            "how_page": Page.objects.published().filter(source_key="site:information").first(),
            "disclosure": Page.objects.published().filter(source_key="site:disclosure").first(),
            "cimer": CIMER,
            "e_devlet": E_DEVLET,
        }

    def respond(self) -> HttpResponse:
        if not are_forms_open(self.request.union):
            return self.page("pages/requests/closed.html", status=410)
        return super().respond()

    def save(self, form: PublicForm) -> dict[str, Any]:
        request, code = receiving.receive(form, origin=origin_of(self.request))
        return {"sent": request, "code": code, "answers": list(form.answers()), "status_url": reverse("request_status")}


class InformationFlow(RequestFlow):
    form_class = InformationForm


class PetitionFlow(RequestFlow):
    form_class = PetitionForm


class ComplaintFlow(RequestFlow):
    form_class = ComplaintForm


class DataSubjectFlow(RequestFlow):
    form_class = DataSubjectForm


class MessageFlow(RequestFlow):
    form_class = MessageForm

    def make_form(self, data: Any = None, files: Any = None) -> PublicForm:
        unit = parameters.read(self.request.GET, "unit")
        is_unit = unit.isdecimal() and len(unit) <= 18
        chosen = Unit.objects.filter(pk=unit).first() if is_unit else None
        return MessageForm(data, files, initial={"unit": chosen})


class BarrierFlow(RequestFlow):
    form_class = BarrierForm

    def make_form(self, data: Any = None, files: Any = None) -> PublicForm:
        host = self.request.get_host()
        page = own_path(parameters.read(self.request.GET, "address"), host)
        return BarrierForm(data, files, host=host, initial={"page_address": page})

    def context(self) -> dict[str, Any]:
        return {**super().context(), "contact": AccessibilityContact.objects.first()}


def origin_of(request: UnionRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
