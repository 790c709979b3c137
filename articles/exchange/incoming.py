"""Lines into stories: each line whole or not at all, each story once, again as often as you like.

A batch of lines is first looked at (what is new, what changed, which photos it needs) and then
written in one short transaction; if that fails, each of its lines is tried alone. A photo takes
a second to encode and no transaction waits for it.
"""

import hashlib
import logging
from collections import Counter
from collections.abc import Callable, Iterable

from django.db import InterfaceError, OperationalError, ProgrammingError, transaction
from django.utils import translation

from articles import markup, originals, writing
from articles.models import Article, Version
from articles.refusals import Overtaken, Refused
from media import intake

from . import arrivals, told
from .arrivals import Plan
from .lines import Line
from .names import Names
from .pictures import NoPhoto, Pictures
from .values import BadLine

BATCH = 50
#: Translations that stand before their originals wait for them; more than these do not.
MANY_WAITING = 10_000
#: No line's fault: the database is away, full or another one's. The run stops, and goes on later.
DATABASE_IS_ILL = (InterfaceError, OperationalError, ProgrammingError)
log = logging.getLogger(__name__)


class Import:
    """One run over a file. `say(number, kind, text)` hears of every refusal and warning.

    `counts` has what was read, new, changed, unchanged, refused. Photos lie in `folders`.
    """

    def __init__(self, source: str, *folders, dry_run: bool = False, say: Callable):
        self.source, self.dry_run, self.say = source, dry_run, say
        self.counts = Counter()
        self.names = Names(make=not dry_run)
        self.pictures = Pictures(*folders, names=self.names, make=not dry_run)
        self._met = {}  # hashes of the ids of this run: the line of each, and its words' hash
        self._waiting = {}  # the original's id: the lines that wait for it
        self._would = {}  # of a dry run: id, digest of what was last said

    def run(self, lines: Iterable[Line], *, every: Callable = lambda read: None):
        """Take all lines in; `every` hears after each batch how many lines were read.

        Raises what `DATABASE_IS_ILL` names, with whole batches written: run again to go on.
        """
        batch, ids = [], set()
        for line in lines:
            self.counts["read"] += 1
            try:
                if line.problem:
                    raise BadLine(line.problem)
                said = told.read(line.raw)
                self._meet(said.id, line)
            except BadLine as error:
                self._refuse(line.number, error)
                continue
            # A batch is looked at as a whole: what leans on another line of it comes later.
            if len(batch) == BATCH or ids & {said.id, said.translation_of}:
                self._batch(batch)
                every(self.counts["read"])
                batch, ids = [], set()
            batch.append(Plan(line.number, said))
            ids.add(said.id)
        self._batch(batch)
        for plan in [each for waiting in self._waiting.values() for each in waiting]:
            self._refuse(plan.number, "translation_of: there is no such story", plan)

    def _meet(self, identity: str, line: Line):
        """Refuse an id that an earlier line gives to other words: they would take turns."""
        number, words = self._met.setdefault(hash(identity), (line.number, hash(line.raw)))
        if words != hash(line.raw):
            raise BadLine(f"id: {identity[:80]} stands in line {number} already, with other words")

    def _batch(self, batch: list[Plan]):
        while batch:
            self._look(batch)
            self._write([plan for plan in batch if self._is_due(plan)])
            # Whoever waited for a story of this batch comes next. One that waits itself brings
            # nobody: two that name each other would call each other for ever.
            batch = [
                late
                for plan in batch
                if not plan.waits
                for late in self._waiting.pop(plan.told.id, ())
            ]

    # --- Looking --------------------------------------------------------------------------

    def _look(self, batch):
        """Find the stories of a batch that are here already, and their originals."""
        ids = {plan.told.id for plan in batch} | {plan.told.translation_of for plan in batch}
        here = Article.objects.filter(imported_from=self.source, imported_id__in=ids)
        self._known = {article.imported_id: article for article in here}
        keys = [article.pk for article in self._known.values()]
        versions = Version.objects.filter(article__in=keys, by=None).order_by("number")
        self._imported = {version.article_id: version for version in versions}

    def _is_due(self, plan) -> bool:
        """Fill a plan; tell whether it is to be written."""
        try:
            return self._fill(plan)
        except BadLine as error:
            self._refuse(plan.number, error, plan)
        except DATABASE_IS_ILL:
            raise
        except Exception as error:  # One line never stops the other hundred thousand.
            log.debug("line %s", plan.number, exc_info=True)
            self._refuse(plan.number, f"it cannot be read ({type(error).__name__})", plan)
        self._discard(plan)
        return False

    def _fill(self, plan) -> bool:
        said, plan.waits = plan.told, False
        plan.article = self._known.get(said.id)
        plan.imported = plan.article and self._imported.get(plan.article.pk)
        original = self._known.get(said.translation_of)
        if said.translation_of and original is None and said.translation_of not in self._would:
            self._wait(plan)
            return False
        # What may refuse the line comes before what makes anything.
        original = self._bound(plan, original)
        region = self.names.region(said.region)
        further = [self.names.region(each) for each in said.further_regions]
        text = Article(**{name: said.fields[name] for name in ("headline", "lead", "body")})
        writing.prepare(text)
        for warning in said.warnings:
            self.say(plan.number, "warning", warning)
        plan.further_regions = _once(each for each in further if each not in (None, region))
        plan.topics = _once(self.names.topic(each) for each in said.topics)
        plan.parts = self._parts(said)
        plan.fields = said.fields | {
            "headline": text.headline,
            "lead": text.lead,
            "body": self._body(plan, text.body),
            "category": self.names.category(said.category),
            "agency": self.names.agency(said.agency),
            "region": region,
            "translation_of": original,
            "photo": self._main_photo(plan),
        }
        if not arrivals.has_same_tags(plan):
            plan.tags = self.names.tags(said.tags)
        is_news = arrivals.is_news(plan)
        if plan.article is not None:
            if is_news:
                arrivals.leave_to_the_desk(plan)
            else:
                self._count("unchanged")
                self._remember(plan)
                return False
        arrivals.leave_with_its_original(original)
        if self.dry_run:
            self._count_only(plan)
            return False
        if plan.tags is None:
            plan.tags = self.names.tags(said.tags)
        return True

    def _bound(self, plan, original) -> Article | None:
        """Return the first original of a translation; refuse a line that breaks the rules of them.

        An archive may name a translation as the original of another: both are made from one story.
        """
        if original is None:
            return None
        original = originals.first(original)
        story = plan.article or Article()
        said = Article(pk=story.pk, language=plan.told.fields["language"], translation_of=original)
        # Reasons of an import are told in English.
        with translation.override("en"):
            for _field, sentence in originals.faults(said):
                raise BadLine(f"translation_of: {sentence}")
        return original

    def _wait(self, plan):
        if sum(map(len, self._waiting.values())) >= MANY_WAITING:
            raise BadLine("translation_of: its original does not stand before it")
        plan.waits = True
        self._waiting.setdefault(plan.told.translation_of, []).append(plan)

    def _parts(self, said) -> list[dict]:
        parts = {}
        for each in said.parts:
            author = self.names.author(each.author)
            part = {"author": author, "role": each.role, "share": each.share}
            part |= {"is_printed": each.is_printed, "order": len(parts)}
            parts.setdefault((author.slug, each.role), part)
        return list(parts.values())

    def _main_photo(self, plan):
        if plan.told.photo is None:
            return None
        photo = self._photo(plan, plan.told.photo, "photo")
        if photo is None and plan.article is not None:
            # What it had it keeps: a file that is away today is no news.
            return plan.article.photo
        return photo

    def _body(self, plan, body) -> str:
        """Give the photos of a body our numbers: those in a file are no numbers of our library."""
        if not (wanted := markup.photo_ids(body)):
            return body
        numbers = {}
        told_of = {each.ref: each for each in reversed(plan.told.photos)}
        for ref in wanted:
            each = told_of.get(str(ref))
            what = f"photo {ref} of the body"
            if each is None:
                self.say(plan.number, "warning", f"{what} is not told of; it was left out")
            elif photo := self._photo(plan, each, what):
                numbers[ref] = photo.pk or 0
        return markup.clean(arrivals.renumbered(body, numbers))

    def _photo(self, plan, each, what):
        try:
            photo, is_new = self.pictures.get(each)
        except NoPhoto as error:
            self.say(plan.number, "warning", f"{what}: {error}; the story goes without it")
            return None
        if is_new:
            plan.new_photos.append(photo)
        return photo

    # --- Writing --------------------------------------------------------------------------

    def _write(self, plans):
        try:
            with transaction.atomic():
                warnings = [arrivals.write(plan, source=self.source) for plan in plans]
        except DATABASE_IS_ILL:
            raise
        except Exception:  # Which of them it was shows when each is tried alone.
            for plan in plans:
                self._write_alone(plan)
            return
        for plan, said in zip(plans, warnings, strict=True):
            self._written(plan, said)

    def _write_alone(self, plan):
        try:
            with transaction.atomic():
                said = arrivals.write(plan, source=self.source)
        except DATABASE_IS_ILL:
            raise
        except Exception as error:
            reason = f"the database does not take it ({type(error).__name__})"
            if isinstance(error, Overtaken):
                reason = "somebody is working on it at the desk, left alone"
            elif isinstance(error, Refused):
                reason = str(error)
            log.debug("line %s", plan.number, exc_info=True)
            self._refuse(plan.number, reason, plan)
            self._discard(plan)
        else:
            self._written(plan, said)

    def _written(self, plan, warnings):
        self._count("new" if plan.article is None else "changed")
        for warning in warnings:
            self.say(plan.number, "warning", warning)

    def _discard(self, plan):
        """Take back the photos that came with a line that did not."""
        for photo in plan.new_photos:
            if photo.pk is not None:
                intake.discard(photo)
        plan.new_photos = []

    # --- Counting -------------------------------------------------------------------------

    def _count_only(self, plan):
        """Count what would become of a line that a dry run does not write."""
        earlier = self._would.get(plan.told.id)
        self._remember(plan)
        if plan.article is None and earlier is None:
            self._count("new")
        else:
            self._count("unchanged" if earlier == self._would[plan.told.id] else "changed")

    def _remember(self, plan):
        if self.dry_run:
            said = repr((plan.told.fields, plan.told.category, plan.told.tags, plan.told.parts))
            self._would[plan.told.id] = hashlib.sha256(said.encode()).digest()

    def _count(self, kind):
        self.counts[kind] += 1

    def _refuse(self, number, reason, plan=None):
        self.counts["refused"] += 1
        self.say(number, "refused", f"{reason} (id {plan.told.id[:60]})" if plan else str(reason))


def _once(rows) -> list:
    return list(dict.fromkeys(rows))
