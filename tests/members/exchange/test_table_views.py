"""Templates and records of today, as tables to download."""

import io
import re

import openpyxl
import pytest
from django.urls import reverse

from tests import factories as make
from tests.members.exchange.screens import uploaded

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.make_union(code="ornek")


@pytest.mark.parametrize("word", ["memberships", "listings", "office-holders", "population"])
@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_a_template_has_the_headings_and_the_records_come_back_unchanged(union, places, manager, word, extension):
    make.make_listing(union=union, municipality=places[0], mayor="=1+1", phone="+90 282 651 10 20")
    make.make_office_holder(union=union, municipality=places[0])
    make.make_population_figure(union=union, municipality=places[0])
    template, records = (
        manager.get(reverse(f"admin:members_importrun_{page}", args=[word, extension]))
        for page in ["template", "records"]
    )

    assert re.search(rf'filename="ornek-[a-z-]+\.{extension}"', template["Content-Disposition"])
    assert "Tabloda başlıklar var" in manager.get(uploaded(manager, template.content, kind=word)).text
    page = uploaded(manager, records.content, kind=word, name=f"x.{extension}")
    plan = manager.get(page).context["plan"]
    assert (plan.new, plan.changed, plan.problems) == ([], [], [])
    assert len(plan.same) == (2 if word == "memberships" else 1)


def test_a_template_for_a_workbook_explains_its_columns(union, manager):
    answer = manager.get(reverse("admin:members_importrun_template", args=["listings", "xlsx"]))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))

    assert [sheet.title for sheet in book.worksheets] == ["üye kartları", "Açıklamalar"]
    assert book.worksheets[1]["A3"].value == "Belediye"
