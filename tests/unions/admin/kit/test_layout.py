"""How forms and lists show what can only be read."""

import pytest

from pages.models import Post
from tests import factories as make
from tests.staff_client import address, staff_client
from unions.models import Term

pytestmark = pytest.mark.django_db


def test_who_only_reads_sees_formatted_text_and_whose_language_it_is(union):
    post = make.make_post(union=union, title_en="News", body_tr="<p>Metin <strong>kalın</strong></p>")

    page = staff_client(union, "auditor").get(address("change", post)).content.decode()

    assert "<p>Metin <strong>kalın</strong></p>" in page
    assert "· English" in page
    assert "[en]" not in page


def test_text_that_slipped_past_every_form_is_cleaned_before_it_is_shown(union):
    post = make.make_post(union=union)
    Post.all_unions.filter(pk=post.pk).update(body_tr="<p>Metin</p><script>alert(1)</script>")

    page = staff_client(union, "auditor").get(address("change", post)).content.decode()

    assert "<p>Metin</p>" in page
    assert "alert(1)" not in page


@pytest.mark.parametrize(
    ("language", "words"), [("tr", ["Nisan 2024", "21 Kasım 2026"]), ("en", ["April 2024", "21 November 2026"])]
)
def test_a_list_has_dates_in_words_as_exact_as_they_are_known(union, language, words):
    make.make_term(union=union, start_date="2024-04", end_date="2026-11-21")

    page = staff_client(union, language=language).get(address("changelist", model=Term)).text

    for each in words:
        assert each in page
