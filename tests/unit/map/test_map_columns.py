"""What decides where a column goes, and what a person is told about it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.catalog import FIELDS, FieldType
from carnet.contract import CarnetError, ColumnMapping, Options
from carnet.findings import FINDINGS, render
from carnet.language import Language
from carnet.providers.layout import Layout, Target
from carnet.stages.map import country_of, declared, map_columns, shape
from carnet.stages.map.profile import SAMPLED
from tests.support.generated import few
from tests.unit.map.sheets import recognised
from tests.unit.map.values import VALUES

Columns = list[tuple[str, list[str]]]


def _mapped(columns: Columns, options: Options | None = None, **more: object) -> tuple[ColumnMapping, ...]:
    return map_columns(recognised(columns, **more), options or Options())[0].columns  # type: ignore[arg-type]


def _codes(columns: Columns) -> list[tuple[int, str, str]]:
    _, findings = map_columns(recognised(columns), Options())
    assert findings.schema == FINDINGS
    assert findings["sheet"].null_count() == findings.height
    return list(findings.select("column", "code", "suggestion").iter_rows())


# ----------------------------------------------------------------------------------- what a person says


def test_what_the_person_chose_wins_over_header_and_values() -> None:
    options = Options(mapping={"e-mail": "custom.Portal login", "PHONE": "", "Name": "organization.name"})
    columns = _mapped(
        [("E-mail", VALUES["email"]), ("Phone", VALUES["phone"]), ("Name", VALUES["org"])], options
    )
    assert [column.field for column in columns] == ["custom.Portal login", None, "organization.name"]
    assert all(column.confidence == 1.0 for column in columns)


def test_a_name_that_the_person_chose_tells_whose_the_other_columns_are() -> None:
    columns: Columns = [("Xq", VALUES["code"]), ("Email", VALUES["email"]), ("Notes", VALUES["note"])]
    firm, person = (
        _mapped(columns, Options(mapping={"Xq": field}))
        for field in ("organization.name", "person.full_name")
    )
    assert [column.field for column in firm[1:]] == ["organization.email", "organization.description"]
    assert [column.field for column in person[1:]] == ["person.email", "person.description"]


def test_a_header_that_the_sheet_has_not_is_refused_with_the_nearest_ones() -> None:
    with pytest.raises(CarnetError) as refused:
        _mapped([("Telephone", VALUES["phone"])], Options(mapping={"Telefone": "phone.mobile"}))
    assert refused.value.code == "mapping.header_unknown"
    assert refused.value.values["detail"] == "Telephone"


def test_a_field_that_does_not_exist_is_refused_with_the_nearest_ones() -> None:
    with pytest.raises(CarnetError) as refused:
        _mapped([("Phone", VALUES["phone"])], Options(mapping={"Phone": "phone.mobil"}))
    assert refused.value.code == "mapping.field_unknown"
    assert "phone.mobile" in str(refused.value.values["suggestion"])


def test_an_earlier_correction_is_kept_until_the_person_says_otherwise() -> None:
    sheet = recognised([("Code", VALUES["code"]), ("Extra", VALUES["note"])])
    before = {"code": "custom.Old code", "extra": "person.description", "gone": "person.role"}
    kept, _ = map_columns(sheet, Options(), before)
    assert [column.field for column in kept.columns] == ["custom.Old code", "person.description"]
    again, _ = map_columns(sheet, Options(mapping={"Code": "-"}), before)
    assert again.columns[0].field is None


def test_a_remembered_field_that_is_no_more_is_passed_over() -> None:
    mapped, _ = map_columns(recognised([("Email", VALUES["email"])]), Options(), {"email": "person.aura"})
    assert mapped.columns[0].field == "person.email"


# ---------------------------------------------------------------------------------- what a layout says

_LAYOUT = Layout(
    "accounts",
    "contact",
    frozenset({"state"}),
    columns={
        "state": Target("address.physical.region"),
        "phonetype": Target(None, label_of="Phone value"),
        "phonevalue": Target("phone.other"),
        "kindred": Target(None),
    },
)


def test_a_known_column_of_a_provider_goes_where_its_layout_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(declared, "layout_of", lambda _: _LAYOUT)
    columns = _mapped(
        [
            ("State", VALUES["state"]),
            ("Phone type", VALUES["label"]),
            ("Phone value", VALUES["phone"]),
            ("Kindred", VALUES["person"]),
        ]
    )
    assert columns[0].field == "address.physical.region"
    assert columns[1].labels
    assert columns[2].field == "phone.other"
    assert columns[2].label_column == 1
    assert columns[3].field is None


def test_a_declared_state_that_holds_a_status_is_not_taken_for_a_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(declared, "layout_of", lambda _: _LAYOUT)
    sheet = recognised([("Account name", VALUES["org"]), ("State", VALUES["in_use"])])
    mapped, findings = map_columns(sheet, Options())
    assert mapped.columns[1].field == "organization.contact_type"
    assert "column.not_as_declared" in findings["code"].to_list()


def test_columns_that_carnet_wrote_itself_are_known_in_any_file() -> None:
    columns = _mapped(
        [
            ("Carnet row", ["a/0/2", "a/0/3"]),
            ("Contact card", ["1", "2"]),
            ("What to correct", ["an email", "a phone"]),
            ("Suggestion", ["x@port.example", "555"]),
            ("Name", ["Acme Inc", "John Smith"]),
        ]
    )
    assert [column.special for column in columns[:4]] == ["source_row", "card", "remark", "remark"]
    assert columns[4].field == "contact.name"


# ------------------------------------------------------------------------------- header against values


def test_values_that_are_plainly_something_else_win_and_the_person_is_told() -> None:
    columns: Columns = [("Name", VALUES["mixed"]), ("Phone", VALUES["email"])]
    assert _mapped(columns)[1].field == "person.email"
    assert _codes(columns) == [(1, "column.values_win", "person.email")]


def test_a_column_of_half_phones_and_half_emails_is_set_aside() -> None:
    half = [*VALUES["email"][:6], "see file", "none", "call later", "ask Ann", "n/a", "later"]
    columns: Columns = [("Name", VALUES["mixed"]), ("Phone", half)]
    assert _mapped(columns)[1].field is None
    assert [code for _, code, _ in _codes(columns)] == ["column.set_aside"]


def test_sizes_are_no_telephone_numbers() -> None:
    sizes = ["2x4", "10 x 12", "1920x1080", "3x3", "6x6"]
    assert _mapped([("Company", VALUES["org"]), ("Blob", sizes)])[1].field is None


@pytest.mark.parametrize(
    ("header", "values", "field"),
    [
        ("First Name", [f"{name}{n}" for n, name in enumerate(VALUES["first"])], "person.first_name"),
        ("Last Name", ["Иванова", "Петров", "Ким", "Сидоров"], "person.last_name"),
        ("Email", ["ann@firm", "bob@home; ask", "Ann: ann@firm", "<bob@home"], "organization.email"),
        ("Phone", [f"home or shop 555-555-010{n} (ask Ann)" for n in range(6)], "phone.office"),
        (
            "State",
            ["N.S.W. (north)", "Vic 3000", "Qld or 2", "ACT 2"],
            "address.physical.region",
        ),
    ],
)
def test_an_exact_header_wins_where_the_values_do_not_speak_against_it(
    header: str, values: list[str], field: str
) -> None:
    assert _mapped([("Company", VALUES["org"]), (header, values)])[1].field == field


def test_odd_values_late_in_a_long_file_count() -> None:
    rows = SAMPLED * 2
    late = [f"a{n}@port.example" if n < rows // 2 else f"call {n} later" for n in range(rows)]
    column = _mapped([("E-mail", late)])[0]
    assert column.confidence < _mapped([("E-mail", late[: rows // 2])])[0].confidence
    assert "500 of 1000" in column.reason.en.replace("501", "500").replace("499", "500")


def test_a_value_deep_in_a_nearly_empty_column_is_found() -> None:
    rows = SAMPLED * 2
    rare = [""] * rows
    rare[rows - 3] = rare[7] = "ann@port.example"
    column = _mapped([("Name", ["Acme Inc"] * rows), ("E-mail", rare)])[1]
    assert column.field in {"person.email", "organization.email"}


def test_title_and_footer_rows_do_not_speak_for_a_column() -> None:
    values = [*VALUES["email"][:3], "Total", "Printed on Monday", "Page 1", "End"]
    left_out = dict.fromkeys(range(5, 9), "footer")
    column = _mapped([("E-mail", values)], left_out=left_out)[0]
    assert column.confidence > 0.95


@pytest.mark.parametrize(("header", "field"), [("Fax", "phone.fax"), ("E-mail", None), ("Zqx", None)])
def test_an_empty_column_is_what_its_header_says_where_no_other_is_that(
    header: str, field: str | None
) -> None:
    columns: Columns = [("Email", VALUES["email"]), (header, VALUES["empty"])]
    empty = _mapped(columns)[1]
    assert (empty.field, empty.confidence, empty.reason.en) == (field, 1.0, "the column is empty")
    assert _codes(columns) == []


def test_a_column_with_no_place_in_a_contact_is_set_aside_surely_and_quietly() -> None:
    columns: Columns = [("Client Name", VALUES["mixed"]), ("Open balance", VALUES["money"])]
    balance = _mapped(columns)[1]
    assert balance.field is None
    assert balance.confidence > 0.9
    assert _codes(columns) == []


def test_a_doubtful_column_waits_with_the_best_guess_as_suggestion() -> None:
    columns: Columns = [("Client Name", VALUES["mixed"]), ("Maiden last name", VALUES["last"])]
    assert _mapped(columns)[1].field is None
    assert _codes(columns)[0][:2] == (1, "column.set_aside")


def test_partners_of_the_firm_are_owners_and_partners_for_life_are_asked_about() -> None:
    firm: Columns = [("Client Name", VALUES["mixed"]), ("Partner", VALUES["staff"])]
    life: Columns = [("Name", VALUES["mixed"]), ("Partner", VALUES["person"])]
    assert _mapped(firm)[1].field == "organization.client_owner"
    assert _mapped(life)[1].field is None


# ------------------------------------------------------------------------------------ several columns


def test_of_two_columns_for_one_field_the_better_keeps_it_and_the_other_is_told_of() -> None:
    columns: Columns = [
        ("First Name", VALUES["first"]),
        ("Date of Birth", VALUES["dob"]),
        ("Birthday", VALUES["dob"]),
    ]
    assert [column.field for column in _mapped(columns)].count("person.birth_date") == 1
    assert [code for _, code, _ in _codes(columns)] == ["column.same_field"]


def test_the_kind_of_contact_and_its_entity_type_both_find_their_place() -> None:
    columns = _mapped(
        [
            ("Account Name", VALUES["mixed"]),
            ("Account Type", ["Company", "Individual"] * 6),
            ("Tax Entity Type", VALUES["entity"]),
        ]
    )
    assert [(column.field, column.special) for column in columns[1:]] == [
        (None, "kind"), ("accounting.entity_type", "kind"),
    ]  # fmt: skip


def test_a_sheet_that_is_no_list_of_contacts_is_set_aside_whole() -> None:
    sheet = recognised([("Email", VALUES["email"])], kind="none")
    mapped, findings = map_columns(sheet, Options(mapping={}))
    assert [column.field for column in mapped.columns] == [None]
    assert findings.is_empty()


def test_emails_and_phones_may_repeat() -> None:
    columns = _mapped(
        [("Email", VALUES["email"]), ("Email 2", VALUES["email"]), ("E-mail 3", VALUES["email"])]
    )
    assert {column.field for column in columns} == {"person.email"}


def test_two_addresses_with_equal_headers_stay_two_addresses() -> None:
    once: Columns = [("Address", VALUES["street"]), ("City", VALUES["city"]), ("Zip", VALUES["zip"])]
    columns = _mapped(once + once)
    assert [column.field for column in columns[:3]] == [column.field for column in columns[3:]]
    assert len({column.block for column in columns[:3]}) == 1
    assert columns[0].block != columns[3].block
    assert len({column.block for column in columns[3:]}) == 1


def test_a_second_address_line_belongs_to_the_first_address() -> None:
    columns = _mapped(
        [("Address 1", VALUES["street"]), ("Address 2", VALUES["unit"]), ("City", VALUES["city"])]
    )
    assert [column.field for column in columns] == [
        "address.physical.line", "address.physical.line", "address.physical.city",
    ]  # fmt: skip
    assert len({column.block for column in columns}) == 1


def test_a_numbered_address_with_a_city_of_its_own_is_a_second_address() -> None:
    columns = _mapped(
        [
            ("Address 1 Street", VALUES["street"]),
            ("Address 1 City", VALUES["city"]),
            ("Address 2 Street", VALUES["street"]),
            ("Address 2 City", VALUES["city"]),
        ]
    )
    assert [column.block for column in columns] == [1, 1, 2, 2]


@pytest.mark.parametrize(("kind", "slot"), [("organization", "contact"), ("person", "")])
def test_a_contact_of_an_organization_is_another_person_than_the_row_itself(kind: str, slot: str) -> None:
    columns = _mapped([("Contact Name", VALUES["person"]), ("Contact Email", VALUES["email"])], kind=kind)
    assert {column.slot for column in columns} == {slot}


def test_the_sheets_kind_tells_whose_the_shared_fields_are() -> None:
    columns: Columns = [("Name", VALUES["org"]), ("Client Code", VALUES["code"]), ("Notes", VALUES["note"])]
    for kind in ("organization", "client_group"):
        fields = [column.field for column in _mapped(columns, kind=kind)]
        assert fields == [f"{kind}.name", f"{kind}.client_identifier", f"{kind}.description"]


# -------------------------------------------------------------------------------------------- wording


def test_reasons_and_findings_read_in_both_languages() -> None:
    sheet = recognised([("Name", VALUES["mixed"]), ("100% sûr", VALUES["email"]), ("Zzz", VALUES["person"])])
    mapped, findings = map_columns(sheet, Options())
    for column in mapped.columns:
        assert column.reason.en
        assert column.reason.fr
        assert column.reason.en != column.reason.fr
        column.reason(Language.FR, {})
    for row in findings.iter_rows(named=True):
        for language in Language:
            assert (
                "%("
                not in render(row["code"], language, value=row["value"], suggestion=row["suggestion"]).message
            )


# -------------------------------------------------------------------------------- shape and country

_HEADERS = st.lists(
    st.sampled_from(["Nom", "Prénom", "E-mail", "Ville", "Code", "x"]), min_size=1, max_size=6
)


@given(_HEADERS, st.randoms(use_true_random=False))
@few(8)
def test_a_files_shape_does_not_hang_on_the_order_or_case_of_its_headers(
    headers: list[str], random: object
) -> None:
    shuffled = [header.upper() for header in headers]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert shape(recognised([(h, [""]) for h in headers])) == shape(recognised([(h, [""]) for h in shuffled]))
    assert shape(recognised([(h, [""]) for h in headers])) != shape(
        recognised([(h, [""]) for h in [*headers, "y"]])
    )
    given_back = ["Carnet row", *headers, "What to correct", "Suggestion"]
    assert shape(recognised([(h, [""]) for h in headers])) == shape(
        recognised([(h, [""]) for h in given_back])
    )


@pytest.mark.parametrize(
    ("header", "values", "country"),
    [
        ("Country", ["Canada"] * 9 + ["France"], "CA"),
        ("Pays", ["États-Unis", "USA", "United States"], "US"),
        ("Phone", ["+61 491 570 156", "+61 2 5550 1234", "+61 491 570 157"], "AU"),
        ("Postal", VALUES["post_ca"], "CA"),
        ("Postcode", VALUES["post_uk"], "GB"),
        ("State", VALUES["state"], "US"),
        ("SIRET", VALUES["siret"], "FR"),
        ("TIN", VALUES["ein"], "US"),
        ("Name", VALUES["mixed"], None),
        ("Country", ["Canada", "France", "Australia", "United States"], None),
        ("State", ["IL", "IL", "IL"], None),
        ("Primary", ["Yes", "No", "No"], None),
        ("Balance month", ["Mar", "Jun", "Mar"], None),
        ("Phone", ["03 5550 1234", "0491 570 156", "+64 9 555 0142"], None),
        ("Tél.", ["04 78 12 34 56", "06.12.34.56.78", "01 45 00 00 00"], "FR"),
        ("Tél.", ["06 12 34 56 78", "06 12 34 56 79", "07 12 34 56 78"], None),
        ("Tel", ["02 123 45 67", "0475 12 34 56", "09 225 67 89"], None),
    ],
)
def test_the_values_tell_the_country_or_leave_it_open(
    header: str, values: list[str], country: str | None
) -> None:
    assert country_of(recognised([(header, values)])) == country


# ---------------------------------------------------------------------------------------- invariants

_TEXTS = st.text(max_size=20)
_ANY_SHEET = st.lists(
    st.tuples(
        st.one_of(_TEXTS, st.sampled_from(["Name", "Email", "Address", "City", "Partner", "Type", "ID"])),
        st.lists(
            st.one_of(_TEXTS, st.sampled_from([value for values in VALUES.values() for value in values])),
            min_size=2,
            max_size=2,
        ),
    ),
    min_size=1,
    max_size=5,
)
_MANY = {FieldType.EMAIL, FieldType.PHONE, FieldType.WEBSITE}


@given(_ANY_SHEET)
@few(8)
def test_whatever_a_sheet_holds_each_column_has_one_place_and_no_single_field_two_columns(
    columns: Columns,
) -> None:
    mapped, findings = map_columns(recognised(columns), Options())
    assert [column.index for column in mapped.columns] == list(range(len(columns)))
    assert all(0.0 <= column.confidence <= 1.0 for column in mapped.columns)
    assert findings.schema == FINDINGS
    single = [
        (column.field, column.slot, column.block)
        for column in mapped.columns
        if column.field
        and FIELDS[column.field].type not in _MANY
        and not column.field.endswith(".line")
        and column.special not in {"year", "month", "day"}
    ]
    assert len(single) == len(set(single))
