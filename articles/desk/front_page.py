"""Composing the front page: which story leads, which stand below it, and until when."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import front_page, moments, time_machine
from articles.models import Article, Commercial, Edition, FrontPage, Language, Place
from articles.refusals import Overtaken, Refused

from .forged import Moment

#: The newest stories that a place can be given to, besides those that stand there.
CHOICES = 120


class FrontForm(forms.Form):
    """A place a row: its story and the moment at which it leaves."""

    at = Moment(
        label=gettext_lazy("From"),
        required=False,
        help_text=gettext_lazy("Left empty: at once."),
    )
    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        for order, place in enumerate(front_page.PLACES):
            label = _("Leads the page") if place == Place.LEAD else _("Below the lead")
            self.fields[f"slot-{order}"] = forms.TypedChoiceField(
                label=label, choices=choices, required=False, coerce=int, empty_value=None
            )
            self.fields[f"until-{order}"] = Moment(label=gettext_lazy("until"), required=False)

    def rows(self):
        """Return the fields of each place together."""
        return [
            (self[f"slot-{order}"], self[f"until-{order}"])
            for order, _place in enumerate(front_page.PLACES)
        ]

    def slots(self):
        """Return the places as they were filled."""
        data = self.cleaned_data
        return [
            front_page.Slot(place, pk, data.get(f"until-{order}"))
            for order, place in enumerate(front_page.PLACES)
            if (pk := data.get(f"slot-{order}"))
        ]


def page(request):
    """Show what stands on top of a language's front page, and compose it anew."""
    if not request.user.has_perm("articles.compose_front"):
        raise PermissionDenied
    language = request.GET.get("language", "")
    language = language if language in Language.values else Language.KAZAKH
    now = timezone.now()
    current = FrontPage.objects.visible(now).filter(language=language).first()
    slots = list(current.slots.select_related("article")) if current else []
    form = FrontForm(
        request.POST or None,
        choices=_choices(language, slots, now),
        initial=_initial(slots, now) | {"based_on": front_page.newest(language)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            # A row that a person left empty is no place: the first of the others does not lead.
            front_page.compose(
                language,
                form.slots(),
                by=request.user,
                at=form.cleaned_data["at"] or None,
                based_on=form.cleaned_data["based_on"],
            )
        except Refused as refusal:
            for field, sentence in refusal.sentences:
                form.add_error(_field(form, field), sentence)
            if isinstance(refusal, Overtaken):
                # Pressed once more, it is meant.
                form.data = form.data.copy()
                form.data["based_on"] = str(front_page.newest(language))
        else:
            messages.success(request, _("The front page is composed."))
            return redirect(f"{request.path}?language={language}")
    coming = FrontPage.objects.filter(language=language, visible_from__gt=now).first()
    context = {
        **admin.site.each_context(request),
        "title": _("Front page of the site"),
        "form": form,
        "language": language,
        "languages": Language.choices,
        "current": current if slots else None,
        "coming": coming,
        "as_it_will_be": time_machine.inside(
            coming.visible_from, reverse("front", kwargs={"language": language})
        )
        if coming and time_machine.may_look(request.user)
        else "",
        "to_come": [_told(slot) for slot in coming.slots.select_related("article")]
        if coming
        else [],
        "opts": Article._meta,
    }
    return TemplateResponse(
        request, "desk/front_page.html", context, status=422 if form.errors else 200
    )


def _field(form, name):
    """Return the field of the place that a refusal names: places are counted as filled."""
    if not name.startswith("slot-"):
        return name if name in form.fields else None
    filled = [
        order
        for order, _p in enumerate(front_page.PLACES)
        if form.cleaned_data.get(f"slot-{order}")
    ]
    return f"slot-{filled[int(name.removeprefix('slot-'))]}"


def _choices(language, slots, now):
    rows = Edition.objects.visible(now).filter(language=language, commercial=Commercial.NONE)
    newest = list(
        rows.newest_first(at=now).only("article_id", "headline", "published_at")[:CHOICES]
    )
    there = rows.filter(article__in=[slot.article_id for slot in slots])
    stories = {
        each.article_id: f"{moments.at_desk(each.published_at)} · {each.headline}"
        for each in [*newest, *there]
    }
    # A layout of tomorrow morning may name what appears by then.
    ahead = Edition.objects.scheduled(now).filter(language=language, commercial=Commercial.NONE)
    for each in ahead.only("article_id", "headline", "visible_from")[:CHOICES]:
        when = _("from %(time)s") % {"time": moments.at_desk(each.visible_from)}
        stories.setdefault(each.article_id, f"{when} · {each.headline}")
    for slot in slots:
        # What stands there and is gone from the site can be seen, and has to be exchanged.
        gone = _("№ %(number)s, readers do not see it now") % {"number": slot.article_id}
        stories.setdefault(slot.article_id, gone)
    return [("", _("– the newest –")), *stories.items()]


def _told(slot) -> str:
    return f"{slot.get_place_display()}: № {slot.article_id} «{slot.article.headline}»"


def _initial(slots, now):
    initial, seconds = {}, 1
    for slot in slots:
        if slot.until and slot.until <= now:
            continue
        order = 0 if slot.place == Place.LEAD else seconds
        seconds += slot.place != Place.LEAD
        initial |= {f"slot-{order}": slot.article_id, f"until-{order}": slot.until}
    return initial
