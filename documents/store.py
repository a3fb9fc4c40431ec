"""A document as text and back: the record of an issued paper.

Canonical JSON (sorted keys, no spaces, UTF-8): the same document gives the same text, and so the same digest, in
every process and time zone.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass
from typing import Any

from documents import blocks
from documents.blocks import Document

_TYPES: dict[str, Any] = {name: kind for name, kind in vars(blocks).items() if is_dataclass(kind)}


def to_json(document: Document) -> str:
    """`document` as canonical JSON. Chart specifications must hold JSON values only (lists, not tuples)."""
    return _canonical(document)


def from_json(text: str) -> Document:
    """The document that `to_json` wrote, equal to it. Raises ValueError when `text` is not one."""
    document = _decode(json.loads(text))
    if not isinstance(document, Document):
        raise ValueError("This JSON does not hold a document.")
    return document


def nodes_to_json(nodes: tuple[Any, ...]) -> str:
    """Blocks or what stands inside them, in tuples of any depth, as canonical JSON: for words without a document."""
    return _canonical(nodes)


def nodes_from_json(text: str) -> tuple[Any, ...]:
    """The nodes that `nodes_to_json` wrote, equal to them. Raises ValueError when `text` holds no such nodes."""
    nodes = _decode(json.loads(text))
    if not isinstance(nodes, tuple):
        raise ValueError("This JSON does not hold blocks.")
    return nodes


def digest(json_text: str) -> str:
    """SHA-256 of the UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(json_text.encode()).hexdigest()


def _canonical(node: Any) -> str:
    return json.dumps(_encode(node), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _encode(node: Any) -> Any:
    if is_dataclass(node):
        values = {field.name: getattr(node, field.name) for field in fields(node)}
        return {"type": type(node).__name__} | {name: _encode(value) for name, value in values.items()}
    if isinstance(node, tuple):
        return [_encode(child) for child in node]
    return node


def _decode(node: Any) -> Any:
    if isinstance(node, list):
        return tuple(_decode(child) for child in node)
    if not isinstance(node, dict):
        return node
    if node.get("type") not in _TYPES:
        raise ValueError(f"This JSON holds an unknown node: {node.get('type')!r}.")
    values = {name: value if name == "spec" else _decode(value) for name, value in node.items() if name != "type"}
    return _TYPES[node["type"]](**values)
