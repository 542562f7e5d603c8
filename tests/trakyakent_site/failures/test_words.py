from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.trakyakent_site.failures.failing import ADD, TYPED, assert_given_back, view_raises

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "form",
    [
        TYPED | {f"field-{number}": "x" for number in range(5000)},
        TYPED | {"very_long": "ş" * 1_500_000},
        TYPED | {f"file-{number}": SimpleUploadedFile(f"{number}.pdf", b"%PDF") for number in range(401)},
    ],
    ids=["fields", "bytes", "files"],
)
def test_a_form_that_is_too_large_comes_back_whole(staff, form):
    answer = staff.post(ADD, form)

    assert answer.status_code == 413
    assert_given_back(answer)
    if "file-400" in form:
        assert "400.pdf" in answer.content.decode()


def test_texts_in_both_languages_are_told_apart_by_words(staff):
    with view_raises(MemoryError()):
        answer = staff.post(ADD, {"title_tr": "Bütçe", "title_en": "Budget"})

    page = unescape(answer.content.decode())
    assert ["başlık · Türkçe" in page, "başlık · English" in page, "[tr]" in page] == [True, True, False]
