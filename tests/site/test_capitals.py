"""In the Turkish admin a label that begins with i begins with İ where it is capitalised, whoever capitalises it.

The matrix asks this of every page of the administration that it opens.
"""

import pytest
from django.urls import reverse

from tests.site.judging import wrong_capitals

pytestmark = pytest.mark.django_db


def test_a_dotless_capital_would_be_seen():
    assert wrong_capitals('<h1>Içeriği</h1><p class="Item">Isparta</p>') == {"Içeriği"}


def test_the_start_page_begins_its_labels_with_the_dotted_capital(asker):
    answer = asker.ask("superuser", "GET", reverse("admin:index"))

    assert "İçe aktarmalar" in answer.text
    assert wrong_capitals(answer.text) == set()


def test_the_list_of_imports_is_headed_with_the_dotted_capital(asker):
    answer = asker.ask("superuser", "GET", reverse("admin:members_importrun_changelist"))

    assert "İçe aktarmalar" in answer.text
    assert "İçeriği" in answer.text
