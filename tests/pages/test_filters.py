from datetime import date

import pytest

from pages.kinds import KINDS
from pages.models import Post
from tests.factories import make_document, make_post
from tests.pages.addresses import address
from tests.publications import make_publication


def test_documents_can_be_narrowed_by_kind_and_year(client, union):
    wanted = make_document(category="form", date=date(2024, 5, 1))
    make_document(category="form", date=date(2023, 5, 1))
    make_document(category="report", date=date(2024, 5, 1))

    response = client.get(f"{address('document_list', 'en')}?category=form&year=2024")

    assert list(response.context["page"]) == [wanted]


def test_documents_that_fit_no_filter_leave_a_way_back(client, union):
    make_document(category="form", date=date(2024, 5, 1))
    make_document(category="report", date=date(2023, 5, 1))

    response = client.get(f"{address('document_list', 'en')}?category=form&year=2023")

    assert 'class="empty-state"' in response.text
    assert f'href="{address("document_list", "en")}"' in response.text


def test_unknown_kind_of_document_is_answered_with_a_notice(client, union):
    make_document()

    response = client.get(f"{address('document_list', 'en')}?category=poem")

    assert response.status_code == 200
    assert response.context["form"].errors["category"]


def test_filter_stays_when_the_page_is_turned(client, union):
    Post.objects.bulk_create([Post(title_tr=f"Yazı {n}", date=date(2024, 1, 1), status="published") for n in range(13)])

    response = client.get(f"{address('news_list', 'en')}?year=2024")

    assert response.context["pager"]["next_url"] == f"{address('news_list', 'en')}?year=2024&page=2"


@pytest.mark.parametrize("question", ["?year=2024", "?yil=2024"])
def test_posts_of_one_year_can_be_asked_for(client, union, question):
    wanted = make_post(date=date(2024, 12, 31))
    make_post(date=date(2025, 1, 1))

    assert list(client.get(address("news_list", "en") + question).context["page"]) == [wanted]


@pytest.mark.parametrize("year", ["1999", "abc", "-1", "2024.5", "٢٠٢٤", "9" * 500, "%00", "<script>"])
def test_unknown_year_is_answered_with_a_notice_and_the_whole_list(client, union, year):
    post = make_post(date=date(2024, 1, 1))

    response = client.get(f"{address('news_list', 'en')}?year={year}")

    assert response.status_code == 200
    assert list(response.context["page"]) == [post]
    assert bool(response.context["form"].errors) == (year != "%00")
    assert "<script>" not in response.text


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.has_years], ids=str)
def test_archive_is_narrowed_by_year(client, union, kind):
    wanted, other = [make_publication(kind, date=date(year, 5, 12)) for year in [2024, 2025]]

    whole = client.get(address(kind.list_name, "en")).context["page"]
    narrowed = client.get(address(kind.list_name, "en") + "?year=2024").context["page"]

    assert (list(whole), list(narrowed)) == ([other, wanted], [wanted])
