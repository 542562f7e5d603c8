"""Two unions with rows of every model; every text of the second one is a marked secret.

Tests act on the first union's host and look for the mark in whatever comes back.
"""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from members.checks import links
from members.people.models import OfficeHolder
from pages.kinds import KINDS
from pages.models import Post
from pages.page_kind import PageKind
from pages.publications import DatedPublication
from tests import factories as make
from tests.publications import make_parts, make_publication
from unions.files.fields import UploadField
from unions.files.renditions import AVIF, copy_name, widths
from unions.models import StaffRole, Union, UnionOwned, User
from unions.publishing.addresses import LANGUAGES
from unions.tenancy import scope
from unions.values.fields import TelephoneField

# As long as each other, so that pages that repeat an address differ in nothing else.
MARK = "GIZLI-B"
MISSING = "OLMAYAN"
NOTE_MARK = "GIZLI-NOT"
DRAFT_MARK = "GIZLI-TASLAK"
# The end of the secret word in the link that opens our member's check.
TOKEN = "0123456789abcdefghijklmnopqrstuvwxyz"

ROLES = [role.value for role in StaffRole.Role]
ACTORS = ["anonymous", *ROLES, "editor here, manager there", "manager there", "no role", "superuser"]


def folded(text: str) -> str:
    """The text in small letters; İ and ı become i wherever it has been folded or written in capitals."""
    return text.lower().replace("i\u0307", "i").replace("ı", "i")


def marks_in(text: str, *, asked: list[str] = ()) -> set[str]:
    """The secrets that a text gives away; what the asker wrote into the address is no secret."""
    text = folded(text)
    if "gizli-" not in text:
        return set()
    for word in sorted(asked, key=len, reverse=True):
        text = text.replace(folded(word), "")
    return set(re.findall(r"gizli-(?:b|not|taslak)[-\w]*", text))


# The rows of these are made below, each with values that a test is about; those of other page types by themselves.
SPECIAL_KINDS = {
    "news": "post",
    "announcement": "announcement",
    "event": "event",
    "document": "document",
    "gallery": "gallery",
}
OTHER_KINDS = [kind for kind in KINDS if kind.name not in SPECIAL_KINDS]


def row_of(kind: PageKind) -> str:
    """The name of the row that stands for a page type."""
    return SPECIAL_KINDS.get(kind.name, kind.name)


@dataclass
class TwoUnions:
    """Our union and theirs, their rows by a name, and the people who ask."""

    ours: Union
    theirs: Union
    host: str = ""
    foreign_host: str = ""
    own: dict[str, models.Model] = field(default_factory=dict)
    foreign: dict[str, models.Model] = field(default_factory=dict)
    drafts: dict[str, models.Model] = field(default_factory=dict)
    withdrawn: dict[str, models.Model] = field(default_factory=dict)
    people: dict[str, User | None] = field(default_factory=dict)
    deleted: models.Model | None = None

    def rows(self, whose: str) -> dict[str, models.Model]:
        return {"own": self.own, "foreign": self.foreign, "draft": self.drafts, "withdrawn": self.withdrawn}[whose]

    @cached_property
    def own_by_model(self) -> dict[type, models.Model]:
        return {type(row): row for row in reversed(self.own.values())}

    @cached_property
    def foreign_by_model(self) -> dict[type, models.Model]:
        return {type(row): row for row in reversed(self.foreign.values())}


def build() -> TwoUnions:
    """Both unions with everything in them; called once for many tests, inside a transaction."""
    ours = make.make_union(code="birlik-a", host="birlik-a.example", name="Birinci Birlik", short_name="BİR")
    theirs = make.make_union(code="gizli-b-union", host="gizli-b-host.example", name="İkinci", name_en="Second")
    world = TwoUnions(ours, theirs)
    with scope.of(ours):
        world.own = rows_of(ours, "bizim", day=date(2026, 5, 12), number=17)
        seat = world.own["office_holder"]
        world.drafts = publishables_of(seat, DRAFT_MARK.lower(), status="draft", day=date(2025, 5, 12), number=16)
        world.withdrawn = publishables_of(seat, "eski", status="withdrawn", day=date(2024, 5, 12), number=15)
    with scope.of(theirs):
        world.foreign = rows_of(theirs, MARK.lower(), day=date(2187, 5, 12), number=54321)
        twins = twins_of(theirs, world.own)
        world.deleted = make.make_post(union=theirs, title_tr=f"{MARK}-deleted")
    for row in world.own.values():
        plant(row, NOTE_MARK, only=["staff_note"])
    for row in world.drafts.values():
        # The form of a draft is sent back as it is, and takes no letters in a telephone number.
        plant(row, DRAFT_MARK, keep=[each.name for each in row._meta.fields if isinstance(each, TelephoneField)])
    for name, row in world.foreign.items():
        # Municipalities are known to all; the code begins the paths of stored files.
        if name != "municipality":
            plant(row, MARK, keep={"union": ["code"], "gone": ["new_path"]}.get(name, []))
    for row in twins:
        # They stand at addresses that are no secret.
        plant(row, MARK, keep=["slug", "path", "old_path"])
    pk, model = world.deleted.pk, type(world.deleted)
    world.deleted.delete()
    world.deleted.pk = pk
    plant_history(model, pk, MARK)
    with scope.everything():
        for rows in [world.own, world.foreign, world.drafts, world.withdrawn]:
            for row in rows.values():
                fresh = models.QuerySet(type(row)).get(pk=row.pk)
                row.__dict__.update(fresh.__dict__)
                row._state.fields_cache.clear()
    world.host = world.own["host"].host
    world.foreign_host = world.foreign["host"].host
    world.people = people_of(world)
    return world


def rows_of(union: Union, word: str, *, day: date, number: int) -> dict[str, models.Model]:
    """A public row of every model, by a name; `word` begins its texts and the names of its files."""
    hosts = apps.get_model("unions.UnionHost").all_unions
    names = apps.get_model("unions.UnionName").all_unions
    seat = make.make_headquarters(union=union)
    organ = make.make_organ(union=union, title_tr=f"{word} meclis")
    term = make.make_term(union=union, start_date=f"{day.year}-04")
    province = make.make_province()
    member = make.make_municipality(province=province, slug=f"uye-{day.year}")
    person = make.make_person(union=union, picture=picture_upload(word))
    seat_held = make.make_office_holder(organ=organ, person=person, municipality=member, term=term)
    rows = publishables_of(seat_held, word, status="published", day=day, number=number)
    top = make.make_menu_item(union=union, page=rows["page"], label_tr="Sayfa")
    membership = make.make_membership(union=union, municipality=member, acceptance=rows["decision"])
    check = make.make_listing_check(
        membership=membership, state="proposed", answered_at=timezone.now(), remark=f"{word} not"
    )
    return {
        "union": union,
        "host": hosts.get(union=union),
        "union_name": names.get(union=union),
        "former_name": make.make_union_name(
            union=union, name_tr=f"{word} eski ad", start_date="1978", end_date="1999-12-31"
        ),
        "legal_basis": make.make_legal_basis(
            union=union, is_founding_act=True, gazette_date=date(2000, 11, 28), gazette_number=24244
        ),
        "headquarters": seat,
        "contact_point": make.make_contact_point(headquarters=seat),
        "duty": make.make_duty(union=union),
        "aim": make.make_duty(union=union, kind="aim"),
        "unit": make.make_unit(union=union, name_tr=f"{word} birim"),
        "accessibility_review": make.make_accessibility_review(union=union, method_tr=f"{word} yöntem"),
        "accessibility_finding": make.make_accessibility_finding(union=union, title_tr=f"{word} engel"),
        "accessibility_contact": make.make_accessibility_contact(union=union, name_tr=f"{word} erişim"),
        "security_contact": make.make_security_contact(union=union),
        "duty_record": make.make_duty_record(union=union, text_tr=f"{word} dosya planı"),
        "statute_change": make.make_statute_change(union=union, subject_tr=f"{word} değişiklik"),
        "emblem": make.make_emblem(union=union),
        "history_event": make.make_history_event(union=union, picture=picture_upload(word)),
        "organ": organ,
        "organ_power": make.make_organ_power(organ=organ),
        "term": term,
        "redirect": make.make_redirect(union=union, old_path=f"/tr/{word}-eski/", new_path=f"/tr/{word}-yeni/"),
        "gone": make.make_redirect(union=union, old_path=f"/tr/{word}-bitti/", new_path=""),
        "municipality": member,
        "membership": membership,
        "listing": make.make_listing(
            union=union, municipality=member, crest=picture_upload(word), phone="+90 282 111 11 11"
        ),
        "population_figure": make.make_population_figure(union=union, municipality=member, year=2024),
        "import_run": make.make_import_run(union=union, file_name=f"{word}.csv"),
        "remembered_answer": make.make_remembered_answer(union=union, words=f"{word} sütunu"),
        "person": person,
        "office_holder": seat_held,
        "elections": make.make_elections(union=union),
        "check_round": check.round,
        "listing_check": check,
        "check_link": make.make_check_link(
            listing_check=make.make_listing_check(check_round=check.round),
            digest=links.digest(f"{word}-{TOKEN}", "link", f"{union.code}.example"),
        ),
        "correction": make.make_correction(
            listing_check=check, kind="crest", upload=picture_upload(word), old=f"{word} eski"
        ),
        "request": (asked := make.make_request(union=union, name=f"{word} başvuran", text=f"{word} soru")),
        "request_file": make.make_request_file(request=asked, file=pdf_upload(word)),
        "request_log_entry": make.make_request_log_entry(request=asked, summary_tr=f"{word} özet"),
        "request_statistics": make.make_request_statistics(union=union),
        "outgoing_mail": make.make_outgoing_mail(union=union),
        "statute": make.make_statute(union=union),
        "subject": make.make_subject(union=union),
        "picture": make.make_picture(union=union, name=f"{word} resim", picture=picture_upload(word)),
        "menu_item": top,
        "submenu_item": make.make_menu_item(union=union, parent=top),
        "staff_role": StaffRole.objects.create(
            union=union,
            role=StaffRole.Role.PUBLISHER,
            user=make.make_user(username=f"{word}-personel", first_name="Veli", last_name="Kaya", email="v@a.example"),
        ),
        "invitation": make.make_invitation(union=union, email=f"{word}@a.example", role=StaffRole.Role.PUBLISHER),
        **rows,
    }


def publishables_of(seat: OfficeHolder, word: str, *, status: str, day: date, number: int) -> dict[str, models.Model]:
    """A row of every model that is prepared in private and then shown, and of the models that live inside them."""
    organ, union = seat.organ, seat.union
    noon = timezone.make_aware(datetime(day.year, day.month, day.day, 12))
    meeting = make.make_meeting(
        organ=organ, title_tr=f"{word} toplantı", starts_at=noon, status=status, minutes=pdf_upload(word)
    )
    item = make.make_agenda_item(meeting=meeting, title_tr=f"{word} gündem")
    decision = make.make_decision(
        organ=organ,
        date=day,
        number=number,
        title_tr=f"{word} karar",
        status=status,
        agenda_item=item,
        file=pdf_upload(word),
    )
    page = make.make_page(union=union, title_tr=f"{word} sayfa", status=status)
    paper = make.make_paper(
        union=union, year=day.year, status=status, decision=decision, file=pdf_upload(word), summary_tr="Özet"
    )
    publications = {}
    for kind in OTHER_KINDS:
        row = make_publication(kind, union=union, title_tr=f"{word} {kind}", status=status, **dated(kind, day))
        publications |= {kind.name: row, **make_parts(row, file=pdf_upload(word))}
    gallery = make.make_gallery(union=union, title_tr=f"{word} galeri", status=status, date=day)
    event = make.make_event(
        union=union, title_tr=f"{word} etkinlik", status=status, starts_at=timezone.now() + timedelta(days=9)
    )
    return {
        "meeting": meeting,
        "agenda_item": item,
        "agenda_paper": make.make_agenda_paper(agenda_item=item, file=pdf_upload(word)),
        "attendance": make.make_attendance(meeting=meeting, seat=seat),
        "decision": decision,
        "court_ruling": make.make_court_ruling(decision=decision, court=f"{word} mahkeme"),
        "roll_call_vote": make.make_roll_call_vote(decision=decision, seat=seat),
        "paper": paper,
        "budget_figures": make.make_budget_figures(paper=paper),
        "page": page,
        "child_page": make.make_page(union=union, parent=page, title_tr=f"{word} alt sayfa", status=status),
        "post": make.make_post(
            union=union, title_tr=f"{word} haber", status=status, date=day, picture=picture_upload(word)
        ),
        "announcement": make.make_post(
            union=union, kind=Post.Kind.ANNOUNCEMENT, title_tr=f"{word} duyuru", status=status, date=day
        ),
        "event": event,
        **make_parts(event, file=pdf_upload(word)),
        "document": make.make_document(
            union=union, title_tr=f"{word} belge", status=status, date=day, file=pdf_upload(word)
        ),
        "gallery": gallery,
        "photo": make.make_photo(gallery=gallery, picture=picture_upload(word)),
        **publications,
    }


def dated(kind: PageKind, day: date) -> dict[str, date]:
    return {"date": day} if issubclass(kind.model, DatedPublication) else {}


def pdf_upload(word: str) -> ContentFile:
    return make.pdf_upload(f"{word}-belge.pdf")


def picture_upload(word: str) -> ContentFile:
    """A picture wide enough to have a narrower copy."""
    return make.picture_upload(f"{word}-resim.png", width=400, height=300)


def twins_of(union: Union, others: dict[str, models.Model]) -> list[models.Model]:
    """Rows of the union that stand at the very addresses of another union's rows, and its card of their member."""
    organ = make.make_organ(union=union, kind="committee", **slugs_of(others["organ"]))
    meeting = others["meeting"]
    decision = others["decision"]
    municipality = others["municipality"]
    return [
        organ,
        make.make_meeting(organ=organ, starts_at=meeting.starts_at, **slugs_of(meeting)),
        make.make_decision(organ=organ, date=decision.date, number=decision.number),
        make.make_paper(union=union, year=others["paper"].year),
        make.make_page(union=union, **slugs_of(others["page"])),
        make.make_post(union=union, **slugs_of(others["post"])),
        make.make_post(union=union, kind=Post.Kind.ANNOUNCEMENT, **slugs_of(others["announcement"])),
        make.make_event(union=union, **slugs_of(others["event"])),
        make.make_document(union=union, **slugs_of(others["document"])),
        make.make_gallery(union=union, **slugs_of(others["gallery"])),
        *(make_publication(kind, union=union, **slugs_of(others[kind.name])) for kind in OTHER_KINDS),
        make.make_redirect(union=union, old_path=others["redirect"].old_path, new_path=f"/tr/{MARK.lower()}-twin/"),
        make.make_membership(union=union, municipality=municipality),
        make.make_listing(union=union, municipality=municipality),
    ]


def slugs_of(row: models.Model) -> dict[str, str]:
    return {f"slug_{language}": getattr(row, f"slug_{language}") for language in LANGUAGES}


def people_of(world: TwoUnions) -> dict[str, User | None]:
    """Who asks on our host. The colleague of the other union has a harmless name: everyone may read their own."""
    people = {role: make.make_staff(world.ours, role, username=f"{role}-a") for role in ROLES}
    both = make.make_staff(world.ours, StaffRole.Role.EDITOR, username="ikisi")
    make.make_staff(world.theirs, StaffRole.Role.MANAGER, user=both)
    stranger = world.foreign["staff_role"].user
    plant(stranger, MARK)
    stranger.refresh_from_db()
    # What both have done there must not be listed here.
    for person in [both, stranger]:
        LogEntry.objects.create(
            user=person,
            content_type=ContentType.objects.get_for_model(Post),
            object_id=world.foreign["post"].pk,
            object_repr=f"{MARK}-logentry-repr",
            action_flag=CHANGE,
            change_message=f"{MARK}-logentry-message",
        )
    return {
        "anonymous": None,
        **people,
        "editor here, manager there": both,
        "manager there": make.make_staff(world.theirs, StaffRole.Role.MANAGER, username="komsu"),
        "no role": make.make_user(username="rolsuz", is_staff=True),
        "superuser": make.make_superuser(username="kurucu"),
    }


# Marks


def plant(row: models.Model, mark: str, *, only: list[str] | None = None, keep: list[str] = ()) -> None:
    """Write `<mark>-<model>-<field>` into every text and file name of the row and of its history."""
    write_marks(row, mark, only=only, keep=keep)
    if hasattr(type(row), "history"):
        plant_history(type(row), row.pk, mark, only=only, keep=keep)


def plant_history(model: type[models.Model], pk: int, mark: str, **limits) -> None:
    for record in models.QuerySet(model.history.model).filter(**{model._meta.pk.name: pk}):
        write_marks(record, mark, **limits)


def write_marks(row: models.Model, mark: str, *, only: list[str] | None = None, keep: list[str] = ()) -> None:
    kept = {name for word in keep for name in [word, *(f"{word}_{language}" for language in LANGUAGES)]}
    for column in row._meta.concrete_fields:
        if is_text(column) and (only is None or column.name in only) and column.name not in kept:
            write_mark(row, column, mark)


def write_mark(row: models.Model, column: models.Field, mark: str) -> None:
    """Write the mark in the first form that field and table accept; a field that accepts none keeps its value."""
    for candidate in mark_forms(row, column, mark):
        with suppress(ValidationError, IntegrityError), transaction.atomic():
            # A telephone number has no letters; one that was stored in former times may have.
            if not isinstance(column, TelephoneField):
                column.clean(candidate, row)
            # Past every manager: neither scope nor generation nor version has a say here.
            models.QuerySet(type(row)).filter(pk=row.pk).update(**{column.name: candidate})
            return


def mark_forms(row: models.Model, column: models.Field, mark: str) -> list[str]:
    text = f"{mark}-{row._meta.model_name}-{column.name}"
    word = f"{text.lower().replace('_', '-')}-{row.pk}"
    if isinstance(column, models.SlugField) or column.name.startswith("path"):
        return [word]
    return [text, word, f"{mark}-{row.pk}", f"/tr/{word}/", f"https://{word}.example/", f"{word}@b.example"]


def is_text(column: models.Field) -> bool:
    if column.choices:
        return False
    return isinstance(column, models.CharField | models.TextField | models.JSONField)


# What can be asked for


def owned_models() -> list[type[models.Model]]:
    """Every model whose rows belong to a union."""
    return [model for model in apps.get_models() if issubclass(model, UnionOwned)]


def files_of(rows: dict[str, models.Model]) -> list[str]:
    """Paths of all stored files of the rows; of a picture, one of its narrower copies as well."""
    paths = []
    for row in rows.values():
        for column in row._meta.concrete_fields:
            name = getattr(row, column.attname).name if isinstance(column, UploadField) else ""
            if name:
                paths += [
                    name,
                    *(copy_name(name, width, AVIF) for width in widths(name, getattr(column, "steps", []))[:1]),
                ]
    return paths
