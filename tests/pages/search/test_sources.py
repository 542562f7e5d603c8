"""By what words the institution and its records are found."""

import pytest
from django.utils import translation

from pages.search.sources import decision_words, meeting_words, member_title, searched_models, weight_of
from tests import factories as make
from unions.models import Decision, Meeting, Organ, Paper

pytestmark = pytest.mark.django_db


def test_a_decision_is_found_by_its_number_with_organ_and_day(union):
    decision = make.make_decision(union=union)

    words = decision_words(decision)

    assert words["headings"] == decision.citation
    assert decision.organ.title in words["summary"]
    assert words["citation"] == f"{decision.year}_{decision.series.lower()}{decision.number}"


def test_items_of_the_agenda_are_words_of_their_meeting(union):
    meeting = make.make_meeting(union=union)
    make.make_agenda_item(meeting=meeting, number=3, title_tr="Bütçenin görüşülmesi")

    assert "3. Bütçenin görüşülmesi" in meeting_words(meeting)["text"]


def test_a_member_is_called_as_its_kind_is():
    member = make.make_municipality(name="Keşan")

    with translation.override("tr"):
        assert member_title(member) == "Keşan Belediyesi"


def test_pages_that_everybody_looks_for_weigh_more_than_news():
    assert weight_of("section") > weight_of("member") > weight_of("tender") > weight_of("news") > weight_of("gallery")
    assert {Decision, Meeting, Organ, Paper} <= searched_models()
