"""The subject of a page for search engines and other programs: JSON-LD with the terms of schema.org."""

import json
from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.utils.safestring import SafeString, mark_safe

from unions import law
from unions.models import ContactPoint, Decision, Meeting, Organ, Paper
from unions.text.cleaning import carried_in
from unions.text.dates import moment_for_programs
from unions.text.languages import language_of
from unions.values import telephones

EVENT_STATUS: dict[str, str] = {
    Meeting.State.CANCELLED: "https://schema.org/EventCancelled",
    # It was opened and could not be held; the second sitting is a meeting of its own.
    Meeting.State.INQUORATE: "https://schema.org/EventCancelled",
    Meeting.State.POSTPONED: "https://schema.org/EventPostponed",
}
SCHEDULED = "https://schema.org/EventScheduled"
# Within a script element these could end it or begin a comment.
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}

# The absolute address of a row, or of a path, at the main host.
Address = Callable[[object], str]


def as_json(nodes: Iterable[dict]) -> SafeString:
    """What a page is about as JSON that is safe inside a script element."""
    content = {"@context": "https://schema.org", "@graph": [carried_in(without_empty(node)) for node in nodes]}
    return mark_safe(json.dumps(content, ensure_ascii=False).translate(ESCAPES))  # noqa: S308 - escaped here


def of_meeting(meeting: Meeting, address: Address) -> dict:
    """A meeting of an organ; its agenda is what the event is about."""
    items = [
        {"@type": "ListItem", "position": number, "name": item.title}
        for number, item in enumerate(meeting.agenda_items.all(), start=1)
    ]
    is_hour_known = meeting.precision == Meeting.Precision.TIME
    return {
        "@type": "Event",
        "name": meeting.title,
        "inLanguage": language_of(meeting, "title"),
        "startDate": _moment(meeting.starts_at) if is_hour_known else meeting.machine_date,
        "endDate": _moment(meeting.ends_at),
        "eventStatus": EVENT_STATUS.get(meeting.state, SCHEDULED),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode" if meeting.place else None,
        "location": place_of(meeting.place),
        "organizer": _organ(meeting.organ, address),
        "about": {"@type": "ItemList", "name": meeting.title, "itemListElement": items} if items else None,
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


def of_paper(paper: Paper, address: Address, union: dict) -> dict:
    """A yearly paper: budget, final accounts, activity report."""
    return {
        "@type": "Report",
        "name": str(paper),
        "abstract": paper.summary,
        "inLanguage": language_of(paper, "summary") if paper.summary else None,
        "temporalCoverage": str(paper.year),
        "datePublished": _day(paper.published_on),
        "publisher": union,
        "url": address(paper),
        "sameAs": address(paper.short_address),
    }


def of_organ(organ: Organ, address: Address, union: dict) -> dict:
    return {**_organ(organ, address), "description": organ.summary, "parentOrganization": without_empty(union)}


def of_union(union, name, address: Address, headquarters=None, points: Iterable[ContactPoint] = ()) -> dict:
    """The identity of a union; `name` is its current one."""
    kinds = ContactPoint.Kind
    values: dict[str, list[str]] = {}
    for point in points:
        values.setdefault(point.kind, []).append(point.value)
    numbers = [number.number for text in values.get(kinds.PHONE, []) for number in telephones.understood(text)]
    identifiers = {"DETSİS": union.detsis_number, "VKN": union.tax_number}
    return {
        "@type": "GovernmentOrganization",
        "@id": address("/") + "#union",
        "name": (name.name if name else "") or union.code,
        "alternateName": name.short_name if name else "",
        "foundingDate": str(union.founded_on) if union.founded_on else None,
        "dissolutionDate": str(union.ended_on) if union.ended_on else None,
        "taxID": union.tax_number,
        "identifier": [
            {"@type": "PropertyValue", "propertyID": scheme, "value": value}
            for scheme, value in identifiers.items()
            if value
        ],
        "address": _address(headquarters) if headquarters else None,
        "telephone": numbers[0] if numbers else None,
        "email": next(iter(values.get(kinds.EMAIL, [])), None),
        "url": address("/"),
    }


def place_of(text: str) -> dict | None:
    """A place that is known by one line of text, which is its name and all that is known of its address."""
    return {"@type": "Place", "name": text, "address": text} if text else None


def _organ(organ: Organ, address: Address) -> dict:
    return {"@type": "GovernmentOrganization", "name": organ.title, "url": address(organ)}


def _address(headquarters) -> dict:
    street = [headquarters.neighbourhood, headquarters.avenue, headquarters.street, headquarters.building_number]
    return without_empty(
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


def _moment(moment: datetime | None) -> str | None:
    return moment_for_programs(moment) if moment else None


def without_empty(properties: dict) -> dict:
    """The properties that have a value."""
    return {name: value for name, value in properties.items() if value not in (None, "", [], {})}
