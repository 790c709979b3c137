"""Putting up a band of breaking news, and taking it down by one press on any screen."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import format_lazy
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from articles import breaking, moments
from articles.models import Article, BreakingBand, Commercial, Edition, Language
from articles.models.breaking import LONGEST
from articles.refusals import NotAllowed, Refused

from .forged import Moment, number, story_number
from .refused import telling

#: The newest stories that are offered to lead to, and the bands that the page remembers.
OFFERED, REMEMBERED = 40, 12


class BandForm(forms.Form):
    """What readers are told, from when until when."""

    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=Language)
    words = forms.CharField(
        label=gettext_lazy("Words of the band"),
        required=False,
        max_length=20_000,
        widget=forms.TextInput(
            attrs={"class": "vTextField", "maxlength": LONGEST, "autocomplete": "off"}
        ),
        help_text=format_lazy(gettext_lazy("At most {number} letters."), number=LONGEST),
    )
    story = forms.CharField(
        label=gettext_lazy("Leads to the story"),
        required=False,
        max_length=2_000,
        widget=forms.TextInput(
            attrs={"class": "vTextField", "list": "newest-stories", "autocomplete": "off"}
        ),
        help_text=gettext_lazy("Its number or its address, or one of the newest; may stay empty."),
    )
    at = Moment(
        label=gettext_lazy("From"),
        required=False,
        help_text=gettext_lazy("Left empty: at once."),
    )
    until = Moment(
        label=gettext_lazy("Until"),
        required=False,
        help_text=gettext_lazy("Within a day of its beginning: the band takes itself down."),
    )
    is_everywhere = forms.BooleanField(
        label=gettext_lazy("Above every page, not the front page alone"), required=False
    )

    def clean_story(self):
        """Return the number of the story that is named."""
        named = self.cleaned_data["story"].strip()
        found = story_number(named)
        if named and not found:
            raise forms.ValidationError(
                _("There is no such story: give its number or its address.")
            )
        return found or None


def page(request):
    """Show the bands that are up, are to come and were lately; put one up, take one down."""
    if not breaking.may_break_in(request.user):
        raise PermissionDenied
    now = timezone.now()
    form = BandForm(initial=_initial(now))
    if request.method == "POST" and "end" in request.POST:
        with telling(request, _("Readers no longer see the band.")):
            breaking.take_down(number(request.POST["end"]), by=request.user)
        return redirect(_back(request))
    if request.method == "POST":
        form = BandForm(request.POST)
        if form.is_valid() and _put_up(request, form):
            return redirect("admin:articles_article_breaking")
    language = form["language"].value()
    language = language if language in Language.values else Language.KAZAKH
    rows = Edition.objects.visible(now).filter(language=language, commercial=Commercial.NONE)
    context = {
        **admin.site.each_context(request),
        "title": _("Breaking band"),
        "form": form,
        "newest": rows.newest_first(at=now).only("article_id", "headline")[:OFFERED],
        "coming": breaking.coming(now),
        "record": _record(now),
        "opts": Article._meta,
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "desk/breaking.html", context, status=status)


def _initial(now):
    spoken = (get_language() or "")[:2]
    return {
        "language": spoken if spoken in Language.values else Language.KAZAKH,
        "until": now.replace(second=0, microsecond=0) + breaking.USUAL,
        "is_everywhere": True,
    }


def _put_up(request, form) -> bool:
    """Put up the band of a form and say what it took the place of; else say why not, in it."""
    data = form.cleaned_data
    opens = data["at"] or timezone.now()
    before = [band for band in breaking.now(opens) if band.language == data["language"]]
    try:
        band = breaking.put_up(
            data["language"],
            data["words"],
            by=request.user,
            at=data["at"],
            until=data["until"],
            story=data["story"],
            is_everywhere=data["is_everywhere"],
        )
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refused as refusal:
        for field, sentence in refusal.sentences:
            form.add_error(field or None, sentence)
        return False
    told = {
        "from": moments.at_desk(band.visible_from),
        "until": moments.at_desk(band.visible_until),
    }
    messages.success(request, _("The band stands from %(from)s until %(until)s.") % told)
    for other in before:
        if other.pk != band.pk:
            said = _("It takes the place of “%(words)s”.") % {"words": other.words}
            messages.warning(request, said)
    following = [
        each
        for each in breaking.coming(band.visible_from)
        if each.language == band.language and each.visible_from < band.visible_until
    ]
    if following:
        when = {"time": moments.at_desk(following[0].visible_from)}
        messages.warning(request, _("At %(time)s the next band takes its place.") % when)
    return True


def _record(now) -> list[tuple[BreakingBand, str]]:
    """Return the last bands, each with why readers do not see it though its end is to come."""
    up = {band.pk for band in breaking.now(now)}
    rows = BreakingBand.objects.begun(now).select_related("made_by", "ended_by")
    told, followed = [], set()
    for band in rows[:REMEMBERED]:
        why = ""
        if band.visible_until > now and band.pk not in up:
            is_followed = band.language in followed
            why = _("a later one took its place") if is_followed else _("its story is away")
        followed.add(band.language)
        told.append((band, why))
    return told


def _back(request) -> str:
    """Return the desk's screen on which the button was pressed."""
    way = request.POST.get("next", "")
    is_ours = way.startswith("/admin/") and url_has_allowed_host_and_scheme(way, None)
    return way if is_ours else "admin:articles_article_breaking"
