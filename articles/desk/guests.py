"""The door for somebody without an account: one version of one story, by a link that ends.

It is a door of the desk, not of readers: their code reaches no working copy. No cookie is asked
for or given; the link itself is all that a visitor has to show, so it leaves no trace elsewhere.
"""

from functools import wraps

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from articles import moments, pages, rerouted, scripts, shared_previews, transcript
from articles.models import Opinion, SharedPreview
from articles.refusals import Refused
from media.models import Rendition
from media.pictures import TYPES

#: What stands in the address to which an answer leads.
GIVEN = "given"


def _unseen(view):
    """Keep what a link shows out of every memory, search engine and log of another site."""

    @wraps(view)
    def page(request, **kwargs):
        response = view(request, **kwargs)
        # A cookie of no shape is none of ours to mend: visitors are given none.
        request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)
        response.headers["Cache-Control"] = "no-store, private"
        response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return page


def _found(token: str) -> SharedPreview:
    shared = shared_previews.find(token, at=timezone.now())
    if shared is None:
        # Whatever the reason: a stranger learns nothing from a token that does not work.
        raise Http404
    return shared


@csrf_exempt  # No cookie is asked for: what a forged form would need is the link itself.
@_unseen
def page(request, token, visitors):
    """Show the story to who has the link, and take what they think of it.

    `visitors` tells people from programs (`articles.public.visitors`).
    """
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(("GET", "HEAD", "POST"))
    shared = _found(token)
    if not visitors.is_browser(request.META.get("HTTP_USER_AGENT") or ""):
        # A messenger that draws a card of every link would show the headline to its own servers.
        raise Http404
    if request.method == "POST":
        return _take(request, shared, token)
    # Whoever has just answered looks once more at the same page.
    if visitors.is_reader(request.META) and GIVEN not in request.GET:
        shared_previews.note_opening(shared)
    return _page(shared, token)


def _take(request, shared, token):
    said = {name: request.POST.get(name, "") for name in ("opinion", "name", "note")}
    is_ours = request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")
    try:
        if is_ours:
            with translation.override(shared.article.language):
                shared_previews.give_opinion(shared, **said)
    except Refused as refusal:
        faults = [sentence for _field, sentence in refusal.sentences]
        return _page(shared, token, faults=faults, status=422, **said)
    # Without a script: `LanguageOfAddress`, which took it from the address, puts it back.
    return HttpResponseRedirect(f"{reverse('guest', args=[token])}?{GIVEN}=1", status=303)


def _address(token: str) -> str:
    return scripts.active().address(reverse("guest", args=[token]))


def _page(shared, token, *, faults=(), status=200, opinion="", name="", note=""):
    article = shared_previews.as_shown(shared)
    is_seen = shared.article.editions.visible().exists()
    with translation.override(article.language):
        context = pages.preview(article)
        masthead = context["masthead"]
        context |= {
            "preview_note": _("Readers have another version: please do not pass this one on.")
            if is_seen
            else _("Not published yet: please do not pass it on."),
            "preview_language": masthead.tag,
        }
        response = pages.answer("public/article.html", context, status=status)
        top = render_to_string(
            "desk/_guest.html",
            {
                "shared": shared,
                "is_seen": is_seen,
                "masthead": masthead,
                # As the desk has it now, whichever version the link shows.
                "embargoed_until": shared.article.embargoed_until,
                "until": moments.date_line(
                    shared.expires_at, now=timezone.now(), language=article.language
                ),
                "house": context["house"],
                "choices": [
                    (Opinion.APPROVES, _("I approve")),
                    (Opinion.RETURNS, _("Please change it")),
                ],
                "faults": faults,
                "said": {"opinion": opinion, "name": name, "note": note},
                "longest_name": shared_previews.LONGEST_NAME,
                "longest_note": shared_previews.LONGEST_NOTE,
                "action": _address(token),
            },
        )
    if masthead.script is not scripts.CYRILLIC:
        top = transcript.written(top, masthead.script)
    head = format_html('<link rel="stylesheet" href="{}">', static("desk/guest.css"))
    guest = reverse("guest", args=[token])
    # The story's own address shows nothing yet: the scripts of the page are those of the link.
    story = pages.address(article.pk, context["edition"].slug)
    own = {each.address(story): each.address(guest) for each in (scripts.CYRILLIC, *scripts.OTHERS)}

    def way(address):
        if address.startswith(settings.MEDIA_URL):
            return reverse("guest-photo", args=[token, address.removeprefix(settings.MEDIA_URL)])
        return own.get(address, address)

    response.content = rerouted.rerouted(response.content.decode(), way, head=head, top=top)
    return response


@_unseen
def photo(request, token, path):
    """Hand out a photo of the story, although no page of readers prints it yet.

    Any other on the page stands on the site already: its own address has it.
    """
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(("GET", "HEAD"))
    shared = _found(token)
    if "\0" in path or len(path) > 200:
        raise Http404
    own = shared_previews.photos_of(shared_previews.as_shown(shared))
    rows = Rendition.objects.filter(file=path, photo__in=own).select_related("photo")
    file = next((each for each in rows[:20] if each.photo.is_printable(timezone.now())), None)
    if file is None:
        return HttpResponseRedirect(reverse("rendition", args=[path]))
    try:
        opened = file.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    kind = TYPES.get(file.format, "application/octet-stream")
    return FileResponse(opened, content_type=kind)
