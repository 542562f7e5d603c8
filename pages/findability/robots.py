"""What is said to search engines before they read anything."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse


def robots(request: HttpRequest) -> HttpResponse:
    """What search engines leave alone, and where they find the rest."""
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    lines = ["User-agent: *", f"Disallow: {reverse('admin:index')}", "", f"Sitemap: {sitemap}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
