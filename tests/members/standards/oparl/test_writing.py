"""How every object of OParl is written: files, times, and what has no value."""

from datetime import datetime, timedelta

import pytest

from tests.members.standards.oparl.reading import get
from unions.standards.linked_data import without_empty

pytestmark = pytest.mark.django_db


def test_a_file_is_shown_at_one_address_and_saved_from_the_other(client, union):
    file = get(client, "/oparl/tr/file/")["data"][0]

    def disposition(address: str) -> str:
        path = address.removeprefix("http://birlik.localhost")
        return client.get(path, headers={"host": "birlik.localhost"}).get("Content-Disposition", "")

    assert not disposition(file["accessUrl"]).startswith("attachment")
    assert disposition(file["downloadUrl"]).startswith("attachment")


def test_times_carry_the_offset_of_the_union_s_zone(client, union):
    start = get(client, "/oparl/tr/meeting/")["data"][0]["start"]

    assert datetime.fromisoformat(start).utcoffset() == timedelta(hours=3)


def test_what_has_no_value_is_left_out():
    assert without_empty({"a": None, "b": "", "c": [], "d": 0, "e": False}) == {"d": 0, "e": False}
