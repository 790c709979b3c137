"""What stands between the home of the desk and a screen: links for whoever may open them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst

from articles import workflow
from articles.models import Article

from . import tongues
from .finding import screens

STORIES = "admin:articles_article_changelist"


@dataclass(frozen=True)
class Crumb:
    """A step to a screen: its name, and its address; "" where this person may not go there."""

    name: str
    address: str


def above(user, article: Article | None = None) -> list[Crumb]:
    """Return the list of stories and the story that a screen is about, as a person may know them.

    Who may open neither reads their names; of a story nobody is told more than they may see.
    """
    may_list = screens.may_open(user, STORIES)
    name = capfirst(Article._meta.verbose_name_plural)
    found = [Crumb(name, reverse(STORIES) if may_list else "")]
    if article is not None:
        known = tongues.known(user, [article])[article.pk]
        is_own = workflow.may_see(user, article)
        # Readers' page of the story is no step to the desk's.
        found.append(Crumb(known.headline, known.address if is_own else ""))
    return found
