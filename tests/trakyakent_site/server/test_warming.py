import gc
import logging

from django.template import TemplateSyntaxError, loader

from trakyakent_site.server import warming


def test_every_template_of_a_public_page_is_read_before_the_first_visitor_comes(monkeypatch):
    read = []
    monkeypatch.setattr(gc, "freeze", lambda: read.append("then what is there is left alone"))
    monkeypatch.setattr(warming, "get_template", lambda name: read.append(name) or loader.get_template(name))

    warming.warm()

    assert {"404.html", "base.html", "pages/archive.html", "members/people/organ_detail.html"} <= set(read)
    assert not [name for name in read if name.startswith("admin/")]
    assert read[-1] == "then what is there is left alone"


def test_a_template_with_a_fault_keeps_no_worker_from_its_other_pages(monkeypatch, caplog):
    def refuse(name):
        raise TemplateSyntaxError(name)

    monkeypatch.setattr(gc, "freeze", lambda: None)
    monkeypatch.setattr(warming, "get_template", refuse)
    with caplog.at_level(logging.CRITICAL):
        warming.warm()
