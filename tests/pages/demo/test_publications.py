from pathlib import Path

import pytest
from django.utils import timezone
from pypdf import PdfReader

from pages.kinds import KINDS
from pages.models import Document, Event, Gallery, Page, Photo, Post
from pages.projects.models import Project
from pages.services.models import Service
from pages.tenders.models import Tender, TenderFile
from pages.vacancies.models import Vacancy, VacancyFile
from unions.models import (
    AgendaPaper,
    Meeting,
    Organ,
    Paper,
    Term,
)

pytestmark = pytest.mark.slow


def test_every_kind_of_page_is_full(union):
    assert union.has_demo
    empty = [f"{kind}: pages/demo/texts/{kind.slice}.toml" for kind in KINDS if not kind.rows().published().exists()]
    assert not empty, f"The demonstration shows none of {', '.join(empty)}; CONTRIBUTING.md says what stands there."
    assert Post.objects.news().published().count() == 30
    assert Post.objects.announcements().published().count() == 10
    assert Event.objects.published().count() == 12
    assert Event.objects.published().upcoming().count() == 3
    assert Document.objects.published().count() == 10
    assert Gallery.objects.published().count() == 3
    assert {tender.current_state for tender in Tender.objects.published()} == {"open", "concluded"}
    assert {vacancy.current_state for vacancy in Vacancy.objects.published()} == {"open", "closed"}
    assert Service.objects.published().exclude(first_authority=None).count() == 7
    assert [TenderFile.objects.count(), VacancyFile.objects.count()] == [3, 2]
    states = {project.current_state for project in Project.objects.published()}
    assert {"running", "completed", "unknown"} <= states
    assert Photo.objects.count() == 18
    assert Page.objects.filter(is_demo=True).published().count() == 6
    assert Term.objects.count() == 2
    assert Organ.objects.count() == 5


def test_every_document_of_the_demonstration_opens_and_says_that_it_is_invented(union):
    files = [document.file for document in Document.objects.filter(is_demo=True)]
    papers = Paper.objects.filter(is_demo=True).exclude(file="")
    files += [paper.file for paper in [*papers, *AgendaPaper.objects.all()]]
    files += [meeting.minutes for meeting in Meeting.objects.exclude(minutes="")]

    for file in files:
        with file.open() as content:
            assert "Örnek belge" in PdfReader(content, strict=True).pages[0].extract_text(), file.name
    names_of_papers = [Path(paper.file.name).name for paper in papers.filter(kind="budget")]
    assert all(str(paper.year) in paper.file.name for paper in papers)
    assert len(set(names_of_papers)) == len(names_of_papers)


def test_only_a_budget_that_is_still_awaited_has_no_file(union):
    awaited = Paper.objects.filter(is_demo=True, file="").values_list("union__code", "kind", "year")

    assert set(awaited) <= {("konya", "budget", timezone.localdate().year + 1)}


def test_posts_are_in_both_languages_or_honestly_in_turkish_only(union):
    turkish_only = Post.objects.filter(title_en=None)

    assert turkish_only.count() == 10
    assert not turkish_only.exclude(summary_en=None, body_en=None).exists()
    assert not Post.objects.exclude(title_en=None).filter(body_en=None).exists()


def test_titles_differ(union):
    for model in [Post, Event, Document, Gallery]:
        titles = list(model.objects.values_list("title_tr", flat=True))

        assert len(set(titles)) == len(titles)
        assert not [title for title in titles if "{" in title or not title[0].isupper() and title[0] != "“"]


def test_pictures_are_described_in_both_languages(union):
    for photo in Photo.objects.all():
        assert photo.picture_alt_tr
        assert photo.picture_alt_en
    events = Event.objects.exclude(picture="")
    assert 0 < len(events) < Event.objects.count()
    assert all(event.picture_alt_tr and event.picture_alt_en for event in events)
    for post in Post.objects.exclude(picture=""):
        assert post.picture_alt_tr
        assert post.picture_alt_en or not post.title_en
