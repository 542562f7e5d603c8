import pytest

from tests.factories import (
    make_menu_item,
    make_page,
)


def frame(client, path="/en/news/"):
    """What surrounds the content of a page."""
    return client.get(path).context


@pytest.mark.parametrize(
    ("fields", "label", "language"),
    [
        ({"label_tr": "Haberler", "label_en": "What is new"}, "What is new", ""),
        ({"label_tr": "Güncel"}, "Güncel", "tr"),
        ({}, "News", ""),
    ],
)
def test_words_of_an_entry_tell_their_language(client, union, fields, label, language):
    make_menu_item(section="news_list", **fields)

    entry = frame(client)["menu"][0]

    assert (entry.label, entry.language) == (label, language)


def test_entry_of_an_untranslated_page_is_marked_as_turkish(client, union):
    make_menu_item(page=make_page(title_tr="Hizmetler", title_en=""))

    assert 'lang="tr">Hizmetler</a>' in client.get("/en/news/").text
