"""The text of every page survives: without style nothing is glued together, and with it nothing is torn apart."""

import json

import pytest

from tests.browser.test_pages import CASES
from tests.site.joined_text import glued
from unions.publishing.addresses import LANGUAGES
from unions.text.turkish import MONTHS

pytestmark = pytest.mark.browser

WIDTHS = [320, 360, 768, 1024, 1280]
MONTH = "|".join(name for names in MONTHS.values() for name in names)
# What is read as one. It is looked for as a reader sees it, whichever elements and spaces it is made of.
WHOLE = {
    "date": rf"\b[0-3]?[0-9]\s(?:{MONTH})\s[12][0-9]{{3}}\b|\b(?:{MONTH})\s[12][0-9]{{3}}\b",
    "written day": r"\b[0-3][0-9]\.[01][0-9]\.[12][0-9]{3}\b|\b[12][0-9]{3}-[01][0-9]-[0-3][0-9]\b",
    "hour": r"\b[0-2]?[0-9][.:][0-5][0-9]\b",
    "span of numbers": r"(?<![\w/.–-])[0-9]{1,5}(?:[.:][0-9]{2})?(?:[–-][0-9]{1,5}(?:[.:][0-9]{2})?)+(?![\w/–-])",
    "votes": r"\b[0-9]+\s(?:kabul|ret|çekimser|in favour|against|abstentions?)(?![\wçğıöşü])",
    "telephone": r"(?:\+90|\(?0)\s?\(?[0-9]{3}\)?\s[0-9]{3}\s[0-9]{2}\s[0-9]{2}\b",
    "number": r"\b[0-9]{1,3}(?:[.,][0-9]{3})+(?:[.,][0-9]+)?\b",
    "number with its unit": r"\b[0-9]+\s(?:TL|KB|MB|km²|m²|kişi|gün|sayılı|days?|people)(?![\wçğıöşü])",
    "citation": r"(?:\bmd?\.|\b[Mm]adde|\bsayı:|\b[Nn]o\.|\b[Aa]rts?\.|\bLaw|\bKarar|\bDecision)\s[0-9]+(?:/[0-9]+)?",
}

# The main parts of many pages beneath each other in one: what is wide or narrow about a line is the same there.
STACK_PAGES = """async (paths) => {
    const parts = await Promise.all(paths.map(async (path) => {
        const answer = await fetch(path);
        const part = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
        part.dataset.path = path;
        for (const each of part.querySelectorAll("img, script")) each.remove();
        for (const each of part.querySelectorAll("details")) each.open = true;
        return part;
    }));
    document.querySelector("main").replaceWith(...parts);
    return parts.length;
}"""
FIND_TORN = """(whole) => {
    const found = [];
    const isBlock = (element) => !["inline", "contents"].includes(getComputedStyle(element).display);
    const blockOf = (node) => { let at = node.parentElement; while (!isBlock(at)) at = at.parentElement; return at; };
    const isTorn = (pieces) => {
        const lines = new Set();
        for (const { node, start, end } of pieces) {
            const range = document.createRange();
            range.setStart(node, start);
            range.setEnd(node, end);
            for (const { bottom, width } of range.getClientRects()) if (width) lines.add(Math.round(bottom / 8));
        }
        return Math.max(...lines) - Math.min(...lines) > 1;
    };
    const look = (nodes, path) => {
        const text = nodes.map((node) => node.data).join("");
        const matches = Object.entries(whole).flatMap(([name, pattern]) =>
            [...text.matchAll(new RegExp(pattern, "gu"))].map((match) => [name, match]));
        for (const [name, match] of matches) {
            const pieces = [];
            let place = 0;
            for (const node of nodes) {
                const start = Math.max(match.index - place, 0);
                const end = Math.min(match.index + match[0].length - place, node.length);
                if (start < end) pieces.push({ node, start, end });
                place += node.length;
            }
            if (isTorn(pieces)) found.push(`${innerWidth}: ${name} ${match[0]} in ${path}`);
        }
    };
    let looked = 0;
    for (const part of document.querySelectorAll("main")) {
        const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
        let nodes = [];
        let block = null;
        while (walker.nextNode()) {
            const node = walker.currentNode;
            if (node.parentElement.closest("svg, script, option, .visually-hidden")) continue;
            const own = blockOf(node);
            if (own !== block) { look(nodes, part.dataset.path); nodes = []; block = own; }
            nodes.push(node);
            looked += 1;
        }
        look(nodes, part.dataset.path);
    }
    return [looked, found];
}"""


def test_no_two_words_become_one_where_a_page_has_no_style(server):
    wrong, looked = {}, 0
    for case in CASES:
        if path := server.built["paths"][" ".join(case)]:
            html = server.fetch(case[0], path)[1].decode()
            looked += 1
            if found := glued(html, "body"):
                wrong[f"{case[0]} {path}"] = found[:5]

    assert looked > 200
    assert not wrong, json.dumps(wrong, ensure_ascii=False, indent=1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_date_number_telephone_or_citation_is_torn_apart_at_any_width(reader, language):
    cases = [case for case in CASES if case[0] == "trakyakent" and case[3] == language]
    paths = sorted({reader.server.built["paths"][" ".join(case)] for case in cases})
    reader.open("trakyakent", f"/{language}/")

    assert reader.page.evaluate(STACK_PAGES, paths) == len(paths) > 50
    torn = []
    for width in WIDTHS:
        reader.page.set_viewport_size({"width": width, "height": 900})
        looked, found = reader.page.evaluate(FIND_TORN, WHOLE)
        assert looked > 5000
        torn += found

    assert not torn, json.dumps(torn[:60], ensure_ascii=False, indent=1)


def test_what_is_torn_apart_would_be_found(reader):
    reader.open("trakyakent", "/tr/")
    whole = "+90\u00a0288\u00a0000\u00a000\u00a016"
    torn = ["12 Mayıs 2026", "+90 288 000 00 16", "5355 sayılı", "Karar 2026/12"]
    words = "".join("<p>{} <b>{}</b></p>".format(*each.rsplit(" ", 1)) for each in torn)
    reader.page.evaluate(
        """(html) => {
            document.querySelector("main").innerHTML = html;
            for (const each of document.querySelectorAll("main p")) each.style.width = "min-content";
        }""",
        f"{words}<p>{whole}</p>",
    )

    found = reader.page.evaluate(FIND_TORN, WHOLE)[1]

    assert [each for each in torn if not any(each in one for one in found)] == []
    assert not any(whole in one for one in found)
