"""What the demonstration publishes: a few rows of every page type."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from django.db.models import DateField, DateTimeField

from pages.demo import stored
from pages.demo.draft import Draft
from pages.demo.meeting_plan import moment
from pages.demo.wording import has_texts, place, texts, translated_fields
from pages.events.models import EventFile
from pages.kinds import KINDS
from pages.models import Document, Event, Gallery, Photo, Post
from pages.page_kind import PageKind
from pages.projects.models import Project, ProjectFile
from pages.publications import AttachedFile, Publication
from pages.services.models import Service
from pages.tenders.models import Tender, TenderFile
from unions.models import Unit
from unions.publishing.addresses import LANGUAGES
from unions.text.partial_dates import PartialDate
from unions.text.turkish import capfirst, format_date, slugify

TURKISH_ONLY = ["tr"]
FRIDAY = 4
CLOSING_HOUR = 14
EVENT_TEXTS = ["title", "place", "audience", "summary", "fee_note", "registration", "programme", "body"]
POST_TEXTS = ["title", "summary", "body", "picture_alt"]


def compose(draft: Draft, union_texts: dict) -> None:
    for kind in KINDS:
        if kind.name in OWN_WAY:
            OWN_WAY[kind.name](draft, union_texts)
        elif has_texts(kind.slice):
            compose_plain(draft, kind)


def compose_plain(draft: Draft, kind: PageKind) -> None:
    """The rows of a page type as texts/<folder>.toml gives them: the names are those of its fields.

    A day is so many days from today, or the working day after that; `days` is how long ago a row was announced.
    """
    for number, pattern in enumerate(texts(kind.slice)[kind.name]):
        row = draft.row(
            kind.model,
            f"{kind.name}-{number}",
            date=draft.today - timedelta(days=pattern["days"]),
            **plain_values(draft, kind.model, pattern),
            **translated_fields(pattern, kind.model.translated),
            **kind.where,
        )
        if files := pattern.get("file"):
            compose_files(draft, kind.model.files.rel.related_model, row, files)  # type: ignore[attr-defined]


def plain_values(draft: Draft, model: type[Publication], pattern: dict) -> dict:
    values = {}
    for name in pattern.keys() - {"days", "file", *model.translated}:
        field, value = model._meta.get_field(name), pattern[name]
        if isinstance(field, DateField):
            day = working_day(draft.today + timedelta(days=value))
            value = moment(day, CLOSING_HOUR) if isinstance(field, DateTimeField) else day
        values[name] = value
    return values


def compose_news(draft: Draft, union_texts: dict) -> None:
    """Thirty news over two and a half years, seven of them in Turkish only."""
    patterns = texts("news")["pattern"]
    for number in range(2 * len(patterns)):
        # The newest is about a trip: the landscape that leads the home page is of the union alone.
        pattern, picture = with_picture(patterns[(number * 4 + 1) % len(patterns)], union_texts["scenes"], number)
        subject = dict(zip(LANGUAGES, pattern[draft.union.code][number // len(patterns)], strict=True))
        values = {
            "subject": subject,
            "Subject": {language: capfirst(word, language) for language, word in subject.items()},
            "people": 24 + number * 17 % 55,
            **place(union_texts, number),
        }
        languages = TURKISH_ONLY if number % 4 == 3 else LANGUAGES
        post = draft.row(
            Post,
            f"news-{number}",
            kind=Post.Kind.NEWS,
            date=draft.today - timedelta(days=3 + number * 29),
            **translated_fields(pattern, POST_TEXTS, values, languages),
        )
        if picture:
            choice = stored.pictures_of(picture)
            draft.attach(post, "picture", partial(stored.picture, choice[number % len(choice)]))


def with_picture(pattern: dict, scenes: list, number: int) -> tuple[dict, str]:
    """The pattern and the scene of its picture; a landscape is one of the union's, which brings its own words."""
    picture = pattern.get("picture", "")
    if picture != "landscape":
        return pattern, picture
    scene, words = scene_of(scenes, number)
    return {**pattern, "picture_alt": words}, scene


def scene_of(scenes: list, number: int) -> tuple[str, dict]:
    """One of the union's landscapes, and its description by language."""
    scene, *words = scenes[number % len(scenes)]
    return scene, dict(zip(LANGUAGES, words, strict=True))


def compose_announcements(draft: Draft, union_texts: dict) -> None:
    """Ten announcements over a year and a half, three of them in Turkish only."""
    for number, pattern in enumerate(texts("announcements")["announcement"]):
        day = draft.today - timedelta(days=1 + number * 52)
        deadline = {language: format_date(day + timedelta(days=21), language) for language in LANGUAGES}
        draft.row(
            Post,
            f"announcement-{number}",
            kind=Post.Kind.ANNOUNCEMENT,
            date=day,
            **translated_fields(
                pattern,
                POST_TEXTS,
                {"deadline": deadline, **place(union_texts, number + 3)},
                TURKISH_ONLY if number in {3, 6, 8} else LANGUAGES,
            ),
        )


def compose_events(draft: Draft, union_texts: dict) -> None:
    """Twelve events, three of them still to come and one called off."""
    for number, pattern in enumerate(texts("events")["event"]):
        starts_at = moment(draft.today + timedelta(days=pattern["days"]), 10)
        values = place(union_texts, number * 2 + 1)
        scene, words = scene_of(union_texts["scenes"], number + 1)
        event = draft.row(
            Event,
            f"event-{number}",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=pattern["hours"]),
            is_cancelled=pattern.get("is_cancelled", False),
            fee=pattern.get("fee"),
            register_until=draft.today + timedelta(days=pattern["register"]) if "register" in pattern else None,
            **translated_fields(pattern, EVENT_TEXTS, values | {"address": union_texts["mail"]}),
            **(translated_fields({"picture_alt": words}, ["picture_alt"]) if number % 3 == 0 else {}),
        )
        # One in three, as where nobody takes pictures of every meeting.
        if number % 3 == 0:
            choice = stored.pictures_of(scene)
            draft.attach(event, "picture", partial(stored.picture, choice[number % len(choice)]))
        compose_files(draft, EventFile, event, pattern.get("file", []))


def compose_documents(draft: Draft, _union_texts: dict) -> None:
    for number, pattern in enumerate(texts("documents")["document"]):
        document = draft.row(
            Document,
            f"document-{number}",
            category=pattern["category"],
            date=draft.today - timedelta(days=pattern["days"]),
            **translated_fields(pattern, ["title", "summary"]),
        )
        draft.attach(document, "file", partial(stored.document, slugify(pattern["title"]["tr"])))


def compose_tenders(draft: Draft, _union_texts: dict) -> None:
    """Two tenders: one that is open, and one with its result."""
    for number, pattern in enumerate(texts("tenders")["tender"]):
        announced = draft.today - timedelta(days=pattern["days"])
        tender = draft.row(
            Tender,
            f"tender-{number}",
            number=f"ÖRNEK-{announced.year}/{number + 1}",
            kind=pattern["kind"],
            state=pattern["state"],
            date=announced,
            closes_at=moment(working_day(draft.today + timedelta(days=pattern["closes"])), CLOSING_HOUR),
            **translated_fields(pattern, ["title", "summary", "body", "result"]),
        )
        compose_files(draft, TenderFile, tender, pattern["file"])


def working_day(day: date) -> date:
    """The day itself, or the Monday after it: nothing is handed in at a weekend."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > FRIDAY else day


def compose_files(draft: Draft, model: type[AttachedFile], row: Publication, patterns: list[dict]) -> None:
    for position, pattern in enumerate(patterns, start=1):
        title = pattern["title"]["tr"]
        key = f"{row.source_key.removeprefix('demo:')}-file-{position}"
        values = {model.union_from: row, "position": position, **translated_fields(pattern, ["title"])}
        draft.attach(draft.row(model, key, **values), "file", partial(stored.document, slugify(title)))


def compose_galleries(draft: Draft, union_texts: dict) -> None:
    for place_of_gallery, pattern in enumerate(union_texts["gallery"]):
        gallery = draft.row(
            Gallery,
            f"gallery-{place_of_gallery}",
            date=draft.today - timedelta(days=pattern["days"]),
            **translated_fields(pattern, ["title", "summary"]),
        )
        for position, words in enumerate(pattern["photos"], start=1):
            photo = draft.row(
                Photo,
                f"photo-{place_of_gallery}-{position}",
                gallery=gallery,
                position=position,
                **translated_fields(
                    {"caption": words["caption"], "picture_alt": words["alt"]}, ["caption", "picture_alt"]
                ),
            )
            draft.attach(photo, "picture", partial(stored.picture, words["picture"]))


def compose_projects(draft: Draft, union_texts: dict) -> None:
    """The projects of one union: running, planned and completed ones, and one without dates."""
    for number, pattern in enumerate(union_texts["project"]):
        days = {f"{end}_date": pattern.get(end) for end in ["start", "end"]}
        project = draft.row(
            Project,
            f"project-{number}",
            number=pattern["number"],
            date=draft.today - timedelta(days=pattern["days"]),
            amount=pattern.get("amount"),
            currency=pattern.get("currency", "TRY"),
            is_cross_border=pattern.get("is_cross_border", False),
            contact_phone=union_texts["phone"][:-1] + "1",
            contact_email=union_texts["project_mail"],
            **{
                name: PartialDate.from_date(draft.today + timedelta(days=count))
                for name, count in days.items()
                if count is not None
            },
            **translated_fields(
                pattern, ["title", "summary", "partners", "programme", "contact", "body", "picture_alt"]
            ),
        )
        if "picture" in pattern:
            draft.attach(project, "picture", partial(stored.picture, pattern["picture"]))
        compose_files(draft, ProjectFile, project, pattern.get("file", []))


def compose_services(draft: Draft, _union_texts: dict) -> None:
    """Seven services with their standards; complaints go to the unit, then to the registry."""
    units = list(Unit.objects.filter(is_demo=False)) or [draft.row(Unit, f"unit-{place}") for place in range(1, 5)]
    for number, pattern in enumerate(texts("services")["service"], start=1):
        if pattern.get("only", draft.union.code) != draft.union.code:
            continue
        unit = units[(pattern["unit"] - 1) % len(units)]
        draft.row(
            Service,
            f"service-{number}",
            date=draft.today - timedelta(days=200),
            position=number,
            unit=unit,
            first_authority=unit,
            second_authority=units[0],
            is_online=pattern.get("is_online", False),
            yearly_count=pattern.get("yearly"),
            **translated_fields(pattern, ["title", "summary", "documents", "duration", "legal_basis", "beneficiaries"]),
        )


# The types of which the demonstration shows more than their texts say; all others are composed alike.
OWN_WAY: dict[str, Callable[[Draft, dict], None]] = {
    "news": compose_news,
    "announcement": compose_announcements,
    "event": compose_events,
    "document": compose_documents,
    "gallery": compose_galleries,
    "tender": compose_tenders,
    "project": compose_projects,
    "service": compose_services,
}
