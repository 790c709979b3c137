"""The home of the desk: what waits for whom, what appears next, what is wrong."""

from datetime import timedelta

from django.utils import timezone

from articles import events, originals, planning, printings, workflow
from articles.models import Article, Duty, Edition, LiveStory, ReaderNote, Status, Verb
from media.models import Photo

from . import kept, record, reports

FEW = 8
#: How far back editors are told at home of originals that changed; the list of stories has all.
LATELY = timedelta(days=30)


def home(user) -> dict:
    """Return what the desk's first page shows a person, and nothing their role has no use for."""
    now = timezone.now()
    has_reports = reports.has_any(user)
    if not user.has_perm("articles.view_article"):
        # A photo editor has no stories, and every photo.
        shown = {"photos": _photos(now)} if user.has_perm("media.change_photo") else {}
        return shown | {"has_reports": has_reports, "has_plan": events.may_look(user)}
    own = Article.objects.of(user).select_related("category", "owner").order_by("-modified_at")
    shown = {
        "may_write": user.has_perm("articles.add_article"),
        "has_reports": has_reports,
        "has_plan": events.may_look(user),
        "today": planning.today(user, now=now),
        "mine": own.exclude(status__in=[Status.APPROVED, Status.SPIKED])[:FEW],
        "returned": _returned(own),
        "kept_texts": kept.waiting(user)[:FEW],
        "on_duty": Duty.objects.at(now).select_related("editor").order_by("starts_at"),
        "is_on_duty": workflow.may_publish_alone(user, now),
    }
    if user.has_perm("articles.approve"):
        shown |= {
            "waiting": Article.objects.waiting().select_related("category", "owner")[:FEW],
            "coming": Edition.objects.scheduled(now).select_related("article")[:FEW],
            "live": Edition.objects.visible(now).newest_first(at=now)[:FEW],
            "is_editor": True,
        }
    shown["live_stories"] = _live(user)
    if user.has_perm("articles.change_readernote"):
        shown["reader_notes"] = ReaderNote.objects.waiting().select_related("edition")[:FEW]
    shown["behind"] = _behind(own, now, everyones=user.has_perm("articles.write_any"))
    if user.has_perm("media.change_photo"):
        shown["photos"] = _photos(now)
    if user.has_perm("articles.read_after"):
        shown["unread"] = workflow.unread().exclude(by=user)[:FEW]
    return shown


def _live(user):
    """Return the stories that are told live now, and that this person may post to."""
    stories = LiveStory.objects.filter(closed_at=None).select_related("article")
    if not user.has_perm("articles.approve"):
        stories = stories.filter(posters=user)
    return stories.exclude(article__stopped__gt="").order_by("-opened_at")[:FEW]


def _photos(now):
    """Return what the desk owes its photos: stories to be given another, rights, credits."""
    lacking = Photo.objects.indebted()
    return {
        "wanting": printings.wanting(now)[:FEW],
        "faces": printings.faces_wanting(now)[:FEW],
        "ending": printings.ending(now)[:FEW],
        "uncredited": lacking.order_by("-pk")[:FEW],
    }


def _behind(own, now, *, everyones):
    """Return the translations whose originals moved on, with what happened to those last."""
    found = originals.behind(own)
    if everyones:
        stories = Article.objects.select_related("owner").order_by("-modified_at")
        found = originals.behind_anywhere(stories, since=now - LATELY)
    listed = found.select_related("translation_of", "owner")[:FEW]
    told = [(each, originals.events(each)) for each in listed]
    # One may have been put in step since the list was read.
    return [{"article": each, "event": events[-1]} for each, events in told if events]


def _returned(own):
    """Return a person's drafts whose last decision sent them back, with the reason."""
    drafts = own.filter(status=Status.DRAFT, decisions__verb=Verb.SEND_BACK).distinct()[:FEW]
    found = ({"article": article, "decision": record.sent_back(article)} for article in drafts)
    return [each for each in found if each["decision"]]
