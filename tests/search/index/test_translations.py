import pytest

from assistant.search.index.translations import translation_groups


@pytest.mark.parametrize(
    ("links", "groups"),
    [
        ({"a": "", "b": ""}, {"a": "a", "b": "b"}),
        ({"a": "", "b": "a"}, {"a": "a", "b": "a"}),
        ({"b": "a", "a": "b"}, {"a": "a", "b": "a"}),
        ({"a": "", "b": "a", "c": "b"}, {"a": "a", "b": "a", "c": "a"}),
        ({"b": "z", "c": "z"}, {"b": "z", "c": "z", "z": "z"}),
        ({"b": "c", "c": "d", "d": "b"}, {"b": "b", "c": "b", "d": "b"}),
        ({}, {}),
    ],
    ids=["apart", "a pair", "both ways", "a chain", "an original that is not there", "a circle", "nothing"],
)
def test_documents_are_grouped_by_what_they_say_they_translate(links: dict[str, str], groups: dict[str, str]) -> None:
    assert translation_groups(links) == groups
