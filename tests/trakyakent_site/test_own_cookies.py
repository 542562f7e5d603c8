from django.conf import settings

from trakyakent_site.own_cookies import cookie_names, own_cookies


def test_cookies_of_others_are_not_ours():
    ours = f"_ga=1; {settings.SESSION_COOKIE_NAME}=abc"

    assert cookie_names(ours) & own_cookies() == {settings.SESSION_COOKIE_NAME}
    assert not cookie_names(f"my{settings.SESSION_COOKIE_NAME}=1; a=messages=b; =x; odd") & own_cookies()


def test_what_tells_a_visitor_something_is_ours():
    assert own_cookies() == {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"}
