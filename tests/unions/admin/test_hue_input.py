"""The field for a hue, with its sample."""

import pytest
from django.core.exceptions import ValidationError

from unions.admin.hue_input import HueField, HueInput


def test_the_sample_is_drawn_in_the_hue_that_stands_there_or_in_the_first_one():
    shown = {value: HueInput().render("accent_hue", value) for value in [195, "150", "", None, "400", "abc"]}

    assert "/amblem-195-AB.svg" in shown[195]
    assert "/amblem-150-AB.svg" in shown["150"]
    assert all("/amblem-0-AB.svg" in shown[value] for value in ["", None, "400", "abc"])
    assert 'value="400"' in shown["400"], "what was typed stays"


def test_the_code_of_a_colour_is_taken_as_its_hue_and_grey_is_refused_with_the_reason():
    field = HueField()

    assert {typed: field.clean(typed) for typed in ["#ffee00", "#FE0", "#1e6b3a", "#00a0a0", "195"]} == {
        "#ffee00": 104,
        "#FE0": 104,
        "#1e6b3a": 152,
        "#00a0a0": 195,
        "195": 195,
    }
    for typed in ["#cccccc", "#000", "#ffffff", "#e8e8ea"]:
        with pytest.raises(ValidationError, match=typed):
            field.clean(typed)
    with pytest.raises(ValidationError):
        field.clean("yellow")
