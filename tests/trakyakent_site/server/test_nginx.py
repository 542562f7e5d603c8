import re
from dataclasses import replace

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.factories import make_host
from tests.tables import table
from trakyakent_site.server import gunicorn, nginx
from unions.files.handlers import FILE_BYTES

PROXY = nginx.Proxy(names=["birlik.example"], certificate="/etc/tls/fullchain.pem", key="/etc/tls/privkey.pem")


def test_the_proxy_lets_through_exactly_what_the_application_takes():
    printed = nginx.configuration(PROXY)

    assert f"client_max_body_size {settings.FORM_BODY_BYTES};" in printed
    assert f"large_client_header_buffers 4 {settings.HEADER_BYTES};" in printed
    assert settings.FORM_BYTES < settings.FORM_BODY_BYTES < settings.FORM_BYTES * 1.1
    assert settings.FORM_BYTES // 1024**2 == 400, "deploy/nginx/pages/413.html names it"
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE < settings.PUBLIC_BODY_BYTES
    assert settings.HEADER_BYTES == gunicorn.limit_request_line == gunicorn.limit_request_field_size
    assert int(re.search(r"keepalive_timeout (\d+)s;\n    }", printed)[1]) < gunicorn.keepalive
    assert int(re.search(r"proxy_read_timeout (\d+)s", printed)[1]) > gunicorn.timeout
    assert FILE_BYTES < settings.FORM_BYTES


@table(
    ("length", "is_asked_for"),
    [
        (0, False),
        (999_999, False),
        (9_999_999, False),
        (settings.PUBLIC_BODY_BYTES - 1, False),
        (settings.PUBLIC_BODY_BYTES, True),
        (20_000_000, True),
        (99_999_999, True),
        (settings.FORM_BODY_BYTES, True),
        (10**12, True),
    ],
)
def test_only_forms_above_what_visitors_may_send_cost_a_question(length, is_asked_for):
    printed = nginx.configuration(PROXY)
    patterns = re.findall(r'^        "~(\^.+)" 1;$', printed.split("$brings_files {")[1].split("}\n")[0], re.MULTILINE)

    assert len(patterns) == 4
    assert any(re.search(pattern, f" {length}") for pattern in patterns) is is_asked_for
    assert any(re.search(pattern, "chunked ") for pattern in patterns)


def test_nothing_is_left_to_fill_in_and_every_value_is_used():
    template = nginx.TEMPLATE.read_text(encoding="utf-8")

    assert set(nginx.PLACEHOLDER.findall(template)) == set(nginx.values_of(PROXY))
    assert "${" not in nginx.configuration(PROXY)


@table("name", ["a;b", "a b", "a\nb", "a{b", "${x}", "", "a'b"])
def test_a_value_that_would_end_its_line_is_refused(name):
    with pytest.raises(nginx.BadValue):
        nginx.configuration(replace(PROXY, names=[name]))


def test_https_is_promised_as_the_settings_say(settings):
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 300, True
    assert '"" "max-age=300; includeSubDomains";' in nginx.configuration(PROXY)

    settings.SECURE_HSTS_SECONDS = 0
    assert '"" "";' in nginx.configuration(PROXY)


def test_traffic_data_are_kept_where_a_folder_is_named(settings):
    assert "access_log off;\n\n        add_header" in nginx.configuration(PROXY)

    settings.ACCESS_LOG_DIR = "/var/log/birlik"
    assert "access_log /var/log/birlik/access-$day.log traffic;" in nginx.configuration(PROXY)


def test_the_command_names_the_hosts_of_all_unions(union, capsys):
    make_host(union=union, host="www.ornek.bel.tr")

    call_command("nginxfile", certificate="/etc/tls/fullchain.pem")

    printed = capsys.readouterr().out
    assert "server_name www.ornek.bel.tr;" in printed
    assert "ssl_certificate_key /etc/tls/privkey.pem;" in printed


def test_the_command_says_what_is_missing(union):
    with pytest.raises(CommandError, match="certificate"):
        call_command("nginxfile")
    with pytest.raises(CommandError, match="host name"):
        call_command("nginxfile", certificate="/etc/tls/fullchain.pem")
