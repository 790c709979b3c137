"""What becomes of stories when something becomes of their photos.

`media` knows photos and nothing of stories; whoever at the desk changes a photo or a credit does
it here, so that the cards follow too.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from media import upkeep, withdrawing
from media.models import Photo, PhotoCredit

from . import social, tasks
from .models import Edition

#: What of a photo is seen on the cards of its stories.
ON_CARDS = ("credit_id", "focal_x", "focal_y", "rights_until")


def keep(photo: Photo):
    """Save what is known of a photo; its files, its copies and their cards follow."""
    with transaction.atomic():
        before = Photo.objects.filter(pk=photo.pk).values_list(*ON_CARDS, "rights_until").get()
        same = [photo.pk, *upkeep.keep(photo)]
        until = photo.rights_until
        is_other = before[:-1] != tuple(getattr(photo, name) for name in ON_CARDS)
        is_to_end = until is not None and until != before[-1]
        # At that moment the card that is drawn over the photo goes; one without it comes.
        later = until and max(until, timezone.now()) + timedelta(seconds=1)
        for pk in same:
            if is_other:
                tasks.draw_cards_of_photo.enqueue(pk)
            if is_to_end:
                tasks.draw_cards_of_photo.using(run_after=later).enqueue(pk)


def keep_credit(credit: PhotoCredit):
    """Save a credit; its line changes at once, the labels of files and the cards soon."""
    with transaction.atomic():
        is_new = credit.pk is None
        upkeep.keep_credit(credit)
        if not is_new:
            tasks.draw_cards_of_credit.enqueue(credit.pk)


def withdraw(photo: Photo, *, by, why: str, with_copies: bool = False):
    """Take a photo from everywhere at once: its files, and the cards drawn with it.

    Raises ValidationError as `media.withdrawing.withdraw` does.
    """
    with transaction.atomic():
        gone = [photo.digest]
        if with_copies:
            gone += withdrawing.copies_of(photo).values_list("digest", flat=True)
        withdrawing.withdraw(photo, by=by, why=why, with_copies=with_copies)
        same = Photo.objects.filter(digest__in=gone).values("pk")
        social.remove(Edition.objects.filter(photo__in=same).values("pk"))
        for pk in same.values_list("pk", flat=True):
            tasks.draw_cards_of_photo.enqueue(pk)


def bring_back(photo: Photo):
    """Take a withdrawal back; raises BadPhoto or OSError if the files cannot be made again."""
    withdrawing.bring_back(photo)
    tasks.draw_cards_of_photo.enqueue(photo.pk)
