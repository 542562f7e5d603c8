"""The mails about a request: receipt with a copy of the answers, every step, and the answer with the ways of appeal."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import translation

from members.checks.links import bound_union
from members.checks.mail import sender
from pages.accessibility.models import AccessibilityContact
from pages.requests.models import Request
from unions import law
from unions.forms import limits
from unions.forms.public_form import PublicForm
from unions.models import OutgoingMail
from unions.models.mail import LINK_PLACE

FOLDER = "pages/requests/mail"


def announce(request: Request, form: PublicForm, code: str, *, origin: str) -> None:
    """Tell the applicant that it has arrived, with the code, and the office that something has come in."""
    if request.email and limits.RECEIPTS_TO_AN_ADDRESS.acquire(request.email.lower()):
        # The outbox keeps no identity number.
        answers = list(form.answers(is_masked=True))
        receipt = mail_to_applicant(request, "receipt", origin=origin, answers=answers, code=LINK_PLACE)
        # It is encrypted until it is sent: whoever reads the outbox cannot open the request.
        receipt.attach_link(code)
        receipt.save()
    if office := address_of_office(request):
        with translation.override("tr"):
            context = {"request": request, "origin": origin, "admin_url": origin + admin_url(request)}
            mail = composed(request, "office", office, context)
        # Of a request under a law the office reads the text where only those see it who answer.
        mail.reply_to = "" if request.is_of_law else request.email
        mail.save()


def tell(request: Request, template: str, *, origin: str, **values: Any) -> None:
    """Tell the applicant by mail what has happened, if they gave an address."""
    if request.email:
        mail_to_applicant(request, template, origin=origin, **values).save()


def mail_to_applicant(request: Request, template: str, *, origin: str, **values: Any) -> OutgoingMail:
    """A mail in the language in which the request was written, not yet stored."""
    with translation.override(request.language):
        context = {
            "request": request,
            "clock": request.clock,
            "appeal": ways_of_appeal(request),
            "status_url": origin + reverse("request_status"),
            **values,
        }
        return composed(request, template, request.email, context)


def composed(request: Request, template: str, to: str, context: dict[str, Any]) -> OutgoingMail:
    """A mail of the union about a request, not yet stored."""
    office = sender()
    context["union_name"] = bound_union().current_name.name
    fields = {"union": request.union, "to": to, "reply_to": office.email, "is_demo": request.is_demo}
    return OutgoingMail.written(f"{FOLDER}/{template}.txt", context, **fields)


def ways_of_appeal(request: Request) -> dict[str, Any] | None:
    """The ways open after a refusal, and by when; None where there is nothing to appeal against."""
    start = request.refused_on
    if start is None:
        return None
    if request.is_about_own_data:
        return {"from_day": start, "data_board": law.complaint_deadline(request.received_on, request.answered_on)}
    board = law.objection_deadline(start) if request.is_for_information else None
    # Silence counts from the morning after its last day; the terms of appeal are counted from that day itself.
    from_day = start + timedelta(days=1) if request.is_open else start
    return {"from_day": from_day, "board": board, "court": law.court_deadline(start)}


def address_of_office(request: Request) -> str:
    """Where the union reads about it: who looks after accessibility, the unit that was chosen, or its own address."""
    if request.kind == Request.Kind.BARRIER and (contact := AccessibilityContact.objects.first()) and contact.email:
        return contact.email
    return (request.unit.email if request.unit else "") or sender().email


def admin_url(request: Request) -> str:
    return reverse("admin:pages_request_change", args=[request.pk])
