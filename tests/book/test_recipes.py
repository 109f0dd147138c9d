"""Recipes as a firm keeps them, once on each engine."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from carnet.book.actions import keep_recipe
from carnet.book.firm_book import FirmBook
from carnet.choices import Replacement
from carnet.contract import CarnetError, Mode
from carnet.pipeline.recipes import Recipe
from tests.conftest import Opens


def test_recipes_are_saved_listed_renamed_and_deleted_in_one_firm(opens: Opens) -> None:
    mine, theirs = opens("Mine"), opens("Theirs")
    recipe = Recipe(mode=Mode.FILL, replacements=(Replacement("TFN", "123456789", "123 456 782"),))
    keep_recipe.keep(mine, "  Monthly  list ", recipe, user="Léa")
    keep_recipe.keep(mine, "monthly LIST", replace(recipe, clear=True), user="Marc")
    keep_recipe.keep(mine, "Other", Recipe(), user="Léa")
    first, other = mine.recipes()
    assert (first.name, first.user, first.used, first.recipe.clear) == ("Other", "Léa", None, False)
    assert (other.name, other.user, other.recipe) == ("monthly LIST", "Marc", replace(recipe, clear=True))
    keep_recipe.rename(mine, other.key, "Yearly")
    assert mine.recipe("YEARLY").recipe.mode is Mode.FILL
    for wrong, code in (("Other", "recipe.exists"), (" ", "recipe.name"), ("x" * 101, "recipe.name")):
        with pytest.raises(CarnetError) as error:
            keep_recipe.rename(mine, other.key, wrong)
        assert error.value.code == code
    for act in (theirs.recipe_of_key, lambda key: keep_recipe.delete(theirs, key)):
        with pytest.raises(CarnetError, match=r"recipe\.gone"):
            act(other.key)
    keep_recipe.delete(mine, other.key)
    assert [one.name for one in mine.recipes()] == ["Other"]
    assert theirs.recipes() == []
    for book, name, code in (
        (mine, "Othre", "recipe.unknown_near"),
        (mine, "xyz", "recipe.unknown"),
        (theirs, "Other", "recipe.none"),
    ):  # fmt: skip
        with pytest.raises(CarnetError) as error:
            book.recipe(name)
        assert error.value.code == code
        if book is mine:
            assert "Other" in str(error.value.values["detail"])


def test_a_recipe_gives_way_only_to_what_was_saved_over_it(book: FirmBook) -> None:
    key = keep_recipe.keep(book, "Monthly", Recipe(), user="Léa", over="")
    for over in ("", "another1"):
        with pytest.raises(CarnetError, match=r"recipe\.exists"):
            keep_recipe.keep(book, "monthly", Recipe(clear=True), user="Marc", over=over)
    assert keep_recipe.keep(book, "monthly", Recipe(clear=True), user="Marc", over=key) == key
    (saved,) = book.recipes()
    assert (saved.name, saved.user, saved.recipe.clear) == ("monthly", "Marc", True)


def test_of_two_who_save_under_a_new_name_at_once_one_is_told(book: FirmBook) -> None:
    def save(user: str) -> str:
        try:
            return keep_recipe.keep(book, "Monthly", Recipe(), user=user, over="")
        except CarnetError as error:
            return error.code
        finally:
            book.connection.close()

    with ThreadPoolExecutor(2) as both:
        first, second = sorted(both.map(save, ("Léa", "Marc")))
    assert "recipe.exists" in {first, second}
    assert first != second
    assert len(book.recipes()) == 1


def test_a_recipe_holds_no_text_that_can_be_read_in_the_database(book: FirmBook) -> None:
    from carnet.book.models import Recipe as Row

    secret = Recipe(replacements=(Replacement("TFN", "123456789", "123456782"),))
    keep_recipe.keep(book, "Secret", secret, user="Léa")
    row = Row.objects.using(book.using).get(firm_id=book.firm)
    assert b"123456789" not in bytes(row.body)
