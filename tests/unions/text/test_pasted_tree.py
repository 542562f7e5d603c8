"""A paste as a tree: every tag closed, what counts kept, nothing deeper than a tree may be."""

from tests.tables import table
from unions.text.pasted_tree import DEEPEST, Tree, well_formed, written


def again(html: str) -> str:
    return "".join(written(child) for child in Tree(well_formed(html)).root.children)


@table(
    "pasted, right",
    [
        ("<p>bir<p>iki", "<p>bir</p><p>iki</p>"),
        ("a < b & c", "a &lt; b &amp; c"),
        ('<ol start="3"><li>üç</ol>', '<ol start="3"><li>üç</li></ol>'),
        ('<p style="color:red" class="MsoNormal" onclick="x">söz</p>', "<p>söz</p>"),
        ('<a href="javascript:x">söz</a>', "<a>söz</a>"),
        ("<p>kalan<del>silinen</del></p>", "<p>kalan</p>"),
        ("çöp<!--StartFragment--><p>söz</p><!--EndFragment-->çöp", "<p>söz</p>"),
        ("<p>a<br>b</p>", "<p>a<br>b</p>"),
    ],
)
def test_a_paste_is_a_tree_of_what_counts(pasted, right):
    assert again(pasted) == right


def test_what_is_nested_deeper_than_a_tree_may_be_keeps_its_words():
    html = again("<div>" * (3 * DEEPEST) + "derin" + "</div>" * (3 * DEEPEST))

    assert html.count("<div>") == DEEPEST
    assert "derin" in html


def test_a_tree_says_its_words_and_its_style():
    node = next(Tree(well_formed('<p STYLE="Mso-Outline-Level:2">Ara <b>başlık</b></p>')).root.elements())

    assert (node.words(), node.style) == ("Ara başlık", "mso-outline-level:2")
