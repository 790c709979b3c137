"""Comments of colleagues on a story: who may see it speaks of it, and names those who may, too."""

import re

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kazakh.alphabet import fold, lines, visible

from . import notices, workflow
from .models import Article, Comment, Mention
from .once import finder, key, once
from .refusals import NotAllowed, Refused

LONGEST, LONGEST_PASSAGE = 2000, 500
#: So many colleagues are named in one comment, and so many comments are shown of one story.
MOST_NAMED, LISTED = 20, 300
_BACKEND = "django.contrib.auth.backends.ModelBackend"
#: Endings of cases that are written onto a name: «@Айгүл Сериковаға».
_ENDINGS = frozenset(
    "ға ге қа ке на не а е ны ні ды ді ты ті н да де та те нда нде дан ден тан тен нан нен"
    " ның нің дың дің тың тің мен бен пен".split()
)
_SIGN = re.compile(r"(?<![\w@.])@(?=\S)")


def of(article: Article) -> list[Comment]:
    """Return the comments of a story, oldest first: what is settled among them."""
    rows = article.comments.select_related("by", "settled_by").order_by("-id")
    return list(rows[:LISTED])[::-1]


def name_of(person) -> str:
    """Return what a colleague is called: the name, else the login."""
    return person.get_full_name() or person.get_username()


def colleagues(article: Article) -> list:
    """Return those at the desk who may see a story."""
    people = get_user_model().objects
    see = people.with_perm("articles.view_article", backend=_BACKEND).filter(is_staff=True)
    all_ = people.with_perm("articles.write_any", backend=_BACKEND).values("pk")
    own = notices.people_of(article)
    return list(see.filter(Q(pk__in=own) | Q(pk__in=all_) | Q(is_superuser=True)))


def add(article: Article, *, by, words: str, passage: str = "", token: str = "") -> Comment:
    """Keep a comment and tell whom it concerns; the same form (`token`) sent again is the same.

    Raises Refused: nothing or too much was said, or somebody is named who does not see the story.
    """
    if not workflow.may_see(by, article):
        raise NotAllowed(_("This story is not yours to see."))
    words, passage = lines(words), " ".join(visible(passage).split())[:LONGEST_PASSAGE]
    if not words:
        raise Refused(_("Say something first."), field="words")
    if len(words) > LONGEST:
        raise Refused(
            _("A comment has %(number)s letters at most.") % {"number": LONGEST}, field="words"
        )
    token = key(token, article=article, by=by, words=words, passage=passage)

    def make():
        named = _named(words, article)
        with transaction.atomic():
            comment = Comment.objects.create(
                article=article,
                by=by,
                at=timezone.now(),
                words=words,
                passage=passage,
                form_token=token,
            )
            Mention.objects.bulk_create(Mention(comment=comment, person=each) for each in named)
            notices.of_comment(comment, mentioned={each.pk for each in named})
        return comment

    return once(finder(Comment.objects, form_token=token), make)


def settle(comment: Comment, *, by):
    """Note that what a comment asks is done; the second of two people changes nothing."""
    _may(comment, by)
    open_ = Comment.objects.filter(pk=comment.pk, settled_at=None)
    open_.update(settled_at=timezone.now(), settled_by=by)


def reopen(comment: Comment, *, by):
    """Note that what a comment asks is not done after all."""
    _may(comment, by)
    Comment.objects.filter(pk=comment.pk).update(settled_at=None, settled_by=None)


def _may(comment, by):
    if not workflow.may_see(by, comment.article):
        raise NotAllowed(_("This story is not yours to see."))


def _named(words: str, article: Article) -> list:
    """Return the colleagues who are named after an «@»; refuse one who does not see the story.

    What stands after an «@» and is nobody's name (an address elsewhere) is a word as any other.
    """
    starts = [match.end() for match in _SIGN.finditer(words)]
    if not starts:
        return []
    seeing = colleagues(article)
    by_name = {}
    ids = {each.pk for each in seeing}
    others = get_user_model().objects.filter(is_staff=True, is_active=True).exclude(pk__in=ids)
    for person in (*seeing, *others):
        for name in {name_of(person), person.get_username()}:
            by_name.setdefault(fold(name), []).append(person)
    named = {}
    for start in starts:
        people = _called(words[start : start + 200], by_name)
        may = [each for each in people if each.pk in ids]
        if people and not may:
            raise Refused(
                _("%(name)s does not see this story: give it to them first, or leave out the “@”.")
                % {"name": name_of(people[0])},
                field="words",
            )
        named |= {each.pk: each for each in may}
    if len(named) > MOST_NAMED:
        raise Refused(
            _("Name %(number)s colleagues at most.") % {"number": MOST_NAMED}, field="words"
        )
    return list(named.values())


def _called(text: str, by_name: dict) -> list:
    """Return whose name a text begins with: the longest one, with or without an ending."""
    parts = text.split()
    longest = max(len(name.split()) for name in by_name)
    for number in range(min(longest, len(parts)), 0, -1):
        last = parts[number - 1].rstrip(".,;:!?…)]»”\"'")
        key = fold(" ".join([*parts[: number - 1], last]))
        if key in by_name:
            return by_name[key]
        for length in range(1, 4):
            stem, ending = key[:-length], key[-length:]
            if ending in _ENDINGS and stem.rstrip("-") in by_name:
                return by_name[stem.rstrip("-")]
    return []
