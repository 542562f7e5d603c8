"""The command that says which duties to publish are still open."""

from io import StringIO

from django.core.management import call_command

from pages.obligations import board
from unions import law


def test_the_open_duties_of_each_union_are_listed_with_the_step_that_closes_them(union, other_union):
    said = StringIO()
    call_command("duties", stdout=said)
    heads = [line for line in said.getvalue().splitlines() if not line.startswith(" ")]
    not_met = [line for line in board.lines(union) if not line.is_met]

    assert [head.partition(":")[0] for head in heads] == sorted([union.code, other_union.code])
    assert f"{union.code}: {len(law.PUBLIC_DUTIES) - len(not_met)} / {len(law.PUBLIC_DUTIES)}" in heads
    assert all(f"  - {line.duty.title}: {line.step}" in said.getvalue() for line in not_met)
