"""Who is compared: our page, the least that any page costs, and the same page of others."""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks import content
from benchmarks.measuring import Side, program

ROOT = Path(__file__).resolve().parent.parent
PEERS = Path(__file__).resolve().parent / "peers"
MEMBERS = "/tr/uyeler/"
HOST = {"Host": "birlik-0.localhost"}
SERVER = ["-k", "gthread", "-w", "2", "--threads", "4", "--keep-alive", "75", "--reuse-port"]
SERVER += ["--no-control-socket", "--log-level", "warning", "-b", "127.0.0.1:{port}"]

NGINX = """
worker_processes 2; pid {folder}/nginx.pid; error_log {folder}/nginx.log; daemon off;
events {{ worker_connections 1024; }}
http {{
  access_log off; keepalive_requests 1000000; default_type text/html;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder}; uwsgi_temp_path {folder};
  scgi_temp_path {folder};
  server {{ listen 127.0.0.1:{port}; location / {{ root {folder}; try_files /body.html =404; }} }}
}}
"""


class Benchmarks:
    """The folder in which everything is made once, and the sides that it makes possible."""

    def __init__(self, folder: Path, python: str = sys.executable):
        self.folder = folder
        self.python = python
        self.body = folder / "body.html"
        self.missing = []

    def ours(self, name: str, megabytes: int = 64, **options) -> Side:
        environment = {
            "DATA_DIR": str(self.folder / "ours"),
            "DJANGO_SETTINGS_MODULE": "trakyakent_site.settings",
            "PAGE_CACHE_MEGABYTES": str(megabytes),
            "DATABASE_URL": "",
        }
        command = [self.python, "-m", "gunicorn", "trakyakent_site.wsgi", *SERVER]
        headers = HOST | options.pop("headers", {})
        return Side(name, command, MEMBERS, headers, environment | options.pop("environment", {}), ROOT, **options)

    def make_ours(self) -> None:
        data = self.folder / "ours"
        if not (data / "made").exists():
            data.mkdir(parents=True, exist_ok=True)
            environment = os.environ | self.ours("").environment
            self.run([self.python, "-m", "benchmarks.ours"], environment, ROOT)
            (data / "made").touch()

    def run(self, command: list[str], environment: dict, folder: Path) -> None:
        done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}:\n{done.stderr[-2000:]}")

    def least(self) -> list[Side]:
        environment = {"BENCHMARK_BODY": str(self.body)}
        bare = [self.python, "-m", "gunicorn", "benchmarks.bare:function", *SERVER]
        few = [self.python, "-m", "gunicorn", "benchmarks.bare:function_of_few_headers", *SERVER]
        empty = [self.python, "-m", "gunicorn", "benchmarks.bare:django_application()", *SERVER]
        return [
            Side("bare WSGI function", bare, environment=environment, folder=ROOT),
            Side("bare, two headers only", few, environment=environment, folder=ROOT),
            Side("Django, empty view", empty, environment=environment, folder=ROOT),
        ]

    def nginx(self) -> list[Side]:
        found = program("nginx")
        if not found:
            self.missing.append("nginx: apt install nginx-light")
            return []
        from benchmarks.measuring import free_port

        port = free_port()
        configuration = self.folder / "nginx.conf"
        configuration.write_text(NGINX.format(folder=self.folder, port=port))
        # Its workers must be able to read the file.
        command = (
            [found, "-c", str(configuration), "-g", "user root;"]
            if os.getuid() == 0
            else [found, "-c", str(configuration)]
        )
        return [Side("nginx, static file", command, port=port)]

    def install(self, folder: Path, *requirements: Path) -> str:
        """An environment of its own in the folder; its Python."""
        python = str(folder / "bin" / "python")
        self.run([self.python, "-m", "venv", str(folder)], os.environ, ROOT)
        install = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes"]
        for file in requirements:
            self.run([*install, "-r", str(file)], os.environ, ROOT)
        return python

    def peer(self, name: str, label: str) -> list[Side]:
        """A content management system in an environment of its own, without its cache and with it."""
        data = self.folder / name
        try:
            if not (data / "made").exists():
                self.build(self.install(data / "venv", PEERS / name / "requirements.txt"), name)
        except RuntimeError as error:
            self.missing.append(f"{label}: {error}")
            return []
        python = str(data / "venv" / "bin" / "python")
        return [
            self.listing(python, name, f"{label}, no cache", CACHED="0"),
            self.listing(python, name, f"{label}, its cache", CACHED="1"),
        ]

    def by_hand(self) -> Side:
        """The same page in plain Django, with the packages that we use ourselves."""
        if not (self.folder / "byhand" / "made").exists():
            self.build(self.python, "byhand")
        return self.listing(self.python, "byhand", "Django by hand, no cache")

    def build(self, python: str, name: str) -> None:
        data = self.folder / name
        data.mkdir(parents=True, exist_ok=True)
        content.write(data / "content.json")
        environment = self.listing(python, name, "").environment
        self.run([python, "build.py", str(data / "content.json")], os.environ | environment, PEERS / name)
        (data / "made").touch()

    def listing(self, python: str, name: str, label: str, **environment: str) -> Side:
        """The page of another project, which lies beside the other ones."""
        environment |= {
            "BENCHMARK_FOLDER": str(self.folder / name),
            "DJANGO_SETTINGS_MODULE": "listing.settings",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        command = [python, "-m", "gunicorn", "listing.wsgi", *SERVER]
        headers = {"Host": "localhost"}
        return Side(label, command, "/uyeler/", headers, environment, PEERS / name, is_slow=True)
