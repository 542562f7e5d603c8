"""Answers above the hits: a question of a known form is answered from a field, every other one not at all.

Forms are whole folded questions; a form that matches and has nothing to say stays silent.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from members.directory.member_list import members_seen_by
from members.directory.models import Listing
from members.directory.views import holders_for, population_context
from members.membership.models import Membership
from members.municipalities.models import Municipality
from members.people.models import OfficeHolder, Person
from pages.events.models import Event
from pages.frame.identity import Identity
from pages.search.tokens import MONTH_NUMBERS
from pages.tenders.models import Tender
from pages.vacancies.models import Vacancy
from unions.lists import parameters
from unions.models import ContactPoint, Decision, Headquarters, LegalBasis, Meeting, Organ, Paper, UnionName
from unions.tenancy.requests import UnionRequest
from unions.text.turkish import fold, format_date, format_number
from unions.values import telephones


@dataclass(frozen=True)
class Answer:
    """A value with what it is, since when it holds, where it is from, and the page that says more."""

    label: str
    value: str
    url: str
    since: str = ""
    source: str = ""


Write = Callable[..., Answer | None]
# Words around a question that change nothing of it.
TAIL = r"(?: (?:kim|kimdir|kimler|kimlerdir|nedir|ne|kac|kactir|ne kadar|nerede|neresi|neresidir|hangisi))?"
HEAD = r"(?:(?:who|what|where)(?: is| are)? )?(?:the )?"
UNION_TR, UNION_EN = r"(?:birlik |birligin |birligi )?", r"(?: of the union| of this union)?"
MEMBER = r"(?P<member>[a-z ]{2,60}?)"
YEAR = r"(?P<year>(?:19|20)\d\d)"

FORMS: list[tuple[re.Pattern, Write]] = []


def form(*patterns: str) -> Callable[[Write], Write]:
    """Register a function for questions of these forms; Turkish ones take a tail, English ones a head."""

    def register(write: Write) -> Write:
        FORMS.extend((re.compile(pattern), write) for pattern in patterns)
        return write

    return register


def turkish(*bodies: str) -> list[str]:
    return [f"{body}{TAIL}" for body in bodies]


def english(*bodies: str) -> list[str]:
    return [f"{HEAD}{body}" for body in bodies]


def answer(request: UnionRequest, text: str) -> Answer | None:
    """The answer to a question, if it has one of the forms and the field is filled."""
    asked = fold(text)
    for pattern, write in FORMS:
        match = pattern.fullmatch(asked)
        if match:
            found = write(request, **match.groupdict())
            if found is not None:
                return found
    return None


# Who leads the union


def office(organ: str, role: str, label: str) -> Answer | None:
    seats = list(OfficeHolder.objects.current().filter(organ__kind=organ, role=role).with_person()[:2])
    # Where two are on record, one of them is wrong.
    if len(seats) != 1:
        return None
    seat = seats[0]
    since = seat.start_date.display() if seat.start_date else ""
    place = seat.municipality.name if seat.municipality else ""
    return Answer(label, str(seat.person), seat.person.get_absolute_url(), since, place)


@form(
    *turkish(r"(?:birlik|birligin) baskani", "baskan", "baskanin adi"),
    *english(f"(?:union )?president{UNION_EN}", f"head{' of the union'}"),
)
def president(_request: UnionRequest) -> Answer | None:
    return office(Organ.Kind.PRESIDENT, OfficeHolder.Role.PRESIDENT, _("President of the union"))


@form(*turkish(rf"{UNION_TR}genel sekreteri?"), *english(rf"(?:secretary general|general secretary){UNION_EN}"))
def secretary(_request: UnionRequest) -> Answer | None:
    seats = list(OfficeHolder.objects.current().filter(role=OfficeHolder.Role.SECRETARY).with_person()[:2])
    if len(seats) != 1:
        return None
    since = seats[0].start_date.display() if seats[0].start_date else ""
    return Answer(_("Secretary general"), str(seats[0].person), seats[0].person.get_absolute_url(), since)


@form(
    *turkish(rf"{UNION_TR}encumen(?:i| uyeleri|i uyeleri|inde)", "encumende(?: kimler var)?", "encumen uyesi"),
    *english(r"(?:members of the executive committee|executive committee members)"),
)
def executive(_request: UnionRequest) -> Answer | None:
    organ = Organ.objects.executive().first()
    seats = OfficeHolder.objects.current().of_organ(organ).with_person().in_order() if organ else []
    names = list(dict.fromkeys(str(seat.person) for seat in seats))
    return Answer(_("Executive committee"), ", ".join(names), organ.get_absolute_url()) if organ and names else None


@form(r"(?P<name>[a-z ]{5,80}?)(?: kim| kimdir)", r"who is (?P<name>[a-z ]{5,80})")
def person(_request: UnionRequest, name: str) -> Answer | None:
    people = [row for row in Person.objects.with_words(name) if fold(row.name) == name][:2]
    if len(people) != 1:
        return None
    seats = OfficeHolder.objects.of_person(people[0]).current().with_person().in_order()
    offices = [f"{seat.get_role_display()} ({seat.organ.title})" for seat in seats]
    return Answer(str(people[0]), ", ".join(dict.fromkeys(offices)), people[0].get_absolute_url()) if offices else None


# How the union is reached


def contact(kind: str, label: str) -> Answer | None:
    seat = Headquarters.objects.current().first()
    points = ContactPoint.objects.filter(headquarters=seat, kind=kind) if seat else []
    values = [f"{point.value_in_words} ({point.label})" if point.label else point.value_in_words for point in points]
    since = format_date(seat.confirmed_on) if seat and seat.confirmed_on else ""
    return Answer(label, ", ".join(values), reverse("contact"), since) if values else None


PHONE_TR, PHONE_EN = r"(?:telefonu?(?: numarasi| no)?|tel|tel no|numarasi)", r"(?:tele)?phone(?: number)?"
MAIL_TR, MAIL_EN = r"(?:e ?posta(?: adresi|si)?|e ?mail(?: adresi|i)?|mail(?: adresi)?)", r"e ?mail(?: address)?"


@form(*turkish(f"{UNION_TR}{PHONE_TR}"), *english(f"(?:union )?{PHONE_EN}{UNION_EN}", f"union {PHONE_EN}"))
def telephone(_request: UnionRequest) -> Answer | None:
    return contact(ContactPoint.Kind.PHONE, _("Telephone of the union"))


@form(*turkish(rf"{UNION_TR}(?:faksi?|fax)(?: numarasi| no)?"), *english(f"fax(?: number)?{UNION_EN}"))
def fax(_request: UnionRequest) -> Answer | None:
    return contact(ContactPoint.Kind.FAX, _("Fax of the union"))


@form(*turkish(f"{UNION_TR}{MAIL_TR}"), *english(f"{MAIL_EN}{UNION_EN}"))
def mail(_request: UnionRequest) -> Answer | None:
    return contact(ContactPoint.Kind.EMAIL, _("E-mail of the union"))


@form(*turkish(rf"{UNION_TR}kep(?: adresi)?"), *english(f"(?:kep|registered e ?mail)(?: address)?{UNION_EN}"))
def kep(_request: UnionRequest) -> Answer | None:
    return contact(ContactPoint.Kind.KEP, _("Registered e-mail (KEP)"))


@form(*turkish(rf"{UNION_TR}uets(?: adresi| numarasi| no)?"), *english(f"uets(?: number| address)?{UNION_EN}"))
def uets(_request: UnionRequest) -> Answer | None:
    return contact(ContactPoint.Kind.UETS, _("Electronic notification (UETS)"))


@form(
    *turkish(rf"{UNION_TR}(?:acik )?adresi?", rf"{UNION_TR}merkezi(?:nin adresi)?", "birlik binasi"),
    "birlik nerede",
    *english(f"(?:postal )?address{UNION_EN}", f"headquarters{UNION_EN}", "union(?: located)?", "seat of the union"),
)
def address(_request: UnionRequest) -> Answer | None:
    seat = Headquarters.objects.current().first()
    if seat is None:
        return None
    street = " ".join(part for part in [seat.avenue, seat.street, seat.building_number] if part)
    parts = [seat.neighbourhood, street, seat.postal_code, seat.place]
    since = format_date(seat.confirmed_on) if seat.confirmed_on else _("not verified")
    return Answer(_("Address of the union"), ", ".join(filter(None, parts)), reverse("union_detail"), since)


@form(*turkish(rf"{UNION_TR}detsis(?: numarasi| no| kodu)?"), *english(f"detsis(?: number)?{UNION_EN}"))
def detsis(request: UnionRequest) -> Answer | None:
    number = request.union.detsis_number
    return Answer(_("DETSİS number"), number, reverse("contact")) if number else None


@form(*turkish(rf"{UNION_TR}vergi (?:numarasi|no)"), *english(f"tax (?:number|id){UNION_EN}"))
def tax_number(request: UnionRequest) -> Answer | None:
    number = request.union.tax_number
    return Answer(_("Tax number"), number, reverse("union_detail")) if number else None


# What the union is


@form(
    rf"(?:{UNION_TR}|birlik )(?:ne zaman|hangi yil|kac yilinda|hangi tarihte) (?:kuruldu|kurulmustur)",
    *turkish(rf"{UNION_TR}kurulus (?:tarihi|yili|gunu)"),
    r"when (?:was|is) (?:the )?union founded",
    *english(f"(?:founding|foundation) (?:date|day|year){UNION_EN}", "date of foundation(?: of the union)?"),
)
def founded(request: UnionRequest) -> Answer | None:
    day = request.union.founded_on
    act = LegalBasis.objects.founding_acts().first()
    # The page that names the act, or says that none is on record.
    return Answer(_("Founded"), day.display(), reverse("union_legal_basis"), source=str(act or "")) if day else None


@form(
    *turkish(rf"{UNION_TR}(?:kurulus )?resmi gazete(?:si| sayisi| numarasi| no)?", "kurulus karari"),
    r"(?:birlik |kurulus karari )?hangi resmi gazetede(?: yayimlandi| yayinlandi)?",
    *english(r"(?:official gazette|founding act)(?: number)?(?: of the union)?"),
    r"(?:in )?which (?:official )?gazette",
)
def gazette(_request: UnionRequest) -> Answer | None:
    act = LegalBasis.objects.founding_acts().first()
    return act_answer(act) if act and act.gazette_number else None


def act_answer(act: LegalBasis) -> Answer:
    day = format_date(act.gazette_date) if act.gazette_date else ""
    text = _("Official Gazette of %(day)s, no. %(number)s") % {"day": day, "number": act.gazette_number}
    return Answer(str(act), text if act.gazette_number else day, reverse("union_legal_basis"))


@form(
    r"(?:resmi gazete )?(?:sayi |no )?(?P<number>\d{4,5})(?: sayili (?:kanun|karar|resmi gazete))?",
    r"(?:law|gazette) (?:no )?(?P<number>\d{4,5})",
)
def act_by_number(_request: UnionRequest, number: str) -> Answer | None:
    acts = [act for act in LegalBasis.objects.all() if number in (act.number, str(act.gazette_number))][:2]
    return act_answer(acts[0]) if len(acts) == 1 and (acts[0].gazette_number or acts[0].gazette_date) else None


@form(
    *turkish(rf"{UNION_TR}(?:tam |resmi )?adi", "birligin unvani"),
    *english(f"(?:full |official )?name{' of the union'}"),
)
def name(_request: UnionRequest) -> Answer | None:
    row = UnionName.objects.current().first()
    since = row.start_date.display() if row and row.start_date else ""
    return Answer(_("Name of the union"), str(row), reverse("union_detail"), since) if row else None


@form(*turkish(rf"{UNION_TR}(?:eski|onceki) adi"), *english(f"(?:former|old|previous) name{UNION_EN}"))
def former_name(_request: UnionRequest) -> Answer | None:
    rows = [row for row in UnionName.objects.all() if row.end_date]
    row = max(rows, key=lambda row: row.end_date, default=None)
    until = _("until %(day)s") % {"day": row.end_date.display()} if row else ""
    return Answer(_("Former name"), str(row), reverse("union_history"), until) if row else None


@form(
    rf"{UNION_TR}(?:kac uye(?:si)?(?: belediye(?:si)?)?|uye sayisi(?: kac)?|uye belediye sayisi)(?: var|dir)?",
    r"kac belediye uye",
    r"how many members(?: are there| does the union have)?",
    *english(f"number of members{UNION_EN}", "member count"),
)
def member_count(request: UnionRequest) -> Answer | None:
    count = Identity(request, None).member_count
    stated = request.union.stated_member_count_on
    source = stated.display() if stated and count == request.union.stated_member_count else ""
    return Answer(_("Number of members"), format_number(count), reverse("member_list"), source) if count else None


@form(
    *turkish(r"(?:birligin|uyelerin) (?:toplam )?nufusu", "toplam nufus"),
    *english("(?:total )?population(?: of the union| of the members)"),
)
def whole_population(request: UnionRequest) -> Answer | None:
    identity = Identity(request, None)
    if identity.population is None:
        return None
    return Answer(
        _("Population of the members"),
        format_number(identity.population),
        reverse("member_list"),
        identity.population_years,
    )


@form(
    *turkish(rf"{UNION_TR}kurucu (?:uye |belediye )?sayisi"),
    r"(?:birligi )?kac belediye kurdu",
    r"how many municipalities founded the union",
)
def founders(request: UnionRequest) -> Answer | None:
    count = request.union.founder_count
    return Answer(_("Founding municipalities"), format_number(count), reverse("union_history")) if count else None


# Members

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
    *turkish(rf"{MEMBER}(?: belediye(?:si|sinin)?)? baskani(?:nin adi)?"),
    *english(rf"mayor of {MEMBER}", rf"{MEMBER} mayor"),
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
    *turkish(rf"{MEMBER}(?: belediyesi(?:nin)?)? {PHONE_TR}"),
    *english(rf"{PHONE_EN} (?:of|for) {MEMBER}", rf"{MEMBER} {PHONE_EN}"),
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
    rf"{MEMBER} kac kisi(?: yasiyor)?",
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


DAY = rf"(?P<day>\d{{1,2}}) (?P<month>{'|'.join(MONTH_NUMBERS)}) {YEAR}"


@form(
    rf"{DAY} (?:tarihindeki |tarihli |gunu )?(?:uyeler|uyeleri|uye belediyeler|uye listesi)",
    rf"{DAY} (?:tarihinde )?(?:birligin )?(?:kac uyesi vardi|uyeleri kimdi|uyeler kimdi)",
    rf"(?:who were )?(?:the )?members (?:of the union )?on {DAY}",
)
def members_on_a_day(request: UnionRequest, day: str, month: str, year: str) -> Answer | None:
    try:
        on = date(int(year), MONTH_NUMBERS[month], int(day))
    except ValueError:
        return None
    if on > timezone.localdate():
        return None
    count = len(members_seen_by(request, on))
    label = _("Members on %(day)s") % {"day": format_date(on)}
    url = reverse("member_list") + parameters.query_string({"day": on.isoformat()})
    return Answer(label, format_number(count), url) if count else None


@form(rf"{MEMBER} (?:birlige )?uye (?:mi|midir)", rf"is {MEMBER} a member(?: of the union)?")
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
    *turkish(rf"{MEMBER}(?: belediyesi(?:nin)?)? (?:delegeleri|temsilcileri|meclis uyeleri)"),
    *english(rf"(?:delegates|representatives) of {MEMBER}"),
)
def delegates_of(request: UnionRequest, member: str) -> Answer | None:
    municipality = find_member(request, member)
    seats = holders_for(municipality, None)["delegates"] if municipality else []
    names = ", ".join(dict.fromkeys(str(seat.person) for seat in seats))
    label = f"{municipality.name} · {_('Seats in the assembly')}" if municipality else ""
    return Answer(label, names, municipality.get_absolute_url()) if municipality and names else None


@form(*turkish(r"en (?:kalabalik|buyuk) uye(?: belediye)?"), *english(r"(?:largest|biggest) member(?: municipality)?"))
def largest(request: UnionRequest) -> Answer | None:
    rows = members_seen_by(request, timezone.localdate())
    row = max(rows, key=lambda row: row.population or 0, default=None)
    if row is None or not row.population:
        return None
    url = reverse("member_detail", args=[row.slug])
    return Answer(_("Most populous member"), f"{row.name} ({format_number(row.population)})", url)


# Meetings, papers, decisions


@form(
    r"(?:bir )?(?:sonraki|siradaki|gelecek|yaklasan) (?:meclis )?toplanti(?:si)?(?: ne zaman| nerede)?",
    r"(?:meclis )?toplanti(?:si)? (?:ne zaman|nerede)",
    r"(?:when|where) is (?:the )?next meeting",
    *english("next meeting"),
)
def next_meeting(_request: UnionRequest) -> Answer | None:
    meeting = Meeting.objects.published().upcoming().first()
    if meeting is None:
        return Answer(_("Next meeting"), _("none has been announced"), reverse("meeting_list"))
    return Answer(
        _("Next meeting"), f"{meeting.title}: {meeting.when}", meeting.get_absolute_url(), source=meeting.place
    )


@form(
    r"(?:en )?son toplanti(?: ne zaman(?:di| yapildi)?)?",
    r"when was (?:the )?last meeting",
    *english("(?:last|latest) meeting"),
)
def last_meeting(_request: UnionRequest) -> Answer | None:
    rows = Meeting.objects.published().past().filter(state=Meeting.State.HELD).order_by("-starts_at")
    meeting = rows.first()
    return (
        Answer(_("Last meeting"), f"{meeting.title}: {meeting.when}", meeting.get_absolute_url()) if meeting else None
    )


PAPER_WORDS = {
    r"butcesi?|budget": Paper.Kind.BUDGET,
    r"kesin hesabi?|final accounts": Paper.Kind.FINAL_ACCOUNTS,
    r"faaliyet raporu|activity report": Paper.Kind.ACTIVITY_REPORT,
    r"performans programi|performance programme": Paper.Kind.PERFORMANCE_PROGRAMME,
    r"calisma programi|work programme": Paper.Kind.WORK_PROGRAMME,
    r"ucret tarifesi|tarife|(?:fee )?tariff": Paper.Kind.TARIFF,
    r"stratejik plani?|strategic plan": Paper.Kind.STRATEGIC_PLAN,
}
PAPER = "(?P<paper>" + "|".join(PAPER_WORDS) + ")"


@form(
    *turkish(rf"{UNION_TR}{YEAR} (?:yili )?{PAPER}", rf"{PAPER} {YEAR}"),
    *english(rf"{PAPER} (?:of |for )?{YEAR}", rf"{YEAR} {PAPER}"),
)
def paper_of_year(_request: UnionRequest, paper: str, year: str) -> Answer | None:
    kind = next(kind for words, kind in PAPER_WORDS.items() if re.fullmatch(words, paper))
    row = Paper.objects.published().with_decision().of(kind, int(year)).first()
    if row is None:
        return None
    decision = row.public_decision
    adopted = (
        _("adopted by decision %(number)s of %(day)s")
        % {"number": decision.citation, "day": format_date(decision.date)}
        if decision
        else ""
    )
    return Answer(str(row), row.summary or str(row), row.get_absolute_url(), source=adopted)


@form(
    r"(?:karar )?(?:no |sayi )?(?P<year>(?:19|20)\d\d) (?P<number>\d{1,4})(?: (?:sayili|numarali|nolu) karar| karar)?",
    r"decision (?:no )?(?P<year>(?:19|20)\d\d) (?P<number>\d{1,4})",
)
def decision_by_number(_request: UnionRequest, year: str, number: str) -> Answer | None:
    rows = list(Decision.objects.published().cited(int(year), "", int(number))[:2])
    if len(rows) != 1:
        return None
    label = _("Decision %(number)s") % {"number": rows[0].citation}
    return Answer(label, rows[0].title, rows[0].get_absolute_url(), format_date(rows[0].date))


@form(
    rf"{YEAR}(?: yilinda| de| da| te| ta)? kac karar(?: alindi| var)?",
    rf"how many decisions (?:were taken )?in {YEAR}",
)
def number_of_decisions(_request: UnionRequest, year: str) -> Answer | None:
    count = Decision.objects.published().narrowed(year=int(year)).count()
    return (
        Answer(_("Decisions of %(year)s") % {"year": year}, format_number(count), reverse("decision_list"))
        if count
        else None
    )


@form(r"(?:son|en son) karar(?:lar)?(?: ne| nedir| neler)?", *english("(?:last|latest|newest) decision"))
def last_decision(_request: UnionRequest) -> Answer | None:
    row = Decision.objects.published().with_organ().order_by("-date", "-number", "-pk").first()
    return (
        Answer(_("Latest decision"), f"{row.citation} {row.title}", row.get_absolute_url(), format_date(row.date))
        if row
        else None
    )


# What is open


@form(
    r"(?:acik |guncel )?ihale(?:ler)?(?: var mi| neler)?",
    r"(?:are there )?(?:any )?open tenders",
    *english("open tenders"),
)
def open_tenders(_request: UnionRequest) -> Answer | None:
    count = Tender.objects.published().narrowed(state=Tender.State.OPEN).count()
    return Answer(_("Open tenders"), format_number(count) if count else _("none at present"), reverse("tender_list"))


@form(
    r"(?:acik )?(?:is ilani|is ilanlari|kadro|personel alimi)(?: var mi| neler)?",
    r"(?:are there )?(?:any )?(?:open )?(?:vacancies|jobs)",
)
def vacancies(_request: UnionRequest) -> Answer | None:
    count = Vacancy.objects.published().narrowed(state=Vacancy.State.OPEN).count()
    return Answer(_("Vacancies"), format_number(count) if count else _("none at present"), reverse("vacancy_list"))


@form(
    r"(?:bir )?(?:sonraki|siradaki|yaklasan) etkinlik(?: ne zaman| nedir| ne)?",
    r"when is (?:the )?next event",
    *english("next event"),
)
def next_event(_request: UnionRequest) -> Answer | None:
    event = Event.objects.published().upcoming().first()
    if event is None:
        return None
    return Answer(
        _("Next event"), f"{event.title}: {format_date(event.starts_at)}", event.get_absolute_url(), source=event.place
    )


@cache
def number_of_forms() -> int:
    return len({write for _pattern, write in FORMS})
