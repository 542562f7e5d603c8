from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils import translation

from tests.factories import (
    make_document,
    make_history_event,
    make_legal_basis,
    make_meeting,
    make_organ,
    make_paper,
    make_person,
    pdf_upload,
    picture_upload,
)
from tests.tables import table


def rendered(source, language="tr", **context):
    with translation.override(language):
        return Template("{% load unions_tags %}" + source).render(Context(context)).strip()


def test_text_is_escaped(union):
    organ = make_organ(title_tr="<b>Meclis</b>")

    assert rendered('{% text organ "title" %}', organ=organ) == "&lt;b&gt;Meclis&lt;/b&gt;"


def test_text_is_in_the_active_language(union):
    organ = make_organ(title_tr="Meclis", title_en="Assembly")

    assert rendered('{% text organ "title" %}', "en", organ=organ) == "Assembly"


def test_text_without_translation_is_turkish_and_marked_as_such(union):
    organ = make_organ(title_tr="Meclis & üyeler")

    assert rendered('{% text organ "title" %}', "en", organ=organ) == '<span lang="tr">Meclis &amp; üyeler</span>'


def test_text_of_a_field_without_languages_is_shown_as_it_is(union):
    assert rendered('{% text union "code" %}', "en", union=union) == "ornek"


@pytest.mark.parametrize("row", [None, ""])
def test_text_of_nothing_is_nothing(row):
    assert rendered('{% text row "name" %}', row=row) == ""


def test_rich_text_loses_scripts_that_reached_the_database(union):
    basis = make_legal_basis()
    type(basis).objects.filter(pk=basis.pk).update(text_tr='<p onclick="steal()">Metin<script>steal()</script></p>')
    basis.refresh_from_db()

    html = rendered('{% rich basis "text" %}', basis=basis)

    assert html == '<div class="prose"><p>Metin</p></div>'


def test_rich_text_without_translation_brings_one_notice_a_page(union):
    basis = make_legal_basis(text_tr="<p>Metin</p>")

    html = rendered('{% rich basis "text" %}{% rich basis "text" %}', "en", basis=basis)

    assert html.count('class="notice"') == 1
    assert html.count('<div class="prose" lang="tr">') == 2


def test_notice_of_a_page_stands_for_its_rich_text_too(union):
    basis = make_legal_basis(text_tr="<p>Metin</p>")

    html = rendered('{% translation_notice basis "title" %}{% rich basis "text" %}', "en", basis=basis)

    assert html.count('class="notice"') == 1


def test_translated_page_has_no_notice(union):
    basis = make_legal_basis(title_en="Law", text_tr="<p>Metin</p>", text_en="<p>Text</p>")

    html = rendered('{% translation_notice basis "title" %}{% rich basis "text" %}', "en", basis=basis)

    assert html == '<div class="prose"><p>Text</p></div>'


def test_wide_tables_scroll_by_themselves(union):
    basis = make_legal_basis(text_tr="<table><tbody><tr><td>1</td></tr></tbody></table>")

    html = rendered('{% rich basis "text" %}', basis=basis)

    assert '<div class="scroll" role="region" tabindex="0"' in html
    assert html.count("<div") == html.count("</div>")


def test_paragraphs_are_escaped_and_kept(union):
    paper = make_paper(summary_tr="Gelir < gider\n\nİkinci bölüm")

    html = rendered('{% paragraphs paper "summary" %}', paper=paper)

    assert html == '<div class="prose"><p>Gelir &lt; gider</p>\n\n<p>İkinci bölüm</p></div>'


@table(
    ("source", "expected"),
    [
        ("{{ 'istanbul'|turkish_upper }}", "İSTANBUL"),
        ("{{ 'ilçe belediyesi'|capital }}", "İlçe belediyesi"),
        ("{{ 5|month_name }}", "Mayıs"),
        (
            "{{ '+90 284 811 01 01;ext=101, +90 284 811 01 02'|telephone_links }}",
            '<a href="tel:+902848110101;ext=101">+90\xa0284\xa0811\xa001\xa001,\xa0dahili\xa0101</a>; '
            '<a href="tel:+902848110102">+90\xa0284\xa0811\xa001\xa002</a>',
        ),
        ("{{ 'ara: 651 10'|telephone_links }}", "ara: 651 10"),
        ("{{ '+90 284 811 01 01;ext=7'|telephone_numbers }}", "+90\xa0284\xa0811\xa001\xa001,\xa0dahili\xa07"),
        ("{{ 'info@enez.bel.tr'|mail_link }}", '<a href="mailto:info@enez.bel.tr">info@enez.bel.tr</a>'),
        (
            "{{ 'info@xn--orlu-zoa.bel.tr'|mail_link }}",
            '<a href="mailto:info@xn--orlu-zoa.bel.tr">info@çorlu.bel.tr</a>',
        ),
        ("{{ 'ınfo@enez.bel.tr'|mail_link }}", "ınfo@enez.bel.tr"),
        ("{{ 'https://a.tr/'|web_link }}", '<a href="https://a.tr/" rel="external">https://a.tr/</a>'),
        ("{{ 'javascript:alert(1)'|web_link }}", "javascript:alert(1)"),
        ("{% query organ='meclis' year=2026 %}", "?organ=meclis&amp;yil=2026"),
        ("{% query organ='' %}", ""),
    ],
)
def test_small_things_in_turkish(source, expected):
    assert rendered(source) == expected


def test_file_link_says_what_opens(union):
    paper = make_paper(file=pdf_upload("butce.pdf"))

    html = rendered('{% file_link paper "file" "Budget 2026" %}', "en", paper=paper)

    assert f'href="{paper.file.url}"' in html
    assert ">Budget 2026</a>" in html
    assert "PDF" in html
    assert "bytes" in html
    assert "in Turkish" in html


@pytest.mark.parametrize(
    ("titles", "mark"),
    [
        ({"title_tr": "Şartname", "title_en": ""}, ' lang="tr">Şartname</a>'),
        ({"title_tr": "Şartname", "title_en": "Specification"}, '">Specification</a>'),
    ],
)
def test_file_link_marks_a_title_that_is_only_in_turkish(union, titles, mark):
    document = make_document(file=pdf_upload("sartname.pdf"), **titles)

    assert mark in rendered('{% file_link document "file" %}', "en", document=document)
    assert "lang=" not in rendered('{% file_link document "file" "Download" %}', "en", document=document)


def test_file_link_without_a_file_is_nothing(union):
    assert rendered('{% file_link meeting "minutes" %}', meeting=make_meeting()) == ""


def test_file_link_survives_a_lost_file(union):
    paper = make_paper(file=pdf_upload())
    paper.file.storage.delete(paper.file.name)

    assert "PDF" in rendered('{% file_link paper "file" "Bütçe" %}', paper=paper)


def test_picture_offers_its_narrower_copies_avif_first(union):
    event = make_history_event(picture=picture_upload(width=900, height=600), picture_alt_tr="Salon")
    folder = event.picture.url.rpartition("/")[0]

    html = rendered('{% picture event "picture" sizes="50vw" %}', event=event)

    assert html == (
        f'<picture><source type="image/avif" srcset="{folder}/w320.avif 320w, {folder}/w640.avif 640w, '
        f'{folder}/w900.avif 900w" sizes="50vw"><img src="{folder}/w640.webp" width="900" height="600" '
        'alt="Salon" fetchpriority="high"></picture>'
    )


def test_a_lost_file_leaves_initials_or_nothing_and_no_broken_sign(union):
    event = make_history_event(picture=picture_upload())
    person = make_person(name="Deniz Akın", picture=picture_upload())
    crest = person.picture.name
    for row in [event, person]:
        Path(row.picture.path).unlink()

    html = rendered(
        '{% picture event "picture" sizes="50vw" %}{% stored_crest crest alt="" sizes="40px" %}'
        '{% portrait person sizes="72px" %}',
        event=event,
        person=person,
        crest=crest,
    )

    assert html == '<span class="portrait initials" data-initials="DA" aria-hidden="true"></span>'


def test_only_the_first_picture_of_a_page_is_fetched_early(union):
    event = make_history_event(picture=picture_upload())
    person = make_person(picture=picture_upload())

    first, second, third = rendered(
        '{% picture person "picture" sizes="76px" %}\n{% picture event "picture" sizes="50vw" %}\n'
        '{% picture event "picture" sizes="50vw" %}',
        event=event,
        person=person,
    ).splitlines()

    assert 'loading="lazy"' in first
    assert 'fetchpriority="high"' in second
    assert "loading" not in second
    assert 'loading="lazy"' in third
    assert "fetchpriority" not in third


def test_a_small_place_is_offered_small_copies_only(union):
    person = make_person(picture=picture_upload(width=900, height=600))

    html = rendered('{% picture person "picture" sizes="48px" alt="" %}', person=person)

    assert "w96.avif 96w" in html
    assert "w192.avif 192w" in html
    assert "w384" not in html
    assert "/w192.webp" in html


def test_crest_known_by_its_name_alone_is_drawn_like_that_of_a_row(union):
    person = make_person(picture=picture_upload(width=400, height=400))
    known = {"person": person, "name": person.picture.name}

    by_row = rendered('{% picture person "picture" alt="" sizes="54px" css_class="crest" %}', **known)

    assert rendered('{% stored_crest name alt="" sizes="54px" css_class="crest" %}', **known) == by_row


def test_what_an_editor_writes_about_a_picture_stays_text(union):
    event = make_history_event(picture=picture_upload(), picture_alt_tr='"><script>x()</script>')

    html = rendered('{% picture event "picture" sizes="50vw" %}', event=event)

    assert "<script" not in html
    assert 'alt="&quot;&gt;&lt;script&gt;' in html


def test_picture_in_words_that_are_turkish_is_marked(union):
    event = make_history_event(picture=picture_upload(), picture_alt_tr="Salon")

    assert 'alt="Salon" lang="tr"' in rendered('{% picture event "picture" sizes="50vw" %}', "en", event=event)


def test_no_picture_is_no_element(union):
    assert rendered('{% picture event "picture" sizes="50vw" %}', event=make_history_event()) == ""


@pytest.mark.parametrize("language", ["tr", "en"])
def test_home_is_the_root_of_the_active_language(language):
    assert rendered("{% home %}", language) == f"/{language}/"


@table(
    ("html", "shown"),
    [
        ("<p>5355 sayılı Kanun, madde 9</p>", "<p>5355\xa0sayılı Kanun, madde\xa09</p>"),
        ('<input value="madde 9"><textarea>madde 9</textarea>', '<input value="madde 9"><textarea>madde 9</textarea>'),
    ],
)
def test_no_line_ends_within_a_citation(html, shown):
    assert rendered("{% filter references %}{{ html|safe }}{% endfilter %}", html=html) == shown


def test_every_public_page_is_written_so():
    base = (Path(settings.BASE_DIR) / "templates" / "base.html").read_text(encoding="utf-8")

    assert "{% filter references %}{% block content %}" in base
