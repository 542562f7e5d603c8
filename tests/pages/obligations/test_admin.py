import re
from datetime import date

import pytest

from tests import factories as make
from tests.staff_client import staff_client, superuser_client


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
