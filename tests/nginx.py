"""nginx with the configuration that docs/nginx.conf ships, on a port of its own."""

import re
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

SHIPPED = Path(__file__).resolve().parent.parent / "docs" / "nginx.conf"
AROUND = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
{user}
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types; access_log off; sendfile on; tcp_nopush on;
    keepalive_requests 1000000; open_file_cache max=1000 inactive=600s;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {shipped}
    server {{ listen 127.0.0.1:{plain}; root {folder}/files; }}
}}
"""


def program() -> str | None:
    """Return where nginx is, or None."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


@contextmanager
def nginx(site: int, files: dict[str, bytes] | None = None):
    """Serve the site at port `site` through nginx; give its port, that of files, its processes.

    What is changed in the shipped file: the addresses, the folder of the cache, and that it speaks
    http. `files` are served as they are beside it: the limit of nginx.
    """
    with TemporaryDirectory(prefix="newsroom-nginx-") as place:
        folder = Path(place)
        folder.chmod(0o755)
        (folder / "files").mkdir()
        for name, content in (files or {}).items():
            (folder / "files" / name).write_bytes(content)
        port, plain = _free(), _free()
        is_root = Path("/proc/self").stat().st_uid == 0
        told = AROUND.format(
            folder=folder,
            shipped=_shipped(site, port, folder),
            plain=plain,
            user="user root;" if is_root else "",
        )
        (folder / "nginx.conf").write_text(told, encoding="utf-8")
        process = subprocess.Popen(
            [program(), "-c", folder / "nginx.conf", "-p", folder], stderr=subprocess.PIPE
        )
        try:
            _wait(process, port)
            yield port, plain, processes(process.pid)
        finally:
            process.terminate()
            process.wait(20)
            process.stderr.close()


def processes(pid: int) -> list[int]:
    """Return a process and its children."""
    return [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]


def _shipped(site: int, port: int, folder: Path) -> str:
    text = SHIPPED.read_text(encoding="utf-8")
    # The server that leads to https has nothing to lead to here.
    text, removed = re.subn(r"server \{\n    listen 80;.*?\n\}\n", "", text, flags=re.DOTALL)
    changes = [
        (r"server 127\.0\.0\.1:8000;", f"server 127.0.0.1:{site};"),
        (r"/var/cache/nginx/newsroom", f"{folder}/kept"),
        (r"listen 443 ssl http2;", f"listen 127.0.0.1:{port};"),
        (r"listen \[::\]:443 ssl http2;", ""),
        (r"ssl_certificate(_key)? .*;", ""),
        (r"server_name .*;", "server_name _;"),
        (r"X-Forwarded-Proto \$scheme;", "X-Forwarded-Proto http;"),
    ]
    done = [removed]
    for pattern, instead in changes:
        text, times = re.subn(pattern, instead, text)
        done.append(times)
    if not all(done):
        raise AssertionError(f"docs/nginx.conf is not what is tried here: {done}")
    return text


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(process, port: int):
    for _attempt in range(100):
        if process.poll() is not None:
            raise RuntimeError(process.stderr.read().decode())
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("nginx does not answer")
