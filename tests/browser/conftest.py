"""A real server, a real browser, and what a reader can meet on a page."""

import fcntl
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.signals import request_finished, request_started
from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.fonts import FONTS_FILE, FONTS_OF_A_PHONE
from tests.conftest import with_room

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
# Milliseconds after which something does not come any more. Tests wait for what they need to see, which takes long on
# a busy machine without being broken.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)

# Before anything of the page: what its policy forbids is remembered.
REMEMBER_VIOLATIONS = """
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) =>
        window.violations.push(`${event.violatedDirective} forbids ${event.blockedURI}`));
"""


def environment(data_folder: Path) -> dict[str, str]:
    """That of an embedded installation with a data folder of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "TEST_", "PYTEST_"))}
    return kept | {
        "DATA_DIR": str(data_folder),
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "trakyakent_site.settings",
    }


@pytest.fixture(scope="session")
def installation(tmp_path_factory, request) -> Path:
    """The data folder of an installation with facts and demonstration, made by whichever process comes first.

    Whoever works on the pages makes one by `tests.browser.build` and names it in TEST_INSTALLATION, to wait only once.
    """
    if os.environ.get("TEST_INSTALLATION"):
        return Path(os.environ["TEST_INSTALLATION"])
    folder = tmp_path_factory.getbasetemp()
    if hasattr(request.config, "workerinput"):
        folder = folder.parent
    data = folder / "installation"
    with (folder / "installation.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (data / "built.json").exists():
            data.mkdir(exist_ok=True)
            command = [sys.executable, "-m", "tests.browser.build"]
            done = subprocess.run(
                command, cwd=settings.BASE_DIR, env=environment(data), capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, done.stderr
    return data


@dataclass(frozen=True)
class Server:
    """The running installation."""

    port: int
    built: dict

    def address(self, union: str, path: str) -> str:
        return f"http://{union}.localhost:{self.port}{path}"

    def path(self, union: str, name: str, variant: str, language: str) -> str:
        """Where a sample stands; skips where the union has none."""
        path = self.built["paths"][f"{union} {name} {variant} {language}"]
        if path is None:
            pytest.skip("This union has no such row.")
        return path

    def fetch(self, union: str, path: str) -> tuple[int, bytes]:
        """Status and body as they come over the wire, without a browser."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE / 1000)
        connection.request("GET", path, headers={"Host": f"{union}.localhost:{self.port}"})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body


@pytest.fixture(scope="session")
def server(installation):
    """gunicorn as `bin/serve` starts it, on a port that this process holds from the beginning."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.set_inheritable(True)
        descriptor = listening.fileno()
        command = [sys.executable, "-m", "gunicorn", "trakyakent_site.wsgi", "--bind", f"fd://{descriptor}"]
        command += ["--worker-class", "gthread", "--workers", "1", "--threads", "4", "--no-control-socket"]
        log = installation / f"server.{os.getpid()}.log"
        with log.open("w") as output:
            process = subprocess.Popen(
                [*command, "--log-level", "warning"],
                cwd=settings.BASE_DIR,
                env=environment(installation),
                pass_fds=[descriptor],
                stdout=output,
                stderr=output,
            )
        try:
            port = listening.getsockname()[1]
            found = Server(port, json.loads((installation / "built.json").read_text(encoding="utf-8")))
            deadline = time.monotonic() + 60
            while found.fetch("trakyakent", "/hazir")[0] != 200:
                assert process.poll() is None, log.read_text()
                assert time.monotonic() < deadline, log.read_text()
                time.sleep(0.2)
            yield found
        finally:
            process.terminate()
            process.wait(timeout=30)


@pytest.fixture(scope="session", autouse=True)
def answers_have_room():
    """The threads that answer the browser find room for their frames, as tests do."""
    answer = ThreadedWSGIServer.process_request_thread
    patch = pytest.MonkeyPatch()
    patch.setattr(ThreadedWSGIServer, "process_request_thread", lambda *request: with_room(answer, *request))
    yield
    patch.undo()


@pytest.fixture(scope="session")
def browser(chromium):
    # Playwright leaves an event loop running in this thread; Django would refuse every query of the tests that follow.
    patch = pytest.MonkeyPatch()
    patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        fonts = {**os.environ, "FONTCONFIG_FILE": str(FONTS_FILE)}
        running = playwright.chromium.launch(executable_path=chromium, args=SWITCHES, env=fonts, timeout=PATIENCE)
        yield running
        running.close()
    patch.undo()


@contextmanager
def new_window(browser, size=DESKTOP, **options):
    """A window of somebody who has not been here before, with nothing that moves by itself."""
    context = browser.new_context(viewport=size, reduced_motion="reduce", **options)
    context.set_default_timeout(PATIENCE)
    context.add_init_script(FONTS_OF_A_PHONE)
    try:
        yield context.new_page()
    finally:
        context.close()


@dataclass
class Reader:
    """Someone who reads a page, and everything that went wrong meanwhile."""

    page: Page
    server: Server
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self):
        self.page.add_init_script(REMEMBER_VIOLATIONS)
        self.page.on("console", self.hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        self.page.on("request", self.see_request)
        self.page.on("response", self.see_response)

    def hear(self, message):
        # The browser says of every page that it was not found, which the page itself says as well.
        if message.type in ["error", "warning"] and message.location.get("url") != self.page.url:
            self.complaints.append(f"console: {message.text}")

    def see_request(self, request):
        if urlsplit(request.url).hostname != urlsplit(self.page.url).hostname and not request.is_navigation_request():
            self.complaints.append(f"asks another host: {request.url}")

    def see_response(self, response):
        if "set-cookie" in response.headers:
            self.complaints.append(f"sets a cookie: {response.url}")
        if response.status >= 400 and not response.request.is_navigation_request():
            self.complaints.append(f"{response.status}: {response.url}")

    def open(self, union: str, path: str):
        """Goes to a page of a union and waits until it is whole."""
        return self.page.goto(self.server.address(union, path), wait_until="load")

    def wrongs(self) -> list[str]:
        """What went wrong since the last time."""
        found = self.complaints + [f"policy: {each}" for each in self.page.evaluate("window.violations")]
        found += [f"cookie: {each['name']}" for each in self.page.context.cookies()]
        self.complaints = []
        self.page.evaluate("window.violations = []")
        return found


@pytest.fixture(scope="session")
def opened(browser, server):
    """Opens a window: `with opened(PHONE) as reader:`."""

    @contextmanager
    def open_window(size=DESKTOP, **options):
        with new_window(browser, size, **options) as page:
            yield Reader(page, server)

    return open_window


@pytest.fixture(scope="module")
def window(opened):
    """One window for all tests of a module: like a reader's own it keeps what it has fetched."""
    with opened() as reader:
        yield reader


@pytest.fixture
def reader(window):
    """The window as a new reader finds it."""
    window.page.set_viewport_size(DESKTOP)
    window.page.emulate_media(color_scheme="light")
    window.complaints = []
    return window


def pytest_terminal_summary(terminalreporter):
    """The figures that tests have recorded as properties, from whatever process they ran in."""
    rows = []
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") == "call":
                rows += [value for name, value in report.user_properties if name == "figures"]
    tables: dict[tuple, list[dict]] = {}
    for row in rows:
        tables.setdefault(tuple(row), []).append(row)
    for columns, of_one_kind in tables.items():
        terminalreporter.section(f"{columns[0]} in figures")
        lines = [dict(zip(columns, columns, strict=True)), *sorted(of_one_kind, key=lambda row: str(row[columns[0]]))]
        widths = [max(len(str(line[column])) for line in lines) for column in columns]
        for line in lines:
            cells = [str(line[column]).rjust(width) for column, width in zip(columns[1:], widths[1:], strict=True)]
            terminalreporter.write_line("  ".join([str(line[columns[0]]).ljust(widths[0]), *cells]))


@pytest.fixture
def at_rest():
    """Waits until no request is being answered: a page that is closed may have sent one, which holds the database."""
    answering = []

    def begin(**_about):
        answering.append(1)

    def end(**_about):
        answering.pop()

    def wait(longest=10):
        deadline = time.monotonic() + longest
        calm = 0
        while calm < 3 and time.monotonic() < deadline:
            time.sleep(0.02)
            calm = 0 if answering else calm + 1

    request_started.connect(begin)
    request_finished.connect(end)
    yield wait
    wait()
    request_started.disconnect(begin)
    request_finished.disconnect(end)
