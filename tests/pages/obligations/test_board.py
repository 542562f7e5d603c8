"""The board of duties lists what the law asks for, and follows the records."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from pages.models import Page
from pages.obligations import board
from pages.obligations.evidence import EVIDENCE
from tests import factories as make
from tests.pages.addresses import address
from tests.staff_client import staff_client, superuser_client
from unions import law
from unions.institution.founding import equip
from unions.models import Union

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


def met(union: Union) -> set[str]:
    return {line.duty.key for line in board.lines(union) if line.is_met}


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


def test_what_is_not_verified_is_never_printed_as_law():
    unverified = [duty for duty in law.PUBLIC_DUTIES if not duty.is_verified]

    assert unverified
    assert not any(duty.law_in_words for duty in unverified)
    assert all(duty.law and duty.source and duty.law_in_words for duty in law.PUBLIC_DUTIES if duty.is_verified)


@pytest.mark.django_db
def test_a_new_union_and_one_without_anything_know_the_state_of_every_duty(union, reader):
    bare = list(board.lines(union))
    equip(union)
    equipped = list(board.lines(union))

    for lines in [bare, equipped]:
        assert [line.duty for line in lines] == law.PUBLIC_DUTIES
        # Either it is met, or the step that closes it is named and leads somewhere.
        assert all(line.is_met != bool(line.step and line.step_url) for line in lines)
    new = {line.duty.key for line in equipped if line.is_met}
    assert {"way_to_information", "right_of_petition", "cimer", "organisation", "cookies"} <= new
    assert (
        not {"disclosure", "standards_of_services", "budget", "contact_details", "verbis", "accessibility_test"} & new
    )
    for line in equipped:
        if line.url:
            assert reader.get(line.url).status_code == 200, line.duty.key


@pytest.mark.django_db
def test_duties_follow_the_records(union):
    year = timezone.localdate().year
    equip(union)
    seat = make.make_office_holder(end_date=str(year - 1))
    old = [make.make_paper(kind=kind, year=year - 5) for kind in ["budget", "final_accounts", "activity_report"]]
    page = Page.objects.get(source_key="site:disclosure")
    before = met(union)

    seat.end_date = None
    seat.save()
    for paper, age in zip(old, [0, 2, 2], strict=True):
        paper.year = year - age
        paper.save()
    page.status = Page.Status.PUBLISHED
    page.save()
    make.make_duty_record(duty="filing", since=timezone.localdate())
    union.host_provider = "Örnek Barındırma, Ankara"
    union.save()
    make.make_decision()

    gained = met(union) - before
    assert gained >= {"managers", "budget", "activity_report", "disclosure", "filing", "host_provider", "decisions"}
    assert "verbis" not in gained
    since = {line.duty.key: line.since for line in board.lines(union)}
    assert since["filing"] == since["host_provider"] == timezone.localdate()


@pytest.mark.django_db
def test_page_says_where_since_when_or_the_next_step_and_leads_staff_to_it(union, reader):
    equip(union)
    make.make_duty_record(text_tr="Standart dosya planı uygulanır.", text_en="By the standard filing plan.")

    turkish = reader.get(address("obligations")).text
    english = reader.get(address("obligations", "en")).text
    staff = superuser_client(union).get(address("obligations", "en")).text

    assert "4982" in turkish
    assert "/tr/basvuru-yollari/" in turkish
    assert "Standart dosya planı uygulanır." in turkish
    assert "By the standard filing plan." in english
    # What is missing is folded for readers, and the step that closes it is for staff.
    assert english.count("<details>") == english.count("Not yet published: ") > 0
    assert "Next step" not in english
    assert "Next step" in staff
    assert "No text of law has been verified for this." in english
    assert "Law 7201" not in english + turkish
    counted = len(re.findall(r">Met</a>|<dd>Met", english))
    assert f"{counted} of {len(law.PUBLIC_DUTIES)} are met." in english
    assert "/yonetim/" not in english
    assert "/yonetim/pages/dutyrecord/" in staff


@pytest.mark.django_db
def test_superusers_compare_the_unions_and_others_see_their_own(union):
    other = make.make_union(code="komsu")
    make.make_duty_record(union=other, duty="verbis", since=date(2021, 3, 4))

    everything = superuser_client(union).get("/yonetim/pages/dutyrecord/board/").text
    own = staff_client(union, "editor").get("/yonetim/pages/dutyrecord/board/").text

    assert [f'<th scope="col">{code}</th>' in everything for code in [union.code, other.code]] == [True, True]
    assert [f'<th scope="col">{code}</th>' in own for code in [union.code, other.code]] == [True, False]
    day = re.compile(r"4\sMart\s2021")
    assert (bool(day.search(everything)), bool(day.search(own))) == (True, False)


def test_a_page_with_frequent_questions_meets_the_duty_where_it_stands(union):
    assert "questions" not in met(union)
    page = make.make_page(title_tr="Sık sorulan sorular", status="published")
    [line] = [line for line in board.lines(union) if line.duty.key == "questions"]

    assert line.is_met
    assert line.url == page.get_absolute_url()


def test_the_law_of_a_topic_and_who_is_bound_are_said_once(union):
    by_topic = {section.lines[0].duty.topic: section for section in board.sections(union)}
    information, accessibility = by_topic["information"], by_topic["accessibility"]

    assert (information.basis, information.bound) == (law.PUBLIC_DUTIES[2].law, law.PUBLIC_DUTIES[2].bound)
    assert {ground for _line, ground in information.grounded} == {"md. 2", "md. 7"}
    # One of them is practice, under another law.
    assert not accessibility.basis
    assert all("Yükümlü" in ground for _line, ground in accessibility.grounded)
