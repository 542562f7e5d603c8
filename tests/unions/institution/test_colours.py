import re
from pathlib import Path

import pytest
from django.utils import translation

from tests.tables import table
from unions.institution.colours import EDGE, TEXT, TEXT_AT_LENGTH, colour, contrast, darkest_needed, palette, stylesheet

HUES = range(360)
TOKENS = Path("static/css/tokens.css")


def test_contrast_is_measured_as_wcag_defines_it():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#0b5d3b", "#0b5d3b") == 1


def test_colour_agrees_with_published_oklch_values():
    assert colour(1, 0, 0) == "#ffffff"
    assert colour(0, 0, 0) == "#000000"
    assert colour(0.62796, 0.25768, 29.2339) == "#ff0000"
    assert colour(0.51975, 0.17686, 142.4953) == "#008000"


@pytest.mark.slow
@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_every_hue_is_readable(appearance):
    for hue in HUES:
        scheme = getattr(palette(hue), appearance)

        for ground in scheme.grounds:
            assert contrast(scheme.ink, ground) >= TEXT_AT_LENGTH, (hue, ground)
            assert contrast(scheme.accent, ground) >= TEXT_AT_LENGTH, (hue, ground)
            assert contrast(scheme.accent_hover, ground) >= TEXT_AT_LENGTH, (hue, ground)
            assert contrast(scheme.ink_quiet, ground) >= TEXT, (hue, ground)
            assert contrast(scheme.edge, ground) >= EDGE, (hue, ground)
            assert contrast(scheme.focus, ground) >= EDGE, (hue, ground)
            assert contrast(scheme.accent_rule, ground) >= EDGE, (hue, ground)
            # The second colour of another union has this hue.
            assert contrast(scheme.second_text, ground) >= TEXT, (hue, ground)
        assert contrast(scheme.on_second, scheme.second) >= TEXT, hue
        assert contrast(scheme.on_accent, scheme.accent_fill) >= TEXT, hue
        assert contrast(scheme.on_deep, scheme.deep) >= TEXT_AT_LENGTH, hue
        assert contrast(scheme.second_on_deep, scheme.deep) >= TEXT, hue
        assert contrast(scheme.deep_edge, scheme.deep) >= EDGE, hue
        assert contrast(scheme.on_accent, scheme.accent_hover) >= TEXT, hue


def test_the_second_hue_reads_beside_every_accent():
    for hue in range(0, 360, 30):
        for second in range(15, 360, 30):
            for scheme in [palette(hue, second).light, palette(hue, second).dark]:
                assert all(contrast(scheme.second_text, ground) >= TEXT for ground in scheme.grounds), (hue, second)
                assert contrast(scheme.second_on_deep, scheme.deep) >= TEXT, (hue, second)


def test_every_hue_is_still_a_colour():
    for hue in HUES:
        for accent in [palette(hue).light.accent, palette(hue).dark.accent]:
            channels = [int(accent[start : start + 2], 16) for start in [1, 3, 5]]
            assert max(channels) - min(channels) >= 40, (hue, accent)


@table("hue", [-1, 360, 1000, 12.5, "green", "12", None, True])
def test_what_is_not_a_hue_is_refused(hue):
    with pytest.raises(ValueError, match="0 to 359"), translation.override("en"):
        palette(hue)
    with pytest.raises(ValueError, match="0 to 359"), translation.override("en"):
        palette(150, hue if hue is not None else -1)


def test_a_contrast_that_cannot_be_reached_is_refused_with_the_reason():
    with pytest.raises(ValueError, match="reaches a contrast of 20:1"), translation.override("en"):
        darkest_needed(90, 0.1, ["#999999"], 20)


def test_stylesheet_gives_the_same_tokens_to_light_and_dark():
    light, dark = re.findall(r":root\{(.*?)\}", stylesheet(150))

    assert re.findall(r"--[\w-]+", light) == re.findall(r"--[\w-]+", dark)
    assert f"--accent:{palette(150).light.accent}" in light
    assert f"--accent:{palette(150).dark.accent}" in dark


def test_stylesheet_keeps_dark_colours_off_paper():
    assert "@media screen and (prefers-color-scheme:dark)" in stylesheet(150)


def declared(block):
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", block))


def test_the_tokens_without_a_union_are_readable_too():
    before, after = TOKENS.read_text().split("prefers-color-scheme", 1)

    for scheme in [declared(before), declared(before) | declared(after)]:
        grounds = [scheme["paper"], scheme["surface"], scheme["tint"]]
        for ground in grounds:
            for text in ["ink", "ink-quiet", "accent", "accent-hover", "second-text", "done", "late"]:
                assert contrast(scheme[text], ground) >= TEXT, (text, ground)
            for edge in ["edge", "focus"]:
                assert contrast(scheme[edge], ground) >= EDGE, (edge, ground)
        assert contrast(scheme["on-accent"], scheme["accent-fill"]) >= TEXT
        assert contrast(scheme["on-second"], scheme["second"]) >= TEXT
        assert contrast(scheme["on-deep"], scheme["deep"]) >= TEXT_AT_LENGTH
        assert contrast(scheme["second-on-deep"], scheme["deep"]) >= TEXT
        assert contrast(scheme["deep-edge"], scheme["deep"]) >= EDGE


def test_every_token_of_a_union_has_a_fallback():
    of_a_union = set(re.findall(r"--[\w-]+", stylesheet(150)))

    assert of_a_union <= set(re.findall(r"--[\w-]+(?=:)", TOKENS.read_text()))


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_states_read_on_the_paper_of_every_hue(appearance):
    before, after = TOKENS.read_text().split("prefers-color-scheme", 1)
    states = declared(before) if appearance == "light" else declared(after)

    for hue in HUES:
        for ground in getattr(palette(hue), appearance).grounds:
            for state in ["done", "late"]:
                assert contrast(states[state], ground) >= TEXT, (hue, state)
