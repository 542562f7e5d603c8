import pytest

from members.standards.open_data.datasets import DATASETS
from members.standards.open_data.dcat import MADE_OF
from tests.factories import make_decision, make_headquarters, make_membership

pytestmark = pytest.mark.django_db


rdflib = pytest.importorskip("rdflib")


def graph(reader, extension, form):
    answer = reader.get(f"/dcat/catalogue.{extension}")
    assert answer["Access-Control-Allow-Origin"] == "*"
    return rdflib.Graph().parse(data=answer.content, format=form)


@pytest.fixture
def both(reader, union):
    headquarters = make_headquarters(union=union)
    headquarters.contact_points.create(union=union, kind="email", value="bilgi@ornek.test")
    make_membership(union=union)
    make_decision(union=union)
    return graph(reader, "ttl", "turtle"), graph(reader, "jsonld", "json-ld")


def test_every_file_of_the_catalogue_can_be_fetched_and_every_table_says_when_it_changed(reader, both):
    turtle, _json_ld = both
    names = turtle.namespace_manager
    files = {str(each) for each in turtle.objects(None, names.expand_curie("dcat:downloadURL"))}
    assert len(files) == sum(len(dataset.extensions) for dataset in DATASETS) * 2
    for file in sorted(files):
        assert reader.get(file.partition("localhost")[2]).status_code == 200
    assert set(MADE_OF) == {dataset.words["en"] for dataset in DATASETS}
    changed = set(turtle.subjects(names.expand_curie("dct:modified")))
    assert {str(node).rpartition("#")[2] for node in changed} >= {"members", "memberships", "organs", "decisions"}
