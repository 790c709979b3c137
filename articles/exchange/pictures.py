"""The photos that lines speak of: beside the file or at an address, each kept once."""

import hashlib
import urllib.error
import urllib.request
from http.client import HTTPException
from pathlib import Path
from time import monotonic

from django.db import transaction

from articles import photographs
from media import intake, validators
from media.models import Photo

from .told import PhotoTold

TIMEOUT = 10
PATIENCE = 60


class NoPhoto(Exception):
    """A photo that cannot be had; says why in plain words."""


class Pictures:
    """The photos of one run: `folders` are where files may lie, and nowhere else."""

    def __init__(self, *folders: Path, names, make: bool = True):
        self.folders = [folder.resolve() for folder in folders]
        self.names, self.make = names, make
        self._opener = _opener()

    def get(self, told: PhotoTold) -> tuple[Photo, bool]:
        """Return the photo of a line and whether it is new; raise NoPhoto."""
        data = self._bytes(told)
        photo = Photo.objects.filter(digest=hashlib.sha256(data).hexdigest()).order_by("pk").first()
        if photo is None:
            return self._new(told, data), True
        if photo.withdrawn_at is not None:
            raise NoPhoto("this photo was withdrawn here")
        if self.make and photo.credit_id is None and photo.copied_from_id is None:
            credit = self.names.credit(told.credit)
            if credit is not None and not credit.is_retired:
                photo = self._credited(photo.pk, credit)
        return photo, False

    @transaction.atomic
    def _credited(self, pk, credit) -> Photo:
        """Give a debt its credit, unless somebody has named another meanwhile."""
        photo = Photo.objects.held().get(pk=pk)
        if photo.credit_id is None and photo.withdrawn_at is None:
            photo.credit, photo.is_legacy = credit, False
            photographs.keep(photo)
        return photo

    def _new(self, told, data):
        try:
            if not self.make:
                validators.decode(data)
                return Photo()
            credit = self.names.credit(told.credit)
            return intake.take_in(
                data,
                credit=credit,
                is_legacy=credit is None,
                describe=not told.is_described,
                **told.more,
            )
        except validators.BadPhoto as error:
            raise NoPhoto(" ".join(error.messages)) from error

    def _bytes(self, told):
        try:
            if told.file:
                return self._from_disk(told.file)
            if told.url:
                return self._from_web(told.url)
        except validators.BadPhoto as error:
            raise NoPhoto(" ".join(error.messages)) from error
        except (OSError, HTTPException, ValueError) as error:
            raise NoPhoto(f"it cannot be read ({_reason(error)})") from error
        raise NoPhoto("neither file nor url is given")

    def _from_disk(self, name):
        for folder in self.folders:
            try:
                path = (folder / name).resolve()
            except RuntimeError as error:  # A loop of links.
                raise NoPhoto("its path leads nowhere") from error
            if not path.is_relative_to(folder):
                raise NoPhoto("its path leads out of the folder of the import")
            if path.is_file():
                with open(path, "rb") as file:
                    return validators.read(file)
        raise NoPhoto(f"there is no file {name[:100]}")

    def _from_web(self, url):
        """Fetch an address: http and https alone, a bound on bytes and on time."""
        give_up = monotonic() + PATIENCE
        data = bytearray()
        with self._opener.open(url, timeout=TIMEOUT) as answer:
            while piece := answer.read1(256 * 1024):
                data += piece
                if len(data) > validators.MAX_BYTES:
                    break
                if monotonic() > give_up:
                    raise TimeoutError("it takes too long")
        return validators.read(bytes(data))


def _opener():
    """Return an opener that knows no file: and no ftp:, wherever it is redirected to."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPRedirectHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPErrorProcessor,
        urllib.request.UnknownHandler,
    ):
        opener.add_handler(handler())
    return opener


def _reason(error) -> str:
    if isinstance(error, urllib.error.URLError) and error.reason:
        return str(error.reason)[:100]
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__)[:100]
