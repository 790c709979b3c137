"""What a save mended, told beside the story to the person who saved, and put back on a press."""

import re

from django.contrib import messages
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles import workflow, writing
from articles.models import Article
from articles.tidying import Kind, Mended

#: More than these of a kind are counted, not listed.
LISTED = 24
_LONGEST = 160
#: Characters that are not seen, or that turn the line: they are shown by their numbers.
_UNSEEN = re.compile("([\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff])")


def told(user, article: Article) -> dict | None:
    """Return what this person's last save mended, by kinds; None where nothing was."""
    if not workflow.may_write(user, article):
        return None
    kept = writing.as_typed(article, by=user)
    found = writing.mended_in(kept, article) if kept else []
    if not found:
        return None
    hard = [each for each in found if _is_hard_space(each)]
    kinds = {
        Kind.LETTERS: _("Letters of another alphabet"),
        Kind.MESSENGER: _("From a messenger"),
        Kind.SIGNS: _("Signs of print"),
    }
    groups = []
    for kind, label in kinds.items():
        rows = [each for each in found if each.kind == kind and each not in hard]
        if rows:
            listed = [_row(each) for each in rows[:LISTED]]
            groups.append({"label": label, "rows": listed, "more": len(rows) - len(listed)})
    return {
        "count": len(found),
        "groups": groups,
        "hard_spaces": len(hard),
        # A tag stays as it was mended: there is nothing to take back.
        "may_take_back": any(each.field != "tags" for each in found),
    }


def mention(request, article: Article):
    """Say on the page that follows that the text was mended, and where it can be seen."""
    if mended := told(request.user, article):
        messages.info(
            request,
            format_html(
                '{} <a href="{}">{}</a>',
                _("Places mended in the text: %(number)s.") % {"number": mended["count"]},
                reverse("admin:articles_article_change", args=[article.pk]),
                _("See them, or take it back"),
            ),
        )


def tell_put_back(request):
    """Say what a save put back as it was typed, and where the writer had gone on."""
    if request.put_back is None:
        messages.warning(request, _("The story was saved since; the text as it was typed is gone."))
        return
    _done, written_on = request.put_back
    if not written_on:
        said = _("The text stands as you typed it. The same is not mended in it again.")
        messages.success(request, said)
        return
    names = [str(Article._meta.get_field(name).verbose_name) for name in sorted(written_on)]
    said = _(
        "What was written on since (%(fields)s) stands as it is now, with what had been taken out"
        " at its end; elsewhere the text stands as you had typed it. The same is not mended in it"
        " again."
    )
    messages.success(request, said % {"fields": ", ".join(names)})


def _is_hard_space(mended: Mended) -> bool:
    return mended.kind == Kind.SIGNS and mended.after.replace("\xa0", " ") == mended.before


def _named(part: str) -> str:
    """Give a character that nobody sees its name, as Unicode numbers it."""
    return f"U+{ord(part):04X}" if _UNSEEN.fullmatch(part) else part


def _row(mended: Mended) -> dict:
    """Return a change as it is shown: the letters that differ are marked, since they look alike."""
    before, after = mended.before[:_LONGEST], mended.after[:_LONGEST]
    if _UNSEEN.search(before):
        parts = _UNSEEN.split(before)
        pieces = [(_named(part), n % 2 == 1) for n, part in enumerate(parts) if part]
    elif mended.kind == Kind.LETTERS and len(before) == len(after):
        pieces = [(letter, letter != now) for letter, now in zip(before, after, strict=True)]
    else:
        pieces = [(before, False)]
    field = Article._meta.get_field(mended.field).verbose_name
    return {"field": field, "pieces": pieces, "after": after}
