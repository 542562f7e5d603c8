"""What of an installation goes into a backup, and what never does."""

import re
from types import SimpleNamespace

from trakyakent_site.backups import installation
from trakyakent_site.operations.variables import VARIABLES
from unions.files.storage import UNFINISHED


def test_files_are_named_in_a_steady_order_without_those_that_are_being_written(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    for name in ["b/2.pdf", "a/1.pdf", f"a/3.pdf{UNFINISHED}"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"12345")
    (tmp_path / "a/link.pdf").symlink_to(tmp_path / "b/2.pdf")

    assert [name for name, _path in installation.stored_files()] == ["a/1.pdf", "b/2.pdf"]
    assert installation.size_of_files() == 10


def test_no_setting_that_may_hold_a_password_is_written(settings):
    settings.ENVIRONMENT = SimpleNamespace(values=dict.fromkeys(VARIABLES, "value"))

    written = [line.partition("=")[0] for line in installation.open_settings().splitlines()]

    secret = re.compile("KEY|PASSWORD|URL|TOKEN|SECRET")
    assert written
    assert [name for name in written if secret.search(name)] == []


def test_the_mark_tells_keys_apart_and_nothing_of_them(settings):
    settings.SECRET_KEY = "one" * 20
    one = installation.key_mark()
    settings.SECRET_KEY = "other" * 20

    assert one != installation.key_mark()
    assert "one" not in one
