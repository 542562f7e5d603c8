import pytest
from django.http import Http404
from django.test import RequestFactory

from tests.factories import make_paper
from unions.models import Paper
from unions.publishing.short_addresses import CITATION, to_first_language


@pytest.fixture
def request_of_union(union):
    request = RequestFactory().get("/e/2026-butce")
    request.union = union
    return request


@pytest.mark.parametrize(
    ("text", "parts"), [("2026-17", ("2026", "17")), ("2026-E-17", ("2026", "E-17")), ("2026-butce", ("2026", "butce"))]
)
def test_a_citation_is_a_year_and_what_counts_within_it(text, parts):
    assert CITATION.fullmatch(text).group("year", "rest") == parts


@pytest.mark.parametrize("text", ["2026", "26-17", "2026-", "2026-a/b", "٢٠٢٦-17"])
def test_other_texts_are_no_citation(text):
    assert CITATION.fullmatch(text) is None


@pytest.mark.parametrize("language", ["tr", "en"])
def test_a_short_address_leads_to_the_first_language_of_the_union(request_of_union, union, language):
    union.default_language = language
    paper = make_paper()

    response = to_first_language(request_of_union, Paper.objects.all())

    assert (response.status_code, response["Location"]) == (301, paper.address(language))


def test_a_draft_has_no_short_address(request_of_union):
    make_paper(status="draft")

    with pytest.raises(Http404):
        to_first_language(request_of_union, Paper.objects.all())
