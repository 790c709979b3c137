"""The application that granian (or any WSGI server) serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
application = get_wsgi_application()

from django.conf import settings  # noqa: E402 — after Django was set up

from newsroom.encoding import Utf8  # noqa: E402
from newsroom.page_cache import PageCache  # noqa: E402

application = Utf8(application)
if settings.PAGE_CACHE:
    application = PageCache(application, most=settings.PAGE_CACHE * 1024 * 1024)
