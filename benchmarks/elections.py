"""A clerk takes each demonstration through the elections of 2029 in Chromium: `python -m benchmarks.elections`.

The results come as the office has them, in an untidy workbook, and from members that answer behind their mailed link.
After each click that changes a record every page about members and organs, the open data, Popolo and a client that
follows by OParl are compared with what the office knows by then. Prints clicks, pages read and contradictions.
"""

import argparse
import http.client
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
ELECTIONS = "25.03.2029"
# The morning after: from here on the installation lives in 2029.
BEGIN = datetime(2029, 3, 26, 7, tzinfo=UTC)


class Clock:
    """The time of the installation; every click takes two minutes."""

    now = BEGIN

    def __call__(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        return self.now.timestamp()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("unions", nargs="*", default=["trakyakent", "konya"])
    parser.add_argument("--installation", type=Path, help="a data folder with both demonstrations, which is copied")
    parser.add_argument("--chromium", default=os.environ.get("CHROMIUM", "/usr/bin/chromium"))
    parser.add_argument("--answers", type=int, default=6, help="members of each union that answer by their link")
    return parser.parse_args()


def prepared(installation: Path | None, folder: Path) -> None:
    """The data folder of an installation of today, with both demonstrations."""
    if installation:
        shutil.copytree(installation, folder, dirs_exist_ok=True)
        command = ["manage.py", "migrate", "--verbosity=0"]
    else:
        command = ["-m", "tests.browser.build"]
    subprocess.run([sys.executable, *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def started(clock: Clock) -> int:
    """The site with its finished pages, served by this process from now on; its port."""
    from socketserver import ThreadingMixIn
    from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

    from django.conf import settings

    from trakyakent_site.page_cache.application import PageCache

    class Silent(WSGIRequestHandler):
        def log_message(self, *_about: Any) -> None:
            """Nothing: thousands of pages are asked for."""

    class Server(ThreadingMixIn, WSGIServer):
        daemon_threads = True

    settings.PAGE_CACHE_MEGABYTES = 64
    PageCache.__init__.__kwdefaults__["clock"] = clock.seconds  # type: ignore[index]
    from trakyakent_site.wsgi import application as site

    server = Server(("127.0.0.1", 0), Silent)
    server.set_app(site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_port


class Answer:
    """What a program gets over the wire."""

    def __init__(self, status: int, headers: dict[str, str], content: bytes):
        self.status_code, self.headers, self.content = status, headers, content
        self.cookies = headers.get("set-cookie", "")

    def __getitem__(self, name: str) -> str:
        return self.headers[name.lower()]

    @property
    def text(self) -> str:
        return self.content.decode().replace("\u00a0", " ")

    def json(self) -> Any:
        return json.loads(self.content)


class Wire:
    """Reads the site of one union as programs do."""

    def __init__(self, port: int, host: str):
        self.port, self.host, self.asked = port, host, 0

    def get(self, path: str, query: dict | None = None, headers: dict | None = None) -> Answer:
        from urllib.parse import urlencode

        self.asked += 1
        path = path.removeprefix(f"http://{self.host}:{self.port}").removeprefix(f"http://{self.host}")
        query_text = urlencode(query or {})
        joined = f"{path}{'&' if '?' in path else '?'}{query_text}" if query_text else path
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", joined, headers={"Host": f"{self.host}:{self.port}"})
        response = connection.getresponse()
        content = response.read()
        connection.close()
        return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, content)


def main() -> None:
    asked = arguments()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "trakyakent_site.settings", "DATA_DIR": folder, "DATABASE_URL": ""}
        os.environ |= {"DEBUG": "1", "SECOND_FACTOR": "optional", "DJANGO_ALLOW_ASYNC_UNSAFE": "true"}
        prepared(asked.installation, Path(folder))
        sys.exit(walk(asked))


def walk(asked: argparse.Namespace) -> int:
    """How many contradictions were seen in all unions."""
    from django.utils import timezone

    clock = Clock()
    timezone.now = clock
    import django

    django.setup()
    port = started(clock)
    from playwright.sync_api import sync_playwright

    from benchmarks.elections_walk import Walk

    wrongs = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=asked.chromium, args=["--no-sandbox", "--disable-gpu"])
        for code in asked.unions:
            clock.now = BEGIN
            wrongs += Walk(code, browser, port, clock, asked.answers).run()
        browser.close()
    return wrongs


if __name__ == "__main__":
    main()
