"""What is said to search engines before they read anything."""

from django.http import HttpResponse
from django.urls import reverse

from unions.tenancy.origin import absolute
from unions.tenancy.requests import UnionRequest


def robots(request: UnionRequest) -> HttpResponse:
    """What search engines leave alone, and where they find the rest."""
    sitemap = absolute(request, reverse("sitemap"))
    lines = ["User-agent: *", f"Disallow: {reverse('admin:index')}", "", f"Sitemap: {sitemap}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
