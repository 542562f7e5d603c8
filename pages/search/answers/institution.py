"""Answers about the union itself: who leads it, how it is reached, what it is."""

from django.urls import reverse
from django.utils.translation import gettext as _

from members.people.models import OfficeHolder, Person
from pages.frame.identity import Identity
from pages.search.answers.asking import (
    UNION_EN,
    UNION_TR,
    WHO_EN,
    WHO_TR,
    Answer,
    english,
    form,
    turkish,
)
from pages.tree.models import Page
from unions.models import ContactPoint, Headquarters, LegalBasis, Organ, UnionName
from unions.tenancy.requests import UnionRequest
from unions.text.turkish import fold, format_date, format_number

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
    *turkish(r"(?:birlik|birligin) baskani", "baskani?", "baskanin adi", tail=WHO_TR),
    r"(?:birligin|birlik) basinda kim var",
    r"(?:birlik |birligin )?baskanligini (?:su an )?kim (?:yurut|yap)\w+",
    r"(?:birlige|birlik) (?:kim baskanlik|kimin baskanligi)\w*(?: \w+)?",
    *english(f"(?:union )?president{UNION_EN}", f"head{' of the union'}", head=WHO_EN),
    r"who (?:leads|heads|chairs|runs|presides over) (?:the|this) union",
)
def president(_request: UnionRequest) -> Answer | None:
    return office(Organ.Kind.PRESIDENT, OfficeHolder.Role.PRESIDENT, _("President of the union"))


@form(
    *turkish(rf"{UNION_TR}genel sekreteri?", tail=WHO_TR),
    *english(rf"(?:secretary general|general secretary){UNION_EN}", head=WHO_EN),
)
def secretary(_request: UnionRequest) -> Answer | None:
    seats = list(OfficeHolder.objects.current().filter(role=OfficeHolder.Role.SECRETARY).with_person()[:2])
    if len(seats) != 1:
        return None
    since = seats[0].start_date.display() if seats[0].start_date else ""
    return Answer(_("Secretary general"), str(seats[0].person), seats[0].person.get_absolute_url(), since)


@form(
    *turkish(
        rf"{UNION_TR}encumen(?:i| uyeleri|i uyeleri|inde)", "encumende(?: kimler var)?", "encumen uyesi", tail=WHO_TR
    ),
    r"encumende kim var",
    *english(r"(?:members of the executive committee|executive committee members)", head=WHO_EN),
    r"who (?:sits|is) (?:on|in) the executive committee",
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


@form(
    r"(?:birlige|birligimize|size) nasil ulas\w+(?: \w{1,5})?",
    r"(?:birligi|birliginizi|sizi) (?:nasil|nereden) ara\w+(?: \w{1,5})?",
    rf"{UNION_TR}(?:iletisim|iletisim bilgileri|iletisim telefonu|ile iletisim)",
    r"(?:how (?:do|can) (?:i|we) )?(?:contact|reach|call)(?: the union| you| us)?",
)
@form(*turkish(f"{UNION_TR}{PHONE_TR}"), *english(f"(?:union )?{PHONE_EN}{UNION_EN}", f"union {PHONE_EN}"))
def telephone(_request: UnionRequest) -> Answer | None:
    label = _("Telephone of the union")
    return contact(ContactPoint.Kind.PHONE, label) or Answer(label, _("not on record"), reverse("contact"))


@form(*turkish(rf"{UNION_TR}(?:faksi?|fax)(?: numarasi| no)?"), *english(f"fax(?: number)?{UNION_EN}"))
def fax(_request: UnionRequest) -> Answer | None:
    return contact(ContactPoint.Kind.FAX, _("Fax of the union"))


@form(*turkish(f"{UNION_TR}{MAIL_TR}"), *english(f"{MAIL_EN}{UNION_EN}"))
def mail(_request: UnionRequest) -> Answer | None:
    return contact(ContactPoint.Kind.EMAIL, _("E-mail of the union"))


@form(
    *turkish(rf"{UNION_TR}(?:calisma|mesai|acilis|ziyaret) (?:saatleri|saati|gunleri)"),
    rf"{UNION_TR}(?:saat )?kacta (?:acili\w+|kapan\w+|acik)",
    r"(?:birlik )?(?:hangi|ne) (?:gun|gunler|saat|saatler|saatlerde|zaman) (?:acik\w*|calis\w+)",
    r"(?:birlik )?kacta (?:acil\w+|kapan\w+)",
    r"(?:mesai|calisma) saat(?:i|leri)niz",
    *english(f"(?:opening|working|office) hours{UNION_EN}"),
    r"when (?:are you|is the union|is the office) open",
    r"(?:what (?:time|hours) )?(?:do|does|are) (?:you|the office|the union) (?:open|close)",
)
def opening_hours(_request: UnionRequest) -> Answer | None:
    seat = Headquarters.objects.current().first()
    hours = seat.opening_hours if seat else ""
    since = format_date(seat.confirmed_on) if seat and seat.confirmed_on else ""
    return Answer(_("Opening hours"), " ".join(hours.split()), reverse("contact"), since) if hours else None


@form(*turkish(rf"{UNION_TR}kep(?: adresi)?"), *english(f"(?:kep|registered e ?mail)(?: address)?{UNION_EN}"))
def kep(_request: UnionRequest) -> Answer | None:
    return contact(ContactPoint.Kind.KEP, _("Registered e-mail (KEP)"))


@form(*turkish(rf"{UNION_TR}uets(?: adresi| numarasi| no)?"), *english(f"uets(?: number| address)?{UNION_EN}"))
def uets(_request: UnionRequest) -> Answer | None:
    return contact(ContactPoint.Kind.UETS, _("Electronic notification (UETS)"))


@form(
    *turkish(rf"{UNION_TR}(?:acik |posta )?adresi?", rf"{UNION_TR}merkezi(?:nin adresi)?", "birlik binasi"),
    r"birlik nerede\w*",
    r"neredesiniz|nerdesiniz|yeriniz nerede",
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
    r"how old is (?:the|this) union",
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
    rf"{UNION_TR}kac belediye uye(?:si)?(?: var|dir)?",
    r"(?:birlige )?(?:uye )?kac belediye(?: birlige)? (?:uye|var)(?:dir)?",
    r"(?:birlige )?(?:kimler|hangi belediyeler) uye(?:dir)?|uye(?:ler|leri|leriniz)? (?:kim|kimler)(?:dir)?",
    r"(?:which|how many) municipalities (?:are members|belong to it)(?: of the union)?",
    r"how many members(?: are there| does the union have)?",
    *english(f"number of (?:members|member municipalities){UNION_EN}", "member count"),
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


@form(
    r"(?:birlige |birlik |birligimize )?(?:nasil|ne sekilde) uye (?:olunur|olabilir\w*(?: \w+)?|oluruz)",
    r"birlige (?:nasil|ne sekilde) katil\w+(?: \w+)?",
    r"uye olmak (?:icin ne yapmal\w+|istiyoruz|istiyorum)(?: ne yapma\w+)?(?: lazim| gerekir)?",
    *turkish("uyelik (?:basvurusu|sartlari|kosullari)", "uye olma(?: sartlari| kosullari)?"),
    r"how (?:do|can) (?:we|i) (?:join|become a member)(?: of)?(?: the union)?",
    r"how (?:to|does a municipality) (?:join|become a member)(?: of)?(?: the union)?",
    *turkish(rf"{UNION_TR}(?:yillik )?(?:uyelik |uye )?(?:aidati?|katilim payi|ucreti|bedeli)(?: miktari| orani)?"),
    r"uye olmak (?:kac para|kac lira|ne kadar|ucretli mi|parali mi)",
    *english(
        r"(?:annual )?member(?:ship)?s? (?:fees?|dues|costs?|contributions?)",
        r"(?:cost|price) of (?:membership|joining(?: the union)?)",
        r"joining(?: the union)? (?:costs?|fees?)",
    ),
    r"(?:how much|what) does (?:it cost to join|(?:joining|membership) cost)(?: the union)?",
)
def joining(_request: UnionRequest) -> Answer | None:
    page = Page.objects.published().filter(source_key="site:joining").first()
    if page is None:
        return None
    return Answer(str(page), page.summary or _("The steps, what to hand in, and the share."), page.get_absolute_url())
