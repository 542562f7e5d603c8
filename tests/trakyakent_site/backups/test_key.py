import pytest

from trakyakent_site.backups.container import BackupProblem
from trakyakent_site.backups.key import SHORTEST, key_from


def test_a_key_in_a_file_is_read_without_the_end_of_its_line(tmp_path):
    path = tmp_path / "key"
    path.write_text("k" * SHORTEST + "\n", encoding="utf-8")

    assert key_from(path) == "k" * SHORTEST


def test_without_a_file_the_setting_counts(settings):
    settings.BACKUP_KEY = "from the environment"

    assert key_from() == "from the environment"


def test_a_key_that_can_be_guessed_is_refused(tmp_path):
    path = tmp_path / "key"
    path.write_text("k" * (SHORTEST - 1), encoding="utf-8")

    with pytest.raises(BackupProblem, match=f"at least {SHORTEST}"):
        key_from(path)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\xff"])
def test_a_file_that_is_missing_or_no_text_is_named(tmp_path, content):
    path = tmp_path / "key"
    if content:
        path.write_bytes(content)

    with pytest.raises(BackupProblem, match="key cannot be read"):
        key_from(path)
