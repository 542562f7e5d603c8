"""Bold words and links of a paste, however a program marks them."""

from tests.tables import table
from unions.text.pasting import cleaned_paste


@table(
    "pasted, right",
    [
        ("<p><b> kalın </b>söz</p>", "<p><strong>kalın</strong> söz</p>"),
        ("<p><b>a</b><b>b</b></p>", "<p><strong>ab</strong></p>"),
        ("<p><b></b>söz<i> </i></p>", "<p>söz</p>"),
        ("<p><b><span style='font-weight:700'>a</span></b></p>", "<p><strong>a</strong></p>"),
        ("<p><a name='x'>işaret</a> <a href='#_ftn1'><sup>[1]</sup></a></p>", "<p>işaret <sup>[1]</sup></p>"),
        ("<p><a href='javascript:alert(1)'>kötü</a></p>", "<p>kötü</p>"),
        ("<p><span style='display:none'>gizli</span>açık</p>", "<p>açık</p>"),
    ],
)
def test_words_keep_their_marks_once_and_nothing_that_is_hidden(pasted, right):
    assert cleaned_paste(pasted) == right
