"""What people bring to the site is answered within two taps, or it is said plainly that there is no answer yet."""

import pytest
from django.utils import timezone

from benchmarks.questions import asked_in_process, outcomes
from benchmarks.twenty_questions import QUESTIONS
from benchmarks.visitor import ANSWERED, OPEN, SAID, Visitor

pytestmark = [pytest.mark.slow, pytest.mark.above_database]


def asked() -> dict:
    return outcomes(asked_in_process, timezone.localdate().year)


def left_open(found: dict) -> list[str]:
    """The questions to which no page says anything, with the union and the language."""
    words = {question.number: question.words for question in QUESTIONS}
    return [
        f"{number} {words[number]} {union} {language}: {outcome.state}"
        for (number, union, language), outcome in found.items()
        if outcome.state not in [ANSWERED, SAID]
    ]


def test_twenty_questions_are_answered_on_the_demonstration(demo):
    assert left_open(asked()) == []


def test_twenty_questions_are_answered_or_said_to_be_open_with_facts_only(facts):
    assert left_open(asked()) == []


def test_a_question_is_answered_only_by_all_that_belongs_to_it():
    pages = {"/tr/": "<a href='/tr/k/'>Künye</a>", "/tr/k/": "<main><p>KEP</p><p>DETSİS</p><p>Birlik Sokak</p></main>"}
    question = next(each for each in QUESTIONS if each.number == 7)

    assert Visitor(pages.get, "Çorlu", 2026, "tr").ask(question).state == OPEN
    pages["/tr/k/"] = pages["/tr/k/"].replace("<p>KEP", "<p>UETS</p><p>KEP")
    assert Visitor(pages.get, "Çorlu", 2026, "tr").ask(question) == (ANSWERED, 1, "/tr/k/")
