import re
from datetime import date

import pytest
from django.utils import translation
from django.utils.html import strip_tags

from tests.addresses import address
from tests.factories import make_decision, make_paper, make_union, pdf_upload
from unions.models import Paper


@pytest.mark.parametrize("language", ["tr", "en"])
def test_grid_of_a_union_without_papers_says_so(reader, union, language):
    response = reader.get(address("paper_grid", language))

    assert response.status_code == 200
    assert 'class="empty-state"' in response.text
    assert 'class="missing"' not in response.text
    assert response.text.count(str(date.today().year)) >= 1


def test_grid_shows_what_is_there_and_what_is_missing(reader, union):
    # All of that year is due, on whatever day of this one.
    year = date.today().year - 2
    paper = make_paper(kind="budget", year=year)

    html = reader.get(address("paper_grid")).text

    assert f'href="{paper.get_absolute_url()}"' in html
    assert 'class="missing"' in html
    # What is missing is named above the grid, and a cell says one thing.
    notice = html[html.index('role="note"') : html.index("<table")]
    assert f"<li>{year}: Faaliyet raporu, Kesin hesap" in notice
    [cell] = re.findall(r'<td class="published">(.*?)</td>', html)
    assert strip_tags(cell) == f"Bütçe {year}: ✓ yayımda"


def test_a_supplementary_budget_that_was_rejected_says_so(reader, union):
    decision = make_decision(union=union, votes_for=3, votes_against=40, status="published")
    make_paper(union=union, kind="supplementary_budget", year=2026, decision=decision)

    page = reader.get("/tr/belgeler/yillik/").content.decode()

    assert "Ek bütçe (2026)</a>: reddedildi" in page


def test_grid_does_not_show_drafts(reader, union):
    paper = make_paper(status="draft")

    assert paper.get_absolute_url() not in reader.get(address("paper_grid")).text


@pytest.mark.parametrize("count", [1, 3, 60])
def test_grid_costs_seven_queries_however_many_years(reader, union, django_assert_max_num_queries, count):
    rows = [Paper(kind="budget", year=1980 + n % 50, status="published") for n in range(min(count, 50))]
    Paper.objects.bulk_create(rows)

    with django_assert_max_num_queries(7):
        assert reader.get(address("paper_grid")).status_code == 200


def test_paper_has_its_file_decision_and_summary(reader, union):
    decision = make_decision(date=date(2025, 11, 12), number=40)
    paper = make_paper(
        year=2026, decision=decision, file=pdf_upload(), summary_tr="Gelir 10 milyon", published_on=date(2025, 11, 20)
    )

    html = reader.get(paper.get_absolute_url()).text

    for fact in [paper.file.url, "2025/40", "Gelir 10 milyon", "20 Kasım 2025", "/e/2026-butce"]:
        assert fact in html


def test_paper_says_what_is_missing(reader, union):
    html = reader.get(make_paper().address("en")).text

    assert "The file is not published." in html
    assert "The decision is not yet on record." in html


def test_a_second_paper_of_the_year_is_no_other_year(reader, union):
    first, second, before = [
        make_paper(kind="supplementary_budget", year=year, number=number)
        for year, number in [(2026, 1), (2026, 2), (2025, 1)]
    ]

    html = reader.get(first.address("tr")).text
    same_year, other_years = html[html.index("2026 yılının evrakı") :].split("Diğer yıllar")

    assert second.address("tr") in same_year
    assert before.address("tr") in other_years
    assert second.address("tr") not in other_years


def test_paper_does_not_betray_a_draft_decision(reader, union):
    paper = make_paper(decision=make_decision(title_tr="Gizli karar", status="draft"))

    assert "Gizli karar" not in reader.get(paper.get_absolute_url()).text


@pytest.mark.parametrize("count", [1, 3, 100])
def test_paper_costs_eight_queries_however_many_years(reader, union, django_assert_max_num_queries, count):
    Paper.objects.bulk_create([Paper(kind="budget", year=1920 + n, status="published") for n in range(count)])
    paper = make_paper(year=2100, decision=make_decision())

    with django_assert_max_num_queries(8):
        assert reader.get(paper.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(("status", "code"), [("draft", 404), ("withdrawn", 410)])
def test_paper_that_is_not_public_is_not_shown(reader, union, status, code):
    assert reader.get(make_paper(status=status).get_absolute_url()).status_code == code


@pytest.mark.parametrize("path", ["2026/yok", "0/butce", "99999999999999999999/butce"])
def test_paper_that_cannot_be_is_not_found(reader, union, path):
    assert reader.get(f"/tr/belgeler/yillik/{path}/").status_code == 404


def test_paper_of_another_union_is_not_found(reader, union):
    paper = make_paper(union=make_union())

    assert reader.get(paper.get_absolute_url()).status_code == 404
    assert reader.get(paper.short_address).status_code == 404


def test_short_address_leads_to_the_paper(reader, union):
    paper = make_paper(year=2026)

    response = reader.get("/e/2026-butce")

    assert response.status_code == 301
    with translation.override("tr"):
        assert response["Location"] == paper.get_absolute_url()


@pytest.mark.parametrize("citation", ["2026", "2026-yok", "butce-2026", "2025-butce"])
def test_short_address_of_nothing_is_not_found(reader, union, citation):
    make_paper(year=2026)

    assert reader.get(f"/e/{citation}").status_code == 404
