"""How a photo comes into the house: looked at, named after its bytes, stored out of reach."""

import hashlib

from django.db import connection, transaction
from django.utils.translation import gettext as _

from . import described, files, labels, metadata, renditions, upkeep, validators
from .models import Photo
from .validators import BadPhoto

__all__ = ["AlreadyHere", "BadPhoto", "digest_of", "discard", "take_in"]


class AlreadyHere(Exception):
    """These bytes are a photo already: somebody sent them a moment before."""

    def __init__(self, photo: Photo):
        self.photo = photo
        super().__init__(photo.digest)


def take_in(
    file, *, by=None, render: bool = True, describe: bool = True, once: bool = False, **fields
) -> Photo:
    """Take in an upload, a file or bytes as a photo with `fields`; return it, stored.

    What the caller leaves open is filled in from what the file says, its credit too (unless
    not to `describe`). The file's name is not looked at. With `render` the files for readers
    are made at once. Raises BadPhoto with a sentence for the sender, AlreadyHere if the bytes are
    to come in but `once`, and then leaves no file and no row behind.
    """
    data = validators.read(file)
    picture = validators.decode(data)
    account = metadata.read(picture.image, data)
    given = {name: value for name, value in fields.items() if value not in (None, "")}
    known = {"told": account.said()}
    if describe:
        known |= {"is_synthetic": account.is_synthetic, **described.fields_of(account)}
        if "credit" not in given and (credit := described.credit_of(account)):
            given |= {"credit": credit, "is_legacy": False}
    photo = Photo(
        digest=hashlib.sha256(data).hexdigest(),
        size=len(data),
        width=picture.width,
        height=picture.height,
        uploaded_by=by,
        **known | given,
    )
    name = files.original_name(photo, f"photo{picture.format.suffix}")
    storage, is_new, written = files.originals(), False, []
    try:
        # Encoding takes a second and holds no transaction; SQLite has one writer.
        made = renditions.first(photo, picture) if render else []
        label = renditions.label_of(labels.packet_of(photo))
        is_new = renditions.put(storage, name, data)
        written = renditions.write(made)
        photo.original = name
        with transaction.atomic():
            if once and (known := _known(photo.digest)):
                raise AlreadyHere(known)
            upkeep.add(photo)
            renditions.record(photo, made, label=label)
    except AlreadyHere:
        # Some of these files may be the other's, who found them there.
        files.delete_unnamed(files.renditions(), written)
        files.delete_unnamed(storage, [name] if is_new else [])
        raise
    except BaseException as error:
        renditions.remove(written)
        if is_new:
            storage.delete(name)
        if isinstance(error, OSError | MemoryError):
            raise BadPhoto(
                _("The photo could not be stored: there is no room for it now. Try later.")
            ) from error
        raise
    return photo


def _known(digest: str) -> Photo | None:
    """Return the photo of these bytes; until the transaction ends, nobody else takes them in."""
    if connection.vendor == "postgresql":  # SQLite has one writer.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(digest[:15], 16)])
    return Photo.objects.filter(digest=digest).order_by("pk").first()


def discard(photo: Photo):
    """Remove a photo that no story uses, with those of its files that no other photo uses."""
    names = [row.file.name for row in photo.renditions.all()]
    original = photo.original.name
    photo.delete()
    files.delete_unnamed(files.originals(), [original])
    files.delete_unnamed(files.renditions(), names)


def digest_of(file) -> str:
    """Return the digest under which the same bytes would be known; raise BadPhoto if too large."""
    return hashlib.sha256(validators.read(file)).hexdigest()
