"""The part of an answer's page on which staff enter the mayor and the delegates whom the municipality has named."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from members.checks import accepting
from members.checks.accept_form import AcceptForm
from members.checks.models import ListingCheck
from members.checks.review_form import ReviewForm
from members.exchange.writing import Refused
from members.people.models import OfficeHolder
from unions.models.versions import StaleVersion
from unions.tenancy.requests import UnionRequest


def may_enter(request: UnionRequest, check: ListingCheck) -> bool:
    """Whether the people named await the decision of somebody who may enter seats."""
    return bool(check.reported) and not check.are_delegates_accepted and may_seat(request)


def may_seat(request: UnionRequest) -> bool:
    return request.user.has_perms(["members.add_officeholder", "members.change_listingcheck"])


def context_of(request: UnionRequest, check: ListingCheck, form: AcceptForm | None = None) -> dict[str, Any]:
    """What the page shows of the people named; nothing where the round does not ask for them."""
    if not check.reported:
        return {}
    answer = accepting.answer_of(check)
    return {
        "answer": answer,
        "accept_form": form or AcceptForm(answer=answer),
        "findings": accepting.findings_of(check),
        "may_enter": may_enter(request, check),
        "may_take_back": check.are_delegates_accepted and may_seat(request),
    }


def accept(request: UnionRequest, check: ListingCheck, review_form: ReviewForm, form: AcceptForm) -> bool:
    """Enter the people and carry the decisions out; False where the page is shown again with what was chosen."""
    is_valid = review_form.is_valid()
    if not form.is_valid() or not is_valid:
        return False
    try:
        if review_form.cleaned_data["version"] != check.version:
            raise StaleVersion(check)
        accepting.accept(check, form.decided(), by=request.user, decisions=review_form.decisions())
    except ValidationError as error:
        for message in error.messages:
            form.add_error(None, message)
        return False
    except (StaleVersion, IntegrityError):
        messages.error(request, _("Someone else has changed this answer or a seat meanwhile. Please check again."))
        return True
    number = OfficeHolder.objects.filter(pk__in=keys_of_seats(check)).count()
    messages.success(
        request, _("Mayor and delegates have been entered; seats written: %(number)s.") % {"number": number}
    )
    return True


def keys_of_seats(check: ListingCheck) -> list[int]:
    return [line["pk"] for line in check.written or [] if line["model"] == "members.officeholder"]


def take_back(request: UnionRequest, check: ListingCheck) -> HttpResponse:
    try:
        accepting.take_back(check, by=request.user)
    except Refused as refused:
        text = _("Nothing was undone. %(reasons)s")
        messages.error(request, text % {"reasons": " ".join(refused.reasons[:10])})
    else:
        messages.success(request, _("The entries have been undone; everything is as it was before."))
    return HttpResponseRedirect(request.path)
