"""A letter on paper: the head of the union, addressee, subject, reference, text and the place of the signature."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from pages.frame.headquarters import contact_of_union
from pages.requests import letters, mail, steps
from pages.requests.models import Request
from unions.institution.emblem import emblem_url
from unions.models import ContactPoint, Emblem, UnionName

DRAFT = "draft"
# What stands at the foot of the paper, in this order.
SHOWN = [ContactPoint.Kind.PHONE, ContactPoint.Kind.FAX, ContactPoint.Kind.EMAIL, ContactPoint.Kind.KEP]


def letter_of(row: Request, step: str) -> letters.Letter | None:
    """The letter of a step that was taken; None where it was not."""
    return next((letter for letter in letters.letters_of(row) if letter.step == step), None)


def drafted_letter(row: Request, text: str, outcome: str, ground: str) -> letters.Letter:
    """The answer as it is being written: the row is changed in memory alone."""
    row.answer, row.answered_on = text, timezone.localdate()
    row.outcome = outcome if outcome in steps.outcomes_of(row) else ""
    row.ground = ground if row.outcome in row.REFUSALS and ground in dict(steps.grounds_of(row)) else ""
    return letters.Letter(DRAFT, _("Answer"), row.answered_on, text, is_answer=True)


def printed(request: HttpRequest, row: Request, step: str) -> str | None:
    """The page of a letter in the language of the applicant; None where there is no such letter."""
    with translation.override(row.language):
        if step == DRAFT and row.is_open:
            typed = request.POST.get("text", "") or letters.drafted_answer(row)
            letter = drafted_letter(row, typed, request.POST.get("outcome", ""), request.POST.get("ground", ""))
        else:
            letter = letter_of(row, step)  # type: ignore[assignment]  # handled below
        return render_to_string("admin/requests/letter.html", context_of(row, letter), request) if letter else None


def context_of(row: Request, letter: letters.Letter) -> dict:
    contact, name = contact_of_union(), UnionName.objects.current().first()
    stored = Emblem.objects.values_list("picture", flat=True).first() or ""
    return {
        "row": row,
        "letter": letter,
        "is_draft": letter.step == DRAFT,
        "subject": letters.subject_of(row),
        "appeal": mail.ways_of_appeal(row) if letter.is_answer else None,
        "annexes": [file for file in row.files.all() if file.is_answer] if letter.is_answer else [],
        "name": name,
        "emblem": emblem_url(row.union, name, stored),
        "headquarters": contact.headquarters,
        "points": [point for kind in SHOWN for point in contact.contact_points if point.kind == kind],
    }
