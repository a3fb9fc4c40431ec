"""The ladder of packages: imports go down it only, and in no circle. Every failure names the file."""

import ast

import pytest

from tests.sources import ROOT, own_python

BOTTOM = {"documents", "govuk", "accounts"}
MAY_IMPORT = {
    "cpstrategy": {"papers", "strands", "offences"} | BOTTOM,
    "papers": {"strands", "offences"} | BOTTOM,
    "strands": {"offences"} | BOTTOM,
    "offences": BOTTOM,
    "documents": set(),
    "govuk": set(),
    "accounts": set(),
}
BESIDE = {"tools", "tests"}  # what builds and checks the house
NO_DJANGO_MODELS = ("django.db", "django.contrib")
VAGUE_NAMES = {"utils", "util", "helpers", "common", "core", "services", "mixins", "base", "misc"}


def module_name(path):
    """papers/views.py -> papers.views; a package's __init__.py is the package."""
    return path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def absolute(path, node):
    """What a `from … import` imports from, with its dots resolved."""
    if not node.level:
        return node.module
    package = module_name(path).split(".")
    if not path.endswith("__init__.py"):
        package.pop()
    return ".".join([*package[: len(package) - node.level + 1], *filter(None, [node.module])])


def imports(path, source):
    """Dotted names of all that a file imports, each name of a `from … import` on its own."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{absolute(path, node)}.{alias.name}" for alias in node.names)


def climbing_imports(sources):
    """Imports that go up the ladder, sideways on its bottom rung, or out to the tools and tests."""
    for path, source in sources.items():
        package = path.split("/")[0]
        if package not in MAY_IMPORT:
            continue
        forbidden = (MAY_IMPORT.keys() | BESIDE) - MAY_IMPORT[package] - {package}
        yield from (f"{path}: {name}" for name in imports(path, source) if name.split(".")[0] in forbidden)


def imports_from(sources, package, forbidden):
    """Imports of the forbidden modules (or what is in them) by files of the package."""
    for path, source in sources.items():
        if path.split("/")[0] == package:
            names = (name for name in imports(path, source) if f"{name}.".startswith(tuple(f"{f}." for f in forbidden)))
            yield from (f"{path}: {name}" for name in names)


def signal_imports(sources):
    """Imports that exist to receive signals."""
    for path, source in sources.items():
        for name in imports(path, source):
            if "signals" in name.split(".") or name.startswith("django.dispatch"):
                yield f"{path}: {name}"


def vague_names(sources):
    return [path for path in sources if VAGUE_NAMES & set(module_name(path).split("."))]


def import_graph(sources):
    """{module: modules of ours that it imports}. A name imported from a package counts as its module, if it is one."""
    paths = {module_name(path): path for path in sources}
    graph = {}
    for module, path in paths.items():
        found = (name if name in paths else name.rpartition(".")[0] for name in imports(path, sources[path]))
        graph[module] = {name for name in found if name in paths and name != module}
    return graph


def circle(graph):
    """The modules of one circle of imports, in order, or nothing."""
    finished = set()

    def walk(module, trail):
        if module in trail:
            return [*trail[trail.index(module) :], module]
        if module in finished:
            return []
        for imported in sorted(graph[module]):
            if found := walk(imported, [*trail, module]):
                return found
        finished.add(module)
        return []

    return next((found for module in sorted(graph) if (found := walk(module, []))), [])


def test_imports_go_down_the_ladder():
    assert list(climbing_imports(own_python())) == []


def test_every_package_has_its_rung():
    packages = {path.split("/")[0] for path in own_python() if "/" in path}
    assert packages == MAY_IMPORT.keys() | BESIDE


def test_documents_and_tools_know_no_database():
    assert list(imports_from(own_python(), "documents", NO_DJANGO_MODELS)) == []
    assert list(imports_from(own_python(), "tools", ("django", *MAY_IMPORT))) == []


def test_no_imports_go_round_in_a_circle():
    assert circle(import_graph(own_python())) == []


def test_nothing_receives_signals():
    assert list(signal_imports(own_python())) == []


def test_every_module_is_named_for_what_it_knows():
    assert vague_names(own_python()) == []


def test_every_package_can_be_found():
    assert [name for name in MAY_IMPORT if not (ROOT / name / "__init__.py").exists()] == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("offences/rolling.py", "from strands.models import Section"),
        ("offences/extracts/load.py", "import papers.issue"),
        ("documents/charts.py", "from govuk import fields"),
        ("accounts/adapter.py", "def f():\n    import offences"),
        ("papers/views.py", "from tests.factories import PaperFactory"),
    ],
)
def test_an_import_up_or_across_the_ladder_is_noticed(path, source):
    assert [fault.split(":")[0] for fault in climbing_imports({path: source})] == [path]


def test_an_import_down_the_ladder_is_allowed():
    assert list(climbing_imports({"papers/compose.py": "from documents import blocks\nfrom . import outline"})) == []


def test_a_circle_of_imports_is_noticed():
    sources = {
        "papers/__init__.py": "",
        "papers/a.py": "from papers import b",
        "papers/b.py": "from .c import name",
        "papers/c.py": "import papers.a",
    }
    assert circle(import_graph(sources)) == ["papers.a", "papers.b", "papers.c", "papers.a"]


@pytest.mark.parametrize(
    "source", ["from django.db.models.signals import post_save", "from django.dispatch import receiver"]
)
def test_a_signal_receiver_is_noticed(source):
    assert list(signal_imports({"strands/models/delivery.py": source})) != []


def test_a_vague_module_name_is_noticed():
    assert vague_names({"strands/utils.py": "", "papers/core/issue.py": "", "papers/basement.py": ""}) == [
        "strands/utils.py",
        "papers/core/issue.py",
    ]
