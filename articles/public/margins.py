"""What stands beside the news on a page for readers: the house's banners, the most read."""

from django.http import HttpResponse

from articles import banners, readership
from articles.masthead import Masthead
from articles.models import Slot

from .reading import Seen


def on_front(masthead: Masthead) -> dict:
    """Return what front.html prints beside the news."""
    placed = _placed(Slot.FRONT_TOP, Slot.FRONT_BLOCKS, masthead=masthead)
    return placed | _most_read(masthead, masthead.house.has_most_read_on_front)


def of_story(masthead: Masthead, article: int) -> dict:
    """Return what article.html prints beside a story."""
    wanted = masthead.house.has_most_read_beside_story
    return _placed(Slot.STORY, masthead=masthead) | _most_read(masthead, wanted, but=article)


def of_list(masthead: Masthead) -> dict:
    """Return what list.html prints beside its stories."""
    return _placed(Slot.LIST, masthead=masthead)


def counted(
    response: HttpResponse, page: str, context: dict, *, article: int | None = None
) -> HttpResponse:
    """Let an answer say what a reader sees who is given it."""
    shown = tuple(banner.pk for banner in context["banners"].values())
    response.seen = Seen(page, article=article, banners=shown)
    return response


def _placed(*slots, masthead):
    return {"banners": banners.on_page(*slots, language=masthead.language, at=masthead.at)}


def _most_read(masthead, is_wanted: bool, *, but: int | None = None):
    if not is_wanted:
        return {}
    return {"most_read": readership.most_read(masthead.language, at=masthead.at, but=but)}
