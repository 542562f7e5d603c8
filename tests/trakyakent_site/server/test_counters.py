from trakyakent_site.server import counters


def difference(before):
    return {name: number - before[name] for name, number in counters.totals().items() if number != before[name]}


def test_what_an_ended_worker_has_counted_stays(monkeypatch):
    before = counters.totals()
    monkeypatch.setattr(counters, "row", 5)
    counters.waited(0.25, gave_up=True)
    monkeypatch.setattr(counters, "row", 6)
    counters.waited(0.5, gave_up=False)

    assert difference(before) == {"waits": 2, "microseconds waited": 750_000, "given up": 1}
