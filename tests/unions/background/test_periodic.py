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
