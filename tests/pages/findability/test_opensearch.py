"""The search as a browser's own box offers it."""

from xml.etree import ElementTree

import pytest

from tests.factories import make_union

pytestmark = pytest.mark.django_db

NAMES = {"o": "http://a9.com/-/spec/opensearch/1.1/"}


def test_each_language_has_a_description_that_leads_to_its_search(client):
    name = "Çok Uzun Adlı ve Kısaltması Olmayan Belediyeler Birliği & Ortakları"
    make_union(code="uzun", name=name)
    for language, template in [
        ("tr", "http://uzun.localhost/tr/ara/?s={searchTerms}"),
        ("en", "http://uzun.localhost/en/search/?q={searchTerms}"),
    ]:
        answer = client.get(f"/opensearch-{language}.xml", headers={"host": "uzun.localhost"})
        root = ElementTree.fromstring(answer.content)  # noqa: S314 - made by ourselves a moment ago

        assert answer["Content-Type"] == "application/opensearchdescription+xml"
        assert 0 < len(root.findtext("o:ShortName", namespaces=NAMES)) <= 16
        assert 0 < len(root.findtext("o:LongName", namespaces=NAMES)) <= 48
        assert name in root.findtext("o:Description", namespaces=NAMES)
        addresses = {url.get("type"): url.get("template") for url in root.findall("o:Url", NAMES)}
        assert addresses["text/html"] == template
        assert root.findtext("o:Image", namespaces=NAMES) == "http://uzun.localhost/apple-touch-icon.png"
    assert client.get("/opensearch-de.xml", headers={"host": "uzun.localhost"}).status_code == 404
