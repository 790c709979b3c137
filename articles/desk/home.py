"""The home of the desk: what waits for whom, what appears next, what is wrong."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from articles import attention, demands, events, originals, planning, printings, workflow
from articles.models import Article, Demand, Duty, Edition, LiveStory, ReaderNote, Status, Verb
from media import queue
from media.models import Photo

from . import kept, record, tongues
from .at_once import at_once
from .standing import standing, with_standing

FEW = 8
#: How far back editors are told at home of originals that changed; the list of stories has all.
LATELY = timedelta(days=30)
#: So many turns of duty are looked at for who is there now and who comes next.
TURNS = 20


def home(user) -> dict:
    """Return what the desk's first page shows a person, and nothing their role has no use for."""
    now = timezone.now()
    if not user.has_perm("articles.view_article"):
        # A photo editor has no stories, and every photo.
        photos = _photos(now) if user.has_perm("media.change_photo") else {}
        return {
            "warnings": {"photos": photos},
            "is_quiet": not photos,
            "now": now,
            "has_plan": events.may_look(user),
            "today": planning.today(user, now=now),
            **duties(now),
        }
    is_editor = user.has_perm("articles.approve")
    stories, editions = _stories(user, now), _editions(user, now)
    shown = {
        "now": now,
        "may_write": user.has_perm("articles.add_article"),
        "is_editor": is_editor,
        "has_plan": events.may_look(user),
        "today": planning.today(user, now=now),
        "mine": [
            {"article": each, "standing": _stands(each)}
            for each in [*stories["due"], *stories["undue"]][:FEW]
        ],
        "returned": _returned(stories["returned"]),
        "kept_texts": kept.waiting(user)[:FEW],
        "live_stories": _live(user),
        "coming": editions["coming"],
        "live": editions["live"],
        "warnings": _warnings(user, stories, editions, now),
        **duties(now),
    }
    if is_editor:
        shown |= {
            "waiting": stories["waiting"],
            "waiting_number": Article.objects.waiting().count(),
        }
    if user.has_perm("articles.change_readernote"):
        shown["reader_notes"] = ReaderNote.objects.waiting().select_related("edition")[:FEW]
    return shown


def _stories(user, now) -> dict[str, list[Article]]:
    """Return the lists of stories at the desk."""
    own = Article.objects.of(user)
    sees_all = user.has_perm("articles.write_any")
    stories = Article.objects.all() if sees_all else own
    unfinished = own.exclude(status__in=[Status.APPROVED, Status.SPIKED])
    sent_back = own.filter(status=Status.DRAFT, decisions__verb=Verb.SEND_BACK).distinct()
    lists = {
        "due": unfinished.filter(due_at__isnull=False).order_by("due_at", "pk"),
        "undue": unfinished.filter(due_at=None).order_by("-modified_at", "-pk"),
        "returned": sent_back.order_by("-modified_at", "-pk"),
        "overdue": attention.overdue(stories, now),
        "embargoed": attention.embargoed(stories, now),
        "behind": originals.behind(own).order_by("-modified_at", "-pk"),
    }
    if sees_all:
        lists["behind"] = originals.behind_anywhere(stories, since=now - LATELY).order_by(
            "-modified_at", "-pk"
        )
    if user.has_perm("articles.approve"):
        lists["waiting"] = Article.objects.waiting()
    rows = Article.objects.by_patience().select_related("category", "owner", "assignee")
    rows = with_standing(rows)
    return at_once(originals.with_last(rows).defer("body"), FEW, **lists)


def _stands(article) -> str:
    return standing(article, is_live=article.is_live, is_ahead=article.is_ahead)


def _editions(user, now) -> dict[str, list[Edition]]:
    """Return the lists of what readers see, or will: of a journalist, their own."""
    coming, live = Edition.objects.scheduled(now), Edition.objects.visible(now)
    if not user.has_perm("articles.write_any"):
        is_own = Q(article__owner=user) | Q(article__assignee=user)
        coming, live = coming.filter(is_own), live.filter(is_own, published_at__gt=now - LATELY)
    lists = {"coming": coming, "live": live.newest_first(at=now)}
    if user.has_perm("articles.approve"):
        lists["unfiled"] = attention.unfiled(now)
    return at_once(Edition.objects.all(), FEW, **lists)


def duties(now) -> dict:
    """Return who is on duty, and who comes next."""
    turns = Duty.objects.filter(ends_at__gt=now).select_related("editor")
    turns = list(turns.order_by("starts_at", "pk")[:TURNS])
    return {
        "on_duty": [turn for turn in turns if turn.starts_at <= now],
        "next_duty": next((turn for turn in turns if turn.starts_at > now), None),
    }


def _live(user):
    """Return the stories that are told live now, and that this person may post to."""
    stories = LiveStory.objects.filter(closed_at=None).select_related("article")
    if not user.has_perm("articles.approve"):
        stories = stories.filter(posters=user)
    found = list(stories.exclude(article__stopped__gt="").order_by("-opened_at")[:FEW])
    # Whoever was named to post may not see the desk's own headline.
    known = tongues.known(user, [each.article for each in found])
    return [
        {"pk": each.pk, "headline": known[each.pk].headline, "opened_at": each.opened_at}
        for each in found
    ]


def _warnings(user, stories, editions, now) -> dict:
    """Return what somebody has to look at, by its kind; nothing where there is nothing."""
    found = {
        "overdue": stories["overdue"],
        "embargoed": stories["embargoed"],
        "behind": [
            {"article": article, "event": event}
            for article, event in originals.last_events(stories["behind"])
        ],
        "unfiled": editions.get("unfiled"),
    }
    if user.has_perm("articles.approve"):
        found |= {
            "untold": [
                {"edition": edition, "languages": [each.label for each in left]}
                for edition, left in attention.untold(now)[:FEW]
            ],
            "silence": queue.silence(now),
        }
    if demands.may_look(user):
        found["demands"] = [
            {"demand": each, "is_overdue": each.is_overdue(now)}
            for each in Demand.objects.open()[:FEW]
        ]
    if user.has_perm("media.change_photo"):
        found["photos"] = _photos(now)
    if user.has_perm("articles.read_after"):
        found["unread"] = workflow.unread().exclude(by=user)[:FEW]
    return {kind: rows for kind, rows in found.items() if rows}


def _photos(now) -> dict:
    """Return what the desk owes its photos: stories to be given another, rights, credits."""
    lacking = Photo.objects.indebted()
    found = {
        "wanting": printings.wanting(now)[:FEW],
        "faces": printings.faces_wanting(now)[:FEW],
        "ending": printings.ending(now)[:FEW],
        "uncredited": lacking.order_by("-pk")[:FEW],
    }
    return {kind: rows for kind, rows in found.items() if rows}


def _returned(drafts) -> list[dict]:
    """Return those drafts whose last decision sent them back, with the reason."""
    decisions = record.sent_back_of(drafts)
    return [
        {"article": draft, "decision": decisions[draft.pk]}
        for draft in drafts
        if draft.pk in decisions
    ]
