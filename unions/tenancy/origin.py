"""The one origin under which a union is known: what stands before every address that leaves the site."""

from typing import Any

from django.http import HttpRequest
from django.http.request import split_domain_port

from unions.tenancy.requests import UnionRequest

DEFAULT_PORTS = {"http": "80", "https": "443"}


def origin_of(request: UnionRequest) -> str:
    """Scheme and main host of the union, whichever name the request came by."""
    union = getattr(request, "union", None)
    return origin_at(request, union.main_host if union else "")


def origin_at(request: UnionRequest, main: str) -> str:
    """Scheme and that main host, or the host of the request; the port as readers of this request name it."""
    host, port = split_domain_port(request.get_host())
    return f"{request.scheme}://{main or host}" + (f":{port}" if is_own_port(request, host, port) else "")


def origin_of_union(union: Any) -> str:
    """The same in mails that no request asks for; names of this machine have no certificate."""
    host = union.main_host
    return f"{'http' if host.rpartition('.')[2] == 'localhost' else 'https'}://{host}"


def is_own_port(request: HttpRequest, host: str, port: str) -> bool:
    """Whether readers have to name the port: no proxy stands between, or the name is one of this machine alone."""
    if not port or port == DEFAULT_PORTS[request.scheme or "http"]:
        return False
    return port == request.META.get("SERVER_PORT") or host.rpartition(".")[2] == "localhost"


def absolute(request: UnionRequest, path: str) -> str:
    """The whole address of a path of the site."""
    return origin_of(request) + path
