"""Mail for those who want it: what was told at the desk and neither read there nor mailed yet.

A notice is marked as mailed before its mail is handed over, and is never marked back: a worker
that dies in between sends nothing twice, and what its mail would have said stands unread at the
desk. While the mail server does not answer nothing is marked, and nothing is lost.
"""

import logging
import smtplib
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage, get_connection
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import inbox, moments
from .models import Digest, Notice, NoticeChoice, NoticeKind

logger = logging.getLogger(__name__)

#: What is older is no news any more: mail that was set up today does not tell of last month.
LATELY = timedelta(days=3)
#: So many stand in one mail; how many more there are is said.
LISTED = 50
#: Backends that give mail to nobody.
_TO_NOBODY = ("console", "dummy", "filebased")


def is_set_up() -> bool:
    """Tell whether mail of this house goes anywhere (`EMAIL_URL`)."""
    return settings.EMAIL_BACKEND.split(".")[-2] not in _TO_NOBODY


def send_due(now: datetime):
    """Write the mail that is due: digests of the hour and the day, and mentions at once."""
    if not is_set_up():
        return
    choices = NoticeChoice.objects.filter(Q(at_once=True) | ~Q(digest=Digest.NEVER))
    choices = choices.filter(person__is_active=True, person__is_staff=True)
    due = [
        (choice, is_digest)
        for choice in choices.exclude(person__email="").select_related("person")
        if (is_digest := is_due(choice, now)) or choice.at_once
    ]
    if not due:
        return
    connection = get_connection()
    try:
        for choice, is_digest in due:
            # One that was closed is opened again; who cannot be mailed now is not claimed.
            if not _opened(connection):
                return
            if not _send(choice, now, is_digest=is_digest, connection=connection):
                connection.close()
    finally:
        connection.close()


def _opened(connection) -> bool:
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        logger.warning("the mail server does not answer: %s", error)
        return False
    return True


def is_due(choice: NoticeChoice, now: datetime) -> bool:
    """Tell whether the hour of a person's digest has come since it was last looked for."""
    if choice.digest == Digest.NEVER:
        return False
    local = timezone.localtime(now)
    hour = local.replace(minute=0, second=0, microsecond=0)
    if choice.digest == Digest.DAILY:
        hour = hour.replace(hour=choice.hour)
        if hour > local:
            hour -= timedelta(days=1)
    return choice.looked_at < hour


def _send(choice: NoticeChoice, now: datetime, *, is_digest: bool, connection) -> bool:
    """Send one person one mail, if there is anything to tell; return whether nothing failed.

    Of two workers one does.
    """
    if is_digest:
        looked = NoticeChoice.objects.filter(pk=choice.pk, looked_at=choice.looked_at)
        if not looked.update(looked_at=now):
            return True
    wanted = Q(kind=NoticeKind.MENTIONED) if choice.at_once else Q(pk=None)
    if is_digest:
        wanted |= ~Q(kind__in=choice.unmailed)
    # Asked anew: rights may have been taken away since the worker began.
    person = get_user_model().objects.get(pk=choice.pk)
    waiting = inbox.of(person).filter(wanted, read_at=None, mailed_at=None, at__gt=now - LATELY)
    found = list(inbox.with_all(waiting).order_by("-id")[: 4 * LISTED])
    claimed = [each for each in found if _claim(each, now)]
    if not claimed:
        return True
    with translation.override(choice.language):
        subject, body = letter(claimed)
    mail = EmailMessage(subject, body, to=[person.email], connection=connection)
    try:
        mail.send()
    except (OSError, smtplib.SMTPException, ValueError) as error:
        # Whether it was taken is not known: it stands at the desk, and is not sent again.
        logger.warning("a mail for person %s was not sent: %s", person.pk, error)
        return False
    return True


def _claim(notice: Notice, now: datetime) -> bool:
    rows = Notice.objects.filter(pk=notice.pk, mailed_at=None, read_at=None)
    return rows.update(mailed_at=now) == 1


def letter(notices: list[Notice]) -> tuple[str, str]:
    """Return the subject and the text of a mail about notices, in the language in use."""
    subject = ngettext(
        "The desk: %(number)s notice", "The desk: %(number)s notices", len(notices)
    ) % {"number": len(notices)}
    parts = []
    for each in notices[:LISTED]:
        lines = [f"{inbox.sentence(each)}: {each.article.headline}"]
        if words := inbox.words(each):
            lines += [f"  {line}" for line in words.splitlines()]
        who = each.by and (each.by.get_full_name() or each.by.get_username())
        lines.append(", ".join(filter(None, (who, moments.at_desk(each.at)))))
        lines.append(settings.SITE_URL + reverse("inbox-open", args=[each.pk]))
        parts.append("\n".join(lines))
    if len(notices) > LISTED:
        parts.append(_("And more at the desk."))
    parts.append(
        _("What you are mailed is chosen here: %(link)s")
        % {"link": settings.SITE_URL + reverse("inbox-choice")}
    )
    return subject, "\n\n".join(parts) + "\n"
