"""Requests of invented people in several states: new, late, extended, waiting for payment, answered, withdrawn."""

from datetime import date, datetime, time, timedelta
from hashlib import sha256

from django.utils import timezone

from pages.demo.draft import Draft
from pages.demo.wording import texts
from pages.requests.models import Request
from pages.requests.publication import RequestLogEntry
from pages.requests.receiving import next_number
from unions import law
from unions.text.turkish import slugify

Kind, Outcome = Request.Kind, Request.Outcome


def compose(draft: Draft) -> None:
    """The requests, and what is published of those that were answered."""
    numbers: dict[int, int] = {}
    for pattern in texts("requests")["request"]:
        received_on = draft.today - timedelta(days=pattern["days_ago"])
        year = received_on.year
        numbers.setdefault(year, next_number(year))
        request = draft.row(
            Request,
            f"request:{pattern['key']}",
            kind=pattern["kind"],
            year=year,
            number=numbers[year],
            received_on=received_on,
            name=pattern["name"],
            organisation=pattern.get("organisation", ""),
            applicant_kind="legal" if "organisation" in pattern else "person",
            postal_address=pattern.get("address", ""),
            email=f"{slugify(pattern['name']).replace('-', '.')}@posta.example",
            text=pattern["text"],
            page_address=pattern.get("page", ""),
            rights=pattern.get("rights", ""),
            code_digest=digest(draft, f"code:{pattern['key']}"),
            opening_digest=digest(draft, f"opening:{pattern['key']}"),
            **state(pattern, received_on, draft.today),
        )
        numbers[year] += 1
        if "summary" in pattern:
            draft.row(
                RequestLogEntry,
                f"published:{pattern['key']}",
                request=request,
                summary_tr=pattern["summary"]["tr"],
                summary_en=pattern["summary"]["en"],
                answer_tr=pattern["published"]["tr"],
                answer_en=pattern["published"]["en"],
            )


def digest(draft: Draft, word: str) -> str:
    """Nobody knows a code that leads to it."""
    return sha256(f"demo|{draft.union.code}|{word}".encode()).hexdigest()


def state(pattern: dict, received_on: date, today: date) -> dict:
    """What has been done with it; days count from the day it came in."""
    values: dict = {}
    if "extended_after" in pattern:
        values["extended_on"] = received_on + timedelta(days=pattern["extended_after"])
        values["extension_reason"] = pattern["reason"]
    if "cost" in pattern:
        values["cost"] = pattern["cost"]
        values["cost_notified_on"] = law.working_days_after(received_on, 2)
    if "outcome" in pattern:
        closed_on = min(received_on + timedelta(days=pattern["closed_after"]), today)
        closed_at = timezone.make_aware(datetime.combine(closed_on, time(14, 30)))
        values |= {"outcome": pattern["outcome"], "ground": pattern.get("ground", ""), "closed_at": closed_at}
        values["transferred_to"] = pattern.get("transferred_to", "")
        if "answer" in pattern:
            values |= {"answer": pattern["answer"], "answered_on": closed_on}
    return values
