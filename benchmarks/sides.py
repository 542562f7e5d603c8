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
        done = subprocess.run(  # noqa: S603
            command, env=environment, cwd=folder, capture_output=True, text=True, check=False
        )
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

    def peer(self, name: str, label: str) -> list[Side]:
        """A content management system in an environment of its own, without its cache and with it."""
        data = self.folder / name
        python = data / "venv" / "bin" / "python"
        environment = {
            "BENCHMARK_FOLDER": str(data),
            "DJANGO_SETTINGS_MODULE": "listing.settings",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        requirements = PEERS / name / "requirements.txt"
        try:
            if not (data / "made").exists():
                data.mkdir(parents=True, exist_ok=True)
                self.run([self.python, "-m", "venv", str(data / "venv")], os.environ, ROOT)
                install = ["-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes"]
                self.run([str(python), *install, "-r", str(requirements)], os.environ, ROOT)
                content.write(data / "content.json")
                build = [str(python), "build.py", str(data / "content.json")]
                self.run(build, os.environ | environment, PEERS / name)
                (data / "made").touch()
        except RuntimeError as error:
            self.missing.append(f"{label}: {error}")
            return []
        command = [str(python), "-m", "gunicorn", "listing.wsgi", *SERVER]
        headers = {"Host": "localhost"}
        shared = {"path": "/uyeler/", "headers": headers, "folder": PEERS / name, "is_slow": True}
        return [
            Side(f"{label}, no cache", command, environment=environment | {"CACHED": "0"}, **shared),
            Side(f"{label}, its cache", command, environment=environment | {"CACHED": "1"}, **shared),
        ]
