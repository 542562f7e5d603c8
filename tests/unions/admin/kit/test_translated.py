"""Texts in two languages, beside each other in one form."""

import pytest

from pages.models import Post
from tests import factories as make
from tests.staff_client import address

pytestmark = pytest.mark.django_db


def test_both_languages_of_a_text_stand_on_one_line_each_marked_with_its_language(manager):
    page = manager.get(address("add", model=Post)).content.decode()

    assert 'class="form-row field-title_tr field-title_en"' in page
    assert 'name="title_tr"' in page
    assert page.count('lang="en"') == page.count('lang="tr"') - 1  # the page itself


def test_an_empty_address_word_is_made_from_the_title_on_the_server(manager):
    manager.save(address("add", model=Post), title_tr="Iğdır'da eğitim", title_en="Training")

    post = Post.all_unions.get()
    assert (post.slug_tr, post.slug_en) == ("igdirda-egitim", "training")


def test_a_public_row_links_to_its_page_in_both_languages(union, manager):
    public, draft = make.make_post(union=union, title_en="News"), make.make_post(union=union, status="draft")

    pages = [manager.get(address("change", row)).content.decode() for row in [public, draft]]

    for path in public.addresses().values():
        assert f'href="{path}"' in pages[0]
        assert f'href="{path}"' not in pages[1]
