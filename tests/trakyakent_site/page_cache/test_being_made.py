import threading

from trakyakent_site.page_cache.being_made import BeingMade


def test_one_makes_the_page_and_the_others_come_when_it_is_there():
    being_made, order, others_wait = BeingMade(), [], threading.Event()

    def another():
        others_wait.set()
        with being_made.turn(("page",)) as is_first:
            order.append(("another", is_first))

    with being_made.turn(("page",)) as is_first:
        thread = threading.Thread(target=another)
        thread.start()
        others_wait.wait(10)
        with being_made.turn(("other page",)) as is_first_there:
            order.append(("made", is_first and is_first_there))
    thread.join(10)

    assert order == [("made", True), ("another", False)]
    assert being_made.ends == {}


def test_whoever_has_waited_too_long_goes_on(monkeypatch):
    being_made = BeingMade()
    monkeypatch.setattr(being_made, "PATIENCE", 0.01)

    with being_made.turn(("page",)), being_made.turn(("page",)) as is_first:
        assert not is_first


def test_a_page_that_could_not_be_made_is_made_by_the_next():
    being_made = BeingMade()

    try:
        with being_made.turn(("page",)):
            raise ValueError
    except ValueError:
        pass

    with being_made.turn(("page",)) as is_first:
        assert is_first
