"""Finished pages before a PostgreSQL server that is stopped, and made to hang."""

import json
import signal
import threading
import time

import pytest

from tests.trakyakent_site.serving import (
    SEEN,
    Answer,
    ask,
    ask_until_fresh,
    edit,
    is_hit,
    is_stale,
    read_for,
    until,
    wait_until_each_worker_has_polled,
)

pytestmark = pytest.mark.slow


def test_an_edit_is_seen_in_every_worker_once_it_has_polled(database, port):
    """How soon that is, test_numbers.py says: the thread asks four times a second."""
    for path in SEEN:
        until(port, path, is_hit)

    titles = []
    for number in range(6):
        edit(database, f"Haber {number}")
        # The answer to the first question is held when the second is asked.
        wait_until_each_worker_has_polled(database, times=2)
        titles.append({f"Haber {number}" in ask_until_fresh(port, "/tr/haberler/").text for _again in range(12)})

    assert titles == [{True}] * 6


@pytest.mark.parametrize(("fault", "never_seen"), [("stopped", "/tr/belgeler/"), ("hung", "/tr/etkinlikler/")])
def test_pages_outlive_the_database(database, port, fault, never_seen):
    for path in SEEN:
        until(port, path, is_hit)

    if fault == "stopped":
        database.stop()
    else:
        database.signal(signal.SIGSTOP)
    try:
        answers = read_for(port, 2.5)
        until(port, "/tr/", is_stale)
        answers += read_for(port, 1)
        new = ask(port, never_seen)
        form = ask(port, "/yonetim/login/", method="POST", form={"username": "ayşe", "note": "Uzun yazı " * 20})
        health = [ask(port, address) for address in ["/canli", "/hazir", "/isler"]]
    finally:
        if fault == "stopped":
            database.start()
        else:
            database.signal(signal.SIGCONT)

    assert {answer.status for answer in answers} == {200}
    assert all("Haber" in answer.text for answer in answers)
    assert (new.status, new.headers["Retry-After"]) == (503, "30")
    assert "Kısa bir süre sonra" in new.text
    assert form.status == 503
    assert 'value="ayşe"' in form.text
    assert "Uzun yazı " * 20 in form.text
    # The readers of what was seen are served, and nobody may send them away; what is wrong is a word.
    assert [answer.status for answer in health] == [200, 200, 503]
    assert json.loads(health[1].text) | {"disk": "ok"} == {
        "database": "no answer",
        "reading": "finished pages",
        "writing": "no answer",
        "disk": "ok",
    }
    # Nobody has to restart anything.
    until(port, "/tr/", lambda answer: answer.status == 200 and not is_stale(answer))
    assert ask(port, never_seen).status == 200


def test_requests_that_are_inside_when_the_database_hangs_end_in_time_and_a_monitor_harms_nobody(database, port):
    """From the first moment on, before any worker can know that the database is silent."""
    for path in SEEN:
        until(port, path, is_hit)
    text = "Uzun yazı " * 20
    form = {"method": "POST", "form": {"username": "ayşe", "note": text}}
    inside: list[tuple[float, Answer]] = []
    health: list[tuple[float, Answer]] = []
    seen: list[tuple[float, Answer]] = []

    def ask_and_time(answers, path, **options):
        started = time.monotonic()
        answer = ask(port, path, **options)
        answers.append((time.monotonic() - started, answer))

    threads = [
        threading.Thread(target=ask_and_time, args=[inside, "/yonetim/login/"], kwargs=form) for _each in range(4)
    ]
    threads += [threading.Thread(target=ask_and_time, args=[health, path]) for path in ["/hazir", "/isler"] * 6]
    database.signal(signal.SIGSTOP)
    try:
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            for path in SEEN:
                ask_and_time(seen, path)
    finally:
        database.signal(signal.SIGCONT)

    assert {answer.status for _took, answer in seen} == {200}
    # A page that asked the database would wait five seconds for it.
    assert sorted(took for took, _answer in seen)[int(len(seen) * 0.99)] < 4
    assert max(took for took, _answer in health) < 5
    assert {answer.status for _took, answer in inside} == {503}
    assert max(took for took, _answer in inside) < 10
    for _took, answer in inside:
        assert text in answer.text
        assert 'value="ayşe"' in answer.text
    until(port, "/tr/", lambda answer: answer.status == 200 and not is_stale(answer))
