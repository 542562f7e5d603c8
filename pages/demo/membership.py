"""Members of the demonstration: the gaps in the real list filled, and a card for each municipality."""

from datetime import date, timedelta

from members.directory.models import Listing
from members.membership.models import Membership
from members.municipalities.models import Municipality
from pages.demo.draft import Draft
from pages.demo.names import person
from unions.models import Decision
from unions.text.partial_dates import PartialDate

# Area codes by plate number; the numbers behind them are nobody's.
AREA_CODES = {3: 272, 22: 284, 32: 246, 34: 212, 39: 288, 42: 332, 59: 282, 68: 382, 70: 338}
YEARS_OF_JOINING = [2004, 2006, 2007, 2009, 2010, 2012, 2014, 2016]


def own_members() -> set[Municipality]:
    """Municipalities that are members today, the demonstration's own left out."""
    return {
        membership.municipality for membership in Membership.objects.filter(is_demo=False).current().with_municipality()
    }


def by_code(codes: list[str]) -> dict[str, Municipality]:
    return Municipality.objects.select_related("province").in_bulk(codes, field_name="code")


def members(texts: dict) -> list[Municipality]:
    """All members the union has with the demonstration."""
    municipalities = {*own_members(), *by_code(texts["members"]).values()}
    return sorted(municipalities, key=lambda municipality: municipality.code)


def compose(draft: Draft, texts: dict, *, newest_since: date, acceptance: Decision) -> None:
    """Memberships up to the stated number, the newest accepted by a decision; and two that have ended."""
    own = own_members()
    fillers = [municipality for municipality in by_code(texts["members"]).values() if municipality not in own]
    fillers.sort(key=lambda municipality: municipality.code)
    for number, municipality in enumerate(fillers):
        if municipality.code == texts["newest_member"]:
            compose_newest(draft, municipality, number, newest_since, acceptance)
        else:
            compose_settled(draft, municipality, number)
    settled = [municipality for municipality in fillers if municipality.code != texts["newest_member"]]
    if settled:
        compose_return(draft, settled[0])
    former = by_code([texts["former_member"]])[texts["former_member"]]
    if former not in own:
        compose_former(draft, former)


def compose_newest(draft: Draft, municipality: Municipality, number: int, since: date, acceptance: Decision) -> None:
    decided = since - timedelta(days=40)
    compose_member(draft, municipality, number, PartialDate.from_date(since), decided, acceptance)


def compose_settled(draft: Draft, municipality: Municipality, number: int) -> None:
    year, month = YEARS_OF_JOINING[number * 5 % len(YEARS_OF_JOINING)], 1 + number % 12
    compose_member(draft, municipality, number, PartialDate(year, month), date(year - 1, month, 3 + number % 20))


def compose_member(
    draft: Draft,
    municipality: Municipality,
    number: int,
    since: PartialDate,
    decided: date,
    acceptance: Decision | None = None,
) -> None:
    """A member today, with the decision of its own council."""
    draft.row(
        Membership,
        f"member-{municipality.code}",
        municipality=municipality,
        start_date=since,
        council_decided_on=PartialDate.from_date(decided),
        council_decision_number=f"{decided.year}/{11 + number * 7 % 80}",
        acceptance=acceptance,
    )


def compose_return(draft: Draft, municipality: Municipality) -> None:
    """The first membership of a member that left and joined again."""
    draft.row(
        Membership,
        f"member-{municipality.code}-before",
        municipality=municipality,
        start_date=PartialDate(2001, 3),
        end_date=PartialDate(2002, 9, 30),
        leaving_reason_tr="Belediye meclisinin ayrılma kararı; yıllar sonra yeniden katıldı",
        leaving_reason_en="Its council decided to leave; years later it joined again",
    )


def compose_former(draft: Draft, municipality: Municipality) -> None:
    """A member that left for good."""
    draft.row(
        Membership,
        f"member-{municipality.code}",
        municipality=municipality,
        start_date=PartialDate(2008),
        end_date=PartialDate(draft.today.year - 4, 6, 30),
        leaving_reason_tr="Belediye meclisinin ayrılma kararı",
        leaving_reason_en="Its council decided to leave",
    )


def compose_listings(draft: Draft, members: list[Municipality], mayors: dict[int, int]) -> None:
    """A card for each member that has none; `mayors` gives each municipality's number among the invented people."""
    listed = set(Listing.objects.filter(is_demo=False).values_list("municipality", flat=True))
    for number, municipality in enumerate(members, start=1):
        if municipality.pk in listed:
            continue
        title, name = person(mayors[municipality.pk])
        area = AREA_CODES[municipality.province_id]
        place = "" if municipality.name == municipality.province.name else f"{municipality.name} / "
        draft.row(
            Listing,
            f"listing-{municipality.code}",
            municipality=municipality,
            mayor=f"{title} {name}".strip(),
            phone=f"+90 {area} 000 00 {number:02}",
            fax=f"+90 {area} 000 01 {number:02}" if number % 3 == 0 else "",
            email=f"bilgi@{municipality.slug}.ornek.test",
            website=f"https://{municipality.slug}.example.org/",
            address=f"Belediye Hizmet Binası\n{place}{municipality.province.name}",
            text_tr="Birlikle yazışmaları Yazı İşleri Müdürlüğü yürütür." if number % 3 else "",
            text_en="Letters to and from the union go through the council secretariat." if number % 3 else "",
            confirmed_on=draft.today - timedelta(days=number * 9) if number % 4 else None,
        )
