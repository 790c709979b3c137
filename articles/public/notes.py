"""«Қате таптыңыз ба?»: a reader tells the desk what is wrong in a story, without a name or login.

The page is the same for everyone and sets no cookie. A form that another site sends is refused,
so are those of programs; how many are taken from one place is counted in memory, never kept.
"""

import hashlib
import re
import secrets
from contextlib import suppress
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from articles import reader_notes, scripts
from articles.masthead import Masthead
from articles.models import Edition, EditionText, House, Language
from articles.pages import address, answer
from articles.reader_notes import LONGEST_PASSAGE
from articles.refusals import Refused

from . import visitors
from .answers import killed, message

#: From one place so many an hour.
FROM_ONE, HOUR = 6, 3600
#: Sentences that a marked passage runs over at most.
LONGEST_RUN = 8
#: Without it an address could be found again from its digest; a restart makes another.
_SALT = secrets.token_bytes(16)


@csrf_exempt  # No cookie of ours is asked for, so there is nothing a forged form could borrow.
def note(request, *, pk):
    """Show the form, take a note, and say that it came."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(("GET", "HEAD", "POST"))
    at = timezone.now()
    edition = Edition.objects.visible(at).filter(article_id=pk).first()
    if edition is None:
        language = killed(pk, at=at)
        what = ("gone", 410) if language else ("missing", 404)
        return message(what[0], status=what[1], language=language or Language.KAZAKH, at=at)
    is_apart = scripts.active() is not scripts.CYRILLIC and edition.language != Language.KAZAKH
    if is_apart or edition.language not in House.get().languages:
        return message("missing", status=404, language=Language.KAZAKH, at=at)
    with translation.override(edition.language):
        if request.method == "POST":
            response = _take(request, edition, at)
        else:
            passage = request.GET.get("passage", "")[: reader_notes.LONGEST_PASSAGE]
            is_sent = request.GET.get("sent") == "1"
            response = _form(edition, at, passage=passage.replace("\0", ""), is_sent=is_sent)
    response.headers["Cache-Control"] = "no-store"
    return response


def _take(request, edition, at):
    said = {name: request.POST.get(name, "") for name in ("passage", "words")}
    # What only a program fills in, and what another site's form sent: neither is told why.
    if request.POST.get("mail") or not _is_from_here(request):
        return _sent(edition)
    try:
        key = _place(request)
        if cache.get(key, 0) >= FROM_ONE:
            raise Refused(_("You have sent several notes in this hour. Thank you; later, please."))
        if reader_notes.send(edition, **_as_printed(said, edition)):
            _count(key)
    except Refused as refusal:
        return _form(edition, at, faults=refusal.sentences, status=422, **said)
    return _sent(edition)


def _is_from_here(request) -> bool:
    """Tell whether a form was sent from a page of ours, as far as the browser says."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("Origin")
    ours = (request.get_host(), urlsplit(settings.SITE_URL).netloc)
    return origin is None or origin.partition("://")[2] in ours


def _sent(edition):
    way = reverse("note", kwargs={"pk": edition.article_id})
    return HttpResponseRedirect(f"{way}?sent=1", status=303)


def _place(request) -> str:
    """Return the name under which notes from one household are counted."""
    where = visitors.place_of(visitors.address_of(request.META))
    return f"notes:{hashlib.blake2b(where.encode(), key=_SALT, digest_size=12).hexdigest()}"


def _count(key: str):
    cache.add(key, 0, HOUR)
    with suppress(ValueError):  # It ran out in between.
        cache.incr(key)


def _as_printed(said: dict, edition) -> dict:
    """Return a note whose passage is as the desk has it: not in the letters of another script.

    A passage is looked for in the sentences of the story, each written as its page writes it.
    """
    letters = scripts.letters(scripts.active())
    marked = _plain(said["passage"])
    if not marked:
        return said
    text = EditionText.objects.filter(edition=edition).values_list("plain", flat=True).first()
    lines = [edition.headline, edition.lead, edition.dateline, *(text or "").split("\n")]
    sentences = [each for line in lines for each in re.split(r"(?<=[.!?…])\s+", line) if each]
    printed = [_plain(letters(each)) for each in sentences]
    # The shortest run of sentences that holds what was marked.
    for length in range(1, LONGEST_RUN + 1):
        for start in range(len(sentences) - length + 1):
            run = slice(start, start + length)
            if marked in " ".join(printed[run]):
                whole = " ".join(sentences[run])
                is_as_it_was = scripts.active() is scripts.CYRILLIC and said["passage"] in whole
                return said if is_as_it_was else said | {"passage": whole[:LONGEST_PASSAGE]}
    return said


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _form(edition, at, *, passage="", words="", faults=(), is_sent=False, status=200):
    masthead = Masthead(edition.language, at)
    context = masthead.context() | {
        "what": "note",
        "edition": edition,
        "story": address(edition.article_id, edition.slug),
        "action": reverse("note", kwargs={"pk": edition.article_id}),
        "passage": passage,
        "words": words,
        "faults": [sentence for _field, sentence in faults],
        "is_sent": is_sent,
        "longest_passage": reader_notes.LONGEST_PASSAGE,
        "longest_words": reader_notes.LONGEST_WORDS,
        "logo": masthead.logo(),
    }
    return answer("public/note.html", context, status=status)
