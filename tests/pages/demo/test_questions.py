"""What people bring to the site is answered within two taps, or it is said plainly that there is no answer yet."""

import pytest
from django.utils import timezone

from benchmarks.questions import ANSWERED, OPEN, QUESTIONS, SAID, Visitor, asked_in_process, outcomes

pytestmark = [pytest.mark.slow, pytest.mark.above_database]

# What is not there yet, and why. A row goes when its answer comes.
MISSING_ON_DEMONSTRATION = {
    4: "the budget is a file; its figures stand on no page",
    5: "the years end with this one",
    7: "no page has them together",
    10: "no page tells how to ask",
    11: "no page tells whom to ask",
    12: "the steps are there, the share is not",
    14: "the statute is neither a file nor a text",
    18: "an event has neither a fee nor a registration",
    19: "projects are no pages",
    20: "the statement has no date of a test and no address",
}
MISSING_WITH_FACTS_ONLY = {
    **MISSING_ON_DEMONSTRATION,
    8: "nothing leads to the empty list of tenders",
    9: "nothing leads to the empty list of vacancies",
}


def asked() -> dict:
    return outcomes(asked_in_process, timezone.localdate().year)


def left(found: dict, expected: dict, states: list[str]) -> list[str]:
    """The questions that are left open against what is expected, with the union and the language."""
    words = {question.number: question.words for question in QUESTIONS}
    return [
        f"{number} {words[number]} {union} {language}: {outcome.state}"
        for (number, union, language), outcome in found.items()
        if outcome.state not in states and number not in expected
    ]


def test_twenty_questions_are_answered_on_the_demonstration(demo):
    assert left(asked(), MISSING_ON_DEMONSTRATION, [ANSWERED, SAID]) == []


def test_twenty_questions_are_answered_or_said_to_be_open_with_facts_only(facts):
    assert left(asked(), MISSING_WITH_FACTS_ONLY, [ANSWERED, SAID]) == []


def test_a_question_is_answered_only_by_all_that_belongs_to_it():
    pages = {"/tr/": "<a href='/tr/k/'>Künye</a>", "/tr/k/": "<main><p>KEP</p><p>DETSİS</p><p>Birlik Sokak</p></main>"}
    question = next(each for each in QUESTIONS if each.number == 7)

    assert Visitor(pages.get, "Çorlu", 2026, "tr").ask(question).state == OPEN
    pages["/tr/k/"] = pages["/tr/k/"].replace("<p>KEP", "<p>UETS</p><p>KEP")
    assert Visitor(pages.get, "Çorlu", 2026, "tr").ask(question) == (ANSWERED, 1, "/tr/k/")
