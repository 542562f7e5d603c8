"""What the demonstration publishes: news, announcements, events, documents, galleries, pages and their menu entries."""

from datetime import timedelta
from functools import partial

from django.core.files.base import ContentFile

from pages.demo import drawing
from pages.demo.draft import Draft
from pages.demo.sittings import moment, pdf_file
from pages.demo.wording import place, texts, told
from pages.models import Document, Event, Gallery, MenuItem, Page, Photo, Post
from unions.publishing.addresses import LANGUAGES
from unions.text.turkish import capfirst, format_date, slugify

TURKISH_ONLY = ["tr"]
HOURS = list(drawing.HOURS)
POST_TEXTS = ["title", "summary", "body", "picture_alt"]


def compose(draft: Draft, union_texts: dict) -> None:
    compose_news(draft, union_texts)
    compose_announcements(draft, union_texts)
    compose_events(draft, union_texts)
    compose_documents(draft)
    compose_galleries(draft, union_texts)
    compose_pages(draft)


def compose_news(draft: Draft, union_texts: dict) -> None:
    """Thirty news over two and a half years, seven of them in Turkish only."""
    patterns = texts("news")["pattern"]
    for number in range(2 * len(patterns)):
        pattern = patterns[number * 4 % len(patterns)]
        subject = dict(zip(LANGUAGES, pattern[draft.union.code][number // len(patterns)], strict=True))
        capital = {language: capfirst(word, language) for language, word in subject.items()}
        values = {
            "subject": subject,
            "Subject": capital,
            "people": 24 + number * 17 % 55,
            **place(union_texts, number),
        }
        picture = pattern.get("picture", "")
        pattern = dict(pattern)
        if picture == "landscape":
            picture, *words = union_texts["scenes"][number % len(union_texts["scenes"])]
            pattern["picture_alt"] = dict(zip(LANGUAGES, words, strict=True))
        post = draft.row(
            Post,
            f"news-{number}",
            kind=Post.Kind.NEWS,
            date=draft.today - timedelta(days=3 + number * 29),
            **told(pattern, POST_TEXTS, values, TURKISH_ONLY if number % 4 == 3 else LANGUAGES),
        )
        if picture:
            draft.attach(post, "picture", partial(drawn, picture, HOURS[number % len(HOURS)], number))


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
            **told(
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
        draft.row(
            Event,
            f"event-{number}",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=pattern["hours"]),
            is_cancelled=pattern.get("is_cancelled", False),
            **told(pattern, ["title", "place", "audience", "summary", "body"], values),
        )


def compose_documents(draft: Draft) -> None:
    for number, pattern in enumerate(texts("documents")["document"]):
        document = draft.row(
            Document,
            f"document-{number}",
            category=pattern["category"],
            date=draft.today - timedelta(days=pattern["days"]),
            **told(pattern, ["title", "summary"]),
        )
        title = pattern["title"]["tr"]
        make = partial(pdf_file, title, pattern["text"], pattern.get("table"), name=slugify(title))
        draft.attach(document, "file", make)


def compose_galleries(draft: Draft, union_texts: dict) -> None:
    number = 0
    for place_of_gallery, pattern in enumerate(union_texts["gallery"]):
        gallery = draft.row(
            Gallery,
            f"gallery-{place_of_gallery}",
            date=draft.today - timedelta(days=pattern["days"]),
            **told(pattern, ["title", "summary"]),
        )
        for position, scene in enumerate(pattern["photos"], start=1):
            photo = draft.row(
                Photo,
                f"photo-{place_of_gallery}-{position}",
                gallery=gallery,
                position=position,
                **told({"caption": scene["caption"], "picture_alt": scene["alt"]}, ["caption", "picture_alt"]),
            )
            draft.attach(photo, "picture", partial(drawn, scene["scene"], scene["hour"], number))
            number += 1


def compose_pages(draft: Draft) -> None:
    """Pages of the tree, each with an entry in the main menu."""
    written = {}
    for position, pattern in enumerate(texts("pages")["page"], start=20):
        key = pattern["key"]
        page = written[key] = draft.row(
            Page,
            f"page-{key}",
            parent=written.get(pattern.get("parent")),
            position=position,
            **told(pattern, ["slug", "title", "summary", "body"]),
        )
        entry = draft.row(
            MenuItem,
            f"menu-{key}",
            place=MenuItem.Place.MAIN,
            parent=written.get(f"menu-{pattern.get('parent') or 'services'}"),
            page=page,
            position=position,
        )
        written[f"menu-{key}"] = entry


def drawn(scene: str, hour: str, number: int) -> ContentFile:
    return ContentFile(drawing.picture(scene, hour, number), name=f"{scene.replace('_', '-')}.jpg")
