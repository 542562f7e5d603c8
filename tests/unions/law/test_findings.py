"""What the law refuses of a record, at which field and on which article, and what it only warns of."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from tests import factories as make
from unions.models import Decision, Meeting
from unions.tenancy import scope

pytestmark = pytest.mark.django_db

REASON = "Karar defterinde böyle geçiyor"


@pytest.fixture
def assembly():
    with scope.of(make.make_union()), translation.override("en"):
        yield make.make_organ()


def at(day: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(f"{day}T10:00"))


def decision_of(assembly, **fields) -> Decision:
    fields = {"number": 7, "date": date(2025, 5, 14), "title_tr": "Bütçe", **fields}
    return Decision(organ=assembly, union=assembly.union, **fields)


def meeting_of(assembly, **fields) -> Meeting:
    return Meeting(
        organ=assembly, union=assembly.union, **{"title_tr": "Mayıs", "slug_tr": "mayis", "slug_en": "mayis", **fields}
    )


def complaints(row) -> dict[str, str]:
    """What the form of the row would show, by field."""
    try:
        row.full_clean()
    except ValidationError as error:
        return {field: " ".join(texts) for field, texts in error.message_dict.items()}
    return {}


def item_with_people(assembly, present: int):
    meeting = make.make_meeting(organ=assembly, starts_at=at("2025-05-14"), agenda=["Bütçe"])
    for number in range(present):
        person = make.make_person(union=assembly.union, name=f"Üye {number}")
        seat = make.make_office_holder(organ=assembly, person=person, start_date="2024-05-01")
        make.make_attendance(meeting=meeting, seat=seat)
    return meeting.agenda_items.get()


# Decisions


def test_votes_above_those_present_are_refused(assembly):
    item = item_with_people(assembly, present=2)

    found = complaints(decision_of(assembly, agenda_item=item, votes_for=2, votes_against=1))

    assert list(found) == ["votes_for"]
    assert "more votes (3)" in found["votes_for"]
    assert "Law 5393, art. 22" in found["votes_for"]


def test_as_many_votes_as_people_are_fine(assembly):
    item = item_with_people(assembly, present=3)

    assert complaints(decision_of(assembly, agenda_item=item, votes_for=2, votes_against=1)) == {}


def test_votes_are_not_compared_with_a_list_that_nobody_has_kept(assembly):
    item = item_with_people(assembly, present=0)

    assert complaints(decision_of(assembly, agenda_item=item, votes_for=20)) == {}


@pytest.mark.parametrize("full_number", [8, None])
def test_a_motion_with_more_against_than_for_was_not_accepted(assembly, full_number):
    item = item_with_people(assembly, present=5)
    item.meeting.full_number = full_number
    item.meeting.save()
    decision = decision_of(assembly, agenda_item=item, votes_for=2, votes_against=3)

    found = complaints(decision_of(assembly, agenda_item=item, votes_for=2, votes_against=3, outcome="accepted"))

    assert complaints(decision) == {}
    assert decision.outcome == "rejected"
    assert list(found) == ["outcome"]
    assert "it had 2 and needed 3" in found["outcome"]
    assert "Law 5393, art. 22" in found["outcome"]


AGAINST_THE_VOTES = {
    "accepted by a minority": ({"outcome": "accepted", "votes_for": 12, "votes_against": 18}, "outcome"),
    "accepted by nobody": ({"outcome": "accepted", "votes_for": 0, "votes_against": 0}, "__all__"),
    "accepted by a tie": ({"outcome": "accepted", "votes_for": 15, "votes_against": 15}, "chair_side"),
    "accepted by a secret tie": (
        {"outcome": "accepted", "votes_for": 15, "votes_against": 15, "is_secret": True, "chair_side": "for"},
        "is_repeated",
    ),
    "accepted by a lot against it": (
        {
            "outcome": "accepted",
            "votes_for": 15,
            "votes_against": 15,
            "is_secret": True,
            "is_repeated": True,
            "lot": "against",
        },
        "outcome",
    ),
    "accepted against the chair": (
        {"outcome": "accepted", "votes_for": 15, "votes_against": 15, "chair_side": "against"},
        "outcome",
    ),
    "rejected by a minority": ({"outcome": "rejected", "votes_for": 18, "votes_against": 12}, "outcome"),
    "rejected although unanimous": (
        {"outcome": "rejected", "votes_for": 30, "is_unanimous": True},
        "outcome",
    ),
    "rejected although the chair was for it": (
        {"outcome": "rejected", "votes_for": 15, "votes_against": 15, "chair_side": "for"},
        "outcome",
    ),
    "rejected although the lot was for it": (
        {
            "outcome": "rejected",
            "votes_for": 15,
            "votes_against": 15,
            "is_secret": True,
            "is_repeated": True,
            "lot": "for",
        },
        "outcome",
    ),
}


@pytest.mark.parametrize(("fields", "field"), AGAINST_THE_VOTES.values(), ids=AGAINST_THE_VOTES)
def test_no_outcome_is_kept_against_the_votes_without_a_reason(assembly, fields, field):
    assert list(complaints(decision_of(assembly, **fields))) == [field]
    with pytest.raises(IntegrityError), transaction.atomic():
        decision_of(assembly, **fields).save()

    decision = decision_of(assembly, override_reason=REASON, **fields)

    assert complaints(decision) == {}
    decision.save()
    assert decision.outcome == fields["outcome"]


@pytest.mark.parametrize(
    ("change", "values"),
    [({"outcome": "accepted"}, {"votes_for": 12, "votes_against": 18}), ({"outcome": "rejected"}, {"votes_for": 18})],
)
def test_the_database_itself_refuses_an_outcome_against_the_votes(assembly, change, values):
    decision = make.make_decision(organ=assembly, **values)

    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(**change)


def test_votes_against_alone_do_not_tell_the_outcome(assembly):
    found = complaints(decision_of(assembly, votes_against=18))

    assert list(found) == ["votes_for"]
    assert "0 if no one did" in found["votes_for"]


def test_a_majority_that_is_below_the_quarter_is_rejected_and_says_why(assembly):
    meeting = make.make_meeting(organ=assembly, starts_at=at("2025-05-14"), agenda=["Bütçe"], full_number=80)
    decision = decision_of(assembly, agenda_item=meeting.agenda_items.get(), votes_for=18, votes_against=3)

    assert complaints(decision) == {}
    decision.save()

    assert decision.outcome == "rejected"
    assert "20" in decision.override_reason


@pytest.mark.parametrize("language", ["tr", "en"])
def test_the_reason_that_is_filled_in_sets_no_other_rule_aside(assembly, language):
    votes = {"votes_for": 18, "votes_against": 3, "present": 60}
    decision = decision_of(assembly, **votes)
    with translation.override(language):
        assert complaints(decision) == {}
        decision.save()
    assert decision.override_reason

    decision.carried_out_on = date(2025, 6, 2)

    assert list(complaints(decision)) == ["carried_out_on"]


def test_a_vote_below_the_quorum_of_a_meeting_that_was_not_held_is_refused(assembly):
    meeting = make.make_meeting(
        organ=assembly, starts_at=at("2025-05-14"), agenda=["Bütçe"], full_number=80, state="inquorate"
    )
    decision = decision_of(assembly, agenda_item=meeting.agenda_items.get(), votes_for=18, votes_against=3)

    assert list(complaints(decision)) == ["agenda_item"]


def test_the_reason_that_was_filled_in_goes_with_its_outcome(assembly):
    decision = decision_of(assembly, votes_for=18, votes_against=3, present=60)
    decision.save()

    decision.votes_for, decision.outcome = 48, Decision.Outcome.UNRECORDED
    assert complaints(decision) == {}

    assert (decision.outcome, decision.override_reason) == ("accepted", "")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"votes_for": 90, "votes_against": 0}, "votes_for"),
        ({"votes_for": 40, "votes_against": 41}, "votes_for"),
        ({"votes_for": 40, "votes_against": 0, "present": 81}, "present"),
        ({"votes_for": 20, "votes_against": 0, "present": 0}, "votes_for"),
    ],
)
def test_there_are_no_more_votes_than_members(assembly, fields, field):
    meeting = make.make_meeting(organ=assembly, starts_at=at("2025-05-14"), agenda=["Bütçe"], full_number=80)

    found = complaints(decision_of(assembly, agenda_item=meeting.agenda_items.get(), **fields))

    assert list(found) == [field]


def test_those_present_at_the_vote_count_where_some_had_left(assembly):
    item = item_with_people(assembly, present=9)
    votes = {"votes_for": 4, "votes_against": 3, "agenda_item": item}

    assert "needed 5" in complaints(decision_of(assembly, outcome="accepted", **votes))["outcome"]
    assert complaints(decision_of(assembly, outcome="accepted", present=7, **votes)) == {}


@pytest.mark.parametrize("outcome", ["rejected", "referred", "withdrawn", "postponed"])
def test_a_motion_that_was_not_accepted_is_not_implemented(assembly, outcome):
    days = {"sent_to_governor_on": date(2025, 5, 20), "carried_out_on": date(2025, 6, 2)}

    found = complaints(decision_of(assembly, outcome=outcome, **days))

    assert list(found) == ["carried_out_on"]


def test_a_unanimous_rejection_is_a_rejection(assembly):
    decision = decision_of(assembly, is_unanimous=True, votes_for=0, votes_against=30)

    assert complaints(decision) == {}
    decision.save()
    assert decision.outcome == "rejected"


def test_nothing_is_decided_after_the_quorum_was_lost(assembly):
    meeting = make.make_meeting(organ=assembly, starts_at=at("2025-05-14"), agenda=["Açılış", "Bütçe", "Tarife"])
    meeting.agenda_items.filter(number=2).update(quorum_lost=True)
    items = list(meeting.agenda_items.all())

    assert complaints(decision_of(assembly, agenda_item=items[0])) == {}
    for item in items[1:]:
        assert "item 2" in complaints(decision_of(assembly, agenda_item=item))["agenda_item"]


def test_an_ordinary_meeting_adds_items_only_in_its_first_sitting_of_the_month(assembly):
    make.make_meeting(organ=assembly, starts_at=at("2025-05-12"), state="held")
    meeting = make.make_meeting(organ=assembly, starts_at=at("2025-05-14"), slug_tr="ikinci")
    item = make.make_agenda_item(meeting=meeting, is_outside_call=True)

    assert "first sitting of the month" in complaints(decision_of(assembly, agenda_item=item))["agenda_item"]


WAYS = {
    "sent back late": ({"sent_back_on": date(2025, 5, 20)}, "sent_back_on"),
    "final without being upheld": (
        {"sent_back_on": date(2025, 5, 16), "final_on": date(2025, 5, 20)},
        "final_on",
    ),
    "final before it was upheld": (
        {"sent_back_on": date(2025, 5, 16), "final_on": date(2025, 5, 20), "upheld_on": date(2025, 6, 2)},
        "final_on",
    ),
    "carried out and never sent": ({"carried_out_on": date(2025, 6, 2)}, "carried_out_on"),
    "carried out before it was sent": (
        {"carried_out_on": date(2025, 5, 20), "sent_to_governor_on": date(2025, 5, 21)},
        "carried_out_on",
    ),
}


@pytest.mark.parametrize(("days", "field"), WAYS.values(), ids=WAYS)
def test_a_way_the_law_does_not_know_is_refused_at_its_field(assembly, days, field):
    found = complaints(decision_of(assembly, **days))

    assert list(found) == [field]
    assert "Law 5393, art. 23" in found[field]


@pytest.mark.parametrize(("days", "_field"), WAYS.values(), ids=WAYS)
def test_a_reason_on_record_lets_it_pass_and_the_finding_stays(assembly, days, _field):
    decision = decision_of(assembly, override_reason=REASON, **days)

    assert complaints(decision) == {}
    assert [found.is_certain for found in decision.findings()] == [True]


@pytest.mark.parametrize(
    "days",
    [
        {"sent_back_on": date(2025, 5, 19)},
        {"sent_back_on": date(2025, 5, 19), "upheld_on": date(2025, 11, 5), "final_on": date(2025, 11, 5)},
        {"sent_to_governor_on": date(2025, 5, 20), "carried_out_on": date(2025, 5, 20)},
    ],
)
def test_the_ways_of_the_law_are_open(assembly, days):
    assert complaints(decision_of(assembly, **days)) == {}


def test_only_decisions_of_the_assembly_wait_for_the_governor(assembly):
    executive = make.make_organ(kind="executive", decision_series="E")

    assert complaints(decision_of(executive, carried_out_on=date(2025, 5, 20))) == {}


def test_an_item_of_another_organs_meeting_is_refused(assembly):
    executive = make.make_organ(kind="executive", decision_series="E")
    item = make.make_meeting(organ=executive, starts_at=at("2025-05-14"), agenda=["Atama"]).agenda_items.get()

    found = complaints(decision_of(assembly, agenda_item=item))

    assert list(found) == ["agenda_item"]
    assert "Law 5355" in found["agenda_item"]


def test_a_number_is_given_once_a_year(assembly):
    make.make_decision(organ=assembly, number=7, date=date(2025, 1, 8))

    assert list(complaints(decision_of(assembly))) == ["number"]
    assert complaints(decision_of(assembly, date=date(2026, 5, 14))) == {}


def test_organs_that_count_apart_may_use_the_same_number(assembly):
    make.make_decision(organ=assembly, number=7, date=date(2025, 1, 8))
    executive = make.make_organ(kind="executive", decision_series="E")

    assert complaints(decision_of(executive)) == {}


IMPOSSIBLE = {
    "an amendment of nothing": {"amendment": "repeals"},
    "unanimous with votes against": {"is_unanimous": True, "votes_for": 5, "votes_against": 1},
    "upheld without having been sent back": {"upheld_on": date(2025, 5, 20)},
    "sending is before the date of the decision": {"sent_to_governor_on": date(2025, 5, 13)},
    "final is before the date of the decision": {"final_on": date(2025, 5, 13)},
}


@pytest.mark.parametrize("fields", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_the_impossible_is_refused_whatever_the_reason(assembly, fields):
    decision = decision_of(assembly, override_reason=REASON, **fields)

    assert complaints(decision)
    with pytest.raises(IntegrityError), transaction.atomic():
        decision.save()


def test_who_names_an_earlier_decision_says_what_happens_to_it(assembly):
    earlier = make.make_decision(organ=assembly, number=1, date=date(2025, 1, 8))

    assert complaints(decision_of(assembly, amends=earlier))
    assert complaints(decision_of(assembly, amends=earlier, amendment="repeals")) == {}


# Meetings


def test_a_call_of_the_assembly_that_came_too_late_needs_a_reason(assembly):
    late = {"starts_at": at("2025-05-14"), "called_on": date(2025, 5, 12)}

    assert "Law 5393, art. 21" in complaints(meeting_of(assembly, **late))["called_on"]
    assert complaints(meeting_of(assembly, override_reason=REASON, **late)) == {}


def test_a_call_of_another_organ_that_came_too_late_is_warned_of_and_saved(assembly):
    executive = make.make_organ(kind="executive", decision_series="E")
    meeting = meeting_of(executive, starts_at=at("2025-05-14"), called_on=date(2025, 5, 12))

    assert complaints(meeting) == {}
    assert [(found.field, found.is_certain) for found in meeting.findings()] == [("called_on", False)]


def test_a_call_three_days_before_is_in_time(assembly):
    assert meeting_of(assembly, starts_at=at("2025-05-14"), called_on=date(2025, 5, 11)).findings() == []


def test_a_call_after_the_meeting_is_refused(assembly):
    found = complaints(meeting_of(assembly, starts_at=at("2025-05-14"), called_on=date(2025, 5, 15)))

    assert list(found) == ["called_on"]


def test_a_second_sitting_that_came_late_needs_a_reason(assembly):
    first = make.make_meeting(organ=assembly, starts_at=at("2025-05-14"), state="inquorate")
    second = meeting_of(assembly, starts_at=at("2025-06-14"), sitting_of=first)

    assert list(complaints(second)) == ["sitting_of"]
    second.override_reason = REASON
    assert complaints(second) == {}
    assert [found.field for found in second.findings()] == ["sitting_of"]


@pytest.mark.parametrize("number_of_sittings", [2, 3])
def test_a_second_sitting_may_lack_its_quorum_again(assembly, number_of_sittings):
    first = None
    for number in range(number_of_sittings):
        first = make.make_meeting(
            organ=assembly,
            title_tr=f"{number}",
            starts_at=at(f"2025-05-{14 + number}"),
            sitting_of=first,
            state="inquorate",
        )

    assert complaints(meeting_of(assembly, starts_at=at("2025-05-18"), sitting_of=first)) == {}


@pytest.mark.parametrize(
    ("day", "fields"),
    [("2025-05-12", {}), ("2025-05-14", {}), ("2025-05-16", {"state": "held"}), ("2025-05-16", {"is_elsewhere": True})],
)
def test_a_second_sitting_follows_a_meeting_of_its_organ_without_quorum(assembly, day, fields):
    elsewhere = (
        make.make_organ(union=assembly.union, kind="executive") if fields.pop("is_elsewhere", False) else assembly
    )
    first = make.make_meeting(organ=elsewhere, starts_at=at("2025-05-14"), **{"state": "inquorate", **fields})

    assert list(complaints(meeting_of(assembly, starts_at=at(day), sitting_of=first))) == ["sitting_of"]


def test_no_meeting_is_its_own_second_sitting(assembly):
    meeting = make.make_meeting(organ=assembly, starts_at=at("2025-05-14"), state="inquorate")
    meeting.sitting_of = meeting

    assert list(complaints(meeting)) == ["sitting_of"]


# People


@pytest.mark.parametrize(
    ("start", "end", "is_refused"),
    [
        ("2020-01-01", "2022-01-01", False),
        ("2020-01-01", "2022-06-01", True),
        ("2024-05-01", "2025-05-01", True),
        ("2026-01-01", "2027-01-01", False),
        (None, "2022-06-01", True),
    ],
)
def test_two_presidents_at_a_time_are_refused(assembly, start, end, is_refused):
    presidency = make.make_organ(kind="president")
    make.make_office_holder(organ=presidency, role="president", start_date="2022-01-01", end_date="2026-01-01")
    person = make.make_person(name="Başka Kişi")
    other = make.make_office_holder(organ=presidency, person=person, start_date=start, end_date=end)
    other.role = "president"

    found = complaints(other)

    assert list(found) == (["role"] if is_refused else [])
    assert all("Law 5355, art. 14" in text for text in found.values())


@pytest.mark.parametrize(
    ("start", "end", "is_refused"),
    [
        ("2024-04-01", "2029-03-31", False),
        ("2019", "2024-05-01", True),
        ("2024-04-01", "2030-01-01", True),
        ("2030-01-01", None, True),
        ("2024", None, False),
    ],
)
def test_a_seat_outside_its_term_is_refused(assembly, start, end, is_refused):
    term = make.make_term(start_date="2024-03-31", end_date="2029-03-31")
    holder = make.make_office_holder(organ=assembly, start_date=start, end_date=end)
    holder.term = term

    found = complaints(holder)

    assert list(found) == (["term"] if is_refused else [])
    assert all("Law 5355, art. 8" in text for text in found.values())


@pytest.mark.parametrize(
    "seat",
    [
        {"start_date": "2025-05-15"},
        {"start_date": "2019-05-01", "end_date": "2025-05-13"},
        {"start_date": "2024-05-01", "seat": "substitute"},
    ],
)
def test_who_was_no_member_that_day_was_not_there(assembly, seat):
    meeting = make.make_meeting(organ=assembly, starts_at=at("2025-05-14"))
    attendance = make.make_attendance(meeting=meeting, seat=make.make_office_holder(organ=assembly, **seat))

    assert list(complaints(attendance)) == ["seat"]


def test_a_member_of_another_organ_was_not_there(assembly):
    meeting = make.make_meeting(organ=assembly, starts_at=at("2025-05-14"))
    committee = make.make_organ(kind="committee")
    attendance = make.make_attendance(
        meeting=meeting, seat=make.make_office_holder(organ=committee, start_date="2024-05-01")
    )

    assert list(complaints(attendance)) == ["seat"]


def test_who_was_no_member_that_day_did_not_vote(assembly):
    decision = make.make_decision(organ=assembly, date=date(2025, 5, 14))
    vote = make.make_roll_call_vote(
        decision=decision, seat=make.make_office_holder(organ=assembly, start_date="2025-06-01")
    )

    assert list(complaints(vote)) == ["seat"]


def test_a_secret_ballot_names_nobody(assembly):
    decision = make.make_decision(organ=assembly, date=date(2025, 5, 14), is_secret=True)
    vote = make.make_roll_call_vote(
        decision=decision, seat=make.make_office_holder(organ=assembly, start_date="2024-05-01")
    )

    assert "secret" in complaints(vote)["__all__"]


def test_what_breaks_no_tie_is_refused_and_a_doubtful_tie_is_named(union):
    def found(**fields):
        decision = make.make_decision(**{"outcome": "accepted", **fields})
        named = [(finding.field, finding.is_certain) for finding in decision.findings()]
        decision.delete()
        return named

    secret, tie = {"is_secret": True, "is_repeated": True}, {"votes_for": 10, "votes_against": 10}
    wrong = [
        (fields, found(**fields), expected)
        for fields, expected in [
            ({"votes_for": 12, "votes_against": 10, "chair_side": "against"}, [("chair_side", True)]),
            ({"votes_for": 12, "votes_against": 10, "chair_side": "for"}, [("chair_side", True)]),
            ({"votes_for": 12, "votes_against": 10, "lot": "against"}, [("lot", True)]),
            ({"votes_for": 12, "votes_against": 10, "lot": "against", **secret}, [("lot", True)]),
            ({**tie, "chair_side": "for"}, []),
            (
                {**tie, "votes_abstaining": 3, "chair_side": "for"},
                [("chair_side", False)],
            ),
            ({**tie, "lot": "for", **secret}, []),
            ({**tie, "votes_abstaining": 1, "lot": "for", **secret}, [("lot", False)]),
            ({"votes_for": 12, "votes_against": 10}, []),
        ]
        if found(**fields) != expected
    ]

    assert wrong == []


def test_what_was_derived_is_said_with_its_rule(union):
    def said(**fields):
        with translation.override("en"):
            return make.make_decision(**fields).derivation

    assert said(votes_for=12, votes_against=10) == (
        "Accepted: 12 voted for it, and 12 were needed (Law 5393, art. 22)."
    )
    assert said(votes_for=10, votes_against=12).startswith("Rejected: 10 voted for it")
    assert said(votes_for=10, votes_against=10, chair_side="for").startswith("Accepted: the votes are equal")
    assert said(votes_for=10, votes_against=10).startswith("Open: the votes are equal")
    assert said(is_unanimous=True) == ""


def test_steps_in_the_wrong_order_are_named(union):
    decision = make.make_decision(
        date=date(2024, 5, 1), final_on=date(2024, 5, 10), sent_to_governor_on=date(2024, 5, 3),
        carried_out_on=date(2024, 7, 1),
    )  # fmt: skip
    assert [finding.field for finding in decision.findings()] == ["sent_to_governor_on"]

    make.make_court_ruling(decision=decision, kind="annulment", ruled_on=date(2024, 6, 1))
    decision = type(decision).objects.get(pk=decision.pk)
    assert [finding.field for finding in decision.findings()] == ["sent_to_governor_on", "carried_out_on"]
    assert "2024" in decision.findings()[0].message
