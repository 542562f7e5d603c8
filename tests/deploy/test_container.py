"""The image and the compose file, read as far as a machine without containers can."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from tests.deploy.compose import read
from tests.tables import table
from trakyakent_site.operations.variables import VARIABLES
from trakyakent_site.server import nginx

ROOT = Path(settings.BASE_DIR)
FOLDER = ROOT / "deploy" / "container"
COMPOSE = read((FOLDER / "compose.yaml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]


def instructions(text: str) -> list[tuple[str, str]]:
    """Each instruction of a Containerfile with what follows it, its lines joined."""
    joined = re.sub(r"\\\n\s*", " ", re.sub(r"(?m)^\s*#.*\n", "", text))
    return [(line.split(" ", 1)[0], line.split(" ", 1)[1]) for line in joined.splitlines() if line.strip()]


STEPS = instructions((FOLDER / "Containerfile").read_text(encoding="utf-8"))


def of(name: str) -> list[str]:
    return [rest for instruction, rest in STEPS if instruction == name]


def test_the_image_runs_as_nobody_from_a_named_version():
    assert re.search(r"=docker\.io/library/python:3\.\d+-slim-\w+$", of("ARG")[0])
    assert of("FROM") == ["${PYTHON_IMAGE} AS build", "${PYTHON_IMAGE}"]
    assert of("USER") == ["5355:5355"]
    # Nothing is installed or written after the user has changed.
    assert [name for name, _rest in STEPS[[name for name, _ in STEPS].index("USER") :] if name in {"RUN", "COPY"}] == []


def test_the_image_holds_what_is_needed_and_nothing_secret():
    sources = {part for rest in of("COPY") if "--from" not in rest for part in shlex.split(rest)[:-1]}
    ignored = (ROOT / ".dockerignore").read_text().split()

    assert all((ROOT / source).exists() for source in sources)
    assert {"unions", "members", "pages", "trakyakent_site", "templates", "static", "manage.py"} <= sources
    assert not {"tests", "data", ".git", "."} & sources
    assert {".git", "data", "tests", "deploy/container/secrets"} <= set(ignored)
    assert not re.search(r"(?i)(secret_key|password|token)\s*=", "\n".join(of("ENV") + of("ARG") + of("RUN")))


def test_packages_come_from_the_lock_alone():
    installs = [rest for rest in of("RUN") if "pip install" in rest]

    assert len(installs) == 1
    assert "--require-hashes --only-binary :all: -r requirements.txt" in installs[0]
    assert not re.search(r"curl|wget|ADD http|apt-get", "\n".join(of("RUN")))
    assert of("ADD") == []


def test_the_image_says_whether_it_is_well_and_how_it_is_stopped():
    assert "/canli" in of("HEALTHCHECK")[0]
    assert of("STOPSIGNAL") == ["SIGTERM"]
    # As a list: a shell between would keep the signal to itself.
    assert of("ENTRYPOINT")[0].startswith("[")
    assert of("CMD")[-1] == '["serve"]'
    assert set(re.findall(r"\b([A-Z_]+)=", of("ENV")[-1])) & set(VARIABLES) == {"DATA_DIR", "ENVIRONMENT_FILE"}


@table("name", sorted(SERVICES))
def test_every_service_is_bounded(name):
    service = SERVICES[name]
    user = str(service.get("user", "")).split(":")[0]

    assert user.isdigit()
    assert int(user) > 0
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert service["mem_limit"]
    assert int(service["pids_limit"]) > 0
    assert service["restart"] == "unless-stopped"
    assert service["logging"]["options"]["max-size"]
    assert not service.get("privileged")
    tag = service["image"].partition("{")[0].rpartition(":")[2] or service["image"].rpartition(":")[2]
    assert tag != "latest"
    assert re.search(r":(\$\{SITE_VERSION|\d+\.\d+[\w.-]*$)", service["image"]), "A version is named."
    # What is written is a volume or memory; no secret stands in the environment.
    for variable, value in service.get("environment", {}).items():
        assert not re.search(r"PASSWORD$|SECRET|KEY$|TOKEN", variable) or str(value).startswith("/"), variable


def test_only_the_proxy_is_seen_from_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert SERVICES["database"]["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert "inside" not in SERVICES["proxy"]["networks"]


def test_the_network_of_the_proxy_is_the_one_that_is_believed():
    subnet = COMPOSE["networks"]["outside"]["ipam"]["config"][0]["subnet"]

    assert SERVICES["site"]["environment"]["TRUSTED_PROXIES"] == subnet
    assert subnet in SERVICES["site"]["environment"]["MONITORING_NETWORKS"]
    assert f"allow {subnet};" in SERVICES["proxy"]["environment"]["MONITORING"]


def test_the_proxy_of_the_container_knows_the_same_as_the_settings():
    environment = SERVICES["proxy"]["environment"]

    assert set(nginx.PLACEHOLDER.findall(nginx.TEMPLATE.read_text())) == set(environment)
    for name in ["FORM_BODY_BYTES", "PUBLIC_BODY_BYTES", "HEADER_BYTES"]:
        assert int(environment[name]) == getattr(settings, name)
    told = nginx.values_of(nginx.Proxy(names=["a.example"], certificate="/c", key="/k"))
    assert set(environment["PAGE_POLICY"].split("; ")) == set(told["PAGE_POLICY"].split("; "))
    # The container is only reached by https, where the names begin with a promise.
    plain = {name.removeprefix("__Host-") for name in environment["OWN_COOKIES"].split("|")}
    assert plain == {name.removeprefix("__Host-") for name in told["OWN_COOKIES"].split("|")}
    assert environment["ACCESS_LOG"].replace("$$", "$") == nginx.access_log("/var/log/birlik")


def test_what_is_kept_lies_in_volumes():
    used = {
        mount.split(":")[0]
        for service in SERVICES.values()
        for mount in service.get("volumes", [])
        if not mount.startswith((".", "$"))
    }

    assert used == set(COMPOSE["volumes"])
    assert any(mount == "data:/var/lib/birlik:ro" for mount in SERVICES["proxy"]["volumes"])


@table("name", ["start", "start-proxy", "night"])
def test_scripts_can_be_read_by_a_plain_shell(name):
    path = FOLDER / name

    assert path.read_text().startswith("#!/bin/sh\n")
    assert path.stat().st_mode & 0o111
    done = subprocess.run(["/bin/sh", "-n", str(path)], capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_the_compose_file_is_read_as_others_read_it():
    yaml = pytest.importorskip("yaml")

    assert yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8")) == COMPOSE
