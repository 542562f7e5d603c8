import pytest

from unions.text.richtext import plain_text


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("", ""),
        (None, ""),
        ("<p>Bir</p><p>iki</p>", "Bir iki"),
        ("<h2>Başlık</h2><ul><li>bir</li><li>iki</li></ul>", "Başlık bir iki"),
        ("<p>ya<strong>rı</strong>m <em>söz</em>.</p>", "yarım söz."),
        ("<table><tr><th>Yıl</th><td>2026</td></tr></table>", "Yıl 2026"),
        ("<p>A &amp; B &lt; C</p>", "A & B < C"),
        ("bir<br>iki", "bir iki"),
        ("<p>a</p><script>alert(1)</script><style>p{}</style>", "a"),
    ],
)
def test_plain_text_keeps_the_words_apart_and_nothing_else(html, words):
    assert plain_text(html) == words
