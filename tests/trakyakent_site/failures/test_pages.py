import pytest
from django.db import OperationalError
from django.template import TemplateSyntaxError

from tests.trakyakent_site.failures.failing import ADD, TYPED, assert_given_back, view_raises

pytestmark = pytest.mark.django_db


def test_the_page_is_in_the_language_of_the_person_and_in_the_clothes_of_the_side(staff):
    staff.user.language = "en"
    staff.user.save()
    with view_raises(RuntimeError()):
        admin, turkish = staff.post(ADD, TYPED), staff.post("/tr/uyeler/", TYPED)

    assert 'lang="en"' in admin.content.decode()
    assert "<h1>What you sent has not been saved</h1>" in admin.content.decode()
    assert "kaydedilemedi" not in admin.content.decode()
    assert 'id="branding"' in admin.content.decode()
    assert 'href="/yonetim/"' in admin.content.decode()
    assert 'class="masthead"' in turkish.content.decode()
    assert "Bu adres form kabul etmez" in turkish.content.decode()
    assert "What you" not in turkish.content.decode()


def test_our_own_page_failing_still_gives_the_text_back(staff, monkeypatch):
    def fail(*args, **kwargs):
        raise TemplateSyntaxError("in the page that gives back")

    monkeypatch.setattr("trakyakent_site.failures.pages.render_to_string", fail)
    with view_raises(MemoryError()):
        answer = staff.post(ADD, TYPED)

    assert_given_back(answer)


@pytest.mark.parametrize("path", ["/yonetim/", "/tr/haberler/"])
@pytest.mark.parametrize(
    "error", [OperationalError("no answer"), MemoryError(), ValueError("a missing file of styles")]
)
def test_our_own_page_failing_still_answers_a_question_in_words(staff, monkeypatch, path, error):
    def fail(*args, **kwargs):
        raise TemplateSyntaxError("in the page that stands in")

    for module in ["pages", "handlers"]:
        monkeypatch.setattr(f"trakyakent_site.failures.{module}.render_to_string", fail)
    monkeypatch.setattr("django.views.defaults.loader.get_template", fail)
    with view_raises(error):
        answer = staff.get(path)

    assert answer.status_code in (500, 503)
    assert "Sayfa şu anda açılamıyor" in answer.content.decode()
