import re

import pytest
from django.test import Client

from trakyakent_site.operations import health
from unions.background.proxies import parse_networks
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


LINE = re.compile(r'(?:# (?:HELP|TYPE) .+|birlik_[a-z_]+(?:\{[a-z]+="[^"]*"(?:,[a-z]+="[^"]*")*\})? -?[0-9.e+]+)$')


@pytest.fixture
def told(monkeypatch):
    """What a named network is told; the probes ask in this thread, whose rows nobody else sees."""

    def asked(probe):
        with scope.everything():
            return probe.ask()

    for probe in (health.database_probe, health.outbox_probe):
        monkeypatch.setattr(probe, "answer", lambda request, probe=probe: asked(probe))
    return Client().get("/olcumler")


def test_counts_are_what_prometheus_reads(told, settings):
    lines = told.content.decode().splitlines()
    values = {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines if not line.startswith("#")}

    assert told["Content-Type"].startswith("text/plain; version=0.0.4")
    assert "no-store" in told["Cache-Control"]
    assert [line for line in lines if not LINE.match(line)] == []
    assert values["birlik_database_up"] == values["birlik_writable"] == 1
    assert values["birlik_outbox_waiting"] == 0
    assert values["birlik_disk_free_bytes"] > 0
    assert [value for name, value in values.items() if name.startswith("birlik_worker_resident_bytes")][0] > 10**7
    counted = values["birlik_answer_seconds_count"]
    assert values['birlik_answer_seconds_bucket{le="+Inf"}'] == counted
    bounds = [value for name, value in values.items() if "_bucket" in name]
    assert bounds == sorted(bounds)
    # Each name is explained once.
    names = [line.split()[2] for line in lines if line.startswith("# TYPE")]
    assert len(names) == len(set(names))


def test_nobody_else_learns_that_there_is_such_an_address(settings):
    settings.MONITORING_NETWORKS = parse_networks("10.0.0.0/8")
    assert Client().get("/olcumler").status_code == 404
    assert Client(headers={"X-Forwarded-For": "10.1.2.3"}).get("/olcumler").status_code == 200
    assert Client(headers={"X-Forwarded-For": "203.0.113.7"}).get("/olcumler").status_code == 404
