"""Imports point one way: a lower row imports only from rows above it, wherever the import hides."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("kazakh", "media", "articles", "newsroom")
#: The rows, from the top. A module belongs to the longest name that fits it.
ROWS = {
    "kazakh": 1,
    "media": 2,
    "articles.markup": 3,
    "articles.embeds": 3,
    "articles.tables": 3,
    "articles.galleries": 3,
    "articles.moments": 3,
    "articles.models": 3,
    # The rules: workflow, roles, related, editions, requirements, writing, pages and the like.
    "articles": 4,
    "articles.desk": 5,
    "articles.public": 5,
    "articles.exchange": 5,
    "articles.demo": 5,
    "articles.templatetags": 5,
    "articles.management": 5,
    "articles.migrations": 5,
    "articles.admin": 5,
    "newsroom": 6,
}
#: Neighbours that never look at each other.
APART = ("articles.desk", "articles.public", "articles.exchange")
#: Frameworks that a package does without.
WITHOUT = {"kazakh": ("django", "taggit", "nh3", "PIL")}


def place(module: str) -> str:
    """Return the name in ROWS that a module belongs to; "" for what is not ours."""
    parts = module.split(".")
    names = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((name for name in names if name in ROWS), "")


def imports(source: str, module: str, *, is_package=False):
    """Yield (line, module, name) of every import, also of those inside functions."""
    package = module if is_package else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name, ""
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = package.split(".")
                parts = parts[: len(parts) - (node.level - 1)]
                base = ".".join([*parts, base] if base else parts)
            for alias in node.names:
                yield node.lineno, base, alias.name
        elif isinstance(node, ast.Call) and _is_import_module(node.func):
            for argument in node.args[:1]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield node.lineno, argument.value, ""


def _is_import_module(function) -> bool:
    return getattr(function, "id", getattr(function, "attr", "")) in ("import_module", "__import__")


def faults(source: str, module: str, *, is_package=False):
    """Return what is wrong with a module's imports, a sentence each."""
    here, found = place(module), []
    for line, base, name in imports(source, module, is_package=is_package):
        # `from articles import workflow` imports a module, `from articles.models import Tag` not.
        there = max(place(base), place(f"{base}.{name}") if name else "", key=len)
        root = base.split(".")[0]
        if root in WITHOUT.get(module.split(".")[0], ()):
            found.append(f"{module}:{line} needs no {root}")
        if not there or there == here:
            continue
        if ROWS[there] > ROWS[here]:
            found.append(f"{module}:{line} imports {there} from a row below")
        if here in APART and there in APART:
            found.append(f"{module}:{line}: {here} and {there} stay apart")
    if here == "articles.public":
        found += [f"{module}:{line} reaches for Article" for line in _articles(source)]
    return found


def _articles(source: str):
    """Yield the lines that name the desk's copy, by whatever way."""
    for node in ast.walk(ast.parse(source)):
        names = []
        if isinstance(node, ast.ImportFrom):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.Attribute):
            names = [node.attr]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            names = [node.value.rpartition("articles.")[2]] if "articles." in node.value else []
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "get_model":
            names = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
        if {"Article", "ArticleQuerySet"} & set(names):
            yield node.lineno


def modules():
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            is_package = parts[-1] == "__init__"
            yield path, ".".join(parts[:-1] if is_package else parts), is_package


def test_imports_point_one_way():
    found = [
        fault
        for path, module, is_package in modules()
        for fault in faults(path.read_text(encoding="utf-8"), module, is_package=is_package)
    ]
    assert found == []


def test_every_module_has_a_row():
    assert [module for _path, module, _is_package in modules() if not place(module)] == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("kazakh.slugs", "import django"),
        ("kazakh.slugs", "from media.models import Photo"),
        ("media.models", "from articles.models import Article"),
        ("media.models", "def f():\n    import articles.markup"),
        ("articles.models.edition", "from .. import workflow"),
        ("articles.models.edition", "from ..workflow import approve"),
        ("articles.models.edition", "def f():\n    from articles.roles import StaffRole"),
        ("articles.workflow", "from .desk import forms"),
        ("articles.workflow", "from articles.public.views import front"),
        (
            "articles.workflow",
            "from importlib import import_module\nimport_module('newsroom.urls')",
        ),
        ("articles.desk.forms", "from newsroom import admin"),
        ("articles.desk.forms", "from articles.public import views"),
        ("articles.public.views", "from ..desk.stories import ArticleAdmin"),
        ("articles.exchange.lines", "from articles.desk import forms"),
        ("articles.public.views", "from articles.exchange import lines"),
        ("articles.public.views", "from articles.models import Edition, Article"),
        ("articles.public.views", "from articles import models\nmodels.Article.objects.all()"),
        ("articles.public.views", "apps.get_model('articles', 'Article')"),
        ("articles.public.views", "apps.get_model('articles.Article')"),
    ],
)
def test_a_wrong_arrow_is_found(module, source):
    assert faults(source, module)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("articles.models.edition", "from .article import Article\nfrom kazakh import slugs"),
        ("articles.workflow", "from . import editions\nfrom .models import Article"),
        ("articles.requirements", "from media.models import Photo\nfrom . import markup"),
        ("articles.desk.forms", "from articles import workflow\nfrom . import kept"),
        ("articles.public.views", "from articles.models import Edition\nedition.article_id"),
        ("articles.migrations.0004_roles", "from articles.roles import PERMISSIONS"),
        ("newsroom.urls", "from articles.public import views\nfrom articles.desk import home"),
    ],
)
def test_a_right_arrow_is_let_through(module, source):
    assert faults(source, module) == []
