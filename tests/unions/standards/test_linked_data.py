"""What pages tell programs about their subject, in the words of schema.org."""

import json
import re
from datetime import date

import pytest

from tests.factories import make_decision, make_headquarters, make_meeting, make_organ

pytestmark = pytest.mark.django_db


def linked_data(reader, path: str) -> dict:
    """What the one block of linked data on a page says of its subject."""
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', reader.get(path).text, re.DOTALL)
    data = json.loads(block)
    assert data["@context"] == "https://schema.org"
    return data["@graph"][0]


@pytest.mark.parametrize(
    ("state", "status"),
    [("planned", "EventScheduled"), ("cancelled", "EventCancelled"), ("postponed", "EventPostponed")],
)
def test_a_meeting_is_an_event(reader, union, state, status):
    meeting = make_meeting(union=union, place_tr="Salon", state=state)

    data = linked_data(reader, meeting.address("tr"))

    assert (data["@type"], data["name"]) == ("Event", "Mayıs olağan toplantısı")
    assert data["eventStatus"] == f"https://schema.org/{status}"
    assert data["location"] == {"@type": "Place", "name": "Salon", "address": "Salon"}
    assert data["startDate"].endswith("+03:00")
    assert data["url"] == f"http://{union.code}.localhost{meeting.address('tr')}"


def test_a_decision_is_legislation_of_its_organ(reader, union):
    decision = make_decision(union=union, number=7, date=date(2025, 5, 14), summary_published_on=date(2025, 5, 20))

    data = linked_data(reader, decision.address("tr"))

    assert (data["@type"], data["legislationIdentifier"], data["legislationDate"]) == (
        "Legislation",
        "2025/7",
        "2025-05-14",
    )
    assert data["datePublished"] == "2025-05-20"
    assert data["legislationPassedBy"]["name"] == "Meclis"
    assert data["sameAs"] == f"http://{union.code}.localhost/k/2025-7"
    # It is neither final nor sent to the governor.
    assert data["legislationLegalForce"] == "https://schema.org/NotInForce"


def test_a_repealed_decision_is_not_in_force_and_the_later_one_says_why(reader, union):
    decision = make_decision(union=union, number=7, date=date(2025, 5, 14))
    later = make_decision(union=union, number=8, date=date(2025, 11, 5), amends=decision, amendment="repeals")

    assert linked_data(reader, decision.address("tr"))["legislationLegalForce"] == "https://schema.org/NotInForce"
    assert linked_data(reader, later.address("tr"))["legislationRepeals"].endswith(decision.address("tr"))


def test_an_amended_decision_stays_in_force(reader, union):
    steps = {"final_on": date(2025, 11, 12), "sent_to_governor_on": date(2025, 11, 14)}
    decision = make_decision(union=union, number=7, date=date(2025, 5, 14), **steps)
    make_decision(union=union, number=8, date=date(2025, 11, 5), amends=decision, amendment="amends", **steps)

    assert linked_data(reader, decision.address("tr"))["legislationLegalForce"] != "https://schema.org/NotInForce"


def test_an_earlier_decision_that_is_not_public_is_not_named(reader, union):
    draft = make_decision(union=union, status="draft")
    later = make_decision(union=union, amends=draft, amendment="amends")

    assert "legislationChanges" not in linked_data(reader, later.address("tr"))


def test_an_organ_belongs_to_its_union(reader, union):
    organ = make_organ(union=union, summary_tr="Karar organı")

    data = linked_data(reader, organ.address("tr"))

    assert (data["@type"], data["description"]) == ("GovernmentOrganization", "Karar organı")
    assert data["parentOrganization"]["name"] == "Örnek Belediyeler Birliği"


def test_a_union_is_an_organization_with_its_seat(reader, union):
    make_headquarters(union=union)

    data = linked_data(reader, "/en/union/")

    assert (data["@type"], data["name"]) == ("GovernmentOrganization", "Example Union of Municipalities")
    assert data["address"]["addressLocality"] == "Süleymanpaşa"


def test_no_text_can_leave_its_block(reader, union):
    title = 'Bütçe</script><script>alert("x")</script><!-- &'
    decision = make_decision(union=union, title_tr=title)

    page = reader.get(decision.address("tr")).text

    assert "<script>alert" not in page
    assert linked_data(reader, decision.address("tr"))["name"] == title


def test_unknown_facts_are_left_out(reader, union):
    def is_filled(value) -> bool:
        if isinstance(value, dict):
            return all(is_filled(each) for each in value.values())
        return value not in (None, "", [], {})

    for row in [
        make_meeting(union=union, place_tr="Salon"),
        make_decision(union=union),
        make_organ(union=union, kind="committee"),
    ]:
        assert is_filled(linked_data(reader, row.address("tr")))
