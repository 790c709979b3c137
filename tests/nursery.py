"""A process that has read all of Django once, and forks a server of it whenever one is asked for.

    python -m tests.nursery 8123

It reads orders line by line: «start» gives a new server at its port, in a process of its own whose
memory holds nothing of the servers before; «stop», and the end of the orders, ends it. Each is
answered by a line when it is done.
"""

import os
import signal
import socket
import sys
from pathlib import Path

import django


def ready():
    """Read what the first request to a server would read, so that none has to wait for it."""
    django.setup()
    from django.conf import settings
    from django.template.loader import get_template
    from django.urls import get_resolver

    from newsroom.wsgi import application

    assert get_resolver().url_patterns
    for folder in settings.TEMPLATES[0]["DIRS"]:
        for path in Path(folder).rglob("*.html"):
            get_template(str(path.relative_to(folder)))
    warm()
    return application


def warm():
    """Look at a few screens, for somebody who never was: what they find out is found out once."""
    from django.contrib.auth.models import User
    from django.contrib.contenttypes.models import ContentType
    from django.core.cache import cache
    from django.db import connections, transaction
    from django.test import Client

    with transaction.atomic():
        somebody = User.objects.create_superuser("warm")
        for language in ("kk", "ru", "en"):
            client = Client(headers={"host": "localhost"})
            client.cookies["django_language"] = language
            client.force_login(somebody)
            for screen in ("", "articles/article/", "articles/article/add/", "jsi18n/"):
                answer = client.get(f"/admin/{screen}")
                assert answer.status_code == 200, (screen, answer.status_code)
        transaction.set_rollback(True)
    # What they read of the database is no longer so.
    cache.clear()
    ContentType.objects.clear_cache()
    connections.close_all()


def serve(listening: socket.socket, application):
    """Answer at an open socket until this process is ended."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    class Quiet(WSGIRequestHandler):
        def log_message(self, *said):
            pass

    address = listening.getsockname()
    server = ThreadedWSGIServer(address, Quiet, bind_and_activate=False, connections_override={})
    server.socket.close()
    server.socket = listening
    server.server_address = address
    server.server_name, server.server_port = address
    server.setup_environ()
    server.set_app(application)
    server.serve_forever()


def listen(port: int) -> socket.socket:
    """Return a socket that connections already wait at."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(("127.0.0.1", port))
    listening.listen(64)
    return listening


def stop(child: int | None):
    """End a server and wait until it has ended."""
    if child is not None:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def main(port: int):
    """Obey until there are no more orders."""
    application, child = ready(), None
    for order in sys.stdin:
        stop(child)
        child = None
        if order.strip() == "start":
            with listen(port) as listening:
                child = os.fork()
                if child == 0:
                    serve(listening, application)
        print("done", flush=True)
    stop(child)


if __name__ == "__main__":
    main(int(sys.argv[1]))
