"""From the text a section's lead writes to blocks.

A small part of Markdown, by closed list: headings, paragraphs, bold, italics, links, bulleted and numbered lists, and
figure slots `{{ knife-crime.change }}`. HTML, pictures, code and tables are not in the grammar, so there is nothing to
strip: they stay the characters they are. A new line in the text is a new line on the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.tree import SyntaxTreeNode

from documents.blocks import Block, Emphasis, Heading, Inline, ItemList, LineBreak, Link, Paragraph, Strong, Text, Value
from documents.characters import NarrativeError, clean
from documents.plain import plain, words

__all__ = ["NarrativeError", "clean", "keys", "parse", "parts", "plain"]

Resolve = Callable[[str], Value | None]

_SLOT = re.compile(r"\{\{ *([a-z0-9_.-]{1,80}) *\}\}")
_UNCLOSED = re.compile(r"\{\{[^{}\n]{0,40}")
_LINKS = ("https://", "mailto:")


def parse(source: str, resolve: Resolve | None = None, base_level: int = 3) -> tuple[Block, ...]:
    """The blocks of `source`. The highest heading used becomes `base_level`, and no level is skipped below it.

    `resolve` gives the figure for a key, or None when there is none; without it, slots stay as they were typed.
    Raises NarrativeError with every problem found.
    """
    reading = _Reading(resolve or _as_typed)
    blocks = [block for node in _tree(source).children for block in _block(node, reading)]
    if reading.problems:
        raise NarrativeError(list(dict.fromkeys(reading.problems)))
    return tuple(_levelled(blocks, base_level))


def keys(source: str) -> list[str]:
    """The keys of the figure slots in `source`, each once, in the order they stand."""
    slots = (node.content for node in _tree(source).walk() if node.type == "slot")
    return list(dict.fromkeys(key for key in slots if key))


def parts(source: str) -> list[str]:
    """Each paragraph, list and heading of `source` as it was typed, in order."""
    lines = source.splitlines()
    places = (node.map for node in _tree(source).children)
    return ["\n".join(lines[place[0] : place[1]]).strip() for place in places if place]


def _as_typed(key: str) -> Value:
    return Value(key, f"{{{{ {key} }}}}")


@dataclass
class _Reading:
    """One parse under way: where figures come from, and what has gone wrong so far."""

    resolve: Resolve
    problems: list[str] = field(default_factory=list)


def _tree(source: str) -> SyntaxTreeNode:
    return SyntaxTreeNode(_grammar().parse(source))


def _grammar() -> MarkdownIt:
    markdown = MarkdownIt("zero").enable(["emphasis", "link", "list", "newline", "escape", "heading"])
    markdown.inline.ruler.before("emphasis", "slot", _slot_rule)
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # refused below, by name
    return markdown


def _slot_rule(state: StateInline, silent: bool) -> bool:
    slot = _SLOT.match(state.src, state.pos)
    unclosed = None if slot else _UNCLOSED.match(state.src, state.pos)
    if not (slot or unclosed):
        return False
    found = slot or unclosed
    if not silent:
        token = state.push("slot", "", 0)
        token.content, token.info = (slot[1], "") if slot else ("", found[0].strip())  # type: ignore[index]
    state.pos = found.end()  # type: ignore[union-attr]
    return True


# Blocks


def _block(node: SyntaxTreeNode, reading: _Reading) -> Iterator[Block]:
    if node.type == "heading":
        content = _content(node, reading)
        if text := words(content).strip():
            yield Heading(text, level=int(node.tag[1]))
    elif node.type == "paragraph":
        yield Paragraph(_content(node, reading))
    elif node.type in ("bullet_list", "ordered_list"):
        _check_start(node, reading)
        ordered = node.type == "ordered_list"
        yield ItemList(tuple(_item(item, reading) for item in node.children), ordered=ordered)
    else:
        raise TypeError(f"The narrative grammar has no {node.type}.")


def _check_start(node: SyntaxTreeNode, reading: _Reading) -> None:
    start = node.attrs.get("start", 1)
    if start != 1:
        reading.problems.append(
            f"A numbered list starts at {start}. Start it at 1; if it is not a list, write {start}\\. with a backslash."
        )


def _item(item: SyntaxTreeNode, reading: _Reading) -> tuple[Inline, ...]:
    parts: list[Inline] = []
    for child in item.children:
        if child.type != "paragraph":
            reading.problems.append("A list item can hold only text: move the list or heading inside it out of it.")
            continue
        parts += [LineBreak()] if parts else []
        parts += _content(child, reading)
    return tuple(parts)


def _levelled(blocks: Sequence[Block], base: int) -> Iterator[Block]:
    used = sorted({block.level for block in blocks if isinstance(block, Heading)})
    previous = base - 1
    for block in blocks:
        if isinstance(block, Heading):
            previous = min(base + used.index(block.level), previous + 1, 6)
            yield Heading(block.text, level=previous)
        else:
            yield block


# Inline


def _content(node: SyntaxTreeNode, reading: _Reading) -> tuple[Inline, ...]:
    children = [child for part in node.children for child in (part.children if part.type == "inline" else [part])]
    return _joined([_inline(child, reading) for child in children])


def _inline(node: SyntaxTreeNode, reading: _Reading) -> Inline:
    if node.type not in _INLINE:
        raise TypeError(f"The narrative grammar has no {node.type}.")
    return _INLINE[node.type](node, reading)


def _value(node: SyntaxTreeNode, reading: _Reading) -> Value:
    if not node.content:
        reading.problems.append(
            f"A figure is not written as {{{{ name }}}}: “{node.info}”. "
            "Close it with }} and use only small letters, digits, full stops and hyphens in its name."
        )
        return Value("", "")
    value = reading.resolve(node.content)
    if value is None:
        reading.problems.append(f"There is no figure called “{node.content}”. Choose one from the list of figures.")
    return value or Value(node.content, "")


def _link(node: SyntaxTreeNode, reading: _Reading) -> Inline:
    href, content = str(node.attrs.get("href", "")), _content(node, reading)
    if not words(content).strip():
        reading.problems.append(f"The link to {href} has no words to click on. Put them between [ and ].")
    if not href.startswith(_LINKS):
        reading.problems.append(f"The link “{href}” must start with https:// or mailto:.")
        return Emphasis(content)
    return Link(href, content)


_INLINE: dict[str, Callable[[SyntaxTreeNode, _Reading], Inline]] = {
    "text": lambda node, reading: Text(node.content),
    "softbreak": lambda node, reading: LineBreak(),
    "hardbreak": lambda node, reading: LineBreak(),
    "strong": lambda node, reading: Strong(_content(node, reading)),
    "em": lambda node, reading: Emphasis(_content(node, reading)),
    "link": _link,
    "slot": _value,
}


def _joined(content: Sequence[Inline]) -> tuple[Inline, ...]:
    """Neighbouring texts as one: the Markdown parser splits at every character it has looked at."""
    joined: list[Inline] = []
    for node in content:
        last = joined[-1] if joined else None
        if isinstance(node, Text) and isinstance(last, Text):
            joined[-1] = Text(last.text + node.text)
        elif node != Text(""):
            joined.append(node)
    return tuple(joined)
