"""Finished pages before a PostgreSQL server that is stopped, and made to hang."""

import signal
import time

import pytest

from tests.trakyakent_site.serving import HALF_A_SECOND, SEEN, ask, edit, is_stale, read_for, until

pytestmark = pytest.mark.slow


def test_an_edit_is_seen_by_every_worker_after_half_a_second(database, port):
    for path in SEEN:
        until(port, path, lambda answer: answer.note == "pages; hit")

    stale = 0
    for number in range(6):
        edit(database, f"Haber {number}")
        time.sleep(HALF_A_SECOND)
        stale += sum(f"Haber {number}" not in ask(port, "/tr/haberler/").text for _again in range(12))

    assert stale == 0


@pytest.mark.parametrize(("fault", "never_seen"), [("stopped", "/tr/belgeler/"), ("hung", "/tr/etkinlikler/")])
def test_pages_outlive_the_database(database, port, fault, never_seen):
    for path in SEEN:
        until(port, path, lambda answer: answer.note == "pages; hit")

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

    assert len(answers) > 30
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
