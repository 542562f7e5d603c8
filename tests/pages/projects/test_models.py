from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from pages.kinds import PROJECTS
from pages.projects.models import Project, ProjectFile
from tests.factories import make_gallery, pdf_upload
from tests.pages.addresses import address
from tests.publications import make_publication


def make_project(**fields):
    return make_publication(PROJECTS, **{"title_tr": "Köprü", "title_en": "Bridge", **fields})


def in_days(number):
    return timezone.localdate() + timedelta(days=number)


# Stated state, start, end, what follows.
STATES = [
    ("", None, None, "unknown"),
    ("", -9, None, "unknown"),
    ("", None, 9, "unknown"),
    ("", -9, 9, "running"),
    ("", 0, 0, "running"),
    ("", 9, 20, "planned"),
    ("", 9, None, "planned"),
    ("", -9, -1, "completed"),
    ("", None, -1, "completed"),
    ("cancelled", -9, 9, "cancelled"),
    ("running", None, None, "running"),
    ("completed", None, 9, "completed"),
]


def test_state_is_the_stated_one_or_follows_from_the_dates_everywhere_alike(client, union):
    wrong = []
    for stated, start, end, expected in STATES:
        days = {"start_date": start, "end_date": end}
        project = make_project(state=stated, **{name: in_days(day) for name, day in days.items() if day is not None})
        found = [state for state in Project.State.values if project in Project.objects.in_state(state)]
        if (project.current_state, found) != (expected, [expected]):
            wrong.append((stated, start, end, project.current_state, found))

    assert wrong == []


def test_a_year_without_day_lasts_to_its_end(client, union):
    this_year = str(timezone.localdate().year)

    running = make_project(start_date=this_year, end_date=this_year)
    over = make_project(start_date="2015", end_date="2016-03")

    assert running.current_state == "running"
    assert list(Project.objects.in_state("running")) == [running]
    assert list(Project.objects.in_state("completed")) == [over]


def test_end_before_start_is_refused_at_its_field(union):
    with pytest.raises(ValidationError) as refused:
        Project(union=union, title_tr="Köprü", start_date="2026", end_date="2025").full_clean()

    assert "end_date" in refused.value.error_dict


def test_projects_across_the_border_come_first_where_the_union_wants_it(client, union):
    abroad = make_project(is_cross_border=True, date=in_days(-90))
    at_home = make_project(date=in_days(-1))

    assert list(client.get(address("project_list", "tr")).context["page"]) == [at_home, abroad]

    union.lists_cross_border_first = True
    union.save()

    assert list(client.get(address("project_list", "tr")).context["page"]) == [abroad, at_home]


def test_page_tells_all_that_is_known(client, union):
    gallery = make_gallery(title_en="Photographs of the bridge")
    project = make_project(
        number="2026-TR-7",
        start_date="2026-05",
        end_date="2028",
        amount="1250000.50",
        currency="EUR",
        is_cross_border=True,
        programme_en="Cross-border programme",
        partners_en="Town of Haskovo, Bulgaria\n\n  Union  \n",
        contact_en="Projects unit",
        contact_phone="0282 111 11 11",
        contact_email="projeler@birlik.example",
        website="https://proje.example/",
        gallery=gallery,
    )
    file = ProjectFile.objects.create(project=project, title_en="Summary", file=pdf_upload())

    text = client.get(project.address("en")).text.replace("\u00a0", " ")

    for words in [
        *["2026-TR-7", "May 2026", ">2028<", "1,250,000.50 €", "Cross-border programme", "Cross-border"],
        *["<li>Town of Haskovo, Bulgaria</li>", "<li>Union</li>", "Projects unit", 'href="tel:+902821111111"'],
        *[
            'href="mailto:projeler@birlik.example"',
            "https://proje.example/",
            "Photographs of the bridge",
            file.file.url,
        ],
    ]:
        assert words in text
    assert "/tr/projeler/" in address("project_list", "tr")


def test_project_of_which_only_the_title_is_known_has_a_page_and_a_row(client, union):
    project = make_project()

    page, listed = client.get(project.address("en")).text, client.get(address("project_list", "en")).text

    # State, start and end.
    assert page.count("not stated") == 3
    assert "Contact details of the union" in page
    assert "Dates not stated" in listed
    for absent in ["Total amount", "Partners", "Fund or programme", "Cross-border", "None"]:
        assert absent not in page.split("<main")[1].split("</main")[0]


def test_gallery_that_is_not_public_is_not_named(client, union):
    project = make_project(gallery=make_gallery(title_en="Hidden", status="draft"))

    assert "Hidden" not in client.get(project.address("en")).text


def test_deleted_gallery_leaves_the_project(client, union):
    project = make_project(gallery=make_gallery())

    project.gallery.delete()

    assert client.get(project.address("tr")).status_code == 200
