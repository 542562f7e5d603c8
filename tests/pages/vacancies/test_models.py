from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from pages.kinds import VACANCIES
from pages.vacancies.models import Vacancy, VacancyFile
from tests.factories import pdf_upload
from tests.pages.addresses import address
from tests.publications import make_publication

WORDS = {"open": "Open for applications", "closed": "Applications closed"}


def make_vacancy(*, days=7, **fields):
    """A vacancy that was announced a month ago and closes so many days from today."""
    today = timezone.localdate()
    values = {
        "title_tr": "Mühendis alımı",
        "title_en": "Engineer wanted",
        "post_tr": "İnşaat mühendisi",
        "post_en": "Civil engineer",
        "date": today - timedelta(days=30),
        "last_day": today + timedelta(days=days),
    }
    return make_publication(VACANCIES, **{**values, **fields})


@pytest.mark.parametrize(("days", "state"), [(1, "open"), (0, "open"), (-1, "closed")])
def test_vacancy_is_open_up_to_its_last_day(client, union, days, state):
    vacancy = make_vacancy(days=days)
    other = "closed" if state == "open" else "open"

    assert vacancy.current_state == state
    assert (list(Vacancy.objects.in_state(state)), list(Vacancy.objects.in_state(other))) == ([vacancy], [])
    for path in [vacancy.address("en"), address("vacancy_list", "en")]:
        text = client.get(path).text
        assert f"<strong>{WORDS[state]}</strong>" in text
        assert WORDS[other] not in text.split("</form>")[-1]


@pytest.mark.parametrize("language", ["tr", "en"])
def test_list_is_narrowed_by_state_and_year(client, union, language):
    opened, closed = make_vacancy(days=1), make_vacancy(days=-1)
    older = make_vacancy(days=1, date=date(2024, 5, 12))
    word, year = {"tr": ("durum", "yil"), "en": ("state", "year")}[language]
    path = address("vacancy_list", language)

    assert list(client.get(f"{path}?{word}=closed", follow=True).context["page"]) == [closed]
    assert list(client.get(f"{path}?{word}=open", follow=True).context["page"]) == [opened, older]
    assert list(client.get(f"{path}?{word}=open&{year}=2024", follow=True).context["page"]) == [older]


def test_addresses_are_in_the_words_of_each_language(client, union):
    vacancy = make_vacancy()

    assert (vacancy.address("tr"), vacancy.address("en")) == (
        f"/tr/is-ilanlari/{vacancy.slug_tr}/",
        f"/en/vacancies/{vacancy.slug_en}/",
    )


def test_page_shows_the_post_and_the_files(client, union):
    vacancy = make_vacancy()
    file = VacancyFile.objects.create(vacancy=vacancy, title_tr="Form", title_en="Application form", file=pdf_upload())

    text = client.get(vacancy.address("en")).text

    assert "<dd>Civil engineer</dd>" in text
    assert f'<a class="file-link" href="{file.file.url}">Application form</a>' in text


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_file_is_as_public_as_its_vacancy(client, union, status):
    hidden, shown = make_vacancy(status=status), make_vacancy()

    files = [VacancyFile.objects.create(vacancy=vacancy, file=pdf_upload()) for vacancy in [hidden, shown]]

    assert client.get(files[0].file.url).status_code in [404, 410]
    assert client.get(files[1].file.url).status_code == 200


def test_file_is_checked_by_its_content(union):
    with pytest.raises(ValidationError):
        VacancyFile.objects.create(vacancy=make_vacancy(), file=ContentFile(b"<script>", name="form.pdf"))


def test_applications_do_not_close_before_the_announcement(union):
    vacancy = Vacancy(union=union, title_tr="Alım", post_tr="Memur", date="2026-05-12", last_day="2026-05-11")
    vacancy.date, vacancy.last_day = date(2026, 5, 12), date(2026, 5, 11)

    with pytest.raises(ValidationError) as refused:
        vacancy.clean()
    assert refused.value.error_dict["last_day"][0].code == "closes_early"
    with pytest.raises(IntegrityError), transaction.atomic():
        vacancy.save()
