"""What `/isler` and `doctor` say of the last backups."""

from datetime import timedelta

from trakyakent_site.backups import record
from trakyakent_site.backups.record import Record, warnings

NOW = record.now()


def before(**duration) -> str:
    return (NOW - timedelta(**duration)).isoformat()


def test_what_is_good_is_not_spoken_of():
    assert warnings(Record(made_at=before(hours=25), proved_at=before(days=7)), NOW) == []


def test_what_an_operator_should_hear_of_is_one_sentence_each():
    good = {"made_at": before(hours=1), "proved_at": before(hours=1)}
    told = {
        "No backup has been made yet.": Record(),
        "The last good backup is 27 hours old.": Record(made_at=before(hours=27), proved_at=before(hours=27)),
        "The last backup was made in the future": Record(made_at=before(hours=-30), proved_at=before(hours=1)),
        "The last backup failed: the disk is full": Record(**good, failure="the disk is full", failed_at=before()),
        "could not be restored": Record(**good, proof_failure="cut off", proof_failed_at=before()),
        "restored on trial for a week": Record(made_at=before(hours=1)),
    }

    for words, noted in told.items():
        assert [words in sentence for sentence in warnings(noted, NOW)] == [True], warnings(noted, NOW)


def test_a_record_that_cannot_be_read_is_none(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    for text in [None, "", "[]", '{"made_at": 5}', '{"name": "a", "of_a_newer_version": 1}']:
        if text is not None:
            record.path().write_text(text)

        assert isinstance(warnings(), list)

    record.write(Record(name="a"))

    assert record.read() == Record(name="a")
