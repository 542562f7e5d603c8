"""Rows of the union itself: names, organs, terms, what it says of itself."""

from datetime import date

from pages.models import (
    AccessibilityContact,
    AccessibilityFinding,
    AccessibilityReview,
    DutyRecord,
    SecurityContact,
)
from tests.factories.values import number, picture_upload
from unions.models import (
    ContactPoint,
    Duty,
    Emblem,
    Headquarters,
    HistoryEvent,
    LegalBasis,
    Organ,
    OrganPower,
    OutgoingMail,
    PathRedirect,
    Statute,
    StatuteChange,
    Term,
    Union,
    UnionHost,
    UnionName,
    Unit,
)
from unions.tenancy import scope


def union_of(union: Union | None, *parents) -> Union:
    if union is not None:
        return union
    for parent in parents:
        if parent is not None:
            return parent.union
    return scope.union() or make_union()


def make_union(
    *, code: str = "", host: str = "", name: str = "", name_en: str = "", short_name: str = "", **fields
) -> Union:
    """A union with a host name and a current name; the first one made is the default one."""
    code = code or f"birlik-{number()}"
    fields.setdefault("is_default", not Union.objects.exists())
    union = Union.objects.create(code=code, **fields)
    make_host(union=union, host=host or f"{code}.localhost", is_primary=True)
    make_union_name(union=union, name_tr=name or f"{code} Belediyeler Birliği", name_en=name_en, short_name=short_name)
    return union


def make_host(*, union: Union | None = None, host: str = "", **fields) -> UnionHost:
    return UnionHost.objects.create(union=union_of(union), host=host or f"host-{number()}.localhost", **fields)


def make_union_name(*, union: Union | None = None, name_tr: str = "Örnek Belediyeler Birliği", **fields) -> UnionName:
    return UnionName.objects.create(union=union_of(union), name_tr=name_tr, **fields)


def make_legal_basis(
    *, union: Union | None = None, kind: str = LegalBasis.Kind.LAW, title_tr: str = "Birlikler Kanunu", **fields
) -> LegalBasis:
    return LegalBasis.objects.create(union=union_of(union), kind=kind, title_tr=title_tr, **fields)


def make_headquarters(
    *, union: Union | None = None, district: str = "Süleymanpaşa", province: str = "Tekirdağ", phone: str = "", **fields
) -> Headquarters:
    """The seat, with a telephone number if one is given."""
    headquarters = Headquarters.objects.create(union=union_of(union), district=district, province=province, **fields)
    if phone:
        make_contact_point(headquarters=headquarters, value=phone)
    return headquarters


def seat_of(union: Union) -> Headquarters:
    """The union's headquarters of today, made if it has none."""
    return Headquarters.all_unions.filter(union=union, end_date=None).first() or make_headquarters(union=union)


def make_contact_point(
    *,
    headquarters: Headquarters | None = None,
    union: Union | None = None,
    kind: str = ContactPoint.Kind.PHONE,
    value: str = "+90 282 000 00 00",
    **fields,
) -> ContactPoint:
    union = union_of(union, headquarters)
    return ContactPoint.objects.create(
        union=union, headquarters=headquarters or seat_of(union), kind=kind, value=value, **fields
    )


def make_duty(
    *, union: Union | None = None, kind: str = Duty.Kind.DUTY, title_tr: str = "Eğitim vermek", **fields
) -> Duty:
    return Duty.objects.create(union=union_of(union), kind=kind, title_tr=title_tr, **fields)


def make_unit(*, union: Union | None = None, name_tr: str = "Yazı işleri", **fields) -> Unit:
    return Unit.objects.create(union=union_of(union), name_tr=name_tr, **fields)


def make_duty_record(*, union: Union | None = None, duty: str = "filing", **fields) -> DutyRecord:
    fields.setdefault("text_tr", "Standart dosya planına göre.")
    return DutyRecord.objects.create(union=union_of(union), duty=duty, **fields)


def make_accessibility_review(*, union: Union | None = None, **fields) -> AccessibilityReview:
    values = {"tested_on": date(2026, 5, 4), "method_tr": "Kontrol listesi ve ekran okuyucu", **fields}
    return AccessibilityReview.objects.create(union=union_of(union), **values)


def make_accessibility_finding(*, union: Union | None = None, **fields) -> AccessibilityFinding:
    values = {"title_tr": "Haritadaki noktalar klavyeyle seçilemiyor", "since": date(2026, 5, 4), **fields}
    return AccessibilityFinding.objects.create(union=union_of(union), **values)


def make_accessibility_contact(*, union: Union | None = None, **fields) -> AccessibilityContact:
    values = {"name_tr": "Erişilebilirlik sorumlusu", "email": "engel@birlik.example", **fields}
    return AccessibilityContact.objects.create(union=union_of(union), **values)


def make_security_contact(*, union: Union | None = None, **fields) -> SecurityContact:
    values = {"email": "guvenlik@birlik.example", **fields}
    return SecurityContact.objects.create(union=union_of(union), **values)


def make_statute_change(
    *, statute: LegalBasis | None = None, union: Union | None = None, subject_tr: str = "Madde 4", **fields
) -> StatuteChange:
    """A change of a statute that is made for it unless one is given."""
    statute = statute or make_legal_basis(union=union, kind="statute", title_tr="Tüzük")
    return StatuteChange.objects.create(statute=statute, subject_tr=subject_tr, **fields)


def make_history_event(
    *, union: Union | None = None, date: str = "1978", title_tr: str = "Kuruluş toplantısı", **fields
) -> HistoryEvent:
    return HistoryEvent.objects.create(union=union_of(union), date=date, title_tr=title_tr, **fields)


def make_emblem(*, union: Union | None = None, picture=None, **fields) -> Emblem:
    return Emblem.objects.create(union=union_of(union), picture=picture or picture_upload("amblem.png"), **fields)


def make_organ(*, union: Union | None = None, kind: str = Organ.Kind.ASSEMBLY, title_tr: str = "", **fields) -> Organ:
    titles = {Organ.Kind.ASSEMBLY: "Meclis", Organ.Kind.EXECUTIVE: "Encümen", Organ.Kind.PRESIDENT: "Başkan"}
    return Organ.objects.create(
        union=union_of(union), kind=kind, title_tr=title_tr or titles.get(kind, "Komisyon"), **fields
    )


def assembly_of(union: Union) -> Organ:
    """The union's assembly, made if it has none."""
    found = Organ.all_unions.filter(union=union, kind=Organ.Kind.ASSEMBLY).first()
    return found or make_organ(union=union)


def make_organ_power(
    *, organ: Organ | None = None, union: Union | None = None, text_tr: str = "Bütçeyi kabul etmek", **fields
) -> OrganPower:
    union = union_of(union, organ)
    return OrganPower.objects.create(union=union, organ=organ or assembly_of(union), text_tr=text_tr, **fields)


def make_term(
    *, union: Union | None = None, start_date: str = "2024-04", end_date: str | None = None, **fields
) -> Term:
    return Term.objects.create(union=union_of(union), start_date=start_date, end_date=end_date, **fields)


def make_redirect(*, union: Union | None = None, old_path: str = "", new_path: str = "/tr/", **fields) -> PathRedirect:
    return PathRedirect.objects.create(
        union=union_of(union), old_path=old_path or f"/tr/eski-{number()}/", new_path=new_path, **fields
    )


def make_statute(*, union: Union | None = None, **fields) -> Statute:
    return Statute.objects.create(union=union_of(union), **fields)


def make_outgoing_mail(*, union: Union | None = None, **fields) -> OutgoingMail:
    return OutgoingMail.objects.create(
        union=union_of(union), **{"to": "yazi@belediye.example", "subject": "Konu", "body": "Metin\n", **fields}
    )
