"""Finished pages before a PostgreSQL server that is stopped, and made to hang."""

import signal

import pytest

from tests.trakyakent_site.serving import (
    SEEN,
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
        health = [ask(port, address).status for address in ["/canli", "/hazir"]]
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
    assert health == [200, 503]
    # Nobody has to restart anything.
    until(port, "/tr/", lambda answer: answer.status == 200 and not is_stale(answer))
    assert ask(port, never_seen).status == 200
