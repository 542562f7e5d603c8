"""What is said of pages can be trusted: the few words whose contrast is judged stand for all."""

import pytest

from tests.browser.examining import accessibility, in_the_dark, without_typed
from tests.tables import table

pytestmark = pytest.mark.browser

PLAIN = "".join(f"<p>Sıradan sözler {number}</p>" for number in range(30))
PALE = {
    "the last of many": "<p style='color: #ccc'>Soluk</p>",
    "one of many that look alike": "<p style='color: #ccc'>Soluk</p>" * 20,
    "on a ground of its own": "<div style='background: #222'><p>Soluk</p></div>",
    "on the ground of an ancestor": "<section style='background: #222'><div><p>Soluk</p></div></section>",
    "inside what is half seen": "<div style='opacity: .3'><p>Soluk</p></div>",
    "beneath larger words of its colour": "<p style='color: #888; font-size: 30px'>Büyük</p>"
    "<p style='color: #888'>Küçük</p>",
    "after single letters": "<p style='color: #ccc'>A</p>" * 3 + "<p style='color: #ccc'>Soluk</p>",
    "in a field": "<label>Ad <input value='Soluk' style='color: #ccc'></label>",
    "on a button": "<button style='color: #ccc; background: #fff'>Soluk</button>",
    "in a link": "<p>Bir <a href='/' style='color: #ccc'>soluk</a> söz</p>",
    "laid over a dark field": "<div style='position: relative'><div style='background: #222; height: 40px'></div>"
    "<p style='position: absolute; top: 0; margin: 0'>Soluk</p></div>",
    "after a hidden one": "<p hidden style='color: #ccc'>Soluk</p>" * 3 + "<p style='color: #ccc'>Soluk</p>",
}


def page_with(reader, words: str, style: str = ""):
    reader.page.set_content(
        f"<!doctype html><html lang=tr><title>Deneme</title><style>body {{ background: #fff }} {style}</style>"
        f"<body><main><h1>Deneme</h1>{PLAIN}{words}</main>"
    )
    return reader.page


@pytest.mark.parametrize("place", PALE)
def test_a_pale_word_is_found_by_samples_as_by_looking_at_all(reader, place):
    page = page_with(reader, PALE[place])

    by_all, by_samples = (accessibility(page, contrast_of_samples=each) for each in [False, True])

    assert any(each.startswith("color-contrast") for each in by_all)
    assert any(each.startswith("color-contrast") for each in by_samples)


def test_a_word_that_is_pale_in_the_dark_only_is_found_there(reader):
    style = "@media (prefers-color-scheme: dark) { body { background: #000; color: #fff } .note { color: #333 } }"
    page = page_with(reader, "<p class=note>Soluk</p>", style)

    assert accessibility(page, contrast_of_samples=True) == []
    assert [each.split()[1] for each in in_the_dark(page)] == ["color-contrast"]


def test_words_that_look_alike_are_judged_twice_only(reader):
    page = page_with(reader, "")

    accessibility(page, contrast_of_samples=True)

    assert page.locator("p[data-sample]").count() == 2


@table(
    ("words", "typed", "left"),
    [
        ("Kararlar – “the budget”, 2026", ["the budget", "2026"], "Kararlar – “”, 2026"),
        ("Kararlar – “the budget of", ["the budget of the year"], "Kararlar – "),
        ("Kararlar – “the bud…", ["the budget"], "Kararlar – "),
        # Other words in quotes are the page's own.
        ("“the budget” oylandı", [], "“the budget” oylandı"),
        ("“the budget” oylandı", ["water"], "“the budget” oylandı"),
        ("Kararlar – “the end", ["water"], "Kararlar – “the end"),
        ("the budget", ["the budget"], "the budget"),
    ],
)
def test_only_what_was_typed_is_taken_out_of_titles(words, typed, left):
    assert without_typed(words, typed) == left


def test_what_looks_as_on_a_page_before_is_not_judged_again_and_what_does_not_is(reader):
    known = set()
    assert accessibility(page_with(reader, "<p>Yeşil</p>"), contrast_of_samples=True, known_looks=known) == []
    page = page_with(reader, "<p>Mavi</p><section style='background: #222'><p>Soluk</p></section>")

    found = accessibility(page, contrast_of_samples=True, known_looks=known)

    assert page.locator("[data-sample]").all_inner_texts() == ["Soluk"]
    assert [each.split()[0] for each in found] == ["color-contrast"]
