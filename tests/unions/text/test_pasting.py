"""What offices paste becomes the same text, whichever program it comes from."""

from pathlib import Path

from tests.tables import table
from unions.text.pasting import cleaned_paste
from unions.text.richtext import RichTextField

PASTED = Path(__file__).parent / "pasted"
PROGRAMS = ["word_desktop", "word_online", "libreoffice", "google_docs"]


def lines(html: str) -> list[str]:
    return html.replace("><h", ">\n<h").replace("</p><table", "</p>\n<table").splitlines()


@table("program", PROGRAMS)
def test_every_office_program_pastes_the_same_text(program):
    right = (PASTED / "right.html").read_text(encoding="utf-8").replace("\n", "")

    pasted = cleaned_paste((PASTED / f"{program}.html").read_text(encoding="utf-8"))

    assert lines(pasted) == lines(right)
    # What is pasted is what is stored, but for the bodies that a browser adds to tables.
    assert RichTextField().cleaned(pasted).replace("<tbody>", "").replace("</tbody>", "") == right


@table(
    "pasted, right",
    [
        ("", ""),
        ("<p>&nbsp;</p><p><br></p><div> </div>", ""),
        ("yalın metin", "<p>yalın metin</p>"),
        ("<p>a</p> b <p>c</p>", "<p>a</p><p>b</p><p>c</p>"),
        ("a &lt; b &amp; c", "<p>a &lt; b &amp; c</p>"),
        ("<h1><b>Başlık</b></h1><h5>Alt</h5>", "<h2>Başlık</h2><h4>Alt</h4>"),
        ("<h2>İki</h2><h3>Üç</h3>", "<h2>İki</h2><h3>Üç</h3>"),
        ("<h6>Altı</h6>", "<h4>Altı</h4>"),
        ('<p class="MsoTitle">Kapak</p><h1>Bölüm</h1>', "<h2>Kapak</h2><h2>Bölüm</h2>"),
        ('<p style="mso-outline-level:2">Ara</p>', "<h2>Ara</h2>"),
        ("<p>a<br>b<br></p>", "<p>a<br>b</p>"),
        ("<script>x</script><style>y</style><p onclick=z>söz</p>", "<p>söz</p>"),
        ("<img src=x><p>söz</p>", "<p>söz</p>"),
        ("<blockquote>söz</blockquote>", "<blockquote><p>söz</p></blockquote>"),
        ("<table><tr><td>yalnız</td></tr></table>", "<p>yalnız</p>"),
        (
            "<table><caption>Nüfus</caption><tr><td colspan=2>a</td></tr><tr><td>b</td><td>c</td></tr></table>",
            '<p>Nüfus</p><table><tr><td colspan="2"><p>a</p></td></tr>'
            "<tr><td><p>b</p></td><td><p>c</p></td></tr></table>",
        ),
        ("<p>a</p>" * 3000, "<p>a</p>" * 3000),
        ("<div>" * 400 + "derin" + "</div>" * 400, "<p>derin</p>"),
    ],
)
def test_a_paste_keeps_what_it_says_and_drops_how_it_looked(pasted, right):
    assert cleaned_paste(pasted) == right
