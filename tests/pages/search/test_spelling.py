from pages.search.spelling import changed_once, distance


def test_distance_counts_neighbours_that_changed_places_once():
    assert [distance("corlu", other) for other in ["corlu", "crolu", "corl", "corlux", "konya"]] == [0, 1, 1, 1, 4]
    assert {"crolu", "corl", "corlus"} <= changed_once("corlu")
    assert "corlu" not in changed_once("corlu")


def test_distance_beyond_what_is_of_interest_is_only_said_to_be_more():
    assert distance("belediye", "belediye", 1) == 0
    assert distance("belediye", "beledeyi", 2) == 2
    assert distance("belediye", "kaymakam", 1) > 1
