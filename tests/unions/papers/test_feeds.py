from xml.etree import ElementTree

import pytest

from tests.addresses import address
from tests.factories import make_paper

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(reader, language):
    feed = ElementTree.fromstring(reader.get(address("paper_feed", language)).content)  # noqa: S314 - made by ourselves
    return feed.findall(f"{ATOM}entry")


def test_the_feed_names_papers_in_the_language_of_the_reader(reader, union):
    make_paper(kind="budget", year=2026)

    assert [entry.findtext(f"{ATOM}title") for entry in entries(reader, "en")] == ["Budget (2026)"]


@pytest.mark.parametrize(("summary_en", "language"), [("Two years ahead", None), ("", "tr")])
def test_an_entry_says_if_its_summary_is_not_in_the_language_of_the_feed(reader, union, summary_en, language):
    make_paper(kind="budget", summary_tr="İki yıl sonrası", summary_en=summary_en)

    [entry] = entries(reader, "en")

    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == language
