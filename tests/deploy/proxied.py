"""The shipped file of the proxy, with a temporary place and ports of its own, before gunicorn as it is shipped."""

import getpass
import http.client
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings

HOST = "ornek.localhost"
# Visitors whom the bounds for one address do not count together.
VISITOR, OTHER_VISITOR = "127.0.0.1", "127.0.0.2"
PATIENCE = 120

# Tables without their migrations, a union, a public document and one that nobody may see; names are printed.
CONTENT = """
import json, os, django
django.setup()
from django.core.management import call_command
call_command("migrate", run_syncdb=True, verbosity=0)
call_command("createcachetable", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone
from tests import factories as make
from unions.tenancy import scope
connection.close()
with scope.everything():
    union = make.make_union(code="ornek", name="Örnek Birliği")
    make.make_post(union=union, title_tr="Haber")
    pdf = b"%PDF-1.4\\n" + bytes(range(256)) * 16_000 + b"\\n%%EOF"
    stored = {}
    for name, status in [("open", "published"), ("closed", "draft")]:
        file = ContentFile(pdf, name=f"{name}.pdf")
        stored[name] = make.make_document(union=union, title_tr=name, status=status, file=file).file.url
from django.test import Client
with scope.everything():
    client = Client()
    client.force_login(make.make_staff(union))
    stored["session"] = client.session.session_key
with open(os.environ["TEST_PROXY_FILE"], "w") as file:
    call_command("nginxfile", *json.loads(os.environ["TEST_PROXY_OPTIONS"]), stdout=file)
print(json.dumps(stored))
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def write_certificate(folder: Path, names: list[str]) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    now = datetime.now(tz=UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(now - timedelta(days=1))
    builder = builder.not_valid_after(now + timedelta(days=30)).add_extension(
        x509.SubjectAlternativeName([x509.DNSName(each) for each in names]), critical=False
    )
    certificate, key_file = folder / "fullchain.pem", folder / "privkey.pem"
    certificate.write_bytes(builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return certificate, key_file


def on_loopback(configuration: str, http_port: int, https_port: int) -> str:
    """Nothing but where it listens is another than on a server."""
    without_v6 = re.sub(r"^ *listen \[::\]:.*\n", "", configuration, flags=re.MULTILINE)
    return without_v6.replace("listen 80", f"listen 127.0.0.1:{http_port}").replace(
        "listen 443", f"listen 127.0.0.1:{https_port}"
    )


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def is_whole(answer: bytes) -> bool:
    head, end, body = answer.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)^content-length: (\d+)", head, re.MULTILINE)
    return bool(end and length) and len(body) >= int(length[1])


class Site:
    """A small installation, its gunicorn and its nginx."""

    def __init__(self, folder: Path, **variables: str):
        self.folder = folder
        self.data = folder / "data"
        self.logs = folder / "logs"
        self.logs.mkdir()
        self.http, self.https, self.application = free_port(), free_port(), free_port()
        self.certificate, self.key = write_certificate(folder, [HOST])
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "TEST_", "PYTEST_"))
        }
        self.environment = kept | {
            "DATA_DIR": str(self.data),
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "tests.deploy.site_settings",
            "SECRET_KEY": settings.SECRET_KEY,
            "HTTPS": "1",
            "EMAIL_URL": "smtp://127.0.0.1:9",
            "DEFAULT_FROM_EMAIL": "noreply@birlik.example",
            "FILES_BY_PROXY": "1",
            "ACCESS_LOG_DIR": str(self.logs),
            "WEB_CONCURRENCY": "2",
            **variables,
        }
        self.stored = json.loads(self.run("-c", CONTENT, **self.about_proxy()).splitlines()[-1])
        self.gunicorn = self.nginx = None

    def about_proxy(self) -> dict[str, str]:
        options = ["--host", HOST, "--certificate", str(self.certificate), "--user", getpass.getuser()]
        options += ["--application", f"127.0.0.1:{self.application}"]
        return {"TEST_PROXY_FILE": str(self.folder / "printed.conf"), "TEST_PROXY_OPTIONS": json.dumps(options)}

    def run(self, *arguments: str, **variables: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=settings.BASE_DIR,
            env=self.environment | variables,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start_application(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "--config", "python:trakyakent_site.server.gunicorn"]
        with (self.folder / "gunicorn.log").open("a") as log:
            self.gunicorn = subprocess.Popen(
                [*command, "--bind", f"127.0.0.1:{self.application}"],
                cwd=settings.BASE_DIR,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        self.wait_for(lambda: self.ask("/tr/").headers.get("cache-status"))

    def stop_application(self) -> None:
        if self.gunicorn:
            self.gunicorn.terminate()
            self.gunicorn.wait(timeout=60)
            self.gunicorn = None

    def start_proxy(self, program: str) -> None:
        printed = (self.folder / "printed.conf").read_text()
        own = {"/run/nginx.pid": "nginx.pid", "/var/log/nginx/error.log": "error.log", "/var/lib/nginx": "temporary"}
        for usual, name in own.items():
            printed = printed.replace(usual, str(self.folder / name))
        (self.folder / "temporary").mkdir(exist_ok=True)
        file = self.folder / "nginx.conf"
        file.write_text(on_loopback(printed, self.http, self.https))
        common = ["-p", str(self.folder), "-c", str(file), "-e", str(self.folder / "error.log")]
        tried = subprocess.run([program, *common, "-t"], capture_output=True, text=True, check=False)
        assert tried.returncode == 0, tried.stderr
        warnings = [line for line in tried.stderr.splitlines() if "[warn]" in line and '"user" directive' not in line]
        assert warnings == []
        self.nginx = subprocess.Popen([program, *common, "-g", "daemon off;"])

    def wait_for(self, is_so) -> None:
        deadline = time.monotonic() + PATIENCE
        while True:
            with suppress(OSError, http.client.HTTPException):
                if is_so():
                    return
            assert time.monotonic() < deadline, (self.folder / "gunicorn.log").read_text()[-2000:]
            time.sleep(0.1)

    def end(self) -> None:
        if self.nginx:
            self.nginx.terminate()
            self.nginx.wait(timeout=30)
        self.stop_application()
        shutil.rmtree(self.folder, ignore_errors=True)

    # Visitors

    def connection(self, visitor: str = VISITOR, timeout: float = 30) -> http.client.HTTPSConnection:
        context = ssl.create_default_context(cafile=str(self.certificate))
        connection = http.client.HTTPSConnection(
            HOST, self.https, timeout=timeout, context=context, source_address=(visitor, 0)
        )
        # The name is the union's, the address the machine's own, whatever the name service says.
        connection._create_connection = lambda _address, *more: socket.create_connection(
            ("127.0.0.1", self.https), *more
        )
        return connection

    def ask(self, path: str, *, method: str = "GET", body=None, headers=None, visitor: str = VISITOR) -> Answer:
        connection = self.connection(visitor)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        sent = {"Host": HOST, **(headers or {})}
        if body is not None:
            sent.setdefault("Content-Length", str(len(body)))
        for name, value in sent.items():
            connection.putheader(name, value)
        connection.endheaders()
        if body is not None:
            # A proxy that refuses a large form answers before it has read all of it.
            with suppress(OSError):
                connection.send(body)
        response = connection.getresponse()
        answer = Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        connection.close()
        return answer

    def raw(self, data: bytes, *, secure: bool = True, visitor: str = VISITOR) -> bytes:
        """What comes back for these bytes, until the proxy hangs up."""
        plain = socket.create_connection(
            ("127.0.0.1", self.https if secure else self.http), timeout=20, source_address=(visitor, 0)
        )
        with plain:
            line = plain
            if secure:
                context = ssl.create_default_context(cafile=str(self.certificate))
                line = context.wrap_socket(plain, server_hostname=HOST)
            received = b""
            with suppress(OSError):
                line.sendall(data)
                # A proxy that has refused listens on for a while, so that the visitor reads its answer.
                while not is_whole(received) and (chunk := line.recv(65536)):
                    received += chunk
            return received
