"""Finding stories by their words, whatever their endings, letters or script.

Python makes the terms of a text (`terms.py`) and of a question (`question.py`); the database only
matches them (`engine.py`), so both databases give the same answers. `found.py` ranks them.
"""

from .desk import Answers, at_the_desk
from .found import Filters, Found, find
from .gist import of as gist_of
from .index import put_article, put_articles, put_editions
from .terms import MADE_BY, of_article, of_edition

__all__ = [
    "MADE_BY",
    "Answers",
    "Filters",
    "Found",
    "at_the_desk",
    "find",
    "gist_of",
    "of_article",
    "of_edition",
    "put_article",
    "put_articles",
    "put_editions",
]
