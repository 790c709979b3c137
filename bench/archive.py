"""An archive of any size, the same each time: pseudo-Kazakh stories, visible, with their terms."""

import random
from bisect import bisect
from datetime import timedelta
from itertools import accumulate

from django.utils import timezone

from articles import characters
from articles.models import Article, Category, Edition, EditionTerms, EditionText, Status
from articles.search import MADE_BY, of_edition

VOCABULARY, WORDS, BATCH = 50_000, 350, 1000
_ON, _VOWELS, _OFF = "бжқктсмндшғгрлпйз", "аеіыоөұүә", ("", "", "н", "р", "л", "қ", "т", "с")


def vocabulary() -> list[str]:
    """Return words of two to four syllables."""
    dice, words = random.Random(7), {}
    while len(words) < VOCABULARY:
        syllables = dice.choice((2, 2, 3, 3, 4))
        word = "".join(
            dice.choice(_ON) + dice.choice(_VOWELS) + dice.choice(_OFF)
            for _each in range(syllables)
        )
        words.setdefault(word)
    return list(words)


def fill(size: int):
    """Write `size` stories twelve minutes apart, the newest now; words follow Zipf's law."""
    words, dice = vocabulary(), random.Random(11)
    weights = list(accumulate(1 / (rank + 1) for rank in range(VOCABULARY)))

    def some(number):
        return " ".join(words[bisect(weights, dice.random() * weights[-1])] for _n in range(number))

    sections = [Category.objects.create(slug=f"bench-{n}", name_kk=f"Айдар {n}") for n in range(10)]
    paragraphs = [some(WORDS // 5) for _n in range(4000)]
    now = timezone.now()
    for first in range(0, size, BATCH):
        many = range(first, min(first + BATCH, size))
        texts = {n: "\n".join(dice.choices(paragraphs, k=5)) for n in many}
        articles = Article.objects.bulk_create(
            Article(headline=some(8), slug=f"b-{n}", status=Status.APPROVED, version=1)
            for n in many
        )
        editions = Edition.objects.bulk_create(
            Edition(
                article=article, headline=article.headline, slug=article.slug, number=1,
                visible_from=moment, published_at=moment, updated_at=moment,
                characters=characters.count(article.headline, texts[n]),
                category=sections[n % 10], section=sections[n % 10],
            )
            for n, article in zip(many, articles, strict=True)
            for moment in [now - timedelta(minutes=12 * (size - n))]
        )  # fmt: skip
        EditionText.objects.bulk_create(
            EditionText(edition=edition, plain=texts[n])
            for n, edition in zip(many, editions, strict=True)
        )
        EditionTerms.objects.bulk_create(
            EditionTerms(
                edition=edition, article_id=edition.article_id, language=edition.language,
                published_at=edition.published_at, made_by=MADE_BY,
                terms=of_edition(edition, plain=texts[n], tags=(), people=(), places=()),
            )
            for n, edition in zip(many, editions, strict=True)
        )  # fmt: skip
    return words
