from unions.caching.store import MISSING, Store, clear_all_stores


def test_the_value_unused_for_the_longest_makes_room():
    store = Store(most=2)
    for key in "ab":
        store.put(key, key.upper())
    store.get("a")
    store.put("c", "C")

    assert [store.get(key) for key in "abc"] == ["A", None, "C"]


def test_a_value_that_is_none_is_not_a_missing_one():
    store = Store(most=2)
    store.put("a", None)

    assert store.get("a", MISSING) is None
    assert store.get("b", MISSING) is MISSING


def test_a_dropped_value_is_missing_and_may_be_dropped_again():
    store = Store(most=2)
    store.put("a", 1)

    store.drop("a")
    store.drop("a")

    assert (store.get("a"), len(store), store.keys()) == (None, 0, [])


def test_all_stores_are_emptied_by_one_call():
    stores = [Store(most=1), Store(most=1)]
    for store in stores:
        store.put("a", 1)

    clear_all_stores()

    assert [len(store) for store in stores] == [0, 0]
