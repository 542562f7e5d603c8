"""What somebody does who follows an address of the site."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

from django.utils import timezone

from tests.pages.requests.filling import opened_before
from unions.models import OutgoingMail

LIST = "/tr/haberler/"


def asks(client, what: str = LIST, email: str = "Ayse@posta.example", rhythm: str = "daily", path: str = "/tr/takip/"):
    return client.post(path, {"what": what, "email": email, "rhythm": rhythm, "opened": opened_before("follow")})


def mails() -> list[OutgoingMail]:
    return list(OutgoingMail.all_unions.order_by("pk"))


LINK = re.compile(r"https?://\S+")


def path_in(mail: OutgoingMail) -> str:
    links = [link for link in LINK.findall(mail.full_text) if "/takip/" in link or "/follow/" in link]
    return urlsplit(links[-1]).path


def a_day_later(monkeypatch, days: float = 1) -> None:
    later = timezone.now() + timedelta(days=days)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)


def follows(client, **asked) -> str:
    """Ask and confirm; returns the path of the follower's own page."""
    asks(client, **asked)
    confirm = path_in(mails()[-1])
    assert client.post(confirm).status_code == 200
    return confirm.replace("/onay/", "/izlediklerim/")
