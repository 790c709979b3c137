"""The limit of a Python server: one function that answers the same bytes, whoever asks for what.

Served by granian beside the site (bench/served.py); the answer lies in the file that BARE names.
"""

import json
import os
from base64 import b64decode
from pathlib import Path

_TOLD = json.loads(Path(os.environ["BARE"]).read_text(encoding="utf-8"))
_ANSWER = {"status": _TOLD["status"], "headers": [tuple(each) for each in _TOLD["headers"]]}
_BODY = (b64decode(_TOLD["body"]),)


def application(environ, start_response):
    """Answer."""
    start_response(_ANSWER["status"], _ANSWER["headers"])
    return _BODY
