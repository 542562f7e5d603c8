"""The subject of a page for search engines and other programs: JSON-LD with the terms of schema.org."""

import json
from collections.abc import Callable
from datetime import date

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from unions import law
from unions.models import Decision, Meeting, Organ
from unions.text.cleaning import carried_in
from unions.text.languages import language_of

EVENT_STATUS: dict[str, str] = {
    Meeting.State.CANCELLED: "https://schema.org/EventCancelled",
    # It was opened and could not be held; the second sitting is a meeting of its own.
    Meeting.State.INQUORATE: "https://schema.org/EventCancelled",
    Meeting.State.POSTPONED: "https://schema.org/EventPostponed",
}
# Within a script element these could end it or begin a comment.
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}

# The absolute address of a row, or of a path, at the host of the request.
Address = Callable[[object], str]


def as_json(subject: dict) -> SafeString:
    """The subject as JSON that is safe inside a script element."""
    content = {"@context": "https://schema.org", **carried_in(_without_empty(subject))}
    return mark_safe(json.dumps(content, ensure_ascii=False).translate(ESCAPES))  # noqa: S308 - escaped here


def of_meeting(meeting: Meeting, address: Address) -> dict:
    return {
        "@type": "Event",
        "name": meeting.title,
        "inLanguage": language_of(meeting, "title"),
        "startDate": meeting.machine_date,
        "endDate": timezone.localtime(meeting.ends_at).isoformat() if meeting.ends_at else None,
        "eventStatus": EVENT_STATUS.get(meeting.state, "https://schema.org/EventScheduled"),
        "location": {"@type": "Place", "name": meeting.place} if meeting.place else None,
        "organizer": _organ(meeting.organ, address),
        "url": address(meeting),
    }


# By whether a decision is in force; where the records do not tell, nothing is said.
LEGAL_FORCE = {
    law.Force.FULL: "https://schema.org/InForce",
    law.Force.AMENDED: "https://schema.org/InForce",
    law.Force.PARTLY: "https://schema.org/PartiallyInForce",
}


def of_decision(decision: Decision, address: Address) -> dict:
    earlier = decision.amends if decision.amends and decision.amends.is_public and decision.adopts else None
    force = decision.force
    does = "legislationRepeals" if decision.amendment == Decision.Amendment.REPEALS else "legislationChanges"
    return {
        "@type": "Legislation",
        "name": decision.title,
        "inLanguage": language_of(decision, "title"),
        "legislationIdentifier": decision.citation,
        "legislationDate": decision.date.isoformat(),
        "datePublished": _day(decision.summary_published_on),
        # A motion that was not accepted was passed by nobody.
        "legislationPassedBy": _organ(decision.organ, address) if decision.was_accepted else None,
        "creativeWorkStatus": str(decision.get_outcome_display()),
        "legislationLegalForce": LEGAL_FORCE.get(force, "https://schema.org/NotInForce")
        if force.stands is not None
        else None,
        does: address(earlier) if earlier else None,
        "url": address(decision),
        "sameAs": address(decision.short_address),
    }


def of_organ(organ: Organ, address: Address, union: dict) -> dict:
    return {**_organ(organ, address), "description": organ.summary, "parentOrganization": _without_empty(union)}


def of_union(union, name, address: Address, headquarters=None) -> dict:
    """The identity of a union; `name` is its current one."""
    return {
        "@type": "GovernmentOrganization",
        "name": name.name if name else "",
        "alternateName": name.short_name if name else "",
        "foundingDate": str(union.founded_on) if union.founded_on else None,
        "taxID": union.tax_number,
        "address": _place(headquarters) if headquarters else None,
        "url": address("/"),
    }


def _organ(organ: Organ, address: Address) -> dict:
    return {"@type": "GovernmentOrganization", "name": organ.title, "url": address(organ)}


def _place(headquarters) -> dict:
    street = [headquarters.neighbourhood, headquarters.avenue, headquarters.street, headquarters.building_number]
    return _without_empty(
        {
            "@type": "PostalAddress",
            "streetAddress": " ".join(part for part in street if part),
            "postalCode": headquarters.postal_code,
            "addressLocality": headquarters.district,
            "addressRegion": headquarters.province,
            "addressCountry": "TR",
        }
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _without_empty(properties: dict) -> dict:
    return {name: value for name, value in properties.items() if value not in (None, "", [])}
