from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command

from members.municipalities import reference_data
from members.municipalities.loading import UnknownSuccessor, link_successors, municipality_values, write
from members.municipalities.models import Municipality
from unions.text.partial_dates import PartialDate

pytestmark = pytest.mark.django_db


def test_an_unknown_successor_is_refused():
    call_command("loadreference", stdout=StringIO())
    row = next(row for row in reference_data.municipalities() if row.code == "22-kuplu")

    with pytest.raises(UnknownSuccessor, match="22-nowhere"):
        write_merged([closed_into(row, "22-nowhere", "2024")])


def test_a_closed_municipality_is_linked_to_its_successor():
    call_command("loadreference", stdout=StringIO())
    rows = [row for row in reference_data.municipalities() if row.plate == 22]
    closed = next(row for row in rows if row.code == "22-kuplu")
    merged = [closed_into(closed, "22-meric", "2024-03-31")]

    outcome = write_merged(merged)

    kuplu = Municipality.objects.get(code="22-kuplu")
    assert kuplu.closed_on == PartialDate(2024, 3, 31)
    assert kuplu.successor.name == "Meriç"
    assert len(outcome.updated) == 1
    assert write_merged(merged).updated == []
    assert kuplu not in Municipality.objects.open()


def closed_into(row, successor_code, day):
    return replace(row, successor_code=successor_code, closed_on=day)


def write_merged(rows):
    outcome = write(Municipality, "code", {row.code: municipality_values(row) for row in rows})
    link_successors(rows, outcome)
    return outcome
