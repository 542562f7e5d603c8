from django.utils import translation

from pages.kinds import ANNOUNCEMENTS, DOCUMENTS, EVENTS, KINDS, NEWS
from pages.page_kind import FEED
from tests.factories import make_post
from tests.pages.addresses import address


def test_names_of_addresses_follow_from_the_name_of_the_kind():
    assert NEWS.names_of_addresses() == ["news_list", "news_detail", "news_feed"]
    assert DOCUMENTS.names_of_addresses() == ["document_list", "document_detail"]
    assert EVENTS.names_of_addresses() == ["event_list", "event_detail", "event_feed", "event_calendar"]
    assert DOCUMENTS.feed_name == ""


def test_route_follows_the_active_language():
    route = NEWS.route(FEED, "")

    for language, words in [("tr", "haberler/akis/"), ("en", "news/feed/")]:
        with translation.override(language):
            assert str(route) == words


def test_kinds_of_one_model_keep_their_rows_apart(union):
    news, announcement = make_post(kind="news"), make_post(kind="announcement")

    assert (list(NEWS.rows()), list(ANNOUNCEMENTS.rows())) == ([news], [announcement])
    assert (NEWS.has(news), NEWS.has(announcement)) == (True, False)


def test_breadcrumbs_lead_back_to_the_list():
    with translation.override("en"):
        assert NEWS.breadcrumbs() == [{"label": "News", "url": address("news_list", "en")}]


def test_templates_lie_in_the_folder_of_the_model():
    assert NEWS.list_template == "pages/posts/news_list.html"
    assert NEWS.page_template == "pages/posts/post_detail.html"
    assert {kind.map_part for kind in KINDS} == {kind.words["en"] for kind in KINDS}
