import pytest

from trakyakent_site.operations import health


@pytest.fixture
def healthy_database(monkeypatch):
    state = {"database": "ok", "reading": "database", "writing": "ok"}
    mail = {"waiting": 0, "delayed": 0, "not_deliverable": 0, "overdue_minutes": 0}
    monkeypatch.setattr(health.database_probe, "ask", lambda: state)
    monkeypatch.setattr(health.outbox_probe, "ask", lambda: mail)
