// What every page has where files are dropped or chosen: a place in the list for each that is being sent, and the
// ways by which files and folders come.
export const french = document.documentElement.lang === "fr";
const list = document.getElementById("sending");
const WORDS = {
  cancel: { en: "Cancel", fr: "Annuler" },
  again: { en: "Send again", fr: "Renvoyer" },
  nothing: { en: "There is no file in this folder.", fr: "Ce dossier ne contient aucun fichier." },
  progress: { en: "Sent", fr: "Envoyé" },
};
const say = (name) => WORDS[name][french ? "fr" : "en"];
const JUNK = /^(\.|~\$|thumbs\.db$|desktop\.ini$)/i; // what a folder holds besides the person's files

function size(bytes) {
  const units = french ? ["o", "ko", "Mo", "Go"] : ["B", "kB", "MB", "GB"];
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), 3);
  const digits = new Intl.NumberFormat(french ? "fr" : "en", { maximumFractionDigits: step ? 1 : 0 });
  return `${digits.format(bytes / 1000 ** step)}\u00a0${units[step]}`;
}

// A file's place in the list. A page's own kind of row says how it is stopped and how it is sent once more.
export class Row {
  constructor(file) {
    this.file = file;
    this.element = document.createElement("li");
    this.element.className = "card row spread";
    const told = document.createElement("div");
    told.className = "grow";
    const name = document.createElement("p");
    name.className = "name";
    const strong = document.createElement("strong");
    strong.textContent = file.name;
    const soft = document.createElement("span");
    soft.className = "soft";
    soft.textContent = ` ${size(file.size)}`;
    name.append(strong, soft);
    this.progress = document.createElement("progress");
    this.progress.max = 1;
    this.progress.value = 0;
    this.progress.setAttribute("aria-label", `${say("progress")} ${file.name}`);
    told.append(name, this.progress);
    this.told = told;
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "quiet small";
    this.button.textContent = say("cancel");
    this.button.addEventListener("click", () => (this.why ? this.again() : this.cancel()));
    this.element.append(told, this.button);
    list.append(this.element);
  }

  cancel() {
    this.cancelled = true;
    this.stop();
    this.element.remove();
  }

  again() {
    this.why.remove();
    this.why = null;
    this.button.textContent = say("cancel");
    this.resend();
  }

  failed(why) {
    this.why = document.createElement("p");
    this.why.className = "alert error";
    this.why.textContent = why;
    this.told.append(this.why);
    this.button.textContent = say("again");
  }
}

async function inside(entry) {
  if (entry.isFile) return [await new Promise((found, lost) => entry.file(found, lost))];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((read, lost) => reader.readEntries(read, lost));
    if (!some.length) break;
    found.push(...some);
  }
  const kept = found.filter((one) => !JUNK.test(one.name));
  return (await Promise.all(kept.map(inside))).flat();
}

async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files];
  return (await Promise.all(entries.map(inside))).flat();
}

// Hand what is chosen in the form or dropped anywhere on the page to `enqueue`, as rows of that kind.
export function whenChosen(form, Kind, enqueue) {
  const take = (files) => {
    const chosen = files.filter((file) => !JUNK.test(file.name));
    if (chosen.length) enqueue(chosen.map((file) => new Kind(file)));
    else if (files.length) new Kind(files[0]).failed(say("nothing"));
  };
  form.classList.add("lively");
  for (const input of form.querySelectorAll("input[type=file]")) {
    input.closest("label").hidden = false;
    const given = () => {
      take([...input.files]);
      input.value = "";
    };
    input.addEventListener("change", given);
    if (input.files.length) given(); // chosen before this script was there
  }
  let depth = 0;
  const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
  document.addEventListener("dragenter", (event) => {
    if (holdsFiles(event)) form.classList.toggle("over", ++depth > 0);
  });
  document.addEventListener("dragleave", (event) => {
    if (holdsFiles(event)) form.classList.toggle("over", --depth > 0);
  });
  document.addEventListener("dragover", (event) => {
    if (holdsFiles(event)) event.preventDefault();
  });
  document.addEventListener("drop", async (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    depth = 0;
    form.classList.remove("over");
    take(await dropped(event.dataTransfer));
  });
}
