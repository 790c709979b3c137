"""Who else is at a story: each open form gives a sign every few seconds, and is forgotten after.

Nobody is locked out. Taking over tells the others who writes now; whatever they save is put
together with it as always.
"""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from .models import Article, Presence

#: Seconds between the signs of a form.
EVERY = 12
#: How long a form without a sign counts as open; one that is out of sight is let sleep by browsers.
HERE_FOR, HIDDEN_FOR = timedelta(seconds=40), timedelta(seconds=150)
#: How long somebody who typed counts as writing.
WRITES_FOR = timedelta(seconds=60)


def sign(
    article: Article, *, by, form: str, at: datetime, has_typed=False, is_hidden=False
) -> Presence:
    """Note that a person's form of a story is open, and return its row."""
    told = {"here_until": at + (HIDDEN_FOR if is_hidden else HERE_FOR)}
    if has_typed:
        told["typed_at"] = at
    own = Presence.objects.filter(form=form, by=by, article=article)
    if not own.update(**told):
        # Forms that were left without a word are few: whoever comes next clears them away.
        Presence.objects.filter(here_until__lte=at).exclude(form=form).delete()
        try:
            with transaction.atomic():
                Presence.objects.create(article=article, by=by, form=form, opened_at=at, **told)
        except IntegrityError:
            # Its first sign, sent twice at once.
            own.update(**told)
    return own.first() or Presence(article=article, by=by, form=form, opened_at=at, **told)


def leave(*, by, form: str):
    """Forget a form that was closed."""
    Presence.objects.filter(form=form, by=by).delete()


def take_over(presence: Presence, *, at: datetime):
    """Tell everybody else at the story that this person writes now; they may go on all the same."""
    presence.took_over_at = presence.typed_at = at
    Presence.objects.filter(pk=presence.pk).update(took_over_at=at, typed_at=at)


def at_story(article: Article, *, at: datetime, but: str = "") -> list[Presence]:
    """Return the open forms of a story, but one, by who opened first."""
    rows = Presence.objects.filter(article=article, here_until__gt=at).exclude(form=but)
    return list(rows.select_related("by").order_by("opened_at", "pk")[:50])


def is_writing(presence: Presence, *, at: datetime) -> bool:
    """Tell whether somebody typed into a form a moment ago."""
    return presence.typed_at is not None and presence.typed_at > at - WRITES_FOR
