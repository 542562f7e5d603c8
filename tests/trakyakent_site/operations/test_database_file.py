"""A file that is moved over the running database: no save may be acknowledged that lies in the old one."""

import pytest

from tests.trakyakent_site.moved_file import move_over
from trakyakent_site.operations import database_file

pytestmark = pytest.mark.django_db


def test_worker_begins_anew_only_with_a_whole_database(connection, path):
    assert not database_file.is_successor_ready()
    path.with_name("torn").write_bytes(b"SQLite format 3\0 and no more")
    path.with_name("torn").replace(path)
    assert not database_file.is_successor_ready()

    move_over(path)

    assert database_file.is_successor_ready()
