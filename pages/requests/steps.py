"""What staff and applicants do with a request, one function a step.

Each refuses what the law or the state of the request forbids, saves, and tells the applicant, in one transaction.
"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from pages.requests import letters, mail, receiving
from pages.requests.models import Request
from unions import law

Outcome, Kind = Request.Outcome, Request.Kind


def refuse(text: str, code: str) -> ValidationError:
    return ValidationError(text, code=code)


def require_open(request: Request) -> None:
    if not request.is_open:
        raise refuse(_("This request is closed."), "closed")


def save(request: Request, reason: str) -> None:
    request._change_reason = reason
    request.full_clean(exclude=["union"])
    request.save()


def close(request: Request, outcome: str, reason: str) -> None:
    request.outcome = outcome
    request.closed_at = timezone.now()
    save(request, reason)


def tell(request: Request, origin: str, make_letter: Callable[[Request], letters.Letter | None]) -> None:
    """Mail the letter of a step, in the language of the applicant."""
    with translation.override(request.language):
        letter = make_letter(request)
        if letter is not None:
            mail.tell(request, "step", origin=origin, title=letter.title, text=letter.text)


@transaction.atomic
def extend(request: Request, reason: str, *, origin: str) -> None:
    """Extend the term to thirty working days; the notice goes out today, before the fifteen are over."""
    require_open(request)
    if not request.may_be_extended:
        text = _("The term can be extended once, and only before its fifteen working days are over (4982, art. 11).")
        raise refuse(text, "too_late")
    request.extended_on = timezone.localdate()
    request.extension_reason = reason
    save(request, "Süre uzatımı bildirildi.")
    tell(request, origin, letters.extension)


@transaction.atomic
def notify_cost(request: Request, cost: Decimal, *, origin: str) -> None:
    """Tell the applicant what access costs; the clock stops until it is paid."""
    require_open(request)
    if not request.is_for_information or request.cost_notified_on is not None:
        raise refuse(_("The cost is notified only once, for a request for information (4982, art. 10)."), "cost_told")
    if request.is_overdue:
        raise refuse(_("The last day has passed; a cost no longer stops the term."), "too_late")
    request.cost_notified_on = timezone.localdate()
    request.cost = cost
    save(request, "Maliyet bildirildi; süre kesildi.")
    tell(request, origin, letters.cost)


@transaction.atomic
def record_payment(request: Request, paid_on: date, *, origin: str) -> None:
    """Record on which day the applicant paid; the clock runs on."""
    require_open(request)
    if request.cost_notified_on is None or request.paid_on is not None:
        raise refuse(_("There is no unpaid cost."), "no_cost")
    if not request.cost_notified_on <= paid_on <= timezone.localdate():
        raise refuse(_("The day lies between the notice of the cost and today."), "day")
    request.paid_on = paid_on
    save(request, "Ödeme kaydedildi; süre işliyor.")
    tell(request, origin, letters.payment)


@transaction.atomic
def close_unpaid(request: Request, *, origin: str) -> None:
    """Close a request whose cost was not paid in time."""
    require_open(request)
    notified, today = request.cost_notified_on, timezone.localdate()
    if notified is None or not law.is_given_up(notified, request.paid_on, today):
        raise refuse(_("The term for payment has not passed."), "too_early")
    close(request, Outcome.UNPAID, "Maliyet süresinde ödenmedi.")
    tell(request, origin, letters.given_up)


@transaction.atomic
def transfer(request: Request, body: str, *, origin: str) -> None:
    """Pass a request on to the body that has what is asked, and tell the applicant (4982, art. 7; 3071, art. 5)."""
    require_open(request)
    if not request.may_be_passed_on:
        text = _("What someone asks about their own data goes to no one else: say in the answer who holds the data.")
        raise refuse(text, "own_data")
    request.transferred_to = body
    close(request, Outcome.TRANSFERRED, "İlgili kuruma gönderildi.")
    tell(request, origin, letters.transfer)


@transaction.atomic
def answer(
    request: Request, *, outcome: str, text: str, ground: str = "", files: Sequence[Any] = (), origin: str
) -> None:
    """Answer and close; a refusal names its ground, and the mail the ways of appeal."""
    require_open(request)
    refuse_wrong_answer(request, outcome, text, ground)
    request.answer = text
    request.ground = ground
    request.answered_on = timezone.localdate()
    close(request, outcome, "Yanıtlandı.")
    for upload in files:
        receiving.add_file(request, upload, is_answer=True)
    mail.tell(request, "answer", origin=origin, has_files=bool(files))


def refuse_wrong_answer(request: Request, outcome: str, text: str, ground: str) -> None:
    """Raise ValidationError where the law or the kind of request does not know such an answer."""
    if outcome not in outcomes_of(request):
        raise ValidationError({"outcome": refuse(_("Choose what the answer is."), "outcome")})
    if not text.strip():
        raise ValidationError({"text": refuse(_("Write the answer."), "required")})
    if letters.PLACE in (line.strip() for line in text.splitlines()):
        message = _("Write the answer in the place of the three dots.")
        raise ValidationError({"text": refuse(message, "unwritten")})
    is_refusal = request.names_ground and outcome in Request.REFUSALS
    if is_refusal and not ground:
        message = _("A refusal names its ground (4982, art. 12).")
        if request.is_about_own_data:
            message = _("A refusal names its ground (6698, art. 13).")
        raise ValidationError({"ground": refuse(message, "required")})
    if ground and ground not in dict(grounds_of(request)):
        raise ValidationError({"ground": refuse(_("This ground belongs to another law."), "contradiction")})
    if ground and outcome not in Request.REFUSALS:
        raise ValidationError({"ground": refuse(_("Only a refusal has a ground."), "contradiction")})


def grounds_of(request: Request) -> list[tuple[str, str]]:
    """The grounds on which the law of the request lets it be refused, with their words."""
    own = Request.DATA_GROUNDS
    return [
        (value, str(label))
        for value, label in Request.Ground.choices
        if request.names_ground and (value in own) == request.is_about_own_data
    ]


def outcomes_of(request: Request) -> list[str]:
    """What an answer may say."""
    if request.names_ground:
        return [Outcome.GRANTED, Outcome.PARTLY, Outcome.REFUSED]
    return [Outcome.ANSWERED, Outcome.REFUSED] if request.is_of_law else [Outcome.ANSWERED]


@transaction.atomic
def record_objection(request: Request, objected_on: date) -> None:
    """Record that the applicant has objected to the Review Board."""
    start = request.refused_on
    if not request.is_for_information or start is None or request.objected_on is not None:
        raise refuse(
            _("Only a refused request for information can be objected to, once (4982, art. 13)."), "no_refusal"
        )
    if not start <= objected_on <= timezone.localdate():
        raise refuse(_("The day lies between the refusal and today."), "day")
    request.objected_on = objected_on
    request.objection = Request.Objection.PENDING
    save(request, "Kurula itiraz edildi.")


@transaction.atomic
def record_board_decision(request: Request, objection: str) -> None:
    """Record what the Review Board has decided."""
    if request.objected_on is None or objection not in Request.Objection.values:
        raise refuse(_("There is no objection to decide on."), "no_objection")
    request.objection = objection
    save(request, "Kurul kararı kaydedildi.")


@transaction.atomic
def withdraw(request: Request, *, origin: str) -> None:
    """The applicant takes the request back."""
    require_open(request)
    close(request, Outcome.WITHDRAWN, "Başvuru sahibi geri çekti.")
    with translation.override(request.language):
        text = _("You have withdrawn it. Nothing more follows.")
        mail.tell(request, "step", origin=origin, title=_("Request withdrawn"), text=text)


def drafted_answer(request: Request) -> str:
    """The answer as far as the record can write it, in the language of the applicant."""
    with translation.override(request.language):
        return letters.drafted_answer(request)
