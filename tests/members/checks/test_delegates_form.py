import re

import pytest

from tests.members.checks.electing import PEOPLE
from tests.members.checks.walkthrough import TR, opened, send, the_check
from tests.tables import table
from unions.models import Statute

pytestmark = pytest.mark.django_db


def test_the_page_has_a_row_for_each_seat_due_and_asks_for_no_party(after_elections, visitor):
    page = opened(visitor)

    assert [name in page for name in ['name="elected_1"', 'name="elected_2"', 'name="substitute_0"']] == [
        True,
        False,
        True,
    ]
    assert 'name="substitute_1"' not in page
    assert 'name="confirm"' not in page
    assert 'name="choice_mayor"' not in page
    assert "Parti" in page  # It is said that none is asked for.
    assert visitor.post(TR, {"confirm": "1"}).status_code in [403, 422]
    assert not the_check().is_answered


def test_rows_are_offered_where_the_number_of_seats_is_not_known(after_elections, union, visitor):
    Statute.objects.update(seat_rule="", seats_fixed=None)

    page = opened(visitor)

    assert 'name="elected_7"' in page
    assert send(visitor, **PEOPLE).status_code == 302


@table(
    ("values", "field"),
    [
        ({"mayor": ""}, "mayor"),
        ({"mayor": "Can"}, "mayor"),
        ({"mayor": "Can Öz (Yedek)"}, "mayor"),
        ({"elected_0": "Ece Su, İnci Işık"}, "elected_0"),
        ({"elected_0": "Ece Su ve İnci Işık"}, "elected_0"),
        ({"elected_0": "0282 111 11 11"}, "elected_0"),
        ({"elected_0": "x" * 121}, "elected_0"),
        ({"elected_0": ""}, "elected_0"),
        ({"elected_1": "", "elected_1_origin": ""}, "elected_1"),
        ({"elected_1_origin": ""}, "elected_1_origin"),
        ({"elected_1_origin": "parti"}, "elected_1_origin"),
        ({"substitute_0": "ece su"}, "substitute_0"),
        ({"elected_1": "CAN ÖZ"}, "elected_1"),
        ({"elected_on": ""}, "elected_on"),
        ({"elected_on": "31.04.2024"}, "elected_on"),
        ({"elected_on": "01.02.2024"}, "elected_on"),
        ({"elected_on": "01.02.2099"}, "elected_on"),
        ({"mayor_since": "dün"}, "mayor_since"),
        ({"mayor_since": "2099"}, "mayor_since"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_everything_typed_is_kept(after_elections, visitor, values, field):
    opened(visitor)

    answer = send(visitor, **(PEOPLE | values), remark="Yazdıklarım durmalı")

    assert answer.status_code == 422
    assert list(answer.context["form"].delegates.errors) == [field]
    assert re.search(rf'aria-invalid="true"[^>]*id="id_{field}"|id="id_{field}"[^>]*aria-invalid', answer.text)
    kept = [value for name, value in (PEOPLE | values).items() if value and not name.endswith("origin")]
    assert [value for value in [*kept, "Yazdıklarım durmalı"] if value not in answer.text] == []
    assert not the_check().is_answered
