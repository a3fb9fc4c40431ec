"""The project's own files, for the tests that read them."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = {".git", ".venv", "node_modules", "build", "staticfiles", "media", "test-results", "__pycache__"}
NOT_OURS |= {".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis"}


def own_files(folder=ROOT):
    """Every file below the folder that is neither made nor fetched."""
    for path in sorted(folder.iterdir()):
        if path.name in NOT_OURS or path.name.startswith(("db.sqlite3", ".secret-key")) or path.name == ".env":
            continue
        if path.is_dir():
            yield from own_files(path)
        else:
            yield path


def own_python():
    """{path from the root: source} of our Python, without migrations."""
    paths = (path for path in own_files() if path.suffix == ".py" and "migrations" not in path.parts)
    return {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in paths}
