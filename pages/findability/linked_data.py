"""What each public page tells programs about its subject, from what the page has read already."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from members.directory.member_list import members_seen_by
from members.municipalities.models import Municipality
from members.people.models import OfficeHolder, Person
from members.standards.open_data.catalogue import catalogue_node
from pages.documents.models import Document
from pages.events.models import Event
from pages.galleries.models import Gallery
from pages.posts.models import Post
from pages.publications import Publication
from pages.tree.models import Page
from unions.files.documents import extension
from unions.lists import parameters
from unions.models import Decision, Meeting, Organ, Paper
from unions.standards import linked_data
from unions.standards.linked_data import Address, without_empty
from unions.tenancy.origin import absolute
from unions.tenancy.requests import UnionRequest
from unions.text.dates import moment_for_programs
from unions.text.languages import active_language, language_of
from unions.values import telephones

# A union of more members names them on the pages of its list only.
MOST_MEMBERS = 80
LONGEST_HEADLINE = 110
# Fixed pages that are about the union itself.
ABOUT_UNION = {"home", "union_detail", "contact"}


class Told:
    """What one page tells, and what it is told with: the request and the values of its template."""

    def __init__(self, request: UnionRequest, context: Mapping[str, Any], title: str, picture: str = ""):
        self.request, self.context, self.title, self.picture = request, context, title, picture
        self.address: Address = partial(address_at, request)
        self.name = request.resolver_match.url_name if request.resolver_match else ""

    @property
    def union(self) -> dict:
        context, union = self.context, self.request.union
        points = context.get("contact_points") or ()
        name = union.current_name
        return linked_data.of_union(union, name, self.address, context.get("headquarters"), points)

    @property
    def publisher(self) -> dict:
        """As much of the union as an article names."""
        # Without its address and telephone, for which another query would be asked.
        name = self.request.union.current_name
        union = linked_data.of_union(self.request.union, name, self.address)
        return without_empty({key: union[key] for key in ("@type", "@id", "name", "url")} | {"logo": self.picture})

    def nodes(self) -> Iterator[dict]:
        """The subject of the page, and the way to it."""
        subject = getattr(self.request, "subject", None)
        if subject is not None:
            yield from self.of_subject(subject)
        elif self.name in ABOUT_UNION:
            yield {**self.union, **self.members()}
        elif self.name == "member_list":
            yield {**self.publisher, "member": self.members_shown()}
        elif self.name == "open_data":
            yield catalogue_node(self.publisher, self.address)
        if self.name == "home":
            yield self.website()
        if crumbs := self.context.get("breadcrumbs"):
            yield self.breadcrumbs(crumbs)

    def of_subject(self, row: Any) -> Iterator[dict]:
        address, publisher = self.address, self.publisher
        match row:
            case Meeting() if row.place and row.is_day_known:
                yield linked_data.of_meeting(row, address)
            case Decision():
                yield linked_data.of_decision(row, address)
            case Organ():
                yield linked_data.of_organ(row, address, publisher)
            case Paper():
                yield linked_data.of_paper(row, address, publisher)
            case Event() if row.place:
                yield of_event(row, address, publisher)
            case Person():
                offices = [*self.context.get("offices", ()), *self.context.get("former_offices", ())]
                yield of_person(row, [office for office, _neighbours in offices], address)
            case Municipality():
                yield of_member(row, self.context, address, publisher)
            case Post():
                yield {**self.article(row), "@type": "NewsArticle"}
            case Document():
                yield {**self.article(row), "@type": "DigitalDocument", **file_of(row, address)}
            case Publication() | Page() | Meeting():
                yield {**self.article(row), "@type": "ImageGallery" if isinstance(row, Gallery) else "WebPage"}

    def article(self, row: Any) -> dict:
        """Something written by the union."""
        published = getattr(row, "publish_at", None) or getattr(row, "date", None) or row.created_at
        picture = getattr(row, "picture", None)
        return {
            "name": row.title,
            "headline": row.title[:LONGEST_HEADLINE],
            "description": getattr(row, "summary", ""),
            "inLanguage": language_of(row, "title"),
            "datePublished": moment_of(published),
            "dateModified": moment_of(row.updated_at),
            "image": [self.address(picture.usual_url)] if picture else self.picture,
            "author": self.publisher,
            "publisher": self.publisher,
            "mainEntityOfPage": self.address(row),
            "url": self.address(row),
        }

    def website(self) -> dict:
        search = self.address(reverse("site_search")) + f"?{parameters.word('text')}={{text}}"
        return {
            "@type": "WebSite",
            "@id": self.address("/") + "#site",
            "name": self.union["alternateName"] or self.union["name"],
            "url": self.address(reverse("home")),
            "inLanguage": active_language(),
            "publisher": {"@id": self.address("/") + "#union"},
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": search},
                "query-input": "required name=text",
            },
        }

    def breadcrumbs(self, crumbs: list[dict]) -> dict:
        way = [{"label": _("Home"), "url": reverse("home")}, *crumbs, {"label": self.title, "url": self.request.path}]
        return {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": number,
                    "name": str(crumb["label"]),
                    "item": self.address(crumb["url"]),
                }
                for number, crumb in enumerate(way, start=1)
            ],
        }

    def members(self) -> dict:
        """The members of today, and the provinces that they serve."""
        # The rows that the home page shows as well.
        identity = self.context.get("identity")
        rows = identity.members if identity else members_seen_by(self.request, timezone.localdate())
        served = [{"@type": "AdministrativeArea", "name": name} for name in sorted({row.province for row in rows})]
        members = [{"@type": "GovernmentOrganization", "name": row.name} for row in rows]
        return {"areaServed": served, "member": members if len(members) <= MOST_MEMBERS else []}

    def members_shown(self) -> list[dict]:
        rows = self.context.get("page") or ()
        return [
            {"@type": "GovernmentOrganization", "name": str(row.name), "url": self.address(row.address)} for row in rows
        ]


def address_at(request: UnionRequest, of: Any) -> str:
    return absolute(request, of if isinstance(of, str) else of.get_absolute_url())


def moment_of(value: Any) -> str | None:
    if hasattr(value, "tzinfo"):
        return moment_for_programs(value)
    return value.isoformat() if value else None


def of_event(event: Event, address: Address, organizer: dict) -> dict:
    status = linked_data.EVENT_STATUS[Meeting.State.CANCELLED] if event.is_cancelled else linked_data.SCHEDULED
    offer = {
        "@type": "Offer",
        "price": str(event.fee),
        "priceCurrency": "TRY",
        "url": address(event),
        "availability": "https://schema.org/SoldOut" if event.is_registration_over else "https://schema.org/InStock",
    }
    return {
        "@type": "Event",
        "name": event.title,
        "description": event.summary,
        "inLanguage": language_of(event, "title"),
        "startDate": moment_of(event.starts_at),
        "endDate": moment_of(event.ends_at),
        "eventStatus": status,
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": linked_data.place_of(event.place),
        "image": [address(event.picture.usual_url)] if event.picture else None,
        "organizer": organizer,
        "offers": offer if event.fee is not None else None,
        "isAccessibleForFree": event.fee == 0 if event.fee is not None else None,
        "url": address(event),
    }


def of_person(person: Person, offices: list[OfficeHolder], address: Address) -> dict:
    """A person in the roles that the page shows."""
    current = [office for office in offices if office.is_current]
    return {
        "@type": "Person",
        "name": person.name,
        "honorificPrefix": person.title,
        "description": person.text,
        "image": address(person.picture.usual_url) if person.picture else None,
        "jobTitle": str(current[0].get_role_display()) if current else None,
        "memberOf": [of_office(office, address) for office in offices],
        "url": address(person),
    }


def of_office(office: OfficeHolder, address: Address) -> dict:
    return without_empty(
        {
            "@type": "OrganizationRole",
            "roleName": str(office.get_role_display()),
            "startDate": str(office.start_date) if office.start_date else None,
            "endDate": str(office.last_day) if office.last_day else None,
            "memberOf": {
                "@type": "GovernmentOrganization",
                "name": office.organ.title,
                "url": address(office.organ),
            },
        }
    )


def of_member(row: Municipality, context: Mapping[str, Any], address: Address, union: dict) -> dict:
    """A local authority, how to reach it, and since when it is a member."""
    listing = context.get("listing")
    numbers = telephones.understood(listing.phone) if listing and listing.phone else ()
    roles = [
        without_empty(
            {
                "@type": "OrganizationRole",
                "roleName": _("member"),
                "startDate": str(membership.start_date) if membership.start_date else None,
                "endDate": str(membership.end_date) if membership.end_date else None,
                "memberOf": union,
            }
        )
        for membership in context.get("memberships", ())
    ]
    place = (
        {"@type": "GeoCoordinates", "latitude": float(row.latitude), "longitude": float(row.longitude)}
        if (row.latitude is not None and row.longitude is not None)
        else None
    )
    return {
        "@type": "GovernmentOrganization",
        "name": str(row),
        "description": str(row.get_kind_display()),
        "telephone": numbers[0].number if numbers else None,
        "email": listing.email if listing else None,
        "sameAs": listing.website if listing else None,
        "address": " ".join(listing.address.split()) if listing else None,
        "areaServed": {"@type": "AdministrativeArea", "name": row.province.name},
        "location": {"@type": "Place", "name": str(row), "geo": place} if place else None,
        "memberOf": roles,
        "url": address(row),
    }


def file_of(document: Document, address: Address) -> dict:
    if not document.file:
        return {}
    return {
        "encoding": {
            "@type": "MediaObject",
            "contentUrl": address(document.file.url),
            "name": document.title,
            "encodingFormat": extension(document.file.name),
        }
    }
