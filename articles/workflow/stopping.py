"""The verbs that take a story away from readers, for a while or for ever, and give it back."""

from articles import editions, redaction, tasks
from articles.models import Article, Ended, Stopped, Verb, Version

from .orders import order


def hold(article: Article, *, by, note: str = ""):
    """Take a story off the site while something is checked; nothing of it opens until release."""
    with order(article, Verb.HOLD, by=by, note=note) as given:
        shown = editions.live(given.article, given.now)
        coming = editions.ahead(given.article, given.now)
        for edition in ([shown] if shown else []) + coming:
            editions.close(edition, at=given.now, ended_as=Ended.HELD)
        given.decision.edition = shown or coming[0]
        given.article.stopped = Stopped.HELD


def release(article: Article, *, by, note: str = ""):
    """Give a held story back to readers: as if it had never been held, from now on.

    What would be visible now opens now; what was scheduled later opens at its own moment; what
    ran out meanwhile stays away. Editions approved while it was held take their place in this.
    """
    with order(article, Verb.RELEASE, by=by, note=note) as given:
        article_now, now = given.article, given.now
        held_at = article_now.decisions.filter(verb=Verb.HOLD).order_by("-id").first().at
        plan = editions.kept_back(article_now, held_at)
        due = [edition for edition in plan if edition.visible_from <= now][-1:]
        coming = [edition for edition in plan if edition.visible_from > now]
        editions.withdraw_held(article_now, ended_as=Ended.WITHDRAWN)
        seen = article_now.editions.seen(now).order_by("published_at").first()
        first_seen = seen and seen.published_at
        article_now.stopped = Stopped.NO
        number = editions.number_after(article_now)
        for edition in due + coming:
            opens = max(now, edition.visible_from)
            if edition.expires_at and edition.expires_at <= opens:
                continue
            first_seen = first_seen or opens
            # A change whose moment fell into the hold is new to readers only now.
            updated = now if held_at < edition.updated_at <= now else edition.updated_at
            editions.retime(article_now, now, opening=opens)
            again = editions.again(
                edition,
                number=number,
                visible_from=opens,
                visible_until=edition.expires_at,
                ended_as=Ended.EXPIRED if edition.expires_at else Ended.NO,
                published_at=first_seen,
                updated_at=max(updated, first_seen),
            )
            given.decision.edition = given.decision.edition or again
            tasks.draw_cards.enqueue(again.pk)
            number += 1


def kill(article: Article, *, by, note: str):
    """Take a story back for ever: its address answers 410 if readers ever saw it."""
    with order(article, Verb.KILL, by=by, note=note) as given:
        article_now, now = given.article, given.now
        shown = editions.live(article_now, now)
        for edition in ([shown] if shown else []) + editions.ahead(article_now, now):
            editions.close(edition, at=now, ended_as=Ended.KILLED)
        editions.withdraw_held(article_now, ended_as=Ended.KILLED)
        last = shown or article_now.editions.seen(now).order_by("-number").first()
        if last and last.ended_as != Ended.KILLED:
            # Held or expired before: why it is away now is that it was killed.
            last.ended_as = Ended.KILLED
            last.save(update_fields=["ended_as"])
        given.decision.edition = last
        article_now.stopped = Stopped.KILLED
        article_now.submitted_at = None


def redact(article: Article, *, by, note: str, fields=(), photo=None):
    """Remove what the law makes us remove, from every copy; `note` names the legal basis."""
    with order(article, Verb.REDACT, by=by, note=note) as given:
        given.decision.details = redaction.remove(
            given.article, fields=fields, photo=photo, basis=given.decision.note, by=by
        )
        given.article.refresh_from_db()
        # A save over the words that were removed comes too late, as over any later version.
        last = Version.objects.filter(article=given.article).order_by("-number").first()
        if last is not None:
            Version.objects.create(
                article=given.article,
                number=given.article.version,
                by=by,
                content=last.content,
                is_writing=False,
            )
