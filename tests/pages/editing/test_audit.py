import csv
import io
import re

import pytest
from django.urls import reverse

from tests import factories as make
from tests.staff_client import staff_client
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


CLEAN = {"title_tr": "Başlık", "title_en": "Title", "body_tr": "<p>a</p>", "body_en": "<p>a</p>"}


SKIPPED = "<h3>Ara</h3>"


@pytest.fixture
def bound(union):
    with scope.of(union):
        yield union


def test_what_readers_see_is_listed_with_its_findings_on_a_page_and_in_a_table(bound, django_assert_max_num_queries):
    make.make_post(**{**CLEAN, "title_tr": "Kusursuz"})
    make.make_post(
        **{**CLEAN, "title_tr": "Kusurlu", "body_tr": SKIPPED + '<p><a href="/tr/yok/">x</a></p>', "title_en": ""}
    )
    make.make_post(**{**CLEAN, "title_tr": "Taslak", "body_tr": SKIPPED, "status": "draft"})
    make.make_post(union=make.make_union(code="komsu"), **{**CLEAN, "title_tr": "Yabancı", "body_tr": SKIPPED})
    client = staff_client(bound)

    with django_assert_max_num_queries(60):
        page = client.get(reverse("admin:pages_audit")).text
    sheet = client.get(reverse("admin:pages_audit_table", args=["csv"]))
    book = client.get(reverse("admin:pages_audit_table", args=["xlsx"]))

    listed = re.findall(r'<th scope="row"><a href="[^"]*">([^<]*)', page)
    assert listed == ["Kusurlu"]
    assert "/tr/yok/" in page
    rows = list(csv.reader(io.StringIO(sheet.content.decode("utf-8-sig")), delimiter=";"))
    assert {row[1]: (row[7], row[8]) for row in rows[1:]} == {"Kusursuz": ("çevrildi", "0"), "Kusurlu": ("kısmen", "2")}
    assert book.content[:2] == b"PK"
