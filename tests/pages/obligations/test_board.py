"""The board of duties lists what the law asks for, and follows the records."""

import pytest

from pages.obligations import board
from tests import factories as make
from unions import law
from unions.institution.founding import equip
from unions.models import Union


def met(union: Union) -> set[str]:
    return {line.duty.key for line in board.lines(union) if line.is_met}


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
