from tests.factories import (
    make_legal_basis,
    make_union_name,
)
from unions.models import UnionName


def frame(client, path="/en/news/"):
    """What surrounds the content of a page."""
    return client.get(path).context


def test_union_is_named_as_today_and_as_before(client, union):
    UnionName.objects.update(start_date="2020")
    make_union_name(name_tr="İlk ad", start_date="1978", end_date="1999")
    make_union_name(name_tr="Eski ad", start_date="2000", end_date="2019")

    context = frame(client)

    assert context["union"].current_name.name_en == "Union of Thrace"
    assert context["former_name"].name_tr == "Eski ad"


def test_union_whose_name_has_not_been_recorded_goes_by_its_code(client, union):
    UnionName.objects.all().delete()

    assert f"<title>News – {union.code}</title>" in client.get("/en/news/").text


def test_founding_act_stands_at_the_foot_of_every_page(client, union):
    make_legal_basis(title_tr="Kanun", number="5355")
    make_legal_basis(
        title_en="Decision of the Council of Ministers",
        number="2000/1461",
        gazette_date="2000-11-28",
        gazette_number=24244,
        is_founding_act=True,
    )

    text = client.get("/en/news/").text

    assert "Decision of the Council of Ministers 2000/1461" in text
    assert "https://www.resmigazete.gov.tr/eskiler/2000/11/20001128.htm" in text


def test_search_engines_are_told_the_main_host(client, union):
    response = client.get("/en/news/", headers={"host": f"{union.code.upper()}.localhost."})

    assert f'rel="canonical" href="http://{union.code}.localhost/en/news/"' in response.text
