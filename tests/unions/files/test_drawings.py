"""What stays of an uploaded SVG drawing."""

import re

import pytest
from django.core.exceptions import ValidationError

from unions.files.drawings import cleaned, is_drawing, is_white

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10">'
CIRCLE = '<circle r="5" fill="#127a3b"/>'


def drawing(inside: str, head: str = HEAD) -> bytes:
    return f"{head}{inside}</svg>".encode()


HARMFUL = {
    "script": f"<script>alert(1)</script>{CIRCLE}",
    "script with a prefix": f'<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>{CIRCLE}',
    "script of XHTML": f'<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>{CIRCLE}',
    "event": '<circle r="5" onload="alert(1)" ONCLICK="alert(1)"/>',
    "foreign object": f'<foreignObject><body xmlns="http://www.w3.org/1999/xhtml">alert(1)</body></foreignObject>{CIRCLE}',
    "picture from outside": f'<image href="https://example.org/alert.png"/>{CIRCLE}',
    "use from outside": f'<use xlink:href="https://example.org/alert.svg#a"/>{CIRCLE}',
    "link": f'<a href="javascript:alert(1)">{CIRCLE}</a>{CIRCLE}',
    "style address": '<circle r="5" style="fill:url(https://example.org/alert)"/>',
    "fill address": '<circle r="5" fill="url( \'//example.org/alert\')"/>',
    "import": f"<style>@import 'https://example.org/alert.css';</style>{CIRCLE}",
    "style set of pictures": f"<style>circle{{background:image-set('https://example.org/alert' 1x)}}</style>{CIRCLE}",
    "style rule": f"<style>circle{{fill:url(data:alert)}}</style>{CIRCLE}",
    "escaped style": f"<style>circle{{fill:u\\72l(https://example.org/alert)}}</style>{CIRCLE}",
    "animation": f'<animate attributeName="href" to="javascript:alert(1)"/>{CIRCLE}',
    "set": f'<set attributeName="onload" to="alert(1)"/>{CIRCLE}',
    "comment": f"<!-- alert -->{CIRCLE}",
    "instruction": f'<?xml-stylesheet href="https://example.org/alert.css"?>{CIRCLE}',
}


def test_nothing_stays_that_runs_or_fetches():
    left = {}
    for name, inside in HARMFUL.items():
        text = cleaned(drawing(inside)).decode()
        if re.search(r"alert|example\.org|script|onload|javascript", text, re.IGNORECASE) or "circle" not in text:
            left[name] = text

    assert not left


def test_shapes_gradients_and_own_references_stay():
    inside = (
        '<defs><linearGradient id="g"><stop offset="0" stop-color="#f00"/></linearGradient></defs>'
        '<style>.a{fill:#0a0}</style><g transform="scale(2)"><path class="a" d="M0 0h1"/>'
        '<rect fill="url(#g)" width="1" height="1"/><use xlink:href="#g"/><text x="1">Ege</text></g>'
    )

    text = cleaned(drawing(inside)).decode()

    for part in ["linearGradient", "stop-color", ".a{fill:#0a0}", 'd="M0 0h1"', "url(#g)", 'href="#g"', ">Ege<"]:
        assert part in text, part


def test_what_cannot_be_shown_is_refused_in_words():
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + HEAD + "&b;</svg>"
    refused = {
        "drawing_unreadable": [b"<svg", b"\xff\xfe<svg/>", bomb.encode(), b"<html><svg/></html>", b"<svg>&nbsp;</svg>"],
        "drawing_empty": [
            drawing(""),
            drawing('<image href="data:image/png;base64,AA"/>'),
            drawing("<script>a</script>"),
        ],
        "drawing_no_size": [drawing(CIRCLE, '<svg xmlns="http://www.w3.org/2000/svg" width="100%">')],
        "drawing_size": [drawing(CIRCLE * 5_001), drawing(f'<path d="{"M0 0h1" * 50_000}"/>')],
    }
    wrong = []
    for code, contents in refused.items():
        for content in contents:
            try:
                wrong.append((code, content[:60], cleaned(content)[:60]))
            except ValidationError as error:
                if error.code != code:
                    wrong.append((code, content[:60], error.code))

    assert not wrong


def test_a_size_in_pixels_becomes_a_box():
    head = '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd"><svg width="20px" height="10">'

    assert b'viewBox="0 0 20 10"' in cleaned(drawing(CIRCLE, head))


@pytest.mark.parametrize("start", [b"<svg ", b"\xef\xbb\xbf<?xml version='1.0'?>", b"<!-- a --> <svg>"])
def test_a_drawing_is_known_by_its_beginning(start):
    assert is_drawing(start)
    assert not is_drawing(b"\x89PNG" + start)


def test_white_on_white_is_noticed():
    white = ['<path fill="#FFF" d="M0 0"/>', '<g fill="white"><path d="M0 0"/></g>', '<rect style="fill: #ffffff"/>']
    seen = [CIRCLE, '<path d="M0 0"/>', '<path fill="#fff" stroke="#000" d="M0 0"/>', '<path class="a" d="M0 0"/>']

    assert [is_white(cleaned(drawing(inside))) for inside in white] == [True, True, True]
    assert [is_white(cleaned(drawing(inside))) for inside in seen] == [False] * 4


def test_a_drawing_that_would_exhaust_its_readers_is_refused():
    again = "".join(f'<g id="a{n}">{f"""<use href="#a{n - 1}"/>""" * 10}</g>' for n in range(1, 10))
    chain = "".join(f'<use id="b{n}" href="#b{n - 1}"/>' for n in range(1, 2000))
    filled = "".join(f'<pattern id="c{n}">{f"""<rect fill="url(#c{n - 1})"/>""" * 10}</pattern>' for n in range(1, 10))
    exhausting = {
        "nested": "<g>" * 2000 + CIRCLE + "</g>" * 2000,
        "nested less": "<g>" * 300 + CIRCLE + "</g>" * 300,
        "used again and again": f'<defs><circle id="a0" r="5"/>{again}</defs><use href="#a9"/>{CIRCLE}',
        "patterns in patterns": f'<defs><pattern id="c0"><circle r="1"/></pattern>{filled}</defs>{CIRCLE}'
        '<rect fill="url(#c9)" width="9" height="9"/>',
        "chain": f'<circle id="b0" r="5"/>{chain}',
    }

    for inside in exhausting.values():
        with pytest.raises(ValidationError) as refused:
            cleaned(drawing(inside))
        assert refused.value.code == "drawing_size"
    # Used within itself it is drawn once at most, and nested as drawing programs do it is taken.
    assert cleaned(drawing(f'<g id="a"><use href="#a"/>{CIRCLE}</g>'))
    assert cleaned(drawing("<g>" * 40 + CIRCLE + "</g>" * 40))
    gradient = '<linearGradient id="g">' + '<stop offset="0"/>' * 20 + "</linearGradient>"
    assert cleaned(drawing(f"<defs>{gradient}</defs>" + '<rect fill="url(#g)"/>' * 4000))
