"""What becomes of stories when something becomes of their photos.

`media` knows photos and nothing of stories; whoever at the desk changes a photo or a credit does
it here, so that the cards follow too.
"""

from django.db import transaction

from media import upkeep, withdrawing
from media.models import Photo, PhotoCredit

from . import social, tasks
from .models import Edition


def keep(photo: Photo):
    """Save what is known of a photo; its files and the cards it stands on follow."""
    with transaction.atomic():
        upkeep.keep(photo)
        tasks.draw_cards_of_photo.enqueue(photo.pk)


def keep_credit(credit: PhotoCredit):
    """Save a credit; its line changes at once, the labels of files and the cards soon."""
    with transaction.atomic():
        is_new = credit.pk is None
        upkeep.keep_credit(credit)
        if not is_new:
            tasks.draw_cards_of_credit.enqueue(credit.pk)


def withdraw(photo: Photo, *, by, why: str):
    """Take a photo from everywhere at once: its files, and the cards drawn with it.

    Raises ValidationError as `media.withdrawing.withdraw` does.
    """
    with transaction.atomic():
        withdrawing.withdraw(photo, by=by, why=why)
        same = Photo.objects.filter(digest=photo.digest).values("pk")
        social.remove(Edition.objects.filter(photo__in=same).values("pk"))
        for pk in same.values_list("pk", flat=True):
            tasks.draw_cards_of_photo.enqueue(pk)


def bring_back(photo: Photo):
    """Take a withdrawal back; raises BadPhoto or OSError if the files cannot be made again."""
    withdrawing.bring_back(photo)
    tasks.draw_cards_of_photo.enqueue(photo.pk)
