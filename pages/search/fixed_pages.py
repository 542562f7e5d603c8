"""The pages that every union has, as they are found."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy

from pages.frame.sections import sections
from pages.search.entries import Entry
from pages.search.section_words import SECTION_WORDS, names_of_union, section_text
from pages.search.source import EVERY
from unions.models import (
    ContactPoint,
    Duty,
    Headquarters,
    HistoryEvent,
    LegalBasis,
    StatuteChange,
    Union,
    UnionName,
    Unit,
)
from unions.publishing.addresses import LANGUAGES
from unions.text.turkish import capfirst


class Sections:
    """The pages that every union has, found by their names, by what people call them, and by what they show."""

    name = "section"
    model = Union
    parts = dict.fromkeys(
        [Union, UnionName, Headquarters, ContactPoint, Unit, LegalBasis, StatuteChange, Duty, HistoryEvent], EVERY
    )

    def entries(self, union: Union, keys: set[str] | None) -> Iterator[Entry]:
        labels = {
            **dict(sections()),
            "open_data": gettext_lazy("open data"),
            "barrier": gettext_lazy("Report a barrier"),
        }
        for language in LANGUAGES:
            with translation.override(language):
                for name, label in labels.items():
                    title, headings = SECTION_WORDS.get(name, {}).get(language, ("", ""))
                    title = title or capfirst(str(label), language)
                    if name == "union_detail":
                        headings = " · ".join([headings, *names_of_union()])
                    summary, text = section_text(name, union)
                    yield Entry(
                        union.pk,
                        language,
                        "section",
                        f"section:{name}",
                        reverse(name),
                        title,
                        headings,
                        summary,
                        text,
                        weight=10,
                    )
