"""What the page of an annual document says of the decision on it."""

from datetime import date

import pytest
from django.utils.translation import override

from tests.factories import make_decision, make_organ, make_paper
from unions.models import CourtRuling
from unions.papers.adoption import adoption_in_words, lateness_of


def html_of(reader, paper) -> str:
    return reader.get(paper.address("en")).text


def test_a_paper_that_was_adopted_names_its_decision(reader, union):
    html = html_of(reader, make_paper(decision=make_decision()))

    assert "Adopted by" in html
    assert "Not adopted" not in html


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"votes_for": 12, "votes_against": 18}, "Not adopted: rejected."),
        ({"outcome": "postponed"}, "Not adopted: postponed."),
        ({"outcome": "unrecorded"}, "It is not on record whether it was adopted."),
        ({"sent_back_on": date(2026, 5, 14)}, "Not adopted: the president has sent the decision back."),
    ],
)
def test_a_paper_of_a_motion_that_was_not_accepted_is_not_adopted(reader, union, fields, sentence):
    html = html_of(reader, make_paper(decision=make_decision(date=date(2026, 5, 12), **fields)))

    assert sentence in html
    assert "Adopted by" not in html


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [("annulment", "Not adopted: a court annulled the decision."), ("stay", "A court has stayed the decision.")],
)
def test_what_a_court_did_is_told_on_the_paper(reader, union, kind, sentence):
    decision = make_decision(date=date(2026, 5, 12))
    CourtRuling.objects.create(
        decision=decision, kind=kind, court="Konya 2. İdare Mahkemesi", ruled_on=date(2026, 6, 1)
    )

    assert sentence in html_of(reader, make_paper(decision=decision))


def test_a_decision_that_a_later_one_repeals_adopted_the_paper_once(reader, union):
    decision = make_decision(organ=make_organ(kind="executive"))
    make_decision(organ=decision.organ, amends=decision, amendment="repeals")

    assert "repealed by a later decision" in html_of(reader, make_paper(decision=decision))


def test_a_draft_decision_is_not_betrayed(union):
    paper = make_paper(decision=make_decision(status="draft", outcome="rejected"))

    with override("en"):
        assert adoption_in_words(paper).note == ""
    assert lateness_of(paper) is None


def test_a_late_paper_is_said_to_be_late(reader, union):
    paper = make_paper(kind="budget", year=2025, decision=make_decision(date=date(2025, 1, 8)))

    assert lateness_of(paper) == date(2024, 12, 31)
    assert "Adopted late" in html_of(reader, paper)


def test_a_second_supplementary_budget_has_an_address_of_its_own(reader, union):
    first = make_paper(kind="supplementary_budget", year=2026)
    second = make_paper(kind="supplementary_budget", year=2026, number=2)

    assert first.get_absolute_url() != second.get_absolute_url()
    for paper in [first, second]:
        assert reader.get(paper.address("tr")).status_code == 200
        assert reader.get(paper.short_address)["Location"] == paper.address("tr")
    assert "Supplementary budget 2 2026" in html_of(reader, second)


@pytest.mark.parametrize("word", ["ek-butce-3", "ek-butce-1", "ek-butce-02", "butce-2", "ek-butce-", "ek-butce-9999"])
def test_a_number_that_no_paper_has_is_not_found(reader, union, word):
    make_paper(kind="supplementary_budget", year=2026)

    assert reader.get(f"/e/2026-{word}").status_code == 404


def test_a_report_that_three_quarters_found_insufficient_went_to_the_governor(reader, union):
    decision = make_decision(votes_for=3, votes_against=60, date=date(2026, 5, 12))
    paper = make_paper(kind="activity_report", year=2025, decision=decision, sent_to_governor_on=date(2026, 5, 20))

    html = html_of(reader, paper)

    assert "Not adopted: rejected." in html
    assert "20 May 2026" in html
    assert "Law 5393, art. 26" in html
