"""A database that is made for one measurement, beside the one that DATABASE_URL names."""

import json
import os
from collections.abc import Callable

import django


def measured(measure: Callable[[], dict]):
    """Measure in a database of its own, as the tests have one, and print one line of JSON."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    if connection.vendor == "sqlite":
        # A file, as a house has it, that a server beside this process can open.
        connection.settings_dict["TEST"]["NAME"] = f"{connection.settings_dict['NAME']}.bench"
    made = setup_databases(verbosity=0, interactive=False)
    try:
        told = measure()
    finally:
        teardown_databases(made, verbosity=0)
    print(json.dumps(told))
