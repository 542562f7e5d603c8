import pytest

from pages.obligations import board
from unions import law
from unions.institution.founding import equip


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
