"""What a text that goes out is asked."""

from pages.editing.text_checks import (
    empty_headings,
    is_too_long,
    links_without_meaning,
    skipped_headings,
    tables_without_headings,
)
from tests.tables import table


@table(
    "html, wrong",
    [
        ("", []),
        ("<p>a</p>", []),
        ("<h2>A</h2><h3>B</h3><h4>C</h4><h2>D</h2>", []),
        ("<h2>A</h2><h4>C</h4>", ["C"]),
        ("<h3>B</h3>", ["B"]),
        ("<h2>A</h2><h3>B</h3><h2>D</h2><h4>E &amp; <strong>F</strong></h4>", ["E & F"]),
    ],
)
def test_headings_leave_out_no_level(html, wrong):
    assert skipped_headings(html) == wrong


@table(
    "words, is_wrong",
    [
        ("tıklayınız", True),
        ("TIKLAYINIZ", True),
        ("Buraya tıklayınız.", True),
        ("<strong>buradan</strong>", True),
        ("burada", True),
        ("devamı…", True),
        ("click here", True),
        ("Here", True),
        ("https://www.ornek.bel.tr/belge/12", True),
        ("http://ornek.bel.tr", True),
        ("www.ornek.bel.tr/belge", True),
        ("www.ornek.bel.tr", False),
        ("Başvuru formu", False),
        ("Buraya taşınan müdürlük", False),
        ("here is the budget of 2026", False),
        ("bilgi@ornek.bel.tr", False),
    ],
)
def test_the_words_of_a_link_say_where_it_leads(words, is_wrong):
    assert bool(links_without_meaning(f'<p>x <a href="/tr/">{words}</a></p>')) == is_wrong


def test_tables_headings_and_titles():
    plain = "<table><tr><td>a</td></tr></table>"

    assert tables_without_headings(plain + plain.replace("td", "th") + plain) == 2
    assert empty_headings("<h2> </h2><h3>a</h3><h2><br></h2>") == 2
    assert [is_too_long("a" * length) for length in [60, 61]] == [False, True]
