// The grid of rows: a window on the server's rows, a block at a time, whose cells are corrected in place.
const place = document.getElementById("grid");
const panel = document.getElementById("cell");
const columns = JSON.parse(document.getElementById("columns")?.textContent ?? "[]");
const remarks = JSON.parse(document.getElementById("asked")?.textContent ?? "[]");
const PAUSE = 1500; // milliseconds after a correction until the rows are checked again
let grid = null;
let focused = null; // row and column of the cell that the panel is about
let checking = 0;
const unsaved = new Map(); // corrections of cells that the server did not take yet, by place
let sent = Promise.resolve(); // of the last one: they go one after the other
let again = 0;

const asked = () => {
  const form = document.getElementById("narrowed");
  return form ? Object.fromEntries(new FormData(form)) : {};
};
const told = (data, column) => data?.told?.[column];

const source = {
  async getRows(params) {
    const wanted = { sheet: place.dataset.sheet, offset: params.startRow, limit: params.endRow - params.startRow, ...asked() };
    try {
      const answer = await fetch(`${place.dataset.rows}?${new URLSearchParams(wanted)}`);
      if (!answer.ok) throw new Error(String(answer.status));
      const page = await answer.json();
      for (const { row, column, now } of unsaved.values()) {
        const data = page.rows.find((one) => one.row === row);
        if (data) data.cells[column] = now;
      }
      const total = document.getElementById("total");
      const number = new Intl.NumberFormat(document.documentElement.lang).format(page.total);
      total.textContent = (page.total === 1 ? total.dataset.one : total.dataset.more).replace("*", number);
      params.successCallback(page.rows, page.total);
      if (focused) show();
    } catch {
      params.failCallback();
    }
  },
};

function definition(column) {
  return {
    colId: String(column.index),
    headerName: column.header,
    headerTooltip: column.header,
    headerComponent: Heading,
    headerComponentParams: { into: column.field || place.dataset.aside },
    valueGetter: ({ data }) => data?.cells[column.index] ?? "",
    valueSetter: ({ data, newValue, oldValue }) => {
      if ((newValue ?? "") === (oldValue ?? "") || (column.secret && !newValue)) return false;
      data.cells[column.index] = newValue ?? "";
      save({ sheet: place.dataset.sheet, row: data.row, column: column.index, now: newValue ?? "" });
      return true;
    },
    cellEditorParams: column.secret ? { useFormatter: true } : undefined,
    valueFormatter: column.secret ? ({ value }) => value : undefined,
    cellClassRules: {
      error: ({ data }) => marked(data, column.index) === "error",
      warning: ({ data }) => marked(data, column.index) === "warning",
      info: ({ data }) => marked(data, column.index) === "info",
      corrected: ({ data }) => (told(data, column.index)?.was ?? null) !== null,
      settled: ({ data }) => Boolean(told(data, column.index)?.settled),
    },
  };
}

function marked(data, column) {
  const cell = told(data, column);
  return cell && !cell.settled ? cell.severity : null;
}

// A column's header with the field that it goes to.
class Heading {
  init({ displayName, into }) {
    this.element = document.createElement("div");
    this.element.className = "ag-header-cell-label";
    const name = document.createElement("span");
    name.textContent = displayName;
    const field = document.createElement("span");
    field.className = "into";
    field.textContent = into;
    this.element.append(name, field);
  }

  getGui() {
    return this.element;
  }

  refresh() {
    return false;
  }
}

function send(url, values, source = place) {
  return htmx.ajax("POST", url, { source, target: "#checked", swap: "none", values });
}

// A correction that a broken connection stopped is sent again until the server has taken it.
function save(values) {
  const cell = `${values.row}/${values.column}`;
  unsaved.set(cell, values);
  sent = sent.then(() => deliver(cell, values));
}

async function deliver(cell, values) {
  if (unsaved.get(cell) !== values) return; // a later text took its place
  try {
    await send(place.dataset.edit, values, panel); // of its own: htmx lets a waiting one go for a newer one
    if (unsaved.get(cell) === values) unsaved.delete(cell);
  } catch {
    clearTimeout(again);
    again = setTimeout(resend, PAUSE * 4);
  }
}

function resend() {
  clearTimeout(again);
  for (const [cell, values] of unsaved) sent = sent.then(() => deliver(cell, values));
}

// Where one asks about a row or its cell, and what was asked.
function asking(row, column) {
  const words = panel.dataset;
  if (!words.ask) return [];
  const at = new URLSearchParams({ sheet: place.dataset.sheet, row });
  if (column) at.set("column", column.index);
  const link = document.createElement("a");
  link.className = "button small";
  link.href = `${words.ask}?${at}`;
  link.textContent = column ? words.asking : words.askingRow;
  const said = remarks.filter((one) => one.row === row && (!one.column || !column || one.column === column.header));
  return [...said.map((one) => line(`${one.open ? words.asked : words.noted} ${one.text}`, one.open ? "warning" : "soft")), link];
}

function button(label, act) {
  const one = document.createElement("button");
  one.type = "button";
  one.className = "small";
  one.textContent = label;
  one.addEventListener("click", act);
  return one;
}

function line(text, look) {
  const one = document.createElement("p");
  one.textContent = text;
  if (look) one.className = look;
  return one;
}

// What is to say of the focused cell, and what can be done about it.
function show() {
  const data = focused && grid.getDisplayedRowAtIndex(focused.index)?.data;
  const words = panel.dataset;
  if (!data) return panel.replaceChildren(line(words.none, "soft"));
  const column = columns[focused.column];
  const title = document.createElement("h2");
  title.textContent = `${place.dataset.row} ${data.row}${column ? `, ${column.header}` : ""}`;
  const parts = [title];
  const cell = column ? told(data, column.index) : null;
  const at = { sheet: place.dataset.sheet, row: data.row, column: column?.index };
  if (cell && cell.was !== null) {
    parts.push(line(`${words.was} ${cell.was || words.empty}`, "soft"));
    if (!column.secret) parts.push(button(words.back, () => save({ ...at, now: cell.was })));
  }
  if (cell?.settled && cell.findings.length) parts.push(line(words.settled, "soft"));
  for (const finding of cell?.settled ? [] : cell?.findings ?? []) {
    parts.push(line(finding.message, finding.severity));
    if (!finding.acceptable) continue;
    const row = document.createElement("div");
    row.className = "row";
    const like = { sheet: at.sheet, code: finding.code, suggestion: finding.suggestion };
    row.append(
      button(words.accept.replace("*", finding.suggestion), () => send(place.dataset.accept, { ...at, code: finding.code })),
      button(words.alike, () => send(place.dataset.accept, like)),
      button(words.rule, () => send(place.dataset.accept, { sheet: at.sheet, code: finding.code })),
    );
    parts.push(row);
  }
  for (const finding of data.findings) parts.push(line(finding.message, finding.severity));
  if (parts.length === 1) parts.push(line(words.fine, "soft"));
  panel.replaceChildren(...parts, ...asking(data.row, column));
}

function start() {
  const { createGrid, ModuleRegistry, AllCommunityModule } = window.agGrid;
  if (AllCommunityModule) ModuleRegistry.registerModules([AllCommunityModule]);
  const number = {
    colId: "row",
    headerName: place.dataset.row,
    pinned: "left",
    width: 84,
    editable: false,
    valueGetter: ({ data }) => data?.row ?? "",
    cellClass: ({ data }) => (data?.findings.length ? "rownumber told" : "rownumber"),
  };
  grid = createGrid(place, {
    theme: "legacy",
    localeText: { loadingOoo: place.dataset.loading, noRowsToShow: place.dataset.none, loadingError: place.dataset.lost },
    columnDefs: [number, ...columns.map(definition)],
    defaultColDef: { editable: true, resizable: true, sortable: false, suppressMovable: true, width: 170 },
    rowModelType: "infinite",
    datasource: source,
    cacheBlockSize: 100,
    maxBlocksInCache: 20,
    infiniteInitialRowCount: 1,
    headerHeight: 48,
    rowHeight: 34,
    singleClickEdit: false,
    stopEditingWhenCellsLoseFocus: true,
    suppressDragLeaveHidesColumns: true,
    ensureDomOrder: true,
    getRowId: ({ data }) => String(data.row),
    onCellFocused: ({ rowIndex, column }) => {
      const name = column?.getColId?.() ?? "row";
      focused = rowIndex === null ? null : { index: rowIndex, column: name === "row" ? -1 : Number(name) };
      show();
    },
  });
  grid.setGridAriaProperty("label", place.dataset.label);
  show();
}

// The list of findings, where it is shown; a later request takes the place of an earlier one.
function listed() {
  const list = document.getElementById("findings");
  const query = new URLSearchParams({ sheet: place.dataset.sheet, ...asked() });
  const url = `${list.getAttribute("hx-get").split("?")[0]}?${query}`;
  if (getComputedStyle(list).display !== "none") htmx.ajax("GET", url, { source: list, target: list, swap: "innerHTML" });
}

function narrowed() {
  listed();
  if (!grid) return;
  focused = null;
  grid.ensureIndexVisible(0);
  grid.purgeInfiniteCache();
}

if (place) {
  const wide = window.matchMedia("(min-width: 48.01rem)");
  const ready = () => wide.matches && !grid && start();
  if (window.agGrid) ready();
  else window.addEventListener("DOMContentLoaded", ready);
  wide.addEventListener("change", ready);
  let typing = 0;
  document.addEventListener("change", (event) => event.target.closest("#narrowed select") && narrowed());
  document.addEventListener("input", (event) => {
    if (event.target.id !== "search-rows") return;
    clearTimeout(typing);
    typing = setTimeout(narrowed, 250);
  });
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "narrowed") return;
    event.preventDefault();
    narrowed();
  });
  const fresh = () => {
    grid?.refreshInfiniteCache();
    listed();
  };
  document.body.addEventListener("corrected", () => {
    fresh();
    clearTimeout(checking);
    checking = setTimeout(() => send(place.dataset.again, {}), PAUSE);
  });
  document.body.addEventListener("worked", fresh);
  window.addEventListener("online", resend);
  window.addEventListener("beforeunload", (event) => {
    if (unsaved.size) event.preventDefault();
  });
  const replacing = document.getElementById("replacing");
  document.addEventListener("click", (event) => {
    if (event.target.closest("#replace-open")) replacing.showModal();
    if (event.target.closest("[data-close]")) replacing.close();
  });
  replacing.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    send(event.target.action, Object.fromEntries(new FormData(event.target)));
    replacing.close();
  });
} else document.addEventListener("worked", () => window.location.reload());
