"""From an empty form to the receipt: fill in, check the answers, send. Every step is a page, none needs a script.

Between the steps nothing is stored on the server but chosen files: the page that asks whether all is right carries the
answers in hidden fields, and they are checked again when they are sent.
"""

from typing import Any, ClassVar

from django.http import HttpResponse, HttpResponseForbidden
from django.template.response import TemplateResponse

from unions.accounts.limits import TooFast, acquire, place_of
from unions.files import kept
from unions.files.kept_fields import refuse_unkept
from unions.forms import limits
from unions.forms.pages import is_from_elsewhere
from unions.forms.public_form import PublicForm
from unions.tenancy.requests import UnionRequest

CHANGE, SEND = "change", "send"


class FormFlow:
    """One public form; a subclass says which, what is stored of it, and what the receipt shows."""

    form_class: ClassVar[type[PublicForm]]
    # Each extends the template of this folder that has its name.
    fill_template: ClassVar[str] = "unions/forms/fill.html"
    check_template: ClassVar[str] = "unions/forms/check.html"
    receipt_template: ClassVar[str] = ""

    def __init__(self, request: UnionRequest):
        self.request = request

    def make_form(self, data: Any = None, files: Any = None) -> PublicForm:
        return self.form_class(data, files)

    def save(self, form: PublicForm) -> dict[str, Any]:
        """Store what was sent, once for each opened form; returns what the receipt shows."""
        raise NotImplementedError

    def context(self) -> dict[str, Any]:
        """What all pages of the form show."""
        return {}

    def respond(self) -> HttpResponse:
        if self.request.method != "POST":
            return self.fill_page(self.make_form())
        if is_from_elsewhere(self.request):
            return HttpResponseForbidden()
        try:
            return self.step()
        except TooFast as too_fast:
            return self.too_often(too_fast)

    def step(self) -> HttpResponse:
        acquire([(limits.TRIES_FROM_A_PLACE, place_of(self.request))])
        form = self.sent_form()
        if not form.is_valid():
            return self.fill_page(form, trouble="invalid", status=422)
        return self.go_on(form)

    def go_on(self, form: PublicForm) -> HttpResponse:
        """What follows answers that are right: they are shown once more, or sent."""
        step = self.request.POST.get("step")
        if step == CHANGE:
            return self.fill_page(form)
        if step != SEND:
            # A page that lists a file and does not have it would send the form without it.
            if refuse_unkept(form):
                return self.fill_page(form, trouble="invalid", status=422)
            return self.page(self.check_template, form=form, answers=list(form.answers()))
        receipt = self.send(form)
        kept.forget_used(self.request, self.keeper)
        return receipt

    def send(self, form: PublicForm) -> HttpResponse:
        """Store what is sent, as often as that may be, and show the receipt."""
        limit_of_union = (limits.SENT_TO_A_UNION, str(self.request.union.pk))
        acquire([(limits.SENT_FROM_A_PLACE, place_of(self.request)), limit_of_union])
        return self.page(self.receipt_template, **self.save(form))

    @property
    def keeper(self) -> kept.Keeper:
        """Who keeps chosen files between the steps: whoever has this opened form."""
        opened = self.form_class(self.request.POST).opening
        # A form without a valid opening keeps its files for nobody else.
        number = opened.number if opened else place_of(self.request)
        return kept.keeper_of("form", self.request.union.pk, self.form_class.form_name, number)

    def sent_form(self) -> PublicForm:
        kept.attach(self.request, self.keeper)
        return self.make_form(self.request.POST, self.request.FILES)

    def fill_page(self, form: PublicForm, *, status: int = 200, **context: Any) -> HttpResponse:
        return self.page(self.fill_template, status=status, form=form, **context)

    def page(self, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        return TemplateResponse(self.request, template, {**self.context(), **context}, status=status)

    def too_often(self, too_fast: TooFast) -> HttpResponse:
        """Everything is still there; it has to wait."""
        response = self.fill_page(self.sent_form(), trouble="often", minutes=too_fast.minutes, status=429)
        response["Retry-After"] = str(too_fast.seconds)
        return response
