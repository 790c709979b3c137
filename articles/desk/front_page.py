"""Composing the front page: stories dragged into the places that readers will see them in."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import front_page, makeup, moments, time_machine
from articles.masthead import Masthead
from articles.models import Article, FrontPage, Language, Place
from articles.refusals import NotAllowed, Refused

from . import front_form, front_meanwhile, front_tray
from .forged import number
from .front_form import Draft, FrontForm
from .kept import shown_again
from .refused import telling

#: Layouts to come that are listed.
COMING = 12


@shown_again(front_form.way_back)
def page(request):
    """Show what stands on a language's front page and what will, and compose it anew.

    An address that arranges the page shows it so, saved nowhere: who was signed out comes by it.
    """
    if not front_page.may_compose(request.user):
        raise PermissionDenied
    language, now = front_tray.spoken(request.GET), timezone.now()
    here = f"{request.path}?language={language}"
    posted = request.POST if request.method == "POST" else None
    if posted is not None and "take_back" in posted:
        with telling(request, _("The layout is taken back; the one before it stands on.")):
            taken = number(posted["take_back"])
            front_page.take_back(language, taken, by=request.user)
        return redirect(here)
    masthead = Masthead(language, now)
    groups = front_form.groups(masthead.sections)
    brought = request.GET if posted is None and front_form.is_arranged(request.GET) else None
    arranged = posted or brought
    draft, is_unsaved = _begun(request, language, now)
    filled = front_form.initial(draft.slots, groups) | {
        "at": draft.at, "based_on": draft.based_on, "instead_of": draft.instead_of,
    }  # fmt: skip
    words = (posted or {}).get("q", "")
    embargoed = front_tray.embargoes(language)
    candidates = front_tray.candidates(request.user, language, words, embargoed)
    placed = front_form.chosen(arranged or {}) or {slot.article_id for slot in draft.slots}
    choices, names = front_tray.choices(
        request.user, language, masthead.sections, placed=placed,
        found=candidates if words.strip() else [], embargoed=embargoed,
    )  # fmt: skip
    form = FrontForm(arranged, groups=groups, choices=choices, names=names, initial=filled)
    is_asked = posted is not None and "find" not in posted
    meanwhile = None
    if is_asked and form.is_valid():
        try:
            return redirect(_act(request, form, language, now, here))
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except front_page.Meanwhile as refusal:
            meanwhile = front_meanwhile.beside(refusal, form, groups, here=here, now=now)
        except Refused as refusal:
            form.refuse(refusal)
    slots = draft.slots if arranged is None else form.slots() if form.is_valid() else _left(form)
    opens = _opens(form.cleaned_data.get("at") if arranged else draft.at, now)
    board = _board(masthead, groups, slots, opens, embargoed)
    coming = _coming(request, language, now)
    context = {
        **admin.site.each_context(request),
        "title": _("Front page of the site"),
        "form": form,
        "groups": _drawn(groups, form, board, meanwhile.differs if meanwhile else {}),
        "meanwhile": meanwhile,
        "candidates": candidates,
        "asked": words.strip(),
        "language": language,
        "languages": Language.choices,
        "current": FrontPage.objects.visible(now).filter(language=language).first(),
        "coming": coming,
        "opened": next((each for each in coming if each["page"].pk == draft.instead_of), None),
        "is_unsaved": is_unsaved or arranged is not None,
        "may_look": time_machine.may_look(request.user),
        "opts": Article._meta,
    }
    status = 422 if is_asked and (form.errors or meanwhile) else 200
    return TemplateResponse(request, "desk/front_page.html", context, status=status)


def _begun(request, language, now) -> tuple[Draft, bool]:
    """Return the layout that a person begins with, and whether it is saved nowhere."""
    carried = front_form.unsealed(request.GET.get("draft", ""))
    if carried is not None and carried.language == language:
        return carried, True
    last, wanted = front_page.newest(language), number(request.GET.get("layout", ""))
    if wanted and (page := front_page.coming(language, now).filter(pk=wanted).first()):
        slots = front_page.of_page(page)
        return Draft(language, slots, page.visible_from, last, page.pk), False
    return Draft(language, front_page.composed(language, now), None, last), False


def _act(request, form, language, now, here) -> str:
    """Compose the page, or lead to where it is looked at first."""
    data = form.cleaned_data
    if "look" in request.POST:
        front_page.check(language, form.slots(), at=data["at"], now=now)
        draft = Draft(language, form.slots(), data["at"], data["based_on"], data["instead_of"])
        way = reverse("admin:articles_article_front_look")
        seen = data["seen_at"] and time_machine.written(data["seen_at"])
        return f"{way}?draft={front_form.sealed(draft)}" + (f"&at={seen}" if seen else "")
    # What was composed meanwhile gives way to whoever was shown it and says so, to nobody else.
    based_on = number(request.POST["over"]) if "over" in request.POST else data["based_on"]
    # A row that a person left empty is no place: the first of the others does not lead.
    page = front_page.compose(
        language, form.slots(), by=request.user, at=data["at"],
        based_on=based_on, instead_of=data["instead_of"],
    )  # fmt: skip
    messages.success(request, _("The front page is composed."))
    if page.visible_until:
        when = {"time": moments.at_desk(page.visible_until)}
        messages.info(request, _("It stands until %(time)s, when the next layout begins.") % when)
    return here


def _left(form):
    """Return what of a form that is not yet in order can be drawn."""
    return form.slots() if form.is_bound else []


def _opens(at, now):
    return max(at, now) if at else now


def _coming(request, language, now) -> list[dict]:
    """Return the layouts to come, each with its stories in a few words."""
    pages = list(
        front_page.coming(language, now).select_related("composed_by").prefetch_related("slots")
    )[:COMING]
    wanted = {slot.article_id for page in pages for slot in page.slots.all()}
    names = front_tray.headlines(wanted, now)
    front = reverse("front", kwargs={"language": language})
    may_look = time_machine.may_look(request.user)
    return [
        {
            "page": page,
            "told": [
                f"{slot.get_place_display()}: {names[slot.article_id]}"
                for slot in page.slots.all()
                if slot.article_id in names
            ],
            "looked_at": time_machine.inside(page.visible_from, front) if may_look else "",
        }
        for page in pages
    ]


# --- The page as readers will see it ------------------------------------------------------


def board(request):
    """Answer with the cards of a page that is being composed, and with what is wrong with it."""
    if not front_page.may_compose(request.user):
        raise PermissionDenied
    language, now = front_tray.spoken(request.GET), timezone.now()
    masthead = Masthead(language, now)
    groups = front_form.groups(masthead.sections)
    form = FrontForm(request.POST, groups=groups)
    form.is_valid()
    opens = _opens(form.cleaned_data.get("at"), now)
    filled = form.filled()
    slots = [slot for _spot, slot in filled]
    cards = _board(masthead, groups, slots, opens, front_tray.embargoes(language))
    told = front_page.faults(language, slots, opens)
    return JsonResponse(
        {
            "cards": {
                key: render_to_string("desk/_front_card.html", {"card": card})
                for key, card in cards.items()
            },
            "faults": {filled[order][0].key: fault for order, fault in told.items()},
        }
    )


def _board(masthead, groups, slots, at, embargoed) -> dict[str, dict]:
    """Return what stands in each place: what was placed, or what fills it up."""
    # As readers have it then; who placed what is told by the form.
    made = makeup.make_up(masthead.language, masthead.sections, slots, at=at)
    placed = {slot.article_id for slot in front_page.standing(slots, at)}
    filled = front_form.initial(front_page.standing(slots, at), groups)
    cards = {}
    for group in groups:
        shown = made.blocks.get(group.section, [])
        if group.section is None:
            shown = [each for each in (made.lead, *made.seconds) if each is not None]
        there = {each.article_id: each for each in shown}
        lead = made.lead if made.lead and made.lead.article_id not in placed else None
        free = iter([e for e in shown if e.article_id not in placed and e is not lead])
        for spot in group.spots:
            number = filled.get(f"slot-{spot.key}")
            edition = there.get(number)
            is_placed = edition is not None
            if edition is None:
                edition = lead if spot.place == Place.LEAD else next(free, None)
            cards[spot.key] = {
                "story": edition and front_tray.candidate(edition, made.photos, at, embargoed),
                "is_placed": is_placed,
                # What was put here and readers do not have then: it has to be exchanged.
                "gone": None if is_placed else number,
                "name": spot.name,
            }
    return cards


def _drawn(groups, form, cards, meanwhile) -> list[dict]:
    """Return the groups with the fields and the card of each place, as the screen draws them.

    `meanwhile` is what somebody else put into a place, by its key.
    """
    return [
        {
            "group": group,
            "spots": [
                {
                    "spot": spot,
                    "slot": form[f"slot-{spot.key}"],
                    "until": form[f"until-{spot.key}"],
                    "leaves": _leaves(form, spot),
                    "card": cards[spot.key],
                    "meanwhile": meanwhile.get(spot.key),
                }
                for spot in group.spots
            ],
        }
        for group in groups
    ]


def _leaves(form, spot) -> str:
    """Return when a story leaves its place, as the line above the field says it."""
    given = getattr(form, "cleaned_data", form.initial)
    until = given.get(f"until-{spot.key}")
    return moments.at_desk(until) if until else ""
