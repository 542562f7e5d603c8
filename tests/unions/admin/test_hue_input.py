"""The field for a hue, with its sample."""

from unions.admin.hue_input import HueInput


def test_the_sample_is_drawn_in_the_hue_that_stands_there_or_in_the_first_one():
    shown = {value: HueInput().render("accent_hue", value) for value in [195, "150", "", None, "400", "abc"]}

    assert "/amblem-195-AB.svg" in shown[195]
    assert "/amblem-150-AB.svg" in shown["150"]
    assert all("/amblem-0-AB.svg" in shown[value] for value in ["", None, "400", "abc"])
    assert 'value="400"' in shown["400"], "what was typed stays"
