"""What is kept is counted; a clock that jumps removes nothing that would be missed."""

from datetime import UTC, datetime, timedelta

from trakyakent_site.backups import retention

START = datetime(2026, 11, 30, 2, tzinfo=UTC)


def make_backup(folder, number, moment):
    path = folder / retention.name_of(number, moment, sealed=False)
    path.write_bytes(b"backup")
    return path


def test_a_year_of_nights_leaves_days_weeks_and_months(tmp_path):
    for night in range(400):
        make_backup(tmp_path, night + 1, START + timedelta(days=night))
        retention.prune(tmp_path)

    days = [backup.made_at.date() for backup in retention.backups_in(tmp_path)]
    newest = max(days)
    assert days[-7:] == [newest - timedelta(days=back) for back in range(6, -1, -1)]
    assert len({day.isocalendar()[:2] for day in days}) >= 4
    assert len({(day.year, day.month) for day in days}) == 12
    assert len(days) <= 7 + 4 + 12


def test_a_clock_that_jumps_never_costs_the_newest_or_a_good_one(tmp_path):
    good = make_backup(tmp_path, 1, START)
    for number, days in enumerate([1, 3650, -3650, 2, 700, 3, -20, 4, 5, 6, 7, 8, 9], start=2):
        newest = make_backup(tmp_path, number, START + timedelta(days=days))

        retention.prune(tmp_path, never=[good.name])

        assert newest.exists()
        assert good.exists()
    kept = {backup.number for backup in retention.backups_in(tmp_path)}
    assert {9, 10, 11, 12, 13, 14} <= kept, "those of the real days"


def test_a_busy_day_keeps_three_and_touches_nothing_else(tmp_path):
    others = [tmp_path / "notes.txt", tmp_path / "backup-000001.tar", tmp_path / "backup-1-20261199T020000Z.tar"]
    for path in others:
        path.write_text("of somebody else")
    for number in range(1, 9):
        make_backup(tmp_path, number, START + timedelta(minutes=number))

    retention.prune(tmp_path)

    assert [backup.number for backup in retention.backups_in(tmp_path)] == [6, 7, 8]
    assert all(path.exists() for path in others)
