"""What may be in the repository: no address of a package registry, locks with hashes, and the budgets of a file."""

import ast
import json
import re

import pytest

from tests.sources import ROOT, own_files, own_python

LONGEST_FILE, LONGEST_FUNCTION = 300, 40
REQUIREMENTS = tuple(f"requirements{name}.txt" for name in ("", "-dev", "-node", "-bench", "-validators"))
ADDRESS = re.compile(r"(npmjs|pypi|pythonhosted)\.(org|com)|index[-_]url|registry\s*=\s*\S*//", re.IGNORECASE)
TEXT = {"", ".css", ".csv", ".html", ".in", ".js", ".json", ".md", ".py", ".svg", ".toml", ".txt", ".typ", ".yml"}
IMPORTS = (ast.Import, ast.ImportFrom)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def functions(source):
    return [node for node in ast.walk(ast.parse(source)) if isinstance(node, FUNCTIONS)]


def long_functions(source):
    return [node.name for node in functions(source) if node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION]


def functions_that_import(source):
    return [node.name for node in functions(source) if any(isinstance(inner, IMPORTS) for inner in ast.walk(node))]


def unlocked(requirements):
    """Requirements that have no hash on the line after them."""
    named = re.findall(r"^(\S+==\S+)(.*\n\s+--hash=sha256:[0-9a-f]{64})?", requirements, re.MULTILINE)
    return [name for name, hash_line in named if not hash_line]


def registries(paths):
    """The text files that name one, with what they name."""
    for path in paths:
        if path.suffix in TEXT and (found := ADDRESS.search(path.read_text("utf-8", errors="replace"))):
            yield f"{path.relative_to(ROOT)}: {found.group()}"


def test_no_file_names_a_package_registry():
    assert list(registries(own_files())) == []


def test_a_registry_is_noticed():
    assert ADDRESS.search("--index" + "-url https://example.org/simple")
    assert ADDRESS.search("https://registry.npmjs" + ".org/axe-core")
    assert not ADDRESS.search("packages from PyPI and npm")


def test_the_npm_lock_holds_hashes_and_no_addresses():
    text = (ROOT / "package-lock.json").read_text()
    packages = {name: entry for name, entry in json.loads(text)["packages"].items() if name}
    assert '"resolved"' not in text
    assert "http" not in text
    assert len(packages) >= 3
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_python_requirement_has_a_hash_and_none_an_address(name):
    text = (ROOT / name).read_text()
    assert "==" in text
    assert unlocked(text) == []
    assert "http" not in text


def test_a_requirement_without_a_hash_is_noticed():
    assert unlocked("one==1 \\\n    --hash=sha256:" + "0" * 64 + "\ntwo==2\n") == ["two==2"]


def test_no_file_is_longer_than_300_lines():
    long = {path: lines for path, text in own_python().items() if (lines := text.count("\n")) > LONGEST_FILE}
    assert long == {}


def test_no_function_is_longer_than_40_lines():
    long = {path: names for path, text in own_python().items() if (names := long_functions(text))}
    assert long == {}


def test_no_function_imports():
    importing = {path: names for path, text in own_python().items() if (names := functions_that_import(text))}
    assert importing == {}


def test_a_long_function_and_an_import_inside_one_are_noticed():
    assert long_functions("def short():\n    pass\n\n\ndef long():\n" + "    x = 1\n" * 40) == ["long"]
    assert functions_that_import("import a\n\n\ndef f():\n    if a:\n        from b import c\n") == ["f"]
