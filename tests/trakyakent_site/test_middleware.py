import re

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from trakyakent_site.middleware import LanguageMiddleware
from unions.models import Union, UnionHost
from unions.tenancy import scope


def show_union(request):
    return HttpResponse(f"{request.union.code} {scope.union().code} {request.LANGUAGE_CODE}")


urlpatterns = [path("", show_union), path("en/", show_union), path("entry/", show_union)]


@pytest.fixture
def unions(db):
    unions = [Union.objects.create(code="first", is_default=True), Union.objects.create(code="second")]
    for union in unions:
        UnionHost.all_unions.create(union=union, host=f"{union.code}.example", is_primary=True)
    return unions


@pytest.fixture
def plain_urls():
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.mark.parametrize("host", ["second.example", "SECOND.example", "second.example:8000", "second.example."])
def test_host_name_gives_the_union(unions, plain_urls, host):
    answer = Client().get("/", headers={"host": host})

    assert answer.content == b"second second tr"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8000"])
def test_loopback_address_gives_the_default_union(unions, plain_urls, host):
    assert Client().get("/", headers={"host": host}).content == b"first first tr"


@override_settings(DEFAULT_UNION_HOSTS=[])
def test_loopback_address_is_unknown_on_a_server(unions):
    assert Client().get("/", headers={"host": "127.0.0.1"}).status_code == 400


@pytest.mark.parametrize(
    "host", ["elsewhere.example", "10.0.0.1", "first.example.evil.example", "", "a b", "first.example/evil", "[::1"]
)
@pytest.mark.parametrize("address", ["/", "/tr/", "/yonetim/", "/static/css/site.css", "/no-such-page"])
def test_unknown_host_is_refused_without_naming_a_union(unions, host, address):
    answer = Client().get(address, headers={"host": host})

    assert answer.status_code == 400
    text = answer.content.decode()
    assert "first" not in text
    assert "second" not in text
    assert "Bu adreste site yok" in text
    assert "No site at this address" in text
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer


@override_settings(SECURE_SSL_REDIRECT=True)
def test_redirect_to_https_never_repeats_an_unknown_host(unions):
    assert Client().get("/", headers={"host": "evil.example"}).status_code == 400
    assert Client().get("/", headers={"host": "first.example"})["Location"] == "https://first.example/"


def test_union_is_found_with_one_query(unions, plain_urls, django_assert_num_queries):
    client = Client(headers={"host": "second.example"})

    with django_assert_num_queries(1):
        client.get("/")


def test_scope_ends_with_the_request(unions, plain_urls):
    Client().get("/", headers={"host": "second.example"})

    assert scope.union() is None


@pytest.mark.django_db(transaction=True)
def test_missing_database_is_told_in_words():
    def refuse(execute, sql, params, many, context):
        from django.db import OperationalError

        raise OperationalError("the database does not answer")

    with connection.execute_wrapper(refuse):
        answer = Client().get("/tr/")

    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert "Kısa bir süre sonra" in answer.content.decode()


def test_language_comes_from_the_address_only(unions, plain_urls):
    client = Client(headers={"accept-language": "en", "host": "first.example"})
    client.cookies["django_language"] = "en"

    assert client.get("/").content == b"first first tr"
    assert client.get("/en/").content == b"first first en"
    assert client.get("/entry/").content == b"first first tr"


def test_language_of_the_process_is_left_as_it_was(rf):
    from django.utils import translation

    with translation.override("tr"):
        LanguageMiddleware(lambda request: HttpResponse())(rf.get("/en/"))
        assert translation.get_language() == "tr"


def test_admin_speaks_the_language_of_the_user(unions, django_user_model):
    user = django_user_model.objects.create_superuser("ayse", password="correct-horse-battery")
    client = Client(headers={"host": "first.example"})
    assert client.get("/yonetim/login/")["Content-Language"] == "tr"
    client.force_login(user)

    assert client.get("/yonetim/password_change/")["Content-Language"] == "tr"
    user.language = "en"
    user.save()
    assert client.get("/yonetim/password_change/")["Content-Language"] == "en"


def test_every_answer_carries_the_security_headers(unions, plain_urls):
    answer = Client().get("/", headers={"host": "first.example"})

    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in answer["Permissions-Policy"]
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in f"{policy};"
    assert "unsafe" not in policy
    assert "http" not in policy


def test_a_reader_gets_no_cookie(unions, plain_urls):
    answer = Client().get("/", headers={"host": "first.example"})

    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_the_header_hints_at_the_style_sheets_that_the_page_asks_for(unions):
    answer = Client().get("/tr/", headers={"host": "second.example"})

    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)">', answer.content.decode())
    assert answer["Link"] == ", ".join(f"<{sheet}>; rel=preload; as=style" for sheet in sheets)
    assert len(sheets) == 2


@pytest.mark.parametrize("address", ["/yonetim/login/", "/tr/haberler/akis/", "/sitemap.xml", "/robots.txt"])
def test_nothing_is_hinted_at_where_no_style_sheet_is_asked_for(unions, address):
    answer = Client().get(address, headers={"host": "second.example"})

    assert answer.status_code == 200
    assert "Link" not in answer
