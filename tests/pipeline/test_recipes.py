"""Choices of one import saved as a recipe and followed with the next file of the same shape."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import polars as pl
from tests.pipeline.test_command_line import codes as told_codes
from tests.pipeline.test_command_line import write
from tests.support.commands import Carnet
from tests.support.desk import Desk, codes

from carnet.book.actions import keep_recipe
from carnet.book.actions.undo_import import undo
from carnet.choices import (
    Choices,
    Decision,
    Fix,
    Followed,
    Held,
    Party,
    Place,
    Policy,
    Replacement,
    SheetChoices,
    Unfit,
    Value,
)
from carnet.contract import Mode, Options
from carnet.pipeline import Timings, make_plan
from carnet.pipeline.recipes import Recipe, from_json, recipe_of, to_json
from carnet.pipeline.replay import replay

JANUARY = (
    "Client ID,Client Name,Email,City,Hat\n007,Oak Mill LLC,office@oak.example,Albny,7\n008,Elm,,Albny,8\n"
)
FEBRUARY = (
    "Hat,Client ID,City,Client Name,Email\n9,009,Albny,Fir Mill LLC,fir@example.com\n8,008,Utica,Elm,\n"
)
CHOSEN = Choices(
    sheets={Place(0, "january"): SheetChoices(country="CA", mapping={"Hat": "custom.Hat"})},
    mode=Mode.FILL,
    keys=("client_identifier",),
    policies={"custom.Hat": Policy.OVERWRITE},
    fixes=(Fix(0, "january", 2, 3, "Albny", "Albany"), Fix(0, "january", 3, 3, "Albny", "Albany")),
)


def recipe_from(desk: Desk, choices: Choices, *paths: Path) -> Recipe:
    with tempfile.TemporaryDirectory() as scratch:
        plan = make_plan(paths, choices, desk.book, Path(scratch), Timings())
        return recipe_of(choices, plan.sheets)


def followed(recipe: Recipe, paths: Sequence[Path], choices: Choices | None = None) -> Choices:
    with tempfile.TemporaryDirectory() as scratch:
        called = Followed("Monthly")
        return replay(recipe, called, paths, choices or Choices(), Path(scratch), Timings())


def taken(desk: Desk, choices: Choices, *paths: Path) -> pl.DataFrame:
    """The contacts of the plan that the choices make."""
    with tempfile.TemporaryDirectory() as scratch:
        return make_plan(paths, choices, desk.book, Path(scratch), Timings()).contacts


def test_what_was_chosen_for_one_file_holds_for_the_next_whatever_its_name_and_order(desk: Desk) -> None:
    recipe = recipe_from(desk, CHOSEN, desk.file("january.csv", JANUARY))
    assert from_json(to_json(recipe)) == recipe
    february = desk.file("february.csv", FEBRUARY)
    choices = followed(recipe, [february])
    own = choices.sheets[Place(0, "february")]
    assert (own.country, own.columns) == ("CA", {0: "custom.Hat"})
    assert (choices.mode, choices.keys) == (Mode.FILL, ("client_identifier",))
    assert choices.policies == {"custom.Hat": Policy.OVERWRITE}
    assert choices.replacements == (Replacement("City", "Albny", "Albany"),)
    assert choices.recipe == Followed(
        "Monthly", taken=Held(sheets=1, columns=1, policies=1, corrections=1), unfit=()
    )
    contacts = taken(desk, choices, february)
    custom = contacts["custom"].list.first().struct.field("value").to_list()
    assert sorted(custom) == ["8", "9"]


def test_a_correction_of_one_cell_among_equal_ones_is_no_part_of_a_recipe(desk: Desk) -> None:
    one = replace(CHOSEN, fixes=CHOSEN.fixes[:1])
    assert recipe_from(desk, one, desk.file("january.csv", JANUARY)).replacements == ()


def test_what_a_person_chooses_besides_wins(desk: Desk) -> None:
    recipe = recipe_from(desk, CHOSEN, desk.file("january.csv", JANUARY))
    besides = Choices(
        Options(country="US"),
        sheets={Place(0, "february"): SheetChoices(mapping={"Hat": ""})},
        mode=Mode.UPDATE,
        policies={"custom.Hat": Policy.KEEP},
    )
    choices = followed(recipe, [desk.file("february.csv", FEBRUARY)], besides)
    assert choices.of_sheet(Place(0, "february")).country == "US"
    assert choices.sheets[Place(0, "february")].mapping == {"Hat": ""}
    assert (choices.mode, choices.policies) == (Mode.UPDATE, {"custom.Hat": Policy.KEEP})


def test_a_field_given_by_position_holds_for_its_header_wherever_it_stands_next_time(desk: Desk) -> None:
    chosen = Choices(sheets={Place(0, "january"): SheetChoices(columns={4: "custom.Hat", 3: ""})})
    recipe = recipe_from(desk, chosen, desk.file("january.csv", JANUARY))
    february = desk.file("february.csv", FEBRUARY)
    assert followed(recipe, [february]).sheets[Place(0, "february")].columns == {0: "custom.Hat", 2: ""}
    aside = Choices(Options(mapping={"hat": ""}))
    assert followed(recipe, [february], aside).sheets[Place(0, "february")].columns == {2: ""}


def test_what_the_files_do_not_take_of_a_recipe_is_told_and_the_rest_is_done(desk: Desk) -> None:
    twice = "Client ID,Client Name,Note,Note\n007,Oak Mill LLC,a,b\n"
    columns = {2: "custom.First", 3: "custom.Second"}
    chosen = Choices(sheets={Place(0, "january"): SheetChoices(columns=columns)})
    recipe = recipe_from(desk, chosen, desk.file("january.csv", twice))
    gone = replace(recipe.sheets[0].own, mapping={"Client Name": "contact.of_a_later_version"})
    recipe = replace(recipe, sheets=(replace(recipe.sheets[0], own=gone),))
    february = desk.file("february.csv", "Client ID,Note,Note,Client Name\n008,a,b,Elm Mill LLC\n")
    choices = followed(recipe, [february])
    assert choices.sheets[Place(0, "february")].columns == {2: "custom.First"}
    assert choices.recipe is not None
    assert choices.recipe.taken == Held(sheets=1, columns=1)
    assert choices.recipe.unfit == (
        Unfit("recipe.moved", "4 Note"), Unfit("recipe.no_field", "contact.of_a_later_version"),
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as scratch:
        told = codes(make_plan([february], choices, desk.book, Path(scratch), Timings()))
    assert {"recipe.moved", "recipe.no_field"} <= set(told)


def test_a_header_that_only_the_recipe_knows_is_found_again(desk: Desk) -> None:
    above = "x,Client ID,Client Name,Email\n1,2,3,4\n"
    rows = "a,b,c,d\n007,Oak Mill LLC,office@oak.example,1\n"
    fixed = Choices(
        Options(encoding="cp1252"),
        sheets={
            Place(0, "january"): SheetChoices(header_row=3, mapping={"a": "organization.client_identifier"})
        },
    )
    recipe = recipe_from(desk, fixed, desk.file("january.csv", above + rows))
    choices = followed(recipe, [desk.file("february.csv", above + rows.replace("007", "008"))])
    assert choices.recipe is not None
    assert choices.recipe.unfit == ()
    assert choices.of_sheet(Place(0, "february")).header_row == 3
    assert choices.of_file(0).encoding == "cp1252"


def test_sheets_that_were_left_out_are_left_out_again(desk: Desk) -> None:
    for month, number in (("january", "007"), ("february", "008")):
        book = openpyxl.Workbook()
        for title in ("Clients", "Old"):
            tab = book.create_sheet(title)
            tab.append(["Client ID", "Company Name"])
            tab.append([number, f"{title} Mill LLC"])
        del book["Sheet"]
        book.save(desk.folder / f"{month}.xlsx")
    out = Choices(sheets={Place(0, "Old"): SheetChoices(taken=False)})
    only = Choices(Options(sheets=("Clients",)))
    for choices in (out, only):
        recipe = recipe_from(desk, choices, desk.folder / "january.xlsx")
        again = followed(recipe, [desk.folder / "february.xlsx"])
        assert taken(desk, again, desk.folder / "february.xlsx")["name"].to_list() == ["Clients Mill LLC"]


def test_each_of_several_files_is_read_as_the_one_of_its_shape(desk: Desk) -> None:
    people = "First Name,Last Name,Phone\nAna,Lopez,0491 570 156\n"
    files = [desk.file("january.csv", JANUARY), desk.file("people.csv", people)]
    chosen = replace(CHOSEN, sheets={**CHOSEN.sheets, Place(1, "people"): SheetChoices(country="AU")})
    recipe = recipe_from(desk, chosen, *files)
    turned = followed(recipe, [files[1], desk.file("february.csv", FEBRUARY)])
    assert turned.sheets[Place(0, "people")].country == "AU"
    assert turned.sheets[Place(1, "february")].country == "CA"


def test_decisions_and_values_go_by_name_and_are_silent_where_nobody_is_called_so(desk: Desk) -> None:
    one, other = (Party(kind="person", name=name, file=0, sheet="january", row=row)
                  for name, row in (("Ann Ray", 2), ("Anne Ray", 3)))  # fmt: skip
    rows = "First Name,Last Name,Birth Date\nAnn,Ray,1980-04-03\nAnne,Ray,1980-04-03\n"
    chosen = Choices(
        decisions=(Decision(one, other, same=True),), values=(Value(one, "birth_date", "1980-03-04"),)
    )
    recipe = recipe_from(desk, chosen, desk.file("january.csv", rows))
    again = followed(recipe, [desk.file("february.csv", rows.replace("1980-04-03", "1981-04-03"))])
    assert taken(desk, again, desk.folder / "february.csv").height == 1
    others = desk.file("march.csv", "First Name,Last Name,Birth Date\nBen,Roe,1980-04-03\n")
    with tempfile.TemporaryDirectory() as scratch:
        plan = make_plan([others], followed(recipe, [others]), desk.book, Path(scratch), Timings())
    assert codes(plan) == []


def test_a_recipe_that_does_not_fit_the_files_is_told(desk: Desk) -> None:
    recipe = recipe_from(desk, CHOSEN, desk.file("january.csv", JANUARY))
    other = desk.file("other.csv", "Client ID,Client Name,Phone\n007,Oak Mill LLC,+12125550147\n")
    choices = followed(recipe, [other])
    with tempfile.TemporaryDirectory() as scratch:
        plan = make_plan([other], choices, desk.book, Path(scratch), Timings())
    found = plan.findings.filter(pl.col("code") == "recipe.no_sheet")
    assert found.select("value", "detail").rows() == [
        ("Monthly", "january: Client ID, Client Name, Email, City ...")
    ]


def test_a_recipe_knows_the_imports_that_followed_it_whatever_it_is_called_meanwhile(desk: Desk) -> None:
    key = keep_recipe.keep(desk.book, "Monthly", Recipe(), user="Léa")
    files = [desk.file(f"{number}.csv", JANUARY.replace("00", f"{number}0")) for number in (1, 2)]
    desk.take(files[0], recipe=Followed("Monthly", key))
    keep_recipe.rename(desk.book, key, "Yearly")
    desk.take(files[1], recipe=Followed("Monthly", key))
    saved = desk.book.recipe_of_key(key)
    latest = desk.book.history(desk.last)[0]
    assert (saved.uses, saved.used) == (2, latest.created)
    assert (latest.recipe, latest.recipe_key) == ("Monthly", key)
    undo(desk.book, desk.last, user="Léa")
    assert desk.book.recipe_of_key(key).uses == 1


def test_the_command_line_saves_and_follows_a_recipe_and_the_history_names_it(carnet: Carnet) -> None:
    write("january.csv", JANUARY)
    write("february.csv", FEBRUARY)
    chosen = ("--map", "Hat=custom.Hat", "--map", "City=", "--mode", "fill", "--country", "US")
    assert carnet("import", "january.csv", "--yes", *chosen, "--save-recipe", "Monthly").status == 0
    told = carnet("import", "february.csv", "--dry-run", "--json", "--recipe", "Monthl")
    assert (told.status, told_codes(told)) == (2, ["recipe.unknown_near"])
    assert "“Monthly”" in told.document["findings"][0]["message"]
    ran = carnet("import", "february.csv", "--yes", "--json", "--recipe", "monthly")
    columns = {one["header"]: one["field"] for one in ran.document["files"][0]["sheets"][0]["columns"]}
    assert (columns["Hat"], columns["City"]) == ("custom.Hat", None)
    latest, first = carnet("history", "--json").document
    assert (latest["recipe"], latest["mode"], first["recipe"]) == ("Monthly", "fill", "")
    assert "Recipe: Monthly" in carnet("history", "--language", "en").out
    assert "Recette\u00a0: Monthly" in carnet("history", "--language", "fr").out
    bad = carnet("import", "february.csv", "--yes", "--json", "--save-recipe", " ")
    assert (bad.status, told_codes(bad)) == (2, ["recipe.name"])
