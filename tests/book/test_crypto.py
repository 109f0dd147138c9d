"""Secret values are sealed to their place, and lookups of them tell nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.book.crypto import Keyring
from carnet.contract import CarnetError

KEYS = Keyring(b"a" * 32)


@given(st.text())
def test_any_text_comes_back_as_it_was(text: str) -> None:
    assert KEYS.open_text(KEYS.seal_text(text, "place"), "place") == text


def test_the_same_text_is_sealed_differently_each_time() -> None:
    assert KEYS.seal(b"123", "place") != KEYS.seal(b"123", "place")


def test_a_sealed_value_opens_at_its_own_place_with_its_own_key_only() -> None:
    sealed = KEYS.seal(b"123", "ana")
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for keys, body, place in (
        (KEYS, sealed, "ben"),
        (Keyring(b"b" * 32), sealed, "ana"),
        (KEYS, changed, "ana"),
    ):
        with pytest.raises(CarnetError, match=r"book\.key"):
            keys.open(body, place)


def test_equal_numbers_have_equal_digests_that_another_key_does_not_give() -> None:
    assert KEYS.digest("123") == KEYS.digest("123") != KEYS.digest("124")
    assert KEYS.digest("123") != Keyring(b"b" * 32).digest("123")


def test_a_key_of_another_length_is_refused() -> None:
    with pytest.raises(CarnetError, match=r"book\.key"):
        Keyring(b"short")
