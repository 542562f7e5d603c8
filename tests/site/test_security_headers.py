"""What every answer tells the browser to forbid; the matrix asks it of every address, this of all that has none."""

import re

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client, override_settings
from django.urls import path

from tests.site.judging import NONCE, assert_forbids_what_it_should, policy_of
from trakyakent_site.urls import urlpatterns as site_patterns

pytestmark = [pytest.mark.django_db, pytest.mark.above_database]


def broken(request):
    raise RuntimeError("broken on purpose")


def suspicious(request):
    raise SuspiciousOperation("broken on purpose")


def forbidden(request):
    raise PermissionDenied


urlpatterns = [
    path("bozuk", broken),
    path("tr/bozuk", broken),
    path("supheli", suspicious),
    path("yasak", forbidden),
    *site_patterns,
]


def test_a_stored_file_can_do_nothing(asker, world):
    for row in [world.own["document"].file, world.own["post"].picture]:
        response = asker.ask("anonymous", "GET", f"/dosya/{row.name}").response

        assert policy_of(response)["default-src"] == ["'none'"]
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Type"] in ["application/pdf", "image/png"]
        assert response["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("address", "status"),
    [("/bozuk", 500), ("/tr/bozuk", 500), ("/supheli", 400), ("/yasak", 403), ("/tr/yok/", 404), ("/tr", 301)],
)
@override_settings(ROOT_URLCONF=__name__)
def test_every_refusal_forbids_the_same(asker, world, address, status):
    answer = asker.ask("anonymous", "GET", address)

    assert answer.status == status
    assert_forbids_what_it_should(answer.response)
    assert not answer.response.cookies


def test_a_refused_form_forbids_the_same(asker, world):
    """Sent from elsewhere, without the token of the page."""
    client = Client(enforce_csrf_checks=True, headers={"host": world.host})

    response = client.post("/yonetim/login/", {"username": "x", "password": "y"})

    assert response.status_code == 403
    assert_forbids_what_it_should(response, is_admin=True)


@pytest.mark.parametrize("name", ["css/site.css", "js/site.js", "img/plain.svg", "admin/css/base.css", "yok.css"])
def test_a_static_file_forbids_the_same(asker, world, name):
    response = asker.ask("anonymous", "GET", f"/static/{name}").response

    assert response.status_code == (404 if name == "yok.css" else 200)
    assert_forbids_what_it_should(response)


def test_two_answers_have_two_nonces(asker, world):
    policies = [policy_of(asker.ask("superuser", "GET", "/yonetim/pages/post/add/").response) for _try in range(2)]

    nonces = [{source for source in policy["script-src"] if NONCE.fullmatch(source)} for policy in policies]
    assert nonces[0]
    assert nonces[0].isdisjoint(nonces[1])


def test_every_script_of_the_administration_is_a_file_or_carries_the_nonce(asker, world):
    answer = asker.ask("superuser", "GET", "/yonetim/pages/post/add/")
    nonce = NONCE.search(answer.response["Content-Security-Policy"])[0].strip("'").removeprefix("nonce-")

    for script in re.findall(r"<script\b[^>]*>", answer.text):
        is_data = re.search(r'type="application/(ld\+)?json"', script)
        assert "src=" in script or is_data or f'nonce="{nonce}"' in script, script
    assert not re.search(r"""\son\w+=["']|javascript:""", answer.text)


@override_settings(SECURE_HSTS_SECONDS=31_536_000)
def test_https_is_asked_for_by_every_answer(asker, world):
    client = Client(headers={"host": world.host})

    for page in ["/tr/", "/yonetim/login/", "/tr/yok/", "/static/css/site.css"]:
        assert "max-age=31536000" in client.get(page, secure=True)["Strict-Transport-Security"]
