"""A button tapped twice on a slow telephone: both requests at once, one thing done, no failure."""

import threading

import pytest
from django.db import connection
from django.test import Client

from articles import demands, live
from articles.models import Article, Demand, LiveEntry, Tag
from tests.articles.test_demands import said
from tests.forms import fields_of

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
TAPS = 5


def at_once(act):
    """Do something in several threads at once; return what each of them came to."""
    gate, done = threading.Barrier(TAPS), []

    def tap():
        gate.wait(20)
        try:
            done.append(act())
        except Exception as fault:
            done.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=tap) for _tap in range(TAPS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return done


def test_a_flash_tapped_often_is_one_flash(person):
    address = "/admin/articles/article/flash/"
    first = Client()
    first.force_login(person(username="tilshi"))
    seal = first.get(address).context["seal"]
    form = {"headline": "Шұғыл: өзен арнасынан асты", "language": "kk", "desk_seal": seal}

    def tap():
        own = Client()
        own.cookies = first.cookies
        return own.post(address, form).status_code

    assert at_once(tap) == [302] * TAPS
    assert Article.objects.count() == 1


def test_a_live_entry_tapped_often_is_one_entry(write, editor):
    story = write(editor)
    live.open_live(story, by=editor)
    made = at_once(lambda: live.post(story, by=editor, text="Гол!", token="a").pk)
    assert len(set(made)) == 1 and LiveEntry.objects.count() == 1


def test_a_demand_noted_often_is_one_demand(write, editor):
    story, words = write(editor), said()
    made = at_once(lambda: demands.take(by=editor, stories=[story], token="a", **words).pk)
    assert len(set(made)) == 1 and Demand.objects.count() == 1


def test_a_tag_added_often_is_one_tag(chief):
    address = "/admin/articles/tag/add/"
    first = Client()
    first.force_login(chief)
    form = fields_of(first.get(address), "tag_form") | {"name": "жолкөлік"}

    def tap():
        own = Client()
        own.cookies = first.cookies
        return own.post(address, form).status_code

    answers = at_once(tap)
    assert set(answers) <= {200, 302} and 302 in answers
    assert Tag.objects.filter(name="жолкөлік").count() == 1
