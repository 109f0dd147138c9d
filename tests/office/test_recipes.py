"""Recipes in imports in preparation: taken up in one step, told where they do not fit, saved again."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from carnet.book.actions import keep_recipe
from carnet.book.firm_book import FirmBook
from carnet.book.setup import open_book
from carnet.choices import Choices, Decision, Followed, Party, Place, Replacement, SheetChoices, Value
from carnet.contract import CarnetError, Mode
from carnet.office.drafts import choose, files, keep
from carnet.office.drafts.attend import attend
from carnet.office.drafts.look import kept_look
from carnet.office.drafts.recipe import recipe as recipe_of_draft
from carnet.office.jobs import Job, Stand
from carnet.office.models import Draft, User
from carnet.office.roles import Role
from carnet.pipeline.fitting import fit
from carnet.pipeline.recipes import Recipe
from tests.office.test_drafts import firm, somebody

pytestmark = pytest.mark.usefixtures("office")

JANUARY = "Client ID,Client Name,City,Hat\n007,Oak Mill LLC,Albny,7\n008,Elm Mill LLC,Albny,8\n"
FEBRUARY = "Hat,Client ID,City,Client Name\n9,009,Albny,Fir Mill LLC\n"


class Office:
    """A firm with a member, and imports in preparation whose work is done at once."""

    def __init__(self, folder: Path) -> None:
        self.firm = firm()
        self.folder = folder
        self.member = somebody(self.firm, Role.MEMBER)

    @property
    def book(self) -> FirmBook:
        return open_book(firm=self.firm, make=False)

    def draft(self, **texts: str) -> Draft:
        """A draft with files, looked at."""
        draft = keep.begin(self.firm, self.member)
        for name, text in texts.items():
            self.add(draft, name, text)
        return self.done(draft, Job.LOOK)

    def add(self, draft: Draft, name: str, text: str) -> None:
        sent = self.folder / "sent"
        sent.write_text(text)
        files.add(draft, f"{name}.csv", sent, len(text))

    def done(self, draft: Draft, job: Job) -> Draft:
        choose.ask(draft, job)
        return self.worked(draft)

    def worked(self, draft: Draft) -> Draft:
        """The draft once a worker did what was wanted."""
        attend(draft.key)
        draft.refresh_from_db()
        return draft

    def applied(self, draft: Draft) -> None:
        """Plan and apply a draft."""
        for job in (Job.PLAN, Job.APPLY):
            self.done(draft, job)
        assert draft.imported, draft.error

    def followed(self, draft: Draft, recipe: str) -> Choices:
        """The choices of a draft once a recipe was taken up."""
        choose.follow(draft, recipe)
        assert not draft.seen
        return choose.choices_of(self.worked(draft))

    def saved(self, name: str = "Monthly") -> str:
        """The key of a recipe that is saved of the first file."""
        draft = self.draft(january=JANUARY)
        columns = {3: "custom.Hat"}

        def made(choices: Choices) -> Choices:
            return replace(
                choices,
                sheets={Place(0, "january"): SheetChoices(columns=columns)},
                replacements=(Replacement("City", "Albny", "Albany"),),
                mode=Mode.FILL,
            )

        choose.change(draft, made, "column", reading=True)
        self.done(draft, Job.PLAN)
        return keep_recipe.keep(self.book, name, recipe_of_draft(draft), user="Ada Fortin")


@pytest.fixture
def office_of_a_firm(tmp_path: Path) -> Office:
    return Office(tmp_path)


def client(user: User) -> Client:
    """A signed-in browser."""
    made = Client(headers={"host": "localhost"})
    made.force_login(user)
    return made


def test_a_recipe_is_taken_up_in_one_step_that_is_undone_and_made_again(office_of_a_firm: Office) -> None:
    office = office_of_a_firm
    key = office.saved()
    draft = office.draft(february=FEBRUARY)
    choose.change(draft, lambda choices: replace(choices, clear=True), "manner")
    choices = office.followed(draft, key)
    assert choices.recipe is not None
    assert (choices.recipe.name, choices.recipe.key, choices.recipe.unfit) == ("Monthly", key, ())
    assert choices.sheets[Place(0, "february")].columns == {0: "custom.Hat"}
    assert (choices.mode, choices.clear) == (Mode.FILL, True), "what was chosen before stays"
    look = kept_look(draft)
    assert look
    assert look.sheets[0].columns[0].field == "custom.Hat"
    assert (draft.undoes, draft.seen, draft.following) == ("recipe", True, "")
    assert choose.undo(draft) == "recipe"
    assert choose.choices_of(draft) == Choices(clear=True)
    choose.redo(draft)
    assert choose.choices_of(draft) == choices
    office.applied(draft)
    assert office.book.history(draft.imported)[0].recipe_key == key
    assert office.book.recipe_of_key(key).uses == 1


def test_another_recipe_takes_the_place_of_what_was_chosen_so_far(office_of_a_firm: Office) -> None:
    office = office_of_a_firm
    key = office.saved()
    other = keep_recipe.keep(office.book, "Other", Recipe(mode=Mode.UPDATE), user="Léa")
    draft = office.draft(february=FEBRUARY)
    office.followed(draft, key)
    choices = office.followed(draft, other)
    assert (choices.mode, choices.replacements) == (Mode.UPDATE, ())
    assert choices.recipe == Followed("Other", other)


def test_a_choice_made_while_a_recipe_waits_is_kept_and_the_recipe_is_taken_up(
    office_of_a_firm: Office,
) -> None:
    office = office_of_a_firm
    key, draft = office.saved(), office.draft(february=FEBRUARY)
    choose.follow(draft, key)
    choose.change(draft, lambda choices: replace(choices, clear=True), "manner")
    choose.ask(draft, Job.PLAN)
    office.worked(draft)
    choices = choose.choices_of(draft)
    assert choices.clear
    assert choices.recipe is not None
    assert draft.ready


def test_a_recipe_that_was_deleted_before_it_was_taken_up_is_told_and_nothing_changes(
    office_of_a_firm: Office,
) -> None:
    office = office_of_a_firm
    key, draft = office.saved(), office.draft(february=FEBRUARY)
    choose.follow(draft, key)
    keep_recipe.delete(office.book, key)
    office.worked(draft)
    assert (draft.notice, draft.stand, draft.following) == ("recipe.gone", Stand.IDLE, "")
    assert choose.choices_of(draft) == Choices()


def test_an_import_whose_recipe_is_deleted_meanwhile_goes_on_and_the_history_names_it(
    office_of_a_firm: Office,
) -> None:
    office = office_of_a_firm
    key, draft = office.saved(), office.draft(february=FEBRUARY)
    office.followed(draft, key)
    keep_recipe.delete(office.book, key)
    browser = client(office.member)
    page = browser.get(reverse("importing:recognised", args=[draft.key])).content.decode()
    assert "It was deleted since" in page
    office.applied(draft)
    entry = browser.get(reverse("history:entry", args=[draft.imported])).content.decode()
    assert "<dd>Monthly</dd>" in entry


def test_the_choices_of_an_applied_import_can_still_be_saved(office_of_a_firm: Office) -> None:
    office = office_of_a_firm
    key, draft = office.saved(), office.draft(february=FEBRUARY)
    with pytest.raises(CarnetError, match=r"recipe\.no_plan"):
        recipe_of_draft(draft)
    office.followed(draft, key)
    office.applied(draft)
    assert not files.paths(draft)[0].exists()
    sheet = recipe_of_draft(draft).sheets[0]
    assert sheet.own.mapping == {"Hat": "custom.Hat"}


def test_only_recipes_for_files_like_these_are_offered_the_best_first(office_of_a_firm: Office) -> None:
    office = office_of_a_firm
    office.saved("Monthly")
    people = "First Name,Last Name,Phone\nAna,Lopez,0491 570 156\n"
    both = office.done(office.draft(january=JANUARY, people=people), Job.PLAN)
    keep_recipe.keep(office.book, "Both", recipe_of_draft(both), user="Léa")
    lone = office.done(office.draft(people=people), Job.PLAN)
    keep_recipe.keep(office.book, "People", recipe_of_draft(lone), user="Léa")

    def offered(**texts: str) -> list[str]:
        address = reverse("importing:recognised", args=[office.draft(**texts).key])
        return re.findall("“(.*?)”</a>", client(office.member).get(address).content.decode())

    assert offered(february=FEBRUARY) == ["Monthly", "Both"]
    assert offered(march=FEBRUARY, people=people)[0] == "Both"
    assert offered(other="Name,Fax\nOak Mill LLC,5\n") == []


def test_a_recipe_for_files_that_are_read_otherwise_is_offered_too(office_of_a_firm: Office) -> None:
    office = office_of_a_firm
    above = "Client ID,Client Name,Email\nthe list,of,January\n"
    rows = "Numéro,Société,Courriel du client\n007,Oak Mill LLC,office@oak.example\n"
    draft = office.draft(titled=above + rows)
    sheets = {Place(0, "titled"): SheetChoices(header_row=3)}
    choose.change(draft, lambda choices: replace(choices, sheets=sheets), "sheet", reading=True)
    office.done(draft, Job.PLAN)
    made = recipe_of_draft(draft)
    for text, fits in ((above + rows, True), (above, False)):
        look = kept_look(office.draft(later=text))
        assert look
        assert bool(fit(made, look.sheets)) == fits


# -------------------------------------------------------------------------------------- the pages


def test_another_firms_recipe_is_not_taken_up_by_its_key(office_of_a_firm: Office) -> None:
    office = office_of_a_firm
    key = keep_recipe.keep(Office(office.folder).book, "Theirs", Recipe(), user="Léa")
    draft = office.draft(february=FEBRUARY)
    answer = client(office.member).post(reverse("importing:use_recipe", args=[draft.key]), {"recipe": key})
    assert answer.status_code == 404
    draft.refresh_from_db()
    assert (draft.following, choose.choices_of(draft)) == ("", Choices())


def test_choices_are_saved_under_a_good_name_and_over_another_recipe_only_when_asked(
    office_of_a_firm: Office,
) -> None:
    office = office_of_a_firm
    draft, browser = office.draft(february=FEBRUARY), client(office.member)
    address = reverse("importing:keep_recipe", args=[draft.key])

    def saved(name: str, over: str = "") -> tuple[int, str]:
        answer = browser.post(address, {"name": name, "over": over}, headers={"hx-request": "true"})
        return answer.status_code, answer.content.decode()

    assert "the plan is being made again" in saved("Monthly")[1]
    office.done(draft, Job.PLAN)
    for name in ("", " ", "x" * 101):
        status, told = saved(name)
        assert status == 422
        assert "1 to 100 characters" in told
    assert saved("Monthly")[0] == 200
    (first,) = office.book.recipes()
    assert first.user == "Ada Fortin"
    status, told = saved(" monthly ")
    assert status == 422
    assert f'name="over" value="{first.key}"' in told
    assert saved("Yearly", over=first.key)[0] == 200, "the name was changed after it was asked"
    assert saved("monthly", over=first.key)[0] == 200
    assert [one.name for one in office.book.recipes()] == ["Yearly", "monthly"]
    plain = browser.post(address, {"name": "yearly"})
    assert plain.status_code == 422
    assert b"Replace it" in plain.content


def test_a_recipe_is_told_in_words_and_tax_identifiers_are_masked(office_of_a_firm: Office) -> None:
    office = office_of_a_firm
    text = "Client Name,TFN,City\nOak Mill LLC,123456782,Albny\n"
    draft = office.draft(january=text)

    def made(choices: Choices) -> Choices:
        own = SheetChoices(country="AU", columns={2: "custom.Town", 0: ""})
        ann, gone = Party(kind="person", name="Ann Ray"), Party(key="nobody1")
        return replace(
            choices,
            sheets={Place(0, "january"): own},
            replacements=(
                Replacement("TFN", "123456780", "123456782"), Replacement("City", "Albny", "", True, False),
            ),
            decisions=(Decision(ann, gone, same=False),),
            values=(Value(ann, "accounting.tax_file_number", "123456782"),),
            clear=True,
        )  # fmt: skip

    choose.change(draft, made, "column", reading=True)
    office.done(draft, Job.PLAN)
    key = keep_recipe.keep(office.book, "<Monthly>", recipe_of_draft(draft), user="Léa")
    page = client(office.member).get(reverse("recipes:recipe", args=[key])).content.decode()
    for wanted in (
        "&lt;Monthly&gt;", "Country: Australia", "Town", "Set aside", "Albny", "an empty cell",
        "anywhere in the cell", "Ann Ray and a contact that is no longer in the book are different.",
        "An empty cell empties the field", "••••••780", "••••••782",
    ):  # fmt: skip
        assert wanted in page, wanted
    assert "123456" not in page


def test_a_recipe_is_renamed_and_deleted_on_its_page(office_of_a_firm: Office) -> None:
    office = office_of_a_firm
    browser = client(office.member)
    keys = [keep_recipe.keep(office.book, name, Recipe(), user="Léa") for name in ("Monthly", "Yearly")]
    rename, delete = (reverse(f"recipes:{name}", args=[keys[0]]) for name in ("rename", "delete"))
    refused = browser.post(rename, {"name": "yearly"})
    assert refused.status_code == 422
    assert "Another recipe is called “Yearly” already" in refused.content.decode()
    assert browser.post(rename, {"name": "Weekly"}, follow=True).status_code == 200
    assert [one.name for one in office.book.recipes()] == ["Weekly", "Yearly"]
    told = browser.post(delete, follow=True).content.decode()
    assert "“Weekly” was deleted" in told
    assert [one.name for one in office.book.recipes()] == ["Yearly"]
    assert browser.post(delete).status_code == 404


def test_hundreds_of_recipes_are_listed_page_by_page_and_found_by_name(office_of_a_firm: Office) -> None:
    office = office_of_a_firm
    browser = client(somebody(office.firm, Role.READER))
    assert b"None yet." in browser.get(reverse("recipes:recipes")).content
    for number in range(120):
        keep_recipe.keep(office.book, f"Office {number:03}", Recipe(), user="Léa")

    def listed(**asked: str) -> list[str]:
        page = browser.get(reverse("recipes:recipes"), asked).content.decode()
        return re.findall(r"Office \d+(?=</a>)", page)

    assert listed() == [f"Office {number:03}" for number in range(50)]
    assert listed(page="3")[-1] == "Office 119"
    assert len(listed(text="OFFICE 07")) == 10
