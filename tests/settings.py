"""The newsroom's own settings, with what a test must not share with a real house."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "a key that opens nothing but the tests")
if url := os.environ.get("TEST_DATABASE_URL"):
    os.environ["DATABASE_URL"] = url
else:
    os.environ["DATABASE_URL"] = "sqlite:///" + os.path.join(
        tempfile.gettempdir(), f"newsroom-tests-{os.getpid()}.sqlite3"
    )
os.environ["MEDIA_ROOT"] = os.environ.get("TEST_MEDIA_ROOT") or tempfile.mkdtemp(
    prefix="newsroom-tests-"
)
# A second thread would wait for the transaction of the test, which waits for nobody.
os.environ.setdefault("COUNT_READERS_EVERY", "0")
os.environ["ALLOWED_HOSTS"] = "testserver,127.0.0.1,localhost"

from newsroom.settings import *  # noqa: F403
from newsroom.settings import DATABASES, STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: threads and servers of the tests need to share it.
    DATABASES["default"]["TEST"] = {"NAME": DATABASES["default"]["NAME"]}
