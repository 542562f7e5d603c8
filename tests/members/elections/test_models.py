from datetime import date

from members.elections import step

DAY = date(2024, 3, 31)


def test_the_last_elections_are_found_and_are_due_until_the_step(assembly):
    assert step.last_elections(date(2026, 11, 29)) == DAY
    assert step.last_elections(DAY) == DAY
    assert step.last_elections(date(2029, 3, 25)) == date(2029, 3, 25)
    assert step.is_due(date(2026, 11, 29))
    assert not step.is_due(date(2024, 3, 30))
