"""The pages that the house writes itself, and the tree of regions."""

import pytest

from articles.models import HousePage, Region

pytestmark = pytest.mark.django_db


@pytest.fixture
def rules(db):
    return HousePage.objects.create(
        slug="erejeler", name_kk="Ережелер", name_ru="Правила", body_kk="<p>Сілтеме беріңіз.</p>",
        body_ru="<p>Ставьте ссылку.</p>",
    )  # fmt: skip


def test_a_page_exists_in_the_languages_it_was_written_in(client, now, house, rules):
    page = client.get("/page/erejeler/").content.decode()
    assert "<p>Сілтеме беріңіз.</p>" in page
    assert 'hreflang="ru" href="http://testserver/ru/page/erejeler/"' in page or (
        'hreflang="ru"' in page
    )
    assert 'href="/en/" lang="en"' in page
    assert "Ставьте ссылку" in client.get("/ru/page/erejeler/").content.decode()
    assert client.get("/en/page/erejeler/").status_code == 404
    assert "/page/erejeler/" in client.get("/").content.decode()
    assert "/page/erejeler/" not in client.get("/en/").content.decode()


def test_a_retired_page_is_gone_and_no_longer_led_to(client, now, house, rules):
    HousePage.objects.update(is_retired=True)
    assert client.get("/page/erejeler/").status_code == 404
    assert "erejeler" not in client.get("/").content.decode()


def test_the_page_called_imprint_stands_below_the_facts_of_the_house(client, now, house):
    HousePage.objects.create(slug="imprint", name_kk="Басылым", body_kk="<p>Редакция кеңесі</p>")
    assert "Редакция кеңесі" in client.get("/imprint/").content.decode()
    assert client.get("/page/imprint/").status_code == 404
    assert "/page/imprint/" not in client.get("/").content.decode()


def test_every_region_in_use_stands_in_the_tree_below_its_oblast(client, now):
    oblast = Region.objects.filter(parent=None, kind="oblast").first()
    district = oblast.children.first()
    gone = oblast.children.last()
    Region.objects.filter(pk=gone.pk).update(is_retired=True)
    page = client.get("/region/").content.decode()
    assert f'href="/region/{oblast.slug}/"' in page
    assert f'href="/region/{oblast.slug}/{district.slug}/"' in page
    assert f'href="/region/{oblast.slug}/{gone.slug}/"' not in page
