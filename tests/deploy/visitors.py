"""Whoever comes to a machine that has a loopback address alone: readers, somebody who signs in, and a mail server."""

import ctypes
import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.deploy.machine import Machine

NETWORK = 0x40000000  # CLONE_NEWNET
LOCATION = re.compile(rb"<loc>([^<]+)</loc>")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def in_network_of(machine: Machine, make: Callable[[], socket.socket]) -> socket.socket:
    """A socket of the machine's network; it stays there, and only a thread of its own has been there."""
    made: list[Any] = []

    def work() -> None:
        try:
            network = os.open(f"/proc/{machine.leader}/ns/net", os.O_RDONLY)
            if ctypes.CDLL(None, use_errno=True).setns(network, NETWORK):
                raise OSError(ctypes.get_errno(), "setns")
            os.close(network)
            made.append(make())
        except (OSError, IndexError) as error:
            made.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    if isinstance(made[0], Exception):
        raise OSError(str(made[0])) from made[0]
    return made[0]


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")


class Visitor:
    """Asks by https, as a browser does; the certificate is believed because it is the one in the machine."""

    def __init__(self, machine: Machine):
        self.machine = machine
        self.cookies: dict[str, str] = {}

    def connect(self, host: str, timeout: float = 30) -> http.client.HTTPSConnection:
        trusted = ssl.create_default_context(cadata=(self.machine.folder / "etc/birlik/tls/fullchain.pem").read_text())
        connection = http.client.HTTPSConnection(host, 443, timeout=timeout, context=trusted)
        connection._create_connection = lambda *_arguments: in_network_of(
            self.machine, lambda: socket.create_connection(("127.0.0.1", 443), timeout=timeout)
        )
        return connection

    def ask(self, host: str, address: str, form: dict[str, str] | None = None, connection=None) -> Answer:
        own = connection or self.connect(host)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if form is not None:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": f"https://{host}",
                "Referer": f"https://{host}{address}",
            }
        own.request(
            "POST" if form is not None else "GET",
            address,
            urlencode(form) if form is not None else None,
            {k: v for k, v in headers.items() if v},
        )
        response = own.getresponse()
        answer = Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        for cookie in response.msg.get_all("Set-Cookie") or []:
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(cookie).items()}
        if connection is None:
            own.close()
        return answer

    def addresses(self, host: str) -> list[str]:
        """All that the union's map of the site names."""
        parts = self.named_by(host, "/sitemap.xml")
        found = [page for part in parts if "?" in part for page in self.named_by(host, part)]
        return list(dict.fromkeys(["/tr/", "/en/", *(found or parts)]))

    def named_by(self, host: str, address: str) -> list[str]:
        """The addresses that a map of the site, or a part of one, names."""
        named = [unescape(each.decode()) for each in LOCATION.findall(self.ask(host, address).body)]
        return [urlsplit(each)._replace(scheme="", netloc="").geturl() for each in named]

    def post(self, host: str, address: str, **fields: str) -> Answer:
        """The form at this address, filled in."""
        page = self.ask(host, address)
        token = TOKEN.search(page.text)
        assert token, f"{address}: {page.status}, no form"
        return self.ask(host, address, {"csrfmiddlewaretoken": token[1], **fields})

    def sign_in(self, host: str, name: str, password: str) -> str:
        """Where it leads, and whether the administration opens."""
        self.cookies.clear()
        answer = self.post(host, "/yonetim/login/", username=name, password=password)
        opened = self.ask(host, answer.headers.get("location", "/yonetim/"))
        return f"{answer.status} to {answer.headers.get('location')}, {opened.status}"

    def share_of_copies(self, names: list[str]) -> str:
        """How many of the pages nginx shows from the static copy."""
        answers = [self.ask(name.partition("/")[0], f"/{name.partition('/')[2]}") for name in names]
        return f"{sum(answer.status == 200 for answer in answers)} of {len(answers)}"


class Readers:
    """Two people who read without a pause, on a connection that stays and on new ones; losses are counted."""

    def __init__(self, visitor: Visitor, hosts: list[str]):
        self.visitor, self.hosts = visitor, hosts
        self.told: dict[str, Any] = {"requests": 0, "lost": 0, "not 200": 0, "longest seconds": 0.0, "what": []}
        self.stopped = threading.Event()
        self.threads = [threading.Thread(target=self.read, args=[stays]) for stays in (True, False)]
        self.lock = threading.Lock()

    def __enter__(self) -> "Readers":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stopped.set()
        for thread in self.threads:
            thread.join()
        self.told["longest seconds"] = round(self.told["longest seconds"], 2)

    def read(self, stays: bool) -> None:
        reader = Visitor(self.visitor.machine)
        addresses = {host: reader.addresses(host)[:40] for host in self.hosts}
        kept = {host: reader.connect(host) for host in self.hosts} if stays else {}
        number = 0
        while not self.stopped.is_set():
            number += 1
            host = self.hosts[number % len(self.hosts)]
            address = addresses[host][number % len(addresses[host])]
            began = time.monotonic()
            try:
                status = reader.ask(host, address, connection=kept.get(host)).status
            except (http.client.RemoteDisconnected, ConnectionResetError) as error:
                if not stays:
                    status = repr(error)
                else:
                    # A server may close a connection that stays between two requests; browsers ask once more.
                    kept[host].close()
                    try:
                        status = reader.ask(host, address, connection=kept.get(host)).status
                    except (OSError, http.client.HTTPException) as second:
                        status = repr(second)
            except (OSError, http.client.HTTPException) as error:
                status = repr(error)
            with self.lock:
                self.note(f"{host}{address}", status, time.monotonic() - began)
            time.sleep(0.02)

    def note(self, page: str, status: int | str, seconds: float) -> None:
        self.told["requests"] += 1
        self.told["longest seconds"] = max(self.told["longest seconds"], seconds)
        if status != 200:
            self.told["lost" if isinstance(status, str) or status >= 500 else "not 200"] += 1
            self.told["what"] = [*self.told["what"][-9:], f"{page}: {status}"]


@dataclass
class MailSink:
    """A mail server in the machine's network, which keeps what it is given."""

    machine: Machine
    port: int
    process: subprocess.Popen | None = field(default=None, init=False)

    def __enter__(self) -> "MailSink":
        self.folder = self.machine.folder.parent / f"{self.machine.folder.name}-mails"
        shutil.rmtree(self.folder, ignore_errors=True)
        command = [sys.executable, "-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(
            [*self.machine.network(), *command, "-c", "aiosmtpd.handlers.Mailbox", str(self.folder)]
        )
        return self

    def wait_for(self, number: int) -> list[str]:
        """The subjects of the mails, once so many are there."""
        deadline = time.monotonic() + 60
        while len(mails := [*self.folder.glob("new/*")]) < number and time.monotonic() < deadline:
            time.sleep(0.5)
        return [found[1] for mail in mails if (found := re.search(r"(?m)^X-RcptTo: (.*)", mail.read_text()))]

    def __exit__(self, *_error: object) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=30)
