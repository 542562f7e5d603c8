"""The handbook says the same in both languages, its pictures are there and small, and every screen has its chapter."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib import admin
from django.urls import reverse

from tests import factories as make
from tests.staff_client import address
from tests.tables import table
from unions.handbook.chapters import HANDBOOK, chapters
from unions.handbook.markup import PICTURE, html_of
from unions.handbook.screens import OTHERWISE, _by_ending, _by_name, chapter_of
from unions.text.turkish import lower

STATIC = Path(settings.BASE_DIR) / "static"
MOST_BYTES, MOST_TOGETHER = 60_000, 2_000_000
# What somebody meets who does nothing that would have to be explained.
NEEDS_NONE = {"jsi18n", "autocomplete", "view_on_site", "paste", "unsaved"}


def pictures(language: str) -> list[tuple[str, str]]:
    return PICTURE.findall((HANDBOOK / f"{language}.md").read_text(encoding="utf-8"))


def test_both_languages_have_the_same_chapters_and_pictures():
    turkish, english = chapters("tr"), chapters("en")

    assert list(turkish) == list(english)
    assert len(turkish) == len(re.findall(r"^## ", (HANDBOOK / "tr.md").read_text(encoding="utf-8"), re.M))
    assert all(chapter.title and chapter.text for chapter in [*turkish.values(), *english.values()])
    assert [name.replace("/tr/", "/en/") for _words, name in pictures("tr")] == [
        name for _words, name in pictures("en")
    ]


def test_every_picture_is_there_small_and_described():
    shown = pictures("tr") + pictures("en")
    sizes = {name: (STATIC / name).stat().st_size for _words, name in shown}

    assert len(shown) >= 20
    assert all(len(words) > 20 for words, _name in shown)
    assert {name: size for name, size in sizes.items() if size > MOST_BYTES} == {}
    assert sum(sizes.values()) <= MOST_TOGETHER
    assert {str(path.relative_to(STATIC)) for path in (STATIC / "handbook").rglob("*.webp")} == set(sizes)


def test_every_screen_of_the_administration_has_a_chapter_that_exists():
    names = {pattern.name for pattern in admin.site.get_urls() if getattr(pattern, "name", None)}
    for model_admin in admin.site._registry.values():
        names |= {pattern.name for pattern in model_admin.get_urls() if getattr(pattern, "name", None)}
    named = _by_name()

    # None is left to the chapter of those that have none of their own.
    lost = [
        name
        for name in sorted(names - NEEDS_NONE)
        if not name.startswith("handbook")
        and name not in named
        and "_".join(name.split("_")[:2]) not in {**named, **OTHERWISE}
        and name.rpartition("_")[2] not in _by_ending()
    ]
    assert lost == []
    assert {*named.values(), *OTHERWISE.values(), *_by_ending().values()} <= set(chapters("tr"))
    assert [chapter_of(name) for name in ["pages_post_change", "pages_post_history", "members_officeholder_ends"]] == [
        "publications",
        "history",
        "elections",
    ]


def test_marks_become_html_and_nothing_else_does():
    text = (
        "Önce **kalın** ve `kod`, <b>etiket</b> & [site](https://x.example), [dosya](../../README.md).\n"
        "Aynı paragraf:\n- bir\n  devamı\n- iki\n\n### Ara başlık\n\n| a | b |\n|---|---|\n| 1 | **2** |"
    )
    assert html_of(text) == (
        "<p>Önce <strong>kalın</strong> ve <code>kod</code>, &lt;b&gt;etiket&lt;/b&gt; &amp; "
        '<a href="https://x.example">site</a>, dosya. Aynı paragraf:</p>\n<ul><li>bir devamı</li><li>iki</li></ul>\n'
        '<h2>Ara başlık</h2>\n<div class="scrolling" tabindex="0" role="region" aria-label="a · b"><table><thead><tr>'
        '<th scope="col">a</th><th scope="col">b</th></tr></thead><tbody><tr><th scope="row">1</th>'
        "<td><strong>2</strong></td></tr></tbody></table></div>"
    )


@pytest.mark.django_db
def test_each_screen_leads_to_its_chapter_and_chapters_to_each_other(union, ayse):
    post = make.make_post(union=union)
    for path, name in [
        (reverse("admin:index"), "home-page"),
        (reverse("admin:pages_post_changelist"), "publications"),
        (address("change", post), "publications"),
        (f"{address('change', post)}?_popup=1", "publications"),
        (reverse("admin:pages_post_history", args=[post.pk]), "history"),
        (reverse("admin:language_board"), "languages"),
        (reverse("account_devices"), "signing-in"),
    ]:
        link = f'<a href="{reverse("admin:handbook_chapter", args=[name])}"'
        assert link in ayse.get(path).content.decode(), path

    contents = ayse.get(reverse("admin:handbook")).content.decode()
    for name, chapter in chapters("tr").items():
        url = reverse("admin:handbook_chapter", args=[name])
        page = ayse.get(url).content.decode()
        assert f'href="{url}">{chapter.title}</a>' in contents, name
        assert f">{chapter.title}</h1>" in page, name
        assert "**" not in page, name
        assert "](" not in page, name
    assert ayse.get(reverse("admin:handbook_chapter", args=["yok"])).status_code == 404


# What stands in bold because it is a topic, a key or a file, not the words of the screen.
TOPICS = {
    "tr": {
        "parolanızı unuttuysanız", "telefonunuz ve kodlarınız kaybolduysa", "ctrl+s", "yazdıklarınız kaybolmaz.",
        "enter", "yapıştırma:", "başlıklar", "yabancı dilde bir söz", "resim kitaplığı", "sonraki sürümdür:",
    },
    "en": {
        "telephone and codes lost:", "ctrl+s", "what you type is not lost.", "pasting:", "enter", "headings",
        "words in another language", "the picture library", "add",
    },
}  # fmt: skip


def on_screen(language: str) -> set[str]:
    """All words of the catalogue in one language, in small letters."""
    part = "msgstr" if language == "tr" else "msgid"
    found = set()
    for name in ["django.po", "djangojs.po"]:
        text = (Path(settings.BASE_DIR) / "trakyakent_site/locale/tr/LC_MESSAGES" / name).read_text(encoding="utf-8")
        for entry in re.findall(rf'^{part}(?:_plural|\[\d\])? ((?:".*"\n?)+)', text, re.M):
            found.add(lower("".join(re.findall(r'"(.*)"', entry)), language).strip(" :."))
    return found


@table("language", ["tr", "en"])
def test_what_stands_in_bold_are_the_words_on_the_screen(language):
    text = (HANDBOOK / f"{language}.md").read_text(encoding="utf-8")
    named = [part for bold in re.findall(r"\*\*(.+?)\*\*", text, re.S) for part in re.split(r"\s*[›→]\s*", bold)]
    words = on_screen(language)

    wrong = [lower(" ".join(each.split()), language) for each in named]
    assert [each for each in wrong if each.strip(" :.") not in words and each not in TOPICS[language]] == []
