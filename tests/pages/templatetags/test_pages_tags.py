from django.template import Context, Template


def test_formatted_text_becomes_one_line():
    template = Template("{% load pages_tags %}{{ body|plain_text }}")

    assert template.render(Context({"body": "<h2>Başlık</h2><p>Bir &amp; iki</p>"})) == "Başlık Bir &amp; iki"
