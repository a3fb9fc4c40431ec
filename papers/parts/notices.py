from documents.blocks import Notice, Text


def notice(words: str) -> Notice:
    return Notice((Text(words),))
