"""The catalogue of data sets as a harvester reads it."""

import pytest

from tests.factories import make_decision, make_headquarters, make_membership

pytestmark = pytest.mark.django_db


rdflib = pytest.importorskip("rdflib")


# What the profile demands, and what it recommends and we always have.
NEEDED = {
    "dcat:Catalog": "dct:title dct:description dct:publisher dcat:dataset dct:license dct:language dct:spatial "
    "foaf:homepage dct:modified dcat:themeTaxonomy dcat:service",
    "dcat:Dataset": "dct:title dct:description dct:publisher dct:identifier dct:language dct:spatial dcat:theme "
    "dcat:contactPoint dcat:distribution dcat:keyword dct:accessRights dcat:landingPage",
    "dcat:Distribution": "dcat:accessURL dcat:downloadURL dct:format dcat:mediaType dct:license dct:language",
    "dcat:DataService": "dct:title dcat:endpointURL dcat:endpointDescription dcat:servesDataset",
    "foaf:Agent": "foaf:name",
    "vcard:Organization": "vcard:fn vcard:hasEmail",
}


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


def test_both_forms_state_the_same(both):
    turtle, json_ld = both

    assert len(turtle) > 500
    assert set(turtle) == set(json_ld)
    assert not [node for triple in turtle for node in triple if isinstance(node, rdflib.BNode)]


def test_each_node_has_what_the_profile_demands(both):
    turtle, _json_ld = both
    names = turtle.namespace_manager
    wrongs = []
    for kind, needed in NEEDED.items():
        nodes = set(turtle.subjects(rdflib.RDF.type, names.expand_curie(kind)))
        assert nodes, kind
        for node in nodes:
            has = set(turtle.predicates(node))
            wrongs += [f"{node} lacks {name}" for name in needed.split() if names.expand_curie(name) not in has]
    # Whatever is named here is told of here.
    own = {str(subject) for subject in turtle.subjects()}
    named = {str(each) for each in turtle.objects() if isinstance(each, rdflib.URIRef) and "#" in each}
    wrongs += [f"{each} is named and not told" for each in named if "/dcat/catalogue#" in each and each not in own]
    assert not wrongs, "\n".join(wrongs)


def test_another_unions_catalogue_is_another(reader, union, both):
    assert f"http://{union.code}.localhost/dcat/catalogue" in {str(node) for node in both[0].subjects()}
    assert reader.get("/dcat/catalogue.rdf").status_code == 404
