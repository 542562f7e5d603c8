"""Lists of a paste, also those that Word writes as paragraphs."""

from tests.tables import table
from unions.text.pasting import cleaned_paste

WORD_ITEM = "<p style='mso-list:l0 level{} lfo1'><span style='mso-list:Ignore'>{} </span>{}</p>"


@table(
    "pasted, right",
    [
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>"),
        ("<ul><ul><li>derin</li></ul></ul>", "<ul><li><p>derin</p></li></ul>"),
        ('<ol start="3"><li>üç</li></ol>', '<ol start="3"><li><p>üç</p></li></ol>'),
        (WORD_ITEM.format(1, "a)", "bir"), "<ol><li><p>bir</p></li></ol>"),
        (WORD_ITEM.format(2, "§", "derin"), "<ul><li><p>derin</p></li></ul>"),
        (
            WORD_ITEM.format(1, "1.", "bir") + WORD_ITEM.format(3, "·", "iç") + WORD_ITEM.format(1, "2.", "iki"),
            "<ol><li><p>bir</p><ul><li><p>iç</p></li></ul></li><li><p>iki</p></li></ol>",
        ),
    ],
)
def test_items_stand_in_lists_of_their_level(pasted, right):
    assert cleaned_paste(pasted) == right
