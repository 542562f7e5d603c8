"""The letters about a request: what each step says to the applicant, for the mail and for paper.

Each text follows from the record, so that a letter can be printed again as it went out.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from pages.requests.models import Request
from unions import law
from unions.text.turkish import format_date, format_number

Kind, Outcome = Request.Kind, Request.Outcome
# Where the answer itself is written in a draft.
PLACE = "…"


@dataclass(frozen=True)
class Letter:
    """One letter: which step it tells of, its subject, its day and its text."""

    step: str
    title: str
    day: date
    text: str
    # An answer with everything in it; the others begin with whom they greet.
    is_answer: bool = False


def letters_of(request: Request) -> list[Letter]:
    """The letters of all steps that were taken, in their order, in the active language."""
    made = [of(request) for of in [extension, cost, payment, transfer, given_up, answer]]
    return [letter for letter in made if letter is not None]


def extension(request: Request) -> Letter | None:
    if request.extended_on is None:
        return None
    due_on = law.access_clock(law.AccessSteps(request.received_on, request.extended_on)).deadline.due_on
    text = _(
        "The term has been extended to 30 working days (4982, art. 11). "
        "The answer is due by %(day)s.\n\nReason: %(reason)s"
    ) % {"day": format_date(due_on), "reason": request.extension_reason}
    return Letter("extension", _("The answer takes longer"), request.extended_on, text)


def cost(request: Request) -> Letter | None:
    if request.cost_notified_on is None or request.cost is None:
        return None
    due_on = law.payment_deadline(request.cost_notified_on).due_on
    text = _(
        "Access to what you asked for costs %(cost)s lira (4982, art. 10). The term stops until you have paid. "
        "If the union has no proof of payment by %(day)s, the request counts as given up (art. 11)."
    ) % {"cost": format_number(request.cost, decimals=2), "day": format_date(due_on)}
    return Letter("cost", _("Cost of access"), request.cost_notified_on, text)


def payment(request: Request) -> Letter | None:
    if request.paid_on is None or request.due_on is None:
        return None
    text = _("The payment has been recorded. The answer is due by %(day)s.") % {"day": format_date(request.due_on)}
    return Letter("payment", _("Payment received"), request.paid_on, text)


def transfer(request: Request) -> Letter | None:
    if request.outcome != Outcome.TRANSFERRED:
        return None
    article = "4982, art. 7" if request.is_for_information else "3071, art. 5"
    text = _("What you asked is the task of another body. It has been passed on to: %(body)s (%(article)s).")
    words = {"body": request.transferred_to, "article": article}
    return Letter("transfer", _("Passed on"), closed_on(request), text % words)


def given_up(request: Request) -> Letter | None:
    if request.outcome != Outcome.UNPAID:
        return None
    text = _("The cost was not paid within 15 working days, so the request counts as given up (4982, art. 11).")
    return Letter("given_up", _("Request given up"), closed_on(request), text)


def answer(request: Request) -> Letter | None:
    if request.answered_on is None or not request.answer:
        return None
    return Letter("answer", _("Answer"), request.answered_on, request.answer, is_answer=True)


def closed_on(request: Request) -> date:
    return timezone.localdate(request.closed_at) if request.closed_at else timezone.localdate()


def subject_of(request: Request) -> str:
    """What the letter is about, for its line “Konu”."""
    subjects = {
        Kind.INFORMATION: _("Your request for information"),
        Kind.PETITION: _("Your petition"),
        Kind.COMPLAINT: _("Your complaint or suggestion"),
        Kind.DATA_SUBJECT: _("Your request about your personal data"),
    }
    return subjects.get(Kind(request.kind), _("Your message"))


def drafted_answer(request: Request) -> str:
    """The answer as far as the record can write it, in the active language."""
    words = {
        "name": request.organisation or request.name,
        "day": format_date(request.received_on),
        "number": str(request),
    }
    begin = _("Dear %(name)s,\n\nThis answers what you sent on %(day)s under the number %(number)s.") % words
    if request.is_for_information:
        begin += " " + _("You asked for it under Law 4982 on the right to information.")
    elif request.is_about_own_data:
        begin += " " + _("You used your rights under Law 6698 on the protection of personal data (art. 11):")
        begin += "".join(f"\n- {right}" for right in request.rights_in_words)
    elif request.is_of_law:
        begin += " " + _("You sent it under Law 3071 on the right of petition.")
    if request.is_overdue and request.due_on:
        late = _("The term ended on %(day)s. We apologise for the delay.") % {"day": format_date(request.due_on)}
        begin += "\n\n" + late
    return f"{begin}\n\n{PLACE}\n"
