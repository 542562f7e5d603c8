"""What is stored of a form that was sent, and the tracking code that its sender gets."""

from base64 import b32encode
from hashlib import sha256
from typing import Any, cast

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.crypto import salted_hmac

from pages.requests import mail
from pages.requests.models import Request, RequestFile
from unions.forms.public_form import PublicForm
from unions.models import Union
from unions.tenancy import scope
from unions.text.languages import active_language

# Two people who send at the same moment want the same number.
TRIES = 10
CODE_LENGTH = 12
FIELDS = [
    "applicant_kind",
    "name",
    "organisation",
    "postal_address",
    "email",
    "answer_by",
    "text",
    "unit",
    "nationality",
    "phone",
]


def bound_union() -> Union:
    return cast(Union, scope.union())


def code_of(opening: str) -> str:
    """The tracking code of a form: the same however often it is sent, and nobody can tell it from anything stored."""
    key = salted_hmac("pages.requests.code", f"{bound_union().pk}:{opening}", algorithm="sha256").digest()
    code = b32encode(key).decode()[:CODE_LENGTH]
    return "-".join(code[start : start + 4] for start in range(0, CODE_LENGTH, 4))


def digest_of(code: str) -> str:
    """The hash of a tracking code as stored; it fits one union."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())[:40]
    return sha256(f"request|{bound_union().pk}|{plain}".encode()).hexdigest()


def request_of(code: str) -> Request | None:
    """The request with this code, in this union."""
    return Request.objects.filter(code_digest=digest_of(code)).first()


def receive(form: PublicForm, *, origin: str) -> tuple[Request, str]:
    """Store what was sent and put the mails about it into the outbox; returns the request and its code.

    A form that was stored already is not stored again.
    """
    opened = form.opening
    if opened is None:
        raise ValueError("Only a valid form is received.")
    opening_digest = sha256(f"opening|{bound_union().pk}|{opened.number}".encode()).hexdigest()
    code = code_of(opened.number)
    for _try in range(TRIES):
        already = Request.objects.filter(opening_digest=opening_digest).first()
        if already is not None:
            return already, code
        try:
            return store(form, code, opening_digest, origin), code
        except IntegrityError:
            # Another request took the number, or this one was sent twice at once.
            continue
    raise IntegrityError("No number was free.")


@transaction.atomic
def store(form: PublicForm, code: str, opening_digest: str, origin: str) -> Request:
    values = form.cleaned_data
    today = timezone.localdate()
    request = Request(
        union=bound_union(),
        kind=form.form_name,
        year=today.year,
        number=next_number(today.year),
        received_on=today,
        language=active_language(),
        code_digest=digest_of(code),
        opening_digest=opening_digest,
        page_address=values.get("page_address", ""),
        rights=",".join(values.get("rights", [])),
        **{name: values[name] for name in FIELDS if values.get(name)},
    )
    if not request.is_of_law or not values.get("email"):
        request.answer_by = Request.AnswerBy.EMAIL if values.get("email") else Request.AnswerBy.POST
    request.seal_identity_number(values.get("identity_number") or values.get("passport_number") or "")
    request._change_reason = "İnternet sitesindeki form"
    request.save()
    if values.get("file"):
        add_file(request, values["file"])
    mail.announce(request, form, code, origin=origin)
    return request


def next_number(year: int) -> int:
    latest = Request.objects.of_year(year).aggregate(latest=Max("number"))["latest"]
    return (latest or 0) + 1


def add_file(request: Request, upload: Any, *, is_answer: bool = False) -> RequestFile:
    file = RequestFile(union=request.union, request=request, title=upload.name[:200], is_answer=is_answer)
    file.file = upload
    file.is_demo = request.is_demo
    file.save()
    return file
