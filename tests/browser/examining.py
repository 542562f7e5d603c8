"""What can be found wrong with the page that a browser shows."""

import json
import re
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

import axe_playwright_python
from PIL import Image, ImageChops
from playwright.sync_api import Page

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The narrowest window that a reader may have: 1280 dots at four times their size (WCAG 1.4.10).
NARROWEST = {"width": 320, "height": 640}
# A window of 1280 dots at twice their size.
HALF = {"width": 640, "height": 450}

# Words that no sentence does without, and that the other language does not have.
GIVEAWAYS = {
    "tr": ["the", "of", "and", "are", "been", "with", "not", "from", "by", "this", "since", "have"],
    "en": ["ve", "ile", "için", "bir", "bu", "olarak", "tarihli", "sayılı", "veya", "göre", "yok", "değil", "olan"],
}

LOOK = """() => {
    const words = [];
    const own = (element) => (element.closest("[lang]")?.lang || "") === document.documentElement.lang;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode.data.trim();
        if (text && own(walker.currentNode.parentElement)) words.push(text);
    }
    for (const name of ["alt", "aria-label", "placeholder", "title"])
        for (const element of document.body.querySelectorAll(`[${name}]`))
            if (own(element)) words.push(element.getAttribute(name));
    return {
        language: document.documentElement.lang,
        title: document.title,
        description: document.querySelector("meta[name=description]")?.content,
        typed: [...new URLSearchParams(location.search).values()],
        headings: [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((each) => [
            Number(each.localName[1]), each.textContent.trim().replace(/\\s+/g, " ")]),
        words: words,
        isBilingual: document.querySelector("html[lang=tr] [lang=en] > h2") !== null,
        broken: [...document.images].filter((each) => each.complete && !each.naturalWidth).map((each) => each.src),
        sizeless: [...document.images].filter((each) => !each.getAttribute("width")).map((each) => each.src),
    };
}"""

# How far the page is wider than the window, and what stands out.
OVERFLOW = """() => {
    const page = document.scrollingElement;
    if (page.scrollWidth <= innerWidth) return null;
    const wide = [...document.body.querySelectorAll("*")].filter((each) =>
        each.getBoundingClientRect().right > innerWidth + 1 && !each.closest(".scroll, .visually-hidden"));
    return `${page.scrollWidth} wide: ` + wide.slice(-3).map((each) => each.outerHTML.slice(0, 120)).join(" | ");
}"""

# What a reader may set over the page (WCAG 1.4.12), and letters of twice their size (1.4.4).
SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
SPACING += " p { margin-block-end: 2em !important; }"
LARGE_LETTERS = ":root { font-size: 225% !important; }"
# By the object model of style sheets, which the page's policy does not forbid.
SET_STYLE = """(rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
}"""
# Addresses as long as they are in the country's directory of municipalities.
LENGTHEN_ADDRESSES = """() => {
    for (const link of document.querySelectorAll("main a[href^='mailto:'], main a[rel=external]"))
        link.textContent = link.protocol === "mailto:"
            ? "basinyayinvehalklailiskiler@marmaraereglisibelediyesi.bel.tr"
            : "https://www.marmaraereglisibelediyesi.bel.tr/kurumsal/iletisim-bilgileri.aspx";
}"""

# The stops of the keyboard on a page, one of each look, by what would make its outline another one.
MARK_STOPS = """(known) => {
    const look = (element) => {
        const of = (each) => each && each !== document.body
            ? `${each.localName}.${each.classList}:${getComputedStyle(each).display}` : "";
        const inner = [...element.children].map(of).join("+");
        const outer = [element, element.parentElement, element.parentElement?.parentElement].map(of).join(" < ");
        return `${outer} > ${inner}`;
    };
    const stops = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
    const found = [];
    for (const element of document.body.querySelectorAll(stops)) {
        if (element.disabled || !element.checkVisibility({ checkVisibilityCSS: true })) continue;
        const { width, height } = element.getBoundingClientRect();
        const name = look(element);
        if (!width || !height || element.closest(".visually-hidden, .skip-link") || known.includes(name)) continue;
        known.push(name);
        element.setAttribute("data-stop", found.length);
        found.push([name, element.outerHTML.slice(0, 100)]);
    }
    return found;
}"""
# The part of the window that an outline of the element would lie in.
FOCUS = """(stop) => {
    const element = document.querySelector(`[data-stop="${stop}"]`);
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const boxes = [...element.getClientRects(), ...[...element.querySelectorAll("*")].flatMap(
        (each) => [...each.getClientRects()])].filter((each) => each.width && each.height);
    const [left, top] = [Math.min(...boxes.map((each) => each.left)), Math.min(...boxes.map((each) => each.top))];
    const right = Math.max(...boxes.map((each) => each.right)), bottom = Math.max(...boxes.map((each) => each.bottom));
    const x = Math.max(0, left - 8), y = Math.max(0, top - 8);
    return { x, y, width: Math.min(innerWidth, right + 8) - x, height: Math.min(innerHeight, bottom + 8) - y };
}"""

# Of the words that look alike (their colour, size and weight, and what lies beneath them) two are marked: the contrast
# of the others is the same, on this page and the next, and judging it takes three quarters of the time. What is laid
# over others is marked each; single letters are never judged.
MARK_SAMPLES = """(known) => {
    const seen = {};
    const grounds = new Map();
    const ground = (element) => {
        if (!element) return "";
        if (!grounds.has(element)) {
            const { backgroundColor, backgroundImage, opacity, filter, position } = getComputedStyle(element);
            const own = [backgroundColor, backgroundImage, opacity, filter].join();
            const plain = "rgba(0, 0, 0, 0),none,1,none";
            const laid = ["absolute", "fixed", "sticky"].includes(position) ? ` laid ${grounds.size}` : "";
            grounds.set(element, ground(element.parentElement) + (own === plain ? "" : `/${own}`) + laid);
        }
        return grounds.get(element);
    };
    const isLegible = (element) => (element.value || element.placeholder || element.textContent.trim()).length > 1;
    const isSeen = (element) => {
        const { width, height } = element.getBoundingClientRect();
        return width > 1 && height > 1 && !element.closest(":disabled, [aria-disabled=true], .visually-hidden")
            && element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
    };
    for (const each of document.querySelectorAll("[data-sample]")) each.removeAttribute("data-sample");
    for (const element of document.body.querySelectorAll("*")) {
        const speaks = typeof element.value === "string" || element.placeholder
            || [...element.childNodes].some((each) => each.nodeType === Node.TEXT_NODE && each.data.trim());
        if (!speaks || !isLegible(element) || !isSeen(element)) continue;
        const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element);
        const look = [element.localName, color, fontSize, fontWeight, textShadow, ground(element)].join();
        seen[look] = (seen[look] || 0) + 1;
        const isJudged = seen[look] > 2 || known.includes(look);
        if (!isJudged || look.includes(" laid ")) element.setAttribute("data-sample", "");
    }
    return [document.querySelectorAll("[data-sample]").length, Object.keys(seen)];
}"""
# What axe judges by itself, without a choice.
EVERYTHING = "*"

RUN_AXE = """async ([selector, options]) => {
    axe.configure({ rules: [{ id: "color-contrast", selector }] });
    const { violations } = await axe.run(document, options);
    return violations.map((each) =>
        `${each.id} at ${each.nodes.slice(0, 3).map((node) =>
            `${node.target.join(" ")} (${node.any[0]?.message || node.failureSummary})`).join("; ")}`);
}"""


@cache
def axe_script() -> str:
    return AXE.read_text(encoding="utf-8")


def accessibility(
    page: Page, *rules: str, contrast_of_samples: bool = False, known_looks: set[str] | None = None
) -> list[str]:
    """What axe finds: all that WCAG 2.2 A and AA ask and a program can judge, or these rules only.

    Contrast is judged of all words, or of samples of those that look alike; looks that are known are judged already.
    """
    if not page.evaluate("typeof axe === 'object'"):
        # Evaluated from outside, and so no matter of the page's policy; for the next pages the browser keeps it.
        page.evaluate(axe_script())
        page.add_init_script(axe_script())
    run_only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": STANDARDS}
    options = {"runOnly": run_only, "resultTypes": ["violations"]}
    if not rules:
        options["rules"] = {"target-size": {"enabled": True}}
    if contrast_of_samples:
        known_looks = set() if known_looks is None else known_looks
        marked, looks = page.evaluate(MARK_SAMPLES, list(known_looks))
        known_looks.update(looks)
        if not marked and rules == ("color-contrast",):
            return []
    return page.evaluate(RUN_AXE, ["[data-sample]" if contrast_of_samples else EVERYTHING, options])


def overflow(page: Page) -> list[str]:
    found = page.evaluate(OVERFLOW)
    return [found] if found else []


def overflow_at_its_hardest(page: Page) -> list[str]:
    """The same in the narrowest window with the longest addresses, then also with spacing, then with large letters."""
    found = []
    page.set_viewport_size(NARROWEST)
    page.evaluate(LENGTHEN_ADDRESSES)
    for name, rules in [("long addresses", ""), ("spacing", SPACING)]:
        page.evaluate(SET_STYLE, rules)
        found += [f"{name}: {each}" for each in overflow(page)]
    page.set_viewport_size(HALF)
    for name, rules in [("200 %", ""), ("200 % and spacing", SPACING), ("letters of 200 %", LARGE_LETTERS)]:
        page.evaluate(SET_STYLE, rules)
        found += [f"{name}: {each}" for each in overflow(page)]
    page.evaluate(SET_STYLE, "")
    return found


def unseen_focus(page: Page, known: list[str]) -> list[str]:
    """Stops of the keyboard whose focus changes too few pixels to be seen; looks that are known are not looked at."""
    found = []
    # From here on the browser takes the focus for that of a keyboard.
    page.keyboard.press("Tab")
    for stop, (name, element) in enumerate(page.evaluate(MARK_STOPS, known)):
        known.append(name)
        clip = page.evaluate(FOCUS, stop)
        before = picture(page, clip)
        page.evaluate("(stop) => document.querySelector(`[data-stop='${stop}']`).focus({ preventScroll: true })", stop)
        changed = (
            ImageChops.difference(before, picture(page, clip)).convert("L").point(lambda light: light > 30 and 255)
        )
        pixels = changed.histogram()[255]
        page.evaluate("document.activeElement.blur()")
        # Less than one line along half of it.
        if pixels < clip["width"] + clip["height"] - 32:
            found.append(f"focus not seen ({pixels} pixels): {element}")
    return found


def picture(page: Page, clip: dict) -> Image.Image:
    return Image.open(BytesIO(page.screenshot(clip=clip, animations="disabled"))).convert("RGB")


def structure(page: Page, language: str) -> list[str]:
    """Language, title, headings, pictures, and words of the other language that are not marked as such."""
    seen = page.evaluate(LOOK)
    found = []
    if seen["language"] != language:
        found.append(f"lang is {seen['language']}")
    if not seen["title"] or seen["title"].startswith(" – "):
        found.append(f"the title is {seen['title']!r}")
    levels = [level for level, _text in seen["headings"]]
    if levels.count(1) != 1:
        found.append(f"{levels.count(1)} headings of the first rank")
    if levels and levels[0] != 1:
        found.append(f"begins with a heading of rank {levels[0]}: {seen['headings'][0][1]}")
    steps = zip(seen["headings"], seen["headings"][1:], strict=False)
    found += [f"from rank {above[0]} to {below[0]}: {below[1]}" for above, below in steps if below[0] > above[0] + 1]
    found += [f"empty heading of rank {level}" for level, text in seen["headings"] if not text]
    found += [f"broken picture: {each}" for each in seen["broken"]]
    found += [f"picture without its size: {each}" for each in seen["sizeless"]]
    giveaway = re.compile(rf"\b({'|'.join(GIVEAWAYS[language])})\b", re.IGNORECASE)
    # A page that stands alone speaks both languages, and only elements can say which.
    head = [] if seen["isBilingual"] else [seen["title"], seen["description"] or ""]
    spoken = seen["words"] + [without_typed(words, seen["typed"]) for words in head]
    found += [f"other language: {words[:100]!r}" for words in spoken if giveaway.search(words)]
    return found


def without_typed(words: str, typed: list[str]) -> str:
    """A title or description without what the reader typed: it stands there in quotes, where no element can mark it."""
    for text in filter(None, map(str.strip, typed)):
        words = words.replace(f"“{text}”", "“”")
    before, quote, last = words.rpartition("“")
    # A description that is too long may have been cut within it.
    is_cut = quote and "”" not in last and any(text.startswith(last.rstrip("… ")) for text in typed if last)
    return before if is_cut else words


def at_widths(
    page: Page,
    *sizes: dict,
    judged_at: Sequence[dict] = (),
    contrast_of_samples: bool = False,
    known_looks: set[str] | None = None,
) -> list[str]:
    """Overflow and accessibility in windows of these sizes, and overflow in the narrowest.

    Accessibility is judged in some of the sizes, where they are named. Contrast is judged of all words in the last of
    the sizes, of samples in the others.
    """
    found = []
    for size in [*sizes, NARROWEST]:
        page.set_viewport_size(size)
        found += [f"{size['width']}: {each}" for each in overflow(page)]
        if size in (judged_at or sizes):
            of_samples = contrast_of_samples or size is not sizes[-1]
            wrong = accessibility(page, contrast_of_samples=of_samples, known_looks=known_looks)
            found += [f"{size['width']}: {each}" for each in wrong]
    return found


def in_the_dark(page: Page, known_looks: set[str] | None = None) -> list[str]:
    page.emulate_media(color_scheme="dark")
    wrong = accessibility(page, "color-contrast", contrast_of_samples=True, known_looks=known_looks)
    return [f"dark: {each}" for each in wrong]


def listed(findings: list[str]) -> str:
    return "\n" + json.dumps(findings, ensure_ascii=False, indent=1)
