"""The one host under which programs know a union's records."""

from django.http.request import split_domain_port

from unions.models import UnionHost
from unions.tenancy.requests import UnionRequest

DEFAULT_PORTS = {"http": "80", "https": "443"}


def base_of(request: UnionRequest) -> str:
    """What stands before every address: the union's main host, whichever name the request came by."""
    host, port = split_domain_port(request.get_host())
    main = UnionHost.objects.order_by("-is_primary", "host").values_list("host", flat=True).first()
    has_port = port and port != DEFAULT_PORTS[request.scheme or "http"]
    return f"{request.scheme}://{main or host}" + (f":{port}" if has_port else "")
