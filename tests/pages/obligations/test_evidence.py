"""By what the board sees that a duty is met."""

from django.urls import reverse

from pages.obligations import board
from pages.obligations.evidence import EVIDENCE
from tests import factories as make
from unions import law

# What public texts ask of the site of a union, row by row as it was collected in November 2026.
ASKED = {
    "meetings": {"meeting_call", "decision_summaries"},
    "information": {
        *["way_to_information", "organisation", "managers", "services_listed", "decision_making", "decisions"],
        *["budget", "staff_numbers", "filing", "complaints", "activity_report", "statistics"],
    },
    "petitions": {"right_of_petition"},
    "presidency": {"cimer"},
    "services": {"inventory_of_services", "standards_of_services", "service_access", "service_forms"},
    "guide": {
        *[
            "name_and_emblem",
            "tasks",
            "units",
            "legislation",
            "news",
            "contact_details",
            "feedback",
            "plan",
            "audit_reports",
        ],
        *["meeting_results", "public_property", "questions", "foreign_language"],
    },
    "usability": {"usability"},
    "accessibility": {
        *["accessibility_test", "review_commission", "accessibility_complaint", "accessibility_statement"],
    },
    "personal_data": {"disclosure", "data_subject", "verbis", "breach_notice"},
    "cookies": {"cookies"},
    "content_provider": {"provider_identity", "host_provider"},
    "security": {"access_log", "data_in_country", "security_guide", "security_contact"},
    "records": {"decision_numbers"},
    "notification": {"notification_address"},
    "identity_numbers": {"identity_numbers"},
    "state_identity": {"state_address"},
    "gazette": {"gazette"},
    "training": {"training"},
    "data_tables": {"data_tables"},
}


def test_every_duty_of_the_list_has_its_evidence_and_a_step():
    listed: dict[str, set[str]] = {}
    for duty in law.PUBLIC_DUTIES:
        listed.setdefault(duty.topic, set()).add(duty.key)

    assert listed == ASKED
    assert set(EVIDENCE) == set().union(*ASKED.values())
    assert set(law.TOPICS) == set(ASKED)
    assert all(reverse(evidence.section) for evidence in EVIDENCE.values() if evidence.section)
    # Nothing closes what every site has.
    steps = {key: evidence.step for key, evidence in EVIDENCE.items()}
    always = {"data_tables", "right_of_petition", "complaints", "feedback", "data_subject"}
    assert {key for key, step in steps.items() if not step} == always


def test_a_page_with_frequent_questions_meets_the_duty_where_it_stands(union):
    assert not next(line for line in board.lines(union) if line.duty.key == "questions").is_met
    page = make.make_page(title_tr="Sık sorulan sorular", status="published")
    [line] = [line for line in board.lines(union) if line.duty.key == "questions"]

    assert line.is_met
    assert line.url == page.get_absolute_url()
