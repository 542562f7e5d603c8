import gzip
import json
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command

from tests.tables import table
from trakyakent_site.operations.traffic import CHAIN, Traffic

TODAY = date(2026, 11, 30)
YEAR = {"days": 365, "most_bytes": 10**9}


@pytest.fixture
def traffic(tmp_path):
    """Three days that are over, and today."""
    for number in range(4):
        day = TODAY - timedelta(days=number)
        (tmp_path / f"access-{day}.log").write_text(f'{{"page":"/tr/{number}/"}}\n' * (number + 2))
    (tmp_path / "access-unknown.log").write_text("of a broken request\n")
    return Traffic(tmp_path)


def test_days_that_are_over_are_sealed_in_their_order_and_packed(traffic):
    seals = traffic.seal(TODAY, **YEAR)

    assert [(seal.day, seal.lines) for seal in seals] == [("2026-11-27", 5), ("2026-11-28", 4), ("2026-11-29", 3)]
    assert [seal.previous for seal in seals[1:]] == [seal.link for seal in seals[:-1]]
    assert gzip.decompress(traffic.packed("2026-11-29").read_bytes()).decode() == '{"page":"/tr/1/"}\n' * 3
    assert (traffic.folder / "access-2026-11-30.log").exists()
    assert not (traffic.folder / "access-2026-11-29.log").exists()
    assert list(traffic.wrongs()) == []
    assert traffic.seal(TODAY, **YEAR) == []


def rewritten(traffic, day, change):
    path = traffic.packed(day)
    path.write_bytes(gzip.compress(change(gzip.decompress(path.read_bytes()).decode()).encode()))


def chain(traffic, change):
    path = traffic.folder / CHAIN
    path.write_text(change(path.read_text()))


@table(
    ("spoil", "told"),
    [
        (
            lambda t: rewritten(t, "2026-11-28", lambda text: text.replace("/tr/2/", "/tr/9/")),
            "2026-11-28: was changed",
        ),
        (lambda t: rewritten(t, "2026-11-28", lambda text: text[:-18]), "2026-11-28: was changed"),
        (lambda t: rewritten(t, "2026-11-29", lambda text: text + text), "2026-11-29: was changed"),
        (lambda t: t.packed("2026-11-27").unlink(), "2026-11-27: the file is gone"),
        (lambda t: t.packed("2026-11-27").write_bytes(b"no gzip"), "2026-11-27: the file is gone or cannot be read"),
        (lambda t: chain(t, lambda text: text.split("\n", 1)[1]), "the chain is broken"),
        (lambda t: chain(t, lambda text: text.replace('"lines": 4', '"lines": 3')), "the chain is broken"),
        (lambda t: chain(t, lambda text: f"{text}half a li"), "no seal"),
        (lambda t: t.packed("2026-11-20").write_bytes(gzip.compress(b"x")), "never sealed"),
        (lambda t: (t.folder / "access-2026-11-28.log").write_text("late\n"), "appeared after its day was sealed"),
    ],
    ids=lambda value: value if isinstance(value, str) else "spoil",
)
def test_whatever_is_changed_afterwards_is_told(tmp_path, spoil, told):
    folder = tmp_path / told[:24].replace(":", "") / str(len(list(tmp_path.iterdir())))
    folder.mkdir(parents=True)
    for number in range(1, 4):
        day = TODAY - timedelta(days=number)
        (folder / f"access-{day}.log").write_text(f'{{"page":"/tr/{number}/"}}\n' * (number + 2))
    traffic = Traffic(folder)
    traffic.seal(TODAY, **YEAR)

    spoil(traffic)

    assert any(told in wrong for wrong in traffic.wrongs()), list(traffic.wrongs())


def test_days_go_when_their_time_or_the_room_is_over_and_that_is_recorded(traffic):
    traffic.seal(TODAY, **YEAR)

    later = traffic.seal(TODAY + timedelta(days=364), **YEAR)
    small = traffic.seal(TODAY + timedelta(days=364), days=365, most_bytes=0)

    assert [(seal.day, seal.removed) for seal in later if seal.removed] == [
        ("2026-11-27", "time"),
        ("2026-11-28", "time"),
    ]
    assert [(seal.day, seal.removed) for seal in small] == [("2026-11-29", "space"), ("2026-11-30", "space")]
    assert list(traffic.wrongs()) == []
    assert list(traffic.folder.glob("*.gz")) == []


def test_a_command_seals_and_verifies(traffic, settings, capsys):
    settings.ACCESS_LOG_DIR = str(traffic.folder)
    call_command("accesslog", "seal")
    call_command("accesslog", "verify")
    assert "as they were sealed" in capsys.readouterr().out

    rewritten(traffic, "2026-11-28", lambda text: "")
    with pytest.raises(SystemExit):
        call_command("accesslog", "verify")
    assert "2026-11-28: was changed" in capsys.readouterr().err


def test_without_a_folder_nothing_is_sealed_and_nothing_vouched_for(settings):
    settings.ACCESS_LOG_DIR = ""
    call_command("accesslog", "seal")
    with pytest.raises(CommandError):
        call_command("accesslog", "verify")


def test_a_seal_is_one_line(traffic):
    traffic.seal(TODAY, **YEAR)
    lines = (traffic.folder / CHAIN).read_text().splitlines()

    assert [json.loads(line)["day"] for line in lines] == ["2026-11-27", "2026-11-28", "2026-11-29"]
