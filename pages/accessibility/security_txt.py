"""The file that says where weaknesses of the site are reported (RFC 9116)."""

from datetime import UTC, datetime, time

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone

from pages.accessibility.models import SecurityContact
from unions.publishing.addresses import LANGUAGES
from unions.tenancy.requests import UnionRequest


def security_txt(request: UnionRequest) -> HttpResponse:
    """Contact, expiry, languages, canonical address and policy; not there without a contact that is good."""
    contact = SecurityContact.objects.in_force().first()
    if contact is None:
        raise Http404("No security contact has been entered.")
    lines = [f"Contact: {each}" for each in contacts(contact)]
    lines += [
        f"Expires: {expiry(contact):%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(LANGUAGES)}",
        # The RFC asks for https, whatever the way of this request.
        f"Canonical: https://{request.get_host()}{reverse('security_txt')}",
    ]
    if contact.policy:
        lines.append(f"Policy: {contact.policy}")
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def contacts(contact: SecurityContact) -> list[str]:
    """In the order of preference: the form, then the mail."""
    mail = f"mailto:{contact.email}" if contact.email else ""
    return [each for each in [contact.link, mail] if each]


def expiry(contact: SecurityContact) -> datetime:
    """The end of the last day, in UTC."""
    last = timezone.make_aware(datetime.combine(contact.expires_on, time(0, 0)))
    return last.astimezone(UTC)
