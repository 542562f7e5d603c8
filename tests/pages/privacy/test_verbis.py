import csv
import io

import pytest

from tests.staff_client import staff_client
from unions.privacy.inventory import inventory

pytestmark = pytest.mark.django_db


def test_register_export_has_a_line_an_activity(union):
    answer = staff_client(union, "auditor").get("/yonetim/pages/dutyrecord/verbis.csv")

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == len(inventory().activities) + 1
    assert all("" not in row for row in rows)
    assert rows[1][0] == inventory().activities[0].title["tr"]
