import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests import factories as make
from tests.staff_client import staff_client
from tests.tables import table
from unions.text.richtext import RichTextField, plain_text

pytestmark = pytest.mark.django_db


@table(
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


@table(
    ("typed", "stored"),
    [
        ('<a href="www.trakya.gov.tr" title="">x</a>', '<a href="https://www.trakya.gov.tr">x</a>'),
        ('<a href="info@trakya.gov.tr">x</a>', '<a href="mailto:info@trakya.gov.tr">x</a>'),
        ('<a title="" href="/tr/uyeler/?il=22&amp;s=a">x</a>', '<a href="/tr/uyeler/?il=22&amp;s=a">x</a>'),
        ('<a href="#bolum">x</a>', '<a href="#bolum">x</a>'),
        ('<a href="0284 811 01 01">x</a>', '<a href="tel:+902848110101">x</a>'),
        ('<a name="_Toc1">Başlık</a>', "Başlık"),
        ('<a href="https://ornek.test/?a=1&amp;b=2">x</a>', '<a href="https://ornek.test/?a=1&amp;b=2">x</a>'),
        ("a&#x202E;b&#65535;c\u200bd\x02e", "abcde"),
        ("s\u0327ehir", "şehir"),
    ],
)
def test_a_link_without_its_beginning_is_completed_and_no_sign_is_left_that_a_page_cannot_carry(typed, stored):
    assert RichTextField().clean(f"<p>{typed}</p>", None) == f"<p>{stored}</p>"


@table(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//x",
        "http:///x",
        "sayfa",
        "rapor.pdf",
        "http://a b.tr",
        "ftp://x.tr",
        "",
    ],
)
def test_a_link_that_leads_nowhere_is_refused_with_what_was_typed(address):
    with pytest.raises(ValidationError) as refusal:
        RichTextField().clean(f'<p><a href="{address}">x</a></p>', None)

    assert address in refusal.value.messages[0]


def test_the_editor_says_at_its_field_which_link_is_wrong(union):
    client = staff_client(union)

    answer = client.save(
        reverse("admin:pages_post_add"), title_tr="Duyuru", body_tr='<p><a href="javascript:alert(1)">x</a></p>'
    )

    form = answer.context["adminform"].form
    assert "javascript:alert(1)" in form.errors["body_tr"][0]


def test_a_text_that_a_program_stores_gets_whole_links_as_well(union):
    post = make.make_post(body_tr='<p><a href="www.trakya.gov.tr">x</a></p>')
    type(post).all_unions.filter(pk=post.pk).update(body_en='<p><a href="www.edirne.bel.tr">x</a></p>')
    post.refresh_from_db()

    assert post.body_tr == '<p><a href="https://www.trakya.gov.tr">x</a></p>'
    assert post.body_en == '<p><a href="https://www.edirne.bel.tr">x</a></p>'
