"""Answers about the members of the union."""

import re
from collections.abc import Callable
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from members.directory.member_list import members_seen_by
from members.directory.models import Listing
from members.directory.views import holders_for, population_context
from members.membership.models import Membership
from members.municipalities.models import Municipality
from pages.search.answers.asking import (
    MEMBER,
    WHO_EN,
    WHO_TR,
    YEAR,
    Answer,
    english,
    form,
    turkish,
)
from pages.search.answers.institution import MAIL_EN, MAIL_TR, PHONE_EN, PHONE_TR
from pages.search.tokens import MONTH_NUMBERS
from unions.lists import parameters
from unions.tenancy.requests import UnionRequest
from unions.text.turkish import fold, format_date, format_number
from unions.values import telephones

GENITIVE = re.compile(r"(?:n[iu]n|[iu]n)$")
AROUND_NAME = re.compile(r"\b(?:belediyesi(?:nin)?|belediyesine|buyuksehir|municipality|metropolitan|ilcesi|ilinin)\b")


def find_member(request: UnionRequest, words: str) -> Municipality | None:
    """The present member of that name; None where there is none, or several."""
    wanted = " ".join(AROUND_NAME.sub(" ", words).split())
    rows = members_seen_by(request, timezone.localdate())
    named = {row.municipality_id for row in rows if fold(row.name) == wanted}
    if not named:
        named = {row.municipality_id for row in rows if fold(row.name) == GENITIVE.sub("", wanted)}
    return Municipality.objects.select_related("province").get(pk=named.pop()) if len(named) == 1 else None


def listing_answer(request: UnionRequest, words: str, label: str, value: Callable[[Listing], str]) -> Answer | None:
    municipality = find_member(request, words)
    listing = Listing.objects.of_municipality(municipality).first() if municipality else None
    if municipality is None or listing is None or not value(listing):
        return None
    since = format_date(listing.confirmed_on) if listing.confirmed_on else ""
    return Answer(f"{municipality.name} · {label}", value(listing), municipality.get_absolute_url(), since)


@form(
    *turkish(rf"{MEMBER}(?: belediye(?:si|sinin)?)? baskani(?:nin adi)?", tail=WHO_TR),
    *english(rf"mayor of {MEMBER}", rf"{MEMBER} mayor", head=WHO_EN),
)
def mayor(request: UnionRequest, member: str) -> Answer | None:
    municipality = find_member(request, member)
    if municipality is None:
        return None
    listing = Listing.objects.of_municipality(municipality).first()
    found = holders_for(municipality, listing)["mayor"]
    label = f"{municipality.name} · {municipality.head_title}"
    return Answer(label, found, municipality.get_absolute_url()) if found else None


@form(
    *turkish(
        rf"{MEMBER}(?: belediyesi(?:nin)?)? {PHONE_TR}",
        # The office of a mayor is reached by the number of the municipality.
        rf"{MEMBER} belediye(?:si|sinin)? baskan(?:i|inin)(?: kim)? {PHONE_TR}",
    ),
    *english(
        rf"{PHONE_EN} (?:of|for) (?:the mayor of )?{MEMBER}", rf"{MEMBER} {PHONE_EN}", rf"mayor of {MEMBER} {PHONE_EN}"
    ),
)
def phone_of(request: UnionRequest, member: str) -> Answer | None:
    return listing_answer(request, member, _("Telephone"), lambda listing: telephones.written(listing.phone))


@form(
    *turkish(rf"{MEMBER}(?: belediyesi(?:nin)?)? {MAIL_TR}"),
    *english(rf"{MAIL_EN} of {MEMBER}", rf"{MEMBER} {MAIL_EN}"),
)
def mail_of(request: UnionRequest, member: str) -> Answer | None:
    return listing_answer(request, member, _("E-mail"), lambda listing: listing.email)


@form(
    *turkish(rf"{MEMBER} (?:web|internet) (?:sitesi|adresi)"),
    *english(rf"web ?site of {MEMBER}", rf"{MEMBER} web ?site"),
)
def website_of(request: UnionRequest, member: str) -> Answer | None:
    return listing_answer(request, member, _("Website"), lambda listing: listing.website)


@form(*turkish(rf"{MEMBER} adresi"), *english(rf"address of {MEMBER}", rf"{MEMBER} address"))
def address_of(request: UnionRequest, member: str) -> Answer | None:
    return listing_answer(request, member, _("Address"), lambda listing: listing.address)


@form(
    *turkish(rf"{MEMBER} nufusu"),
    rf"{MEMBER} kac kisi(?: yasiyor| var)?",
    rf"{MEMBER} (?:nufusu )?kac nufuslu",
    *english(rf"population of {MEMBER}", rf"{MEMBER} population"),
    rf"how many people live in {MEMBER}",
)
def population_of(request: UnionRequest, member: str) -> Answer | None:
    municipality = find_member(request, member)
    figure = population_context(municipality)["population"] if municipality else None
    if municipality is None or figure is None:
        return None
    label = f"{municipality.name} · {_('Population')}"
    source = getattr(figure, "source", "")
    return Answer(
        label, format_number(figure.population), municipality.get_absolute_url(), str(figure.year or ""), source
    )


DAY = rf"(?P<day>\d{{1,2}}) (?P<month>{'|'.join(MONTH_NUMBERS)}|\d{{1,2}}) {YEAR}"


@form(
    rf"{DAY} (?:tarihindeki |tarihli |gunu )?(?:uyeler|uyeleri|uye belediyeler|uye listesi)",
    rf"{DAY} (?:de |da |te |ta )?(?:tarihinde )?(?:birligin )?(?:kac uyesi vardi|uyeleri kimdi|uyeler kimdi)",
    rf"(?:who were )?(?:the )?members (?:of the union )?on {DAY}",
)
def members_on_a_day(request: UnionRequest, day: str, month: str, year: str) -> Answer | None:
    try:
        on = date(int(year), int(month) if month.isdecimal() else MONTH_NUMBERS[month], int(day))
    except ValueError:
        return None
    if on > timezone.localdate():
        return None
    count = len(members_seen_by(request, on))
    label = _("Members on %(day)s") % {"day": format_date(on)}
    url = reverse("member_list") + parameters.query_string({"day": on.isoformat()})
    return Answer(label, format_number(count), url) if count else None


@form(
    rf"{MEMBER} (?:birlige )?uye (?:mi|midir)",
    rf"{MEMBER} birligin uyesi (?:mi|midir)",
    rf"is {MEMBER} a member(?: of the union)?",
)
def is_member(request: UnionRequest, member: str) -> Answer | None:
    municipality = find_member(request, member)
    if municipality is None:
        return None
    membership = Membership.objects.current().of_municipality(municipality).first()
    since = membership.start_date.display() if membership and membership.start_date else ""
    return Answer(
        f"{municipality.name} · {_('Membership')}", _("Yes, a member"), municipality.get_absolute_url(), since
    )


@form(
    rf"{MEMBER} (?:birlige )?ne zaman(?:dan beri)? uye(?: oldu)?",
    rf"when did {MEMBER} (?:join|become a member)(?: the union)?",
)
def member_since(request: UnionRequest, member: str) -> Answer | None:
    found = is_member(request, member)
    return Answer(found.label, found.since, found.url) if found and found.since else None


@form(rf"{MEMBER} hangi ilde(?:dir)?", *turkish(rf"{MEMBER} ili"), rf"(?:in )?which province is {MEMBER}(?: in)?")
def province_of(request: UnionRequest, member: str) -> Answer | None:
    municipality = find_member(request, member)
    if municipality is None:
        return None
    return Answer(f"{municipality.name} · {_('Province')}", municipality.province.name, municipality.get_absolute_url())


@form(
    *turkish(rf"{MEMBER}(?: belediyesi(?:nin)?)? (?:delegeleri|temsilcileri|meclis uyeleri)", tail=WHO_TR),
    *english(rf"(?:delegates|representatives) of {MEMBER}"),
)
def delegates_of(request: UnionRequest, member: str) -> Answer | None:
    municipality = find_member(request, member)
    seats = holders_for(municipality, None)["delegates"] if municipality else []
    names = ", ".join(dict.fromkeys(str(seat.person) for seat in seats))
    if municipality is None or not names:
        return None
    what = _("Seats in the assembly")
    return Answer(f"{municipality.name} · {what}", names, municipality.get_absolute_url())


@form(*turkish(r"en (?:kalabalik|buyuk) uye(?: belediye)?"), *english(r"(?:largest|biggest) member(?: municipality)?"))
def largest(request: UnionRequest) -> Answer | None:
    rows = members_seen_by(request, timezone.localdate())
    row = max(rows, key=lambda row: row.population or 0, default=None)
    if row is None or not row.population:
        return None
    url = reverse("member_detail", args=[row.slug])
    return Answer(_("Most populous member"), f"{row.name} ({format_number(row.population)})", url)
