"""Rows of members: municipalities, memberships, cards, people, checks, imports."""

from datetime import date, timedelta

from django.utils import timezone

from members.checks.models import CheckLink, CheckRound, Correction, ListingCheck
from members.directory.models import Listing
from members.elections.models import Elections
from members.exchange.models import ImportRun, RememberedAnswer
from members.membership.models import Membership
from members.municipalities.models import Municipality, PopulationFigure, Province
from members.people.models import OfficeHolder, Person
from tests.factories.institution import assembly_of, union_of
from tests.factories.values import number
from unions.models import (
    Organ,
    Union,
    User,
)


def make_province(*, name: str = "", **fields) -> Province:
    plate = fields.pop("plate", None) or 100 + number()
    name = name or f"İl {plate}"
    return Province.objects.create(plate=plate, name=name, **{"slug": f"il-{plate}", **fields})


def make_municipality(
    *, name: str = "", province: Province | None = None, kind: str = Municipality.Kind.DISTRICT, **fields
) -> Municipality:
    unique = number()
    return Municipality.objects.create(
        **{
            "name": name or f"Belediye {unique}",
            "province": province or make_province(),
            "kind": kind,
            "code": f"belediye-{unique}",
            "slug": f"belediye-{unique}",
            "population_year": 2025 if fields.get("population") is not None else None,
            **fields,
        }
    )


def make_membership(
    *, union: Union | None = None, municipality: Municipality | None = None, start_date: str | None = None, **fields
) -> Membership:
    return Membership.objects.create(
        union=union_of(union), municipality=municipality or make_municipality(), start_date=start_date, **fields
    )


def make_listing(*, union: Union | None = None, municipality: Municipality | None = None, **fields) -> Listing:
    return Listing.objects.create(union=union_of(union), municipality=municipality or make_municipality(), **fields)


def make_person(*, union: Union | None = None, name: str = "Ayşe Yılmaz", **fields) -> Person:
    return Person.objects.create(union=union_of(union), name=name, **fields)


def make_office_holder(
    *,
    organ: Organ | None = None,
    person: Person | None = None,
    union: Union | None = None,
    role: str = OfficeHolder.Role.MEMBER,
    **fields,
) -> OfficeHolder:
    union = union_of(union, organ, person)
    return OfficeHolder.objects.create(
        union=union,
        organ=organ or assembly_of(union),
        person=person or make_person(union=union),
        role=role,
        **fields,
    )


def make_population_figure(
    *, union: Union | None = None, municipality: Municipality | None = None, year: int = 2024, **fields
) -> PopulationFigure:
    fields.setdefault("population", 12_345)
    return PopulationFigure.objects.create(
        union=union_of(union), municipality=municipality or make_municipality(), year=year, **fields
    )


def make_import_run(*, union: Union | None = None, user: User | None = None, **fields) -> ImportRun:
    """A file that was written already, unless it is given with its content."""
    fields.setdefault("kind", ImportRun.Kind.LISTINGS)
    fields.setdefault("file_name", "uyeler.csv")
    fields.setdefault("state", ImportRun.State.WAITING if fields.get("content") else ImportRun.State.WRITTEN)
    return ImportRun.objects.create(union=union_of(union), user=user, **fields)


def make_remembered_answer(*, union: Union | None = None, **fields) -> RememberedAnswer:
    fields.setdefault("kind", ImportRun.Kind.LISTINGS)
    fields.setdefault("key", f"column:{number()}")
    fields.setdefault("words", "“Aranacak” sütunu: Telefon")
    return RememberedAnswer.objects.create(union=union_of(union), answer="phone", **fields)


def make_elections(*, union: Union | None = None, **fields) -> Elections:
    fields.setdefault("held_on", date(2024, 3, 31))
    return Elections.objects.create(union=union_of(union), **fields)


def make_check_round(*, union: Union | None = None, **fields) -> CheckRound:
    """A round that is under way for another two weeks."""
    union = union_of(union)
    return CheckRound.objects.create(
        union=union,
        **{
            "title": "Bahar kontrolü",
            "due_on": timezone.localdate() + timedelta(days=14),
            "origin": f"http://{union.code}.localhost",
            "started_at": timezone.now() - timedelta(hours=1),
            **fields,
        },
    )


def make_listing_check(
    *, check_round: CheckRound | None = None, membership: Membership | None = None, union: Union | None = None, **fields
) -> ListingCheck:
    union = union_of(union, check_round, membership)
    return ListingCheck.objects.create(
        union=union,
        round=check_round or make_check_round(union=union),
        membership=membership or make_membership(union=union),
        **{"email": "yazi@belediye.example", **fields},
    )


def make_check_link(*, listing_check: ListingCheck | None = None, union: Union | None = None, **fields) -> CheckLink:
    check = listing_check or make_listing_check(union=union)
    now = timezone.now()
    return CheckLink.objects.create(
        union=check.union,
        listing_check=check,
        **{
            "digest": f"{number():064}",
            "issued_at": now - timedelta(minutes=5),
            "expires_at": now + timedelta(days=14),
            **fields,
        },
    )


def make_correction(
    *, listing_check: ListingCheck | None = None, union: Union | None = None, kind: str = "phone", **fields
) -> Correction:
    check = listing_check or make_listing_check(union=union)
    return Correction.objects.create(
        union=check.union, listing_check=check, kind=kind, **{"proposed": "+90 282 222 22 22", **fields}
    )
