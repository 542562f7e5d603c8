"""Every public page of an installation, before and after a change that should not be seen.

    python -m benchmarks.pages save FOLDER      writes the HTML of all pages that a reader can reach
    python -m benchmarks.pages edited FOLDER    the same of what is remembered from before an edit that touches nothing
    python -m benchmarks.pages compare ONE TWO  names the pages that differ; ends with 1 if any does

It asks the installation of DATA_DIR in its own process, follows every link from the home pages of each union, and
takes part of each list only: the first pages, and the rows that these name.
"""

import re
import sys
from collections import deque
from pathlib import Path
from urllib.parse import quote, urldefrag, urljoin, urlsplit

import django

# A union of the demonstration has some 1,500 pages; each kind is there many times.
PAGES_A_UNION = 1500
LINK = re.compile(r'href="([^"]+)"')
# What is another at each request: when a form was opened.
OF_REQUEST = re.compile(r'(name="opened" value=")[^"]*')


def edited(folder: Path) -> int:
    return save(folder, after_edits=True)


def save(folder: Path, *, after_edits: bool = False) -> int:
    django.setup()
    from django.test import Client

    from benchmarks.inside import edit
    from unions.models import Union, UnionHost

    number = 0
    for union in Union.objects.all():
        host = UnionHost.all_unions.get(union=union, is_primary=True).host
        client = Client(headers={"host": host})
        waiting, known = deque(["/tr/", "/en/"]), {"/tr/", "/en/"}
        while waiting and len(known) - len(waiting) < PAGES_A_UNION:
            path = waiting.popleft()
            if after_edits:
                client.get(path)
                edit()
            answer = client.get(path)
            if not answer.get("Content-Type", "").startswith("text/html"):
                continue
            target = folder / union.code / f"{quote(path, safe='')[:200]}.html"
            target.parent.mkdir(parents=True, exist_ok=True)
            html = OF_REQUEST.sub(r"\1", answer.content.decode())
            target.write_text(f"{answer.status_code}\n{html}", encoding="utf-8")
            number += 1
            for link in links_of(answer.content.decode(), path, host):
                if link not in known:
                    known.add(link)
                    waiting.append(link)
    print(f"{number} pages")
    return 0


def links_of(html: str, path: str, host: str, below: str | tuple[str, ...] = ("/tr/", "/en/")) -> list[str]:
    """The pages of the same site that a page leads to, in its order."""
    links = []
    for href in LINK.findall(html):
        address = urlsplit(urljoin(f"http://{host}{path}", urldefrag(href.replace("&amp;", "&")).url))
        if address.hostname == host and address.path.startswith(below):
            links.append(address.path + (f"?{address.query}" if address.query else ""))
    return links


def compare(one: Path, two: Path) -> int:
    first, second = ({path.relative_to(folder) for path in folder.rglob("*.html")} for folder in (one, two))
    differing = sorted(path for path in first & second if (one / path).read_bytes() != (two / path).read_bytes())
    for name, paths in {"only before": first - second, "only after": second - first, "different": differing}.items():
        for path in sorted(paths):
            print(f"{name}: {path}")
    print(f"{len(first & second)} pages compared, {len(differing)} differ, {len(first ^ second)} on one side only")
    return int(bool(differing or first ^ second))


if __name__ == "__main__":
    wanted, *folders = sys.argv[1:]
    sys.exit({"save": save, "edited": edited, "compare": compare}[wanted](*map(Path, folders)))
