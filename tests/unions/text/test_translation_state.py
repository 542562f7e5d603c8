"""How far the second language follows the first, whatever people do to a row. RANDOM_EDITS=1000 tries longer."""

import os
import random

import pytest
from django.apps import apps
from django.utils import timezone

from pages.models import Page, Post
from tests import factories as make
from unions.history.restoring import restore
from unions.history.things import state_at
from unions.models import Editable
from unions.text import translation_state
from unions.text.translation_state import COLUMN, confirm_translation, translated_texts

pytestmark = pytest.mark.django_db
EDITS = int(os.environ.get("RANDOM_EDITS", "60"))
TEXTS = ["title", "summary", "body"]
WORDS = ["kent", "birlik", "meclis", "karar", "bütçe", "yol", "su", "park", "okul", "5355", "2026", "Çorlu"]


def stored(row):
    return type(row).all_unions.get(pk=row.pk)


def state(row, name="title"):
    return translation_state.states_noted(stored(row).translation_state, name)


def saved(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return row


def test_each_state_and_what_leads_to_it(union):
    post = make.make_post(union=union, title_tr="Su kesintisi", title_en="")
    assert state(post) == ["missing"]

    saved(post, title_en="Water cut")
    assert state(post) == []
    saved(post, title_tr="Büyük su kesintisi")
    assert state(post) == ["outdated"]
    assert list(Post.objects.with_outdated_english()) == [post]
    saved(post, title_tr="Su   kesintisi")
    assert state(post) == []
    saved(post, title_tr="Elektrik kesintisi")
    saved(post, title_en="Power cut")
    assert state(post) == []
    saved(post, title_tr="Elektrik kesintisi 3 Mayıs", title_en="Power cut of 4 May")
    assert state(post) == ["numbers"]
    saved(post, title_tr="Trakyakent", title_en="Trakyakent")
    assert state(post) == ["same"]
    saved(post, title_tr="5355", title_en="5355")
    assert state(post) == []
    saved(post, title_tr="Duyuru", title_en="Notice")
    saved(post, title_tr="Yeni duyuru")
    confirm_translation(post, ["title", "no text"])
    saved(post)
    assert state(post) == []
    assert not Post.objects.with_outdated_english().exists()


def test_layout_is_no_text_and_words_are(union):
    post = make.make_post(union=union, body_tr="<p>Bir iki <b>üç</b></p>", body_en="<p>One two three</p>")

    saved(post, body_tr="<h2>Bir</h2><ul><li>iki</li><li><a href='https://x.tr/'>üç</a></li></ul>")
    assert state(post, "body") == []
    saved(post, body_tr="<h2>Bir</h2><p>iki dört</p>")
    assert state(post, "body") == ["outdated"]
    saved(post, body_en="<h2>One two</h2> <p>three</p>")
    assert state(post, "body") == ["outdated"]


def test_rows_that_are_read_in_part_or_written_in_bulk_count_right(union):
    post = make.make_post(union=union, title_tr="Bir", title_en="One", body_tr="<p>a</p>", body_en="<p>b</p>")
    saved(Post.objects.defer("body", "body_tr", "body_en").get(), title_tr="İki")
    assert (state(post), state(post, "body")) == (["outdated"], [])
    saved(Post.objects.only("status", "version", "union").get(), status="draft")
    assert state(post) == ["outdated"]

    Post.objects.bulk_create([Post(union=union, title_tr="Üç", title_en="Three", slug_tr="a", slug_en="b")])
    bulk = Post.objects.get(title_tr="Üç")
    assert state(saved(bulk, title_tr="Dört")) == ["outdated"]


def test_every_model_that_is_translated_notes_it():
    models = [model for model in apps.get_models() if issubclass(model, Editable) and model.translated]
    assert len(models) > 30
    for model in models:
        assert model._meta.get_field(COLUMN), model
        assert model.history.model._meta.get_field(COLUMN), model
        assert translated_texts(model), model


class Told:
    """What somebody who watches every edit knows about a row, without marks and hashes."""

    def __init__(self, words):
        self.words = {name: list(pair) for name, pair in words.items()}
        self.source = {name: pair[0] for name, pair in words.items()}

    def copy(self):
        other = Told(self.words)
        other.source = dict(self.source)
        return other

    def write(self, name, *, turkish=None, english=None):
        pair = self.words[name]
        pair[0] = pair[0] if turkish is None else turkish
        if english is not None and english != pair[1]:
            pair[1] = english
            self.source[name] = pair[0]

    @property
    def outdated(self):
        return {name for name, (tr, en) in self.words.items() if tr and en and tr != en and self.source[name] != tr}


def in_markup(dice, words):
    """The same words as one of several texts of an editor."""
    if not words:
        return ""
    first, _space, rest = words.partition(" ")
    return dice.choice([f"<p>{words}</p>", f"<h2>{first}</h2><p>{rest}</p>", f"<p><strong>{first}</strong> {rest}</p>"])


def written(dice, row, name, language, words):
    setattr(row, f"{name}_{language}", in_markup(dice, words) if name == "body" else words)


def edit(dice, page, told, pages, past):
    """One step of somebody at the page; returns what is known of it afterwards."""
    some = lambda: " ".join(dice.choices(WORDS, k=dice.randint(1, 4)))  # noqa: E731 - said often
    name, step = dice.choice(TEXTS), dice.randrange(12)
    if step < 4:
        texts = [some() if step != 1 else None, some() if step != 0 else None]
        if step == 3 and name != "title":
            texts = [None, dice.choice(["", some()])]
        for language, words in zip(["tr", "en"], texts, strict=True):
            if words is not None:
                written(dice, page, name, language, words)
        told.write(name, turkish=texts[0], english=texts[1])
    elif step == 4:
        written(dice, page, "body", "tr", told.words["body"][0])
        written(dice, page, "body", "en", told.words["body"][1])
    elif step == 5:
        page.status = dice.choice(["draft", "published", "withdrawn"])
        page.publish_at = dice.choice([None, timezone.now()])
        page.withdrawal_reason_tr = some()
    elif step == 6:
        page.parent = dice.choice([None, *pages])
        page.position = dice.randrange(9)
    elif step == 7:
        page.staff_note, page.slug_tr, page.slug_en = some(), f"a-{dice.random()}"[:20].replace(".", ""), ""
        page.review_on = timezone.localdate()
    elif step == 8:
        # Somebody changes the Turkish and takes it back.
        before = told.words[name][0]
        written(dice, page, name, "tr", some())
        page.save()
        written(dice, page, name, "tr", before)
    elif step == 9:
        confirm_translation(page, [name])
        told.source[name] = told.words[name][0]
    elif step == 10 and past:
        time, known = dice.choice(past)
        restore(state_at(Page, page.pk, time), page, lambda _model: True)
        return known.copy()
    page.save()
    return told


def test_random_edits_raise_no_false_alarm_and_miss_nothing(union):
    dice = random.Random(5355)
    pages = [make.make_page(union=union, title_tr=f"Üst {number}") for number in range(2)]
    page = make.make_page(union=union, title_tr="Yol", title_en="Road", summary_tr="kent", summary_en="town")
    told = Told({"title": ("Yol", "Road"), "summary": ("kent", "town"), "body": ("", "")})
    past, false_alarms, misses = [], [], []
    for number in range(EDITS):
        page = stored(page)
        told = edit(dice, page, told, pages, past)
        past.append((timezone.now(), told.copy()))
        found = set((stored(page).translation_state or {}).get("outdated", []))
        false_alarms += [(number, each) for each in found - told.outdated]
        misses += [(number, each) for each in told.outdated - found]
        if number % 50 == 49:
            page = make.make_page(union=union, title_tr=f"Yol {number}", title_en=f"Road {number}")
            told = Told({"title": (f"Yol {number}", f"Road {number}"), "summary": ("", ""), "body": ("", "")})
            past = []

    assert (false_alarms, misses) == ([], [])
