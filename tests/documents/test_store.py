import json

import pytest

from documents.blocks import Document, Paragraph, Text
from documents.store import digest, from_json, to_json
from tests.documents.sample import paper


def test_a_document_is_read_back_equal_to_itself():
    document = paper()
    assert from_json(to_json(document)) == document


def test_json_is_canonical():
    written = to_json(Document("T", "2020-03-26", (Paragraph((Text("ŵ £5"),)),)))
    assert written.startswith('{"author":"","body":[{"content":[{"text":"ŵ £5","type":"Text"}],"type":"Paragraph"}]')
    assert written == json.dumps(json.loads(written), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def test_the_digest_is_sha_256_of_the_utf_8_bytes():
    # Published test vector of FIPS 180-2 for "abc".
    assert digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize("text", ['{"type":"Text","text":"a"}', '{"type":"Unknown"}', '["a"]', '{"text":"a"}'])
def test_json_that_is_no_document_is_refused(text):
    with pytest.raises(ValueError, match="This JSON"):
        from_json(text)
