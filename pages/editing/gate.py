"""What a row is asked before readers see it, and before they do not see it any more."""

from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from pages.editing import text_checks
from pages.library.models import Picture
from pages.links.following import models_with_links
from pages.links.references import DEAD, ELSEWHERE, Thing, own_path, state_of, thing_at
from pages.links.where_linked import links_here
from unions.admin.kit import gate
from unions.admin.kit.file_tasks import WITHOUT_WORDS
from unions.admin.kit.gate import Finding, Weight
from unions.files import uploads
from unions.files.fields import PictureField, UploadField
from unions.models import FileText
from unions.publishing.addresses import LANGUAGES
from unions.publishing.states import Publishable
from unions.text import links, told_numbers
from unions.text.richtext import plain_text
from unions.text.translation_state import translated_texts

# So many words of a text are quoted in a finding.
MOST_QUOTED = 5
# States of a document of which no word is found; one that we cannot read others perhaps can.
UNREADABLE = {
    FileText.State.SCANNED: Weight.WARNING,
    FileText.State.ENCRYPTED: Weight.WARNING,
    FileText.State.BROKEN: Weight.NOTE,
}
TURKISH, ENGLISH = LANGUAGES[0], LANGUAGES[1]


def connect() -> None:
    gate.connect(before_publishing)
    gate.connect(before_withdrawing)
    gate.connect(part_findings)


def before_publishing(row: Any, _stored: Any) -> Iterator[Finding]:
    """What is wrong with a row that is about to be published, or is."""
    if isinstance(row, Publishable) and row.status == Publishable.Status.PUBLISHED:
        yield from own_findings(row)
        yield from file_findings(row)
        yield from event_findings(row)
        yield from link_findings(row)


def before_withdrawing(row: Any, stored: Any) -> Iterator[Finding]:
    """What a withdrawal touches: links of other texts, which then lead to a notice or nowhere."""
    was_out = stored is not None and getattr(stored, "status", "") == Publishable.Status.PUBLISHED
    if was_out and row.status != Publishable.Status.PUBLISHED:
        number = links_here(row).count()
        if number:
            text = ngettext(
                "One link of another text leads here. Readers who follow it will not find this text any more.",
                "%(number)s links of other texts lead here. Readers who follow them will not find this text any more.",
                number,
            )
            yield Finding("linked", "status", text % {"number": number})


def own_findings(row: Any, decorative: Container[str] | None = None) -> Iterator[Finding]:
    """What the row itself says; of its surroundings it asks only which pictures are decorative."""
    for column in models_with_links().get(type(row), []):
        yield from text_findings(column, getattr(row, column) or "")
    yield from title_findings(row)
    yield from picture_findings(row, decorative)
    for name in translated_texts(type(row)):
        turkish, english = (str(getattr(row, f"{name}_{code}") or "") for code in (TURKISH, ENGLISH))
        if turkish and not english:
            yield Finding("english", f"{name}_en", _("There is no English text."), Weight.NOTE)
        else:
            yield from contradictions(f"{name}_en", turkish, english)


def text_findings(column: str, html: str) -> Iterator[Finding]:
    for words in text_checks.skipped_headings(html):
        text = _("The heading “%(words)s” leaves out a level: headings begin with “Heading 2” and go down one by one.")
        yield Finding("headings", column, text % {"words": words})
    if text_checks.empty_headings(html):
        yield Finding("empty_heading", column, _("One heading has no words. Write some, or delete it."))
    for words in text_checks.links_without_meaning(html):
        text = _("The link “%(words)s” does not say where it leads. Make the name of what it opens the link.")
        yield Finding("link_words", column, text % {"words": words})
    if text_checks.tables_without_headings(html):
        text = _("A table has no heading cells. Put the cursor into its first row and choose “toggle header cell”.")
        yield Finding("table", column, text)


def title_findings(row: Any) -> Iterator[Finding]:
    for code in LANGUAGES:
        title = getattr(row, f"title_{code}", "") or ""
        if text_checks.is_too_long(title):
            text = _("The title has %(length)s characters; results of searches show the first %(limit)s.")
            values = {"length": len(title), "limit": text_checks.LONGEST_TITLE}
            yield Finding("long_title", f"title_{code}", text % values, Weight.NOTE)


def picture_findings(row: Any, decorative: Container[str] | None = None) -> Iterator[Finding]:
    """A picture without words in a language that readers have; `decorative` are pictures that need none."""
    picture = getattr(row, "picture", None)
    if not picture or not hasattr(row, "picture_alt_tr"):
        return
    texts = {
        "picture_alt_tr": _("Say what the picture shows, for those who cannot see it, or call it decorative."),
        "picture_alt_en": _("Say in English, too, what the picture shows, for those who cannot see it."),
    }
    asked = ["picture_alt_tr", *(["picture_alt_en"] if is_translated(row) else [])]
    missing = [column for column in asked if not getattr(row, column)]
    if missing and picture.name not in (decorative_pictures(row.union_id) if decorative is None else decorative):
        for column in missing:
            yield Finding("alt", column, texts[column])


def is_translated(row: Any) -> bool:
    """Whether there is an English page on which the row is shown."""
    whole = getattr(row, row.union_from) if row.union_from else row
    return bool(getattr(whole, "title_en", ""))


def decorative_pictures(union_id: int) -> set[str]:
    """The pictures that the library calls decorative."""
    return set(Picture.all_unions.decorative().filter(union=union_id).values_list("picture", flat=True))


def decorative_beside(part: Any) -> set[str]:
    """The decorative pictures, asked once for all parts of a thing."""
    whole = getattr(part, part.union_from)
    if not hasattr(whole, "decorative_pictures"):
        whole.decorative_pictures = decorative_pictures(part.union_id)
    found: set[str] = whole.decorative_pictures
    return found


def part_findings(row: Any, _stored: Any) -> Iterator[Finding]:
    """What is wrong with a part of something that is about to be published: a photograph, a file."""
    if not isinstance(row, Publishable) and getattr(row, "union_from", False):
        yield from picture_findings(row, decorative_beside(row))
        yield from file_findings(row)


def file_findings(row: Any, states: Mapping[str, str] | None = None) -> Iterator[Finding]:
    """Documents that cannot be searched or read aloud; `states` are those of stored files, by name."""
    for field in row._meta.concrete_fields:
        file = getattr(row, field.attname) if isinstance(field, UploadField) else None
        if not file or isinstance(field, PictureField):
            continue
        name = Path(file.name).name
        read = None if file._committed else getattr(file.file, uploads.DOCUMENT, None)
        if read is None:
            known = states if states is not None else unreadable([file.name])
            state, is_titled = known.get(file.name, ""), True
        else:
            state, is_titled = read.state, read.is_titled
        if state in UNREADABLE:
            reason = FileText.State(state)
            text = _(WITHOUT_WORDS[reason]) % {"file": name, "pages": 0}
            yield Finding("file_text", field.name, text, UNREADABLE[reason])
        elif not is_titled:
            text = _("%(file)s has no title of its own. In the program that made it, fill in its title and save again.")
            yield Finding("file_title", field.name, text % {"file": name}, Weight.NOTE)


def unreadable(names: Iterable[str]) -> dict[str, str]:
    """Those of the stored documents of which no word can be read."""
    rows = FileText.objects.filter(name__in=list(names), state__in=list(UNREADABLE))
    return dict(rows.values_list("name", "state"))


def event_findings(row: Any) -> Iterator[Finding]:
    """Asked when it goes out; every event is over some day."""
    end = getattr(row, "ends_at", None) or getattr(row, "starts_at", None)
    if row._meta.model_name == "event" and end and end < timezone.now():
        yield Finding("past", "starts_at", _("The event is over. Check its day and year."))


def contradictions(column: str, turkish: str, english: str) -> Iterator[Finding]:
    here, there = told_numbers.contradictions(plain_text(turkish), plain_text(english))
    if here or there:
        text = _("The two languages tell different numbers or days: Turkish %(turkish)s, English %(english)s.")
        yield Finding("numbers", column, text % {"turkish": quoted(here), "english": quoted(there)})


def quoted(numbers: list[str]) -> str:
    shown = told_numbers.as_said(numbers[:MOST_QUOTED], get_language() or "tr")
    return (shown + " …" if len(numbers) > MOST_QUOTED else shown) or "—"


def link_findings(row: Any) -> Iterator[Finding]:
    """The links of the row that lead readers nowhere."""
    for column in models_with_links().get(type(row), []):
        for address in links.addresses_of(getattr(row, column) or ""):
            path = own_path(address, row.union_id)
            found = thing_at(path, row.union_id) if path is not None else ELSEWHERE
            if found == DEAD:
                text = _("The link “%(address)s” is broken. Choose where it should lead, or remove it.")
                yield Finding("dead_link", column, text % {"address": address}, Weight.ERROR)
            elif isinstance(found, Thing) and state_of(found.row) != "public":
                yield Finding("hidden_link", column, hidden_link(found))


def hidden_link(thing: Thing) -> str:
    if thing.state == "withdrawn":
        return _("The link to “%(name)s” leads to something that is withdrawn.") % {"name": thing.row}
    text = _("“%(name)s”, to which a link leads, is a draft: readers get plain words until it is published.")
    return text % {"name": thing.row}
