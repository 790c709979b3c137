"""The nine stories beside each story, in the ids of the import: what judges them reads this."""

import json
from datetime import datetime

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from articles.models import Article, Edition
from articles.related import related

OWN = "own"


class Command(BaseCommand):
    help = "Give the related recent news of imported stories, best first."

    def add_arguments(self, parser):
        parser.add_argument("ids", nargs="*", metavar="ID", help="Imported ids; none means all.")
        parser.add_argument(
            "--json", action="store_true", help="One object: {id: [ids of its nine, best first]}."
        )
        parser.add_argument(
            "--at",
            help="For another moment (ISO 8601), or `own`: for the moment each story appeared.",
        )
        parser.add_argument("--reasons", action="store_true", help="Say why, too.")

    def handle(self, *args, ids, at, reasons, **options):
        moment = None if at == OWN else _moment(at)
        articles = Article.objects.exclude(imported_id=None).order_by("pk")
        if ids:
            articles = articles.filter(imported_id__in=ids)
        asked = list(articles.values_list("pk", "imported_id"))
        if missing := set(ids) - {imported for _pk, imported in asked}:
            raise CommandError(f"Not imported: {', '.join(sorted(missing))}")
        answer = {}
        for pk, imported in asked:
            found = self.beside(pk, moment, is_own=at == OWN)
            if found is not None:
                answer[imported] = found
        names = dict(
            Article.objects.filter(
                pk__in={one.edition.article_id for found in answer.values() for one in found}
            ).values_list("pk", "imported_id")
        )
        if options["json"]:
            told = {
                imported: [_told(one, names, reasons) for one in found]
                for imported, found in answer.items()
            }
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
            return
        for imported, found in answer.items():
            self.stdout.write(imported)
            for one in found:
                why = f"  ({', '.join(one.reasons)})" if reasons else ""
                name = names[one.edition.article_id] or f"№ {one.edition.article_id}"
                self.stdout.write(f"  {one.score:.3f} {name} {one.edition.headline}{why}")

    def beside(self, pk: int, moment: datetime | None, *, is_own: bool):
        """Return the stories beside one, or None where readers have nothing of it then."""
        editions = Edition.objects.filter(article_id=pk)
        if is_own:
            edition = editions.seen().order_by("visible_from", "number").first()
            return edition and related(edition, at=edition.published_at)
        moment = moment or timezone.now()
        edition = editions.visible(moment).first()
        return edition and related(edition, at=moment)


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None:
        raise CommandError(f"--at takes a moment such as 2026-07-29T18:00+05:00, or {OWN}.")
    return moment if moment.tzinfo else timezone.make_aware(moment)


def _told(one, names, reasons):
    """Name a story by its imported id; one of our own, which has none, by its number."""
    name = names[one.edition.article_id] or f"#{one.edition.article_id}"
    return {"id": name, "score": round(one.score, 4), "why": one.reasons} if reasons else name
