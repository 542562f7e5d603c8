"""Standard sentences that were found wrong after unions had been founded with them.

Only what stands word for word as it was delivered is replaced: what staff have written is theirs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pages.models import Page

# By page and language: the sentence as it was delivered, and the one that is right.
CORRECTIONS = {
    "site:joining": {
        "tr": [
            (
                "Birlikten ayrılmak için belediye meclisinin kararı yeterlidir (5355 sayılı Kanun, madde 4).",
                "Birlikten ayrılmaya belediye meclisi karar verir (5355 sayılı Kanun, madde 4). Su, atık ve çevre "
                "hizmetleri için kurulan birliklerden ayrılmak ayrıca izne bağlıdır.",
            ),
            (
                "Üyeler Birliğin giderlerine tüzükte belirlenen payla katılır; payı ödemek üyenin yükümlülüğüdür (5355 "
                "sayılı Kanun, madde 15 ve 21).",
                "Üyeler Birliğin giderlerine tüzükte belirlenen payla katılır (5355 sayılı Kanun, madde 15).",
            ),
        ],
        "en": [
            (
                "A decision of the municipal council is enough to leave the union (Law 5355, art. 4).",
                "The municipal council decides to leave the union (Law 5355, art. 4). Leaving a union founded for "
                "water, waste or the environment also needs permission.",
            ),
            (
                "Members contribute to the union's expenses with the share that the statute fixes, and must pay it "
                "(Law 5355, art. 15 and 21).",
                "Members contribute to the union's expenses with the share that the statute fixes (Law 5355, art. 15).",
            ),
        ],
    },
}


@dataclass(frozen=True)
class Correction:
    """A page with wrong standard sentences, and its texts without them by language."""

    page: Page
    texts: dict[str, str]

    def write(self) -> None:
        for language, text in self.texts.items():
            setattr(self.page, f"body_{language}", text)
        self.page.save()


def corrections() -> Iterator[Correction]:
    """What there is to correct in the pages of the union of the moment."""
    for page in Page.objects.filter(source_key__in=CORRECTIONS).order_by("pk"):
        texts = {}
        for language, sentences in CORRECTIONS[page.source_key].items():
            present = getattr(page, f"body_{language}") or ""
            if (text := corrected(present, sentences)) != present:
                texts[language] = text
        if texts:
            yield Correction(page, texts)


def corrected(text: str, sentences: list[tuple[str, str]]) -> str:
    """The text with the right sentences, whichever apostrophe the wrong ones have been stored with."""
    for wrong, right in sentences:
        pattern = r"\s+".join(re.escape(word).replace("'", "(?:['’]|&#x27;|&#39;)") for word in wrong.split())
        # In what is put in, a backslash would mean something.
        text = re.sub(pattern, right.replace("\\", r"\\"), text)
    return text
