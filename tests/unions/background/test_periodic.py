import pytest
from django.db import DatabaseError, connection

from unions.background import periodic
from unions.background.mail_worker import MailWorker


def test_a_task_is_registered_once_and_run_by_the_worker_once_an_hour(db, monkeypatch):
    monkeypatch.setattr(periodic, "TASKS", [])
    runs = []

    def task():
        runs.append(1)

    periodic.every_hour(task)
    assert periodic.every_hour(task) is task
    worker = MailWorker()
    worker.run_periodic_tasks()
    worker.run_periodic_tasks()

    assert runs == [1]


@pytest.mark.parametrize("error", [ValueError("a broken row"), DatabaseError("no such column")])
def test_a_task_that_fails_is_named_and_the_others_and_the_mails_go_on(db, monkeypatch, caplog, error):
    done = []

    def broken():
        raise error

    for name in ["TASKS", "MOMENTS"]:
        monkeypatch.setattr(periodic, name, [broken, lambda: done.append(1)])
    monkeypatch.setattr(periodic, "failures", {})
    worker = MailWorker()
    monkeypatch.setattr(worker, "send_next", lambda: done.append("mail"))

    for _again in range(3):
        worker.step()

    assert done == [1, 1, "mail", 1, "mail", 1, "mail"]
    [record] = caplog.records
    assert "broken has failed" in record.getMessage()


def test_without_a_database_the_round_ends(monkeypatch):
    monkeypatch.setattr(periodic, "failures", {})
    asked = []

    def fails():
        raise DatabaseError("server closed the connection")

    def away():
        raise DatabaseError("connection refused")

    monkeypatch.setattr(connection, "ensure_connection", away)
    monkeypatch.setattr(connection, "close", lambda: None)
    with pytest.raises(DatabaseError, match="refused"):
        periodic.run([fails, lambda: asked.append(1)])
    assert (asked, periodic.failures) == ([], {})
