"""What is wrong with a text that goes out: plain functions of texts, which know neither rows nor readers."""

import re
from collections.abc import Iterator

from unions.text.links import LINK, TARGET
from unions.text.richtext import plain_text
from unions.text.turkish import fold

# Search engines cut what is longer.
LONGEST_TITLE = 60

HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.DOTALL)
TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)

# Words that say nothing when a link is read by itself, as lists of links and screen readers read it.
EMPTY_WORDS = """
tıklayınız, tıklayın, tıkla, lütfen tıklayınız, için tıklayınız, görmek için tıklayınız, indirmek için tıklayınız
buraya, buradan, burada, burası, buraya tıklayınız, buraya tıklayın, burayı tıklayınız, burayı tıklayın
bu, link, bağlantı, bu link, bu bağlantı, linke tıklayınız, linki tıklayınız, bağlantıya tıklayınız
devamı, devamını oku, devamı için tıklayınız, detay, detaylar, ayrıntı, ayrıntılar, daha fazla, oku, indir, incele
click, click here, here, this, this link, more, read more, learn more, details, download, see, see here
"""
FOLDED_EMPTY_WORDS = {fold(words) for words in re.split(r"[,\n]", EMPTY_WORDS)} - {""}
BARE_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


def skipped_headings(html: str) -> list[str]:
    """The headings that leave out a level: those of a text begin at the second, below the title of the page."""
    wrong, before = [], 1
    for heading in HEADING.finditer(html or ""):
        level = int(heading[1])
        if level > before + 1:
            wrong.append(plain_text(heading[2]))
        before = level
    return wrong


def empty_headings(html: str) -> int:
    return sum(not plain_text(heading[2]) for heading in HEADING.finditer(html or ""))


def links_without_meaning(html: str) -> list[str]:
    """The words of links that do not say where they lead; addresses that stand for words are among them."""
    return [words for words in words_of_links(html) if fold(words) in FOLDED_EMPTY_WORDS or is_bare_address(words)]


def words_of_links(html: str) -> Iterator[str]:
    for link in LINK.finditer(html or ""):
        if TARGET.search(link["attributes"]):
            yield plain_text(link["words"])


def is_bare_address(words: str) -> bool:
    """Whether a web address with more than the name of a site stands in place of words."""
    address = BARE_ADDRESS.fullmatch(words)
    if not address:
        return False
    rest = re.sub(r"^https?://", "", words, flags=re.IGNORECASE)
    return bool(rest.partition("/")[2].strip("/")) or words.lower().startswith("http")


def tables_without_headings(html: str) -> int:
    return sum("<th" not in table for table in TABLE.findall(html or ""))


def is_too_long(title: str) -> bool:
    return len(title or "") > LONGEST_TITLE
