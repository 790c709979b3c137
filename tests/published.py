"""Stories as readers have them, made at chosen moments."""

from datetime import UTC, datetime, timedelta

import pytest

from articles import editions
from articles.models import Article, Category, Contribution, Ended, House, Tag
from media import finding
from media.models import Photo, PhotoCredit, Rendition

NOW = datetime(2026, 7, 29, 13, 0, tzinfo=UTC)  # 18:00 in the newsroom


@pytest.fixture
def now(monkeypatch):
    """Stop the clock at the moment readers ask; `now.move(…)` lets it go on."""

    class Clock:
        moment = NOW

        def move(self, **by):
            self.moment += timedelta(**by)

    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock.moment)
    return clock


@pytest.fixture
def house(db):
    return House.objects.create(
        pk=1,
        name_kk="Дала-Ақпарат",
        name_ru="Дала-Акпарат",
        owner="«Дала» ЖШС",
        phone="+7 725",
        mail="a@example.kz",
    )


@pytest.fixture
def sections(db):
    """Two sections, one with a subsection."""
    society = Category.objects.create(slug="qogam", name_kk="Қоғам", colour="#0b6470", order=1)
    sport = Category.objects.create(slug="sport", name_kk="Спорт", name_ru="Спорт", order=2)
    football = Category.objects.create(slug="futbol", name_kk="Футбол", parent=sport, order=3)
    return {"qogam": society, "sport": sport, "futbol": football}


@pytest.fixture
def publish(db):
    """Return a maker of editions: `publish("Тақырып", hours=-1, tags=["су"])`.

    `hours` counts from NOW to the moment it opens, `until` (hours) to the one it closes.
    """

    def make(
        headline="Жаңалық",
        *,
        hours=-1.0,
        until=None,
        ended_as="",
        tags=(),
        authors=(),
        topics=(),
        published=None,
        article=None,
        updated=None,
        correction=("", ""),
        **fields,
    ):
        opens = NOW + timedelta(hours=hours)
        if article is None:
            body = fields.pop("body", "<p>Мәтін осында.</p>")
            article = Article.objects.create(headline=headline, body=body, version=1, **fields)
            article.slug = article.make_slug()
            article.save()
        article.tags.set(Tag.called(tags))
        article.topics.set(topics)
        for author, role in authors:
            Contribution.objects.create(article=article, author=author, role=role)
        closes = None if until is None else NOW + timedelta(hours=until)
        first = opens if published is None else NOW + timedelta(hours=published)
        return editions.from_article(
            article,
            number=editions.number_after(article),
            visible_from=opens,
            visible_until=closes,
            ended_as=ended_as or (Ended.EXPIRED if closes else Ended.NO),
            published_at=first,
            updated_at=opens if updated is None else updated,
            correction_kind=correction[0],
            correction_note=correction[1],
        )

    return make


@pytest.fixture
def picture(db):
    """Return a maker of photos that have files for readers."""

    def make(name="a1", **fields):
        credit = (
            fields.pop("credit", None)
            or PhotoCredit.objects.get_or_create(
                folded=PhotoCredit.key(source="Aqorda.resmi"), defaults={"source": "Aqorda.resmi"}
            )[0]
        )
        photo = Photo.objects.create(
            **{
                "original": f"{name}.jpg",
                "digest": name.ljust(64, "0"),
                "width": 1600,
                "height": 1000,
                "credit": credit,
                "caption": "Кездесу",
                "alt_text": "Зал",
                **fields,
            }
        )
        finding.file(photo)
        for kind, width in (("webp", 640), ("webp", 1280), ("jpeg", 640), ("jpeg", 1280)):
            Rendition.objects.create(
                photo=photo,
                file=f"{name[:2]}/{name}-{width}.{kind}",
                format=kind,
                width=width,
                height=width * 10 // 16,
                size=10,
            )
        return photo

    return make


@pytest.fixture
def address():
    """Return the address of an edition's story."""
    return lambda edition: f"/news/{edition.article_id}-{edition.slug}/"
