import pytest

pytestmark = pytest.mark.django_db


def test_pages_name_card_icon_and_search(client, union):
    for path, language in [("/tr/haberler/", "tr"), ("/en/news/", "en")]:
        page = client.get(path).text
        assert 'property="og:image" content="http' in page
        assert '<link rel="apple-touch-icon" href="/apple-touch-icon.png">' in page
        assert f'href="/opensearch-{language}.xml"' in page
