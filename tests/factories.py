"""Rows for tests: each function makes one row that is valid by itself, and takes what the test is about.

A row belongs to the union given, to that of its parent, to the one the code is bound to, or to a new one.
Texts in two languages are given as the models hold them: title_tr="…", title_en="…".
"""

import io
import secrets
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from members.checks.models import CheckLink, CheckRound, Correction, ListingCheck
from members.directory.models import Listing
from members.elections.models import Elections
from members.exchange.models import ImportRun, RememberedAnswer
from members.meetings.models import Attendance, RollCallVote
from members.membership.models import Membership
from members.municipalities.models import Municipality, PopulationFigure, Province
from members.people.models import OfficeHolder, Person
from pages.models import (
    AccessibilityContact,
    AccessibilityFinding,
    AccessibilityReview,
    Document,
    DutyRecord,
    Event,
    Gallery,
    MenuItem,
    Page,
    Photo,
    Post,
    SecurityContact,
)
from pages.requests.models import Request, RequestFile, RequestLogEntry, RequestStatistics
from unions.models import (
    AgendaItem,
    AgendaPaper,
    BudgetFigures,
    ContactPoint,
    CourtRuling,
    Decision,
    Duty,
    Emblem,
    Headquarters,
    HistoryEvent,
    Invitation,
    LegalBasis,
    Meeting,
    Organ,
    OrganPower,
    OutgoingMail,
    Paper,
    PathRedirect,
    StaffRole,
    Statute,
    StatuteChange,
    Subject,
    Term,
    Union,
    UnionHost,
    UnionName,
    Unit,
    User,
)
from unions.publishing.states import Publishable
from unions.tenancy import scope

PASSWORD = "a-password-for-tests-only"
PUBLISHED = Publishable.Status.PUBLISHED

_numbers = count(1)


def number() -> int:
    """A number that no other row of this test run has."""
    return next(_numbers)


def union_of(union: Union | None, *parents) -> Union:
    if union is not None:
        return union
    for parent in parents:
        if parent is not None:
            return parent.union
    return scope.union() or make_union()


# The institution


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


# What the organs do


def make_meeting(
    *,
    organ: Organ | None = None,
    union: Union | None = None,
    title_tr: str = "Mayıs olağan toplantısı",
    starts_at: datetime | None = None,
    status: str = PUBLISHED,
    agenda: list[str] | None = None,
    **fields,
) -> Meeting:
    """A meeting in a month's time unless a time is given, with agenda items of the titles given."""
    union = union_of(union, organ)
    meeting = Meeting.objects.create(
        union=union,
        organ=organ or assembly_of(union),
        title_tr=title_tr,
        starts_at=starts_at or timezone.now() + timedelta(days=30),
        status=status,
        **fields,
    )
    for title in agenda or []:
        make_agenda_item(meeting=meeting, title_tr=title)
    return meeting


def make_agenda_item(
    *, meeting: Meeting | None = None, union: Union | None = None, title_tr: str = "Bütçe", **fields
) -> AgendaItem:
    union = union_of(union, meeting)
    return AgendaItem.objects.create(
        union=union, meeting=meeting or make_meeting(union=union), title_tr=title_tr, **fields
    )


def make_decision(
    *,
    organ: Organ | None = None,
    union: Union | None = None,
    date: date | None = None,
    title_tr: str = "Bütçenin kabulü",
    status: str = PUBLISHED,
    **fields,
) -> Decision:
    """A decision that was accepted, unless the fields say how it was voted on."""
    union = union_of(union, organ)
    fields.setdefault("number", number())
    if "votes_for" not in fields:
        fields.setdefault("outcome", Decision.Outcome.ACCEPTED)
    return Decision.objects.create(
        union=union,
        organ=organ or assembly_of(union),
        date=date or timezone.localdate(),
        title_tr=title_tr,
        status=status,
        **fields,
    )


def make_court_ruling(*, decision: Decision, court: str = "Konya 2. İdare Mahkemesi", **fields) -> CourtRuling:
    """A stay of the decision's execution, ruled on its very day unless the fields say otherwise."""
    values = {"kind": CourtRuling.Kind.STAY, "ruled_on": decision.date, **fields}
    return CourtRuling.objects.create(union=decision.union, decision=decision, court=court, **values)


def make_paper(
    *,
    union: Union | None = None,
    kind: str = Paper.Kind.BUDGET,
    year: int = 0,
    status: str = PUBLISHED,
    **fields,
) -> Paper:
    """An annual document of this year without a file."""
    return Paper.objects.create(
        union=union_of(union), kind=kind, year=year or timezone.localdate().year, status=status, **fields
    )


def make_budget_figures(*, paper: Paper | None = None, union: Union | None = None, **fields) -> BudgetFigures:
    """The figures of a budget, with its two totals unless something else is said."""
    fields = fields or {"income_total": Decimal(1_000_000), "expense_total": Decimal(1_000_000)}
    return BudgetFigures.objects.create(paper=paper or make_paper(union=union), **fields)


def make_redirect(*, union: Union | None = None, old_path: str = "", new_path: str = "/tr/", **fields) -> PathRedirect:
    return PathRedirect.objects.create(
        union=union_of(union), old_path=old_path or f"/tr/eski-{number()}/", new_path=new_path, **fields
    )


def make_agenda_paper(
    *, agenda_item: AgendaItem | None = None, union: Union | None = None, title_tr: str = "Rapor", **fields
) -> AgendaPaper:
    item = agenda_item or make_agenda_item(union=union)
    fields.setdefault("file", pdf_upload("rapor.pdf"))
    return AgendaPaper.objects.create(union=item.union, agenda_item=item, title_tr=title_tr, **fields)


def make_subject(*, union: Union | None = None, title_tr: str = "Bütçe", **fields) -> Subject:
    return Subject.objects.create(union=union_of(union), title_tr=title_tr, **fields)


def make_statute(*, union: Union | None = None, **fields) -> Statute:
    return Statute.objects.create(union=union_of(union), **fields)


# People who sign in


def make_user(*, username: str = "", password: str = PASSWORD, **fields) -> User:
    return User.objects.create_user(username or f"kisi-{number()}", password=password, **fields)


def make_superuser(**fields) -> User:
    return make_user(is_superuser=True, is_staff=True, **fields)


def make_staff(union: Union | None = None, role: str = StaffRole.Role.MANAGER, *, user: User | None = None, **fields):
    """A person who holds a role in the union; `fields` are the person's."""
    user = user or make_user(**fields)
    StaffRole.objects.create(union=union_of(union), user=user, role=role)
    return user


def make_invitation(
    *, union: Union | None = None, email: str = "", role: str = StaffRole.Role.EDITOR, **fields
) -> Invitation:
    """An invitation whose link nobody knows."""
    now = timezone.now()
    return Invitation.objects.create(
        **{
            "union": union_of(union),
            "email": email or f"davetli-{number()}@ornek.test",
            "role": role,
            "digest": secrets.token_hex(32),
            "issued_at": now,
            "expires_at": now + timedelta(days=7),
            **fields,
        }
    )


# Members


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


def make_request(*, union: Union | None = None, kind: str = "information", received_on=None, **fields) -> Request:
    """A request for information of a natural person, received today."""
    received_on = received_on or timezone.localdate()
    return Request.objects.create(
        **{
            "union": union_of(union),
            "kind": kind,
            "year": received_on.year,
            "number": number(),
            "received_on": received_on,
            "name": "Ayşe Yılmaz",
            "postal_address": "Hürriyet Mah. 5, Tekirdağ",
            "email": "ayse@posta.example",
            "text": "2025 yılı eğitim harcamalarının dökümü",
            "code_digest": f"{number():064}",
            "opening_digest": f"{number():064}",
            **fields,
        }
    )


def make_request_file(*, request: Request | None = None, union: Union | None = None, **fields) -> RequestFile:
    request = request or make_request(union=union)
    values = {"file": pdf_upload("ek.pdf"), "title": "ek.pdf", **fields}
    return RequestFile.objects.create(union=request.union, request=request, **values)


def make_request_log_entry(*, request: Request | None = None, union: Union | None = None, **fields) -> RequestLogEntry:
    request = request or make_request(union=union)
    return RequestLogEntry.objects.create(
        union=request.union, request=request, **{"summary_tr": "Eğitim harcamaları soruldu.", **fields}
    )


def make_request_statistics(*, union: Union | None = None, year: int = 2025, **fields) -> RequestStatistics:
    fields = {"figures": {"received": [7, 2, 1], "in_time": [6, 2, 1]}, "counted_on": timezone.localdate(), **fields}
    return RequestStatistics.objects.create(union=union_of(union), year=year, **fields)


def make_correction(
    *, listing_check: ListingCheck | None = None, union: Union | None = None, kind: str = "phone", **fields
) -> Correction:
    check = listing_check or make_listing_check(union=union)
    return Correction.objects.create(
        union=check.union, listing_check=check, kind=kind, **{"proposed": "+90 282 222 22 22", **fields}
    )


def make_attendance(
    *, meeting: Meeting | None = None, seat: OfficeHolder | None = None, union: Union | None = None, **fields
) -> Attendance:
    """Someone present at a meeting of the seat's organ."""
    seat = seat or make_office_holder(union=union_of(union, meeting), organ=meeting.organ if meeting else None)
    meeting = meeting or make_meeting(organ=seat.organ)
    return Attendance.objects.create(union=meeting.union, meeting=meeting, seat=seat, **fields)


def make_roll_call_vote(
    *, decision: Decision | None = None, seat: OfficeHolder | None = None, union: Union | None = None, **fields
) -> RollCallVote:
    seat = seat or make_office_holder(union=union_of(union, decision), organ=decision.organ if decision else None)
    decision = decision or make_decision(organ=seat.organ)
    fields.setdefault("option", RollCallVote.Option.FOR)
    return RollCallVote.objects.create(union=decision.union, decision=decision, seat=seat, **fields)


# What is published


def make_page(
    *,
    union: Union | None = None,
    parent: Page | None = None,
    title_tr: str = "Hizmetlerimiz",
    status: str = PUBLISHED,
    **fields,
) -> Page:
    return Page.objects.create(union=union_of(union, parent), parent=parent, title_tr=title_tr, status=status, **fields)


def make_post(
    *,
    union: Union | None = None,
    kind: str = Post.Kind.NEWS,
    title_tr: str = "Eğitim yapıldı",
    status: str = PUBLISHED,
    **fields,
) -> Post:
    return Post.objects.create(union=union_of(union), kind=kind, title_tr=title_tr, status=status, **fields)


def make_event(
    *,
    union: Union | None = None,
    title_tr: str = "İmar eğitimi",
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    status: str = PUBLISHED,
    **fields,
) -> Event:
    """An event in a week's time that lasts two hours, unless times are given."""
    starts_at = starts_at or timezone.now() + timedelta(days=7)
    return Event.objects.create(
        union=union_of(union),
        title_tr=title_tr,
        starts_at=starts_at,
        ends_at=ends_at or starts_at + timedelta(hours=2),
        status=status,
        **fields,
    )


def make_document(
    *, union: Union | None = None, title_tr: str = "Başvuru formu", status: str = PUBLISHED, file=None, **fields
) -> Document:
    return Document.objects.create(
        union=union_of(union), title_tr=title_tr, status=status, file=file or pdf_upload(), **fields
    )


def make_gallery(
    *,
    union: Union | None = None,
    title_tr: str = "Açılış töreni",
    status: str = PUBLISHED,
    photos: int = 0,
    **fields,
) -> Gallery:
    gallery = Gallery.objects.create(union=union_of(union), title_tr=title_tr, status=status, **fields)
    for _photo in range(photos):
        make_photo(gallery=gallery)
    return gallery


def make_photo(
    *, gallery: Gallery | None = None, union: Union | None = None, caption_tr: str = "Açılış", picture=None, **fields
) -> Photo:
    union = union_of(union, gallery)
    return Photo.objects.create(
        union=union,
        gallery=gallery or make_gallery(union=union),
        caption_tr=caption_tr,
        picture=picture or picture_upload(),
        **fields,
    )


def make_menu_item(*, union: Union | None = None, page: Page | None = None, **fields) -> MenuItem:
    """An entry that leads to the page, or to the news unless something else is given."""
    if page is None and not fields.get("link"):
        fields.setdefault("section", "news_list")
    return MenuItem.objects.create(union=union_of(union, page), page=page, **fields)


# Mail


def make_outgoing_mail(*, union: Union | None = None, **fields) -> OutgoingMail:
    return OutgoingMail.objects.create(
        union=union_of(union), **{"to": "yazi@belediye.example", "subject": "Konu", "body": "Metin\n", **fields}
    )


# Files to upload


def pdf_upload(name: str = "belge.pdf") -> ContentFile:
    return ContentFile(b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n", name=name)


def picture_upload(name: str = "resim.png", width: int = 64, height: int = 48) -> ContentFile:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "seagreen").save(buffer, "PNG")
    return ContentFile(buffer.getvalue(), name=name)
