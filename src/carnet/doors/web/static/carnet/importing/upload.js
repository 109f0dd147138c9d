// Files and folders are dropped or chosen and go up one after another, each with its progress. Without this
// script the form sends the chosen files at once.
const form = document.getElementById("drop");
const sending = document.getElementById("sending");
const french = document.documentElement.lang === "fr";
const WORDS = {
  failed: { en: "It was not sent: the server does not answer.", fr: "L’envoi a échoué : le serveur ne répond pas." },
  cancel: { en: "Cancel", fr: "Annuler" },
  again: { en: "Send again", fr: "Renvoyer" },
  nothing: { en: "There is no file in this folder.", fr: "Ce dossier ne contient aucun fichier." },
  progress: { en: "Sent", fr: "Envoyé" },
  onward: { en: "Continue with the others", fr: "Continuer avec les autres" },
};
const say = (name) => WORDS[name][french ? "fr" : "en"];
const JUNK = /^(\.|~\$|thumbs\.db$|desktop\.ini$)/i; // what a folder holds besides the person's files
const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
const waiting = [];
let target = "begins" in form.dataset ? null : form.action;
let busy = false;

function size(bytes) {
  const units = french ? ["o", "ko", "Mo", "Go"] : ["B", "kB", "MB", "GB"];
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), 3);
  const digits = new Intl.NumberFormat(french ? "fr" : "en", { maximumFractionDigits: step ? 1 : 0 });
  return `${digits.format(bytes / 1000 ** step)}\u00a0${units[step]}`;
}

// A file's place in the list of those that are being sent.
class Row {
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
    sending.append(this.element);
  }

  cancel() {
    this.cancelled = true;
    this.request?.abort();
    this.element.remove();
  }

  again() {
    this.why.remove();
    this.why = null;
    this.button.textContent = say("cancel");
    enqueue([this]);
  }

  failed(why) {
    this.why = document.createElement("p");
    this.why.className = "alert error";
    this.why.textContent = why;
    this.told.append(this.why);
    this.button.textContent = say("again");
    this.progress.value = 0;
  }

  // Whether the server took the file.
  send(last) {
    return new Promise((done) => {
      const data = new FormData();
      if (!last) data.append("more", "yes");
      data.append("file", this.file, this.file.name);
      const request = (this.request = new XMLHttpRequest());
      request.open("POST", target);
      request.setRequestHeader("X-CSRFToken", token);
      request.setRequestHeader("HX-Request", "true");
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) this.progress.value = event.loaded / event.total;
      });
      request.addEventListener("load", () => {
        if (request.status < 300) {
          this.element.remove();
          return done(true);
        }
        const answer = new DOMParser().parseFromString(request.responseText, "text/html");
        this.failed(answer.body.textContent.trim() || say("failed"));
        done(false);
      });
      request.addEventListener("error", () => {
        this.failed(say("failed"));
        done(false);
      });
      request.addEventListener("abort", () => done(false));
      request.send(data);
    });
  }
}

// The address that takes the files of a new import.
async function begun() {
  const data = new FormData();
  data.append("csrfmiddlewaretoken", token);
  const answer = await fetch(form.action, { method: "POST", body: data });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.url;
}

async function enqueue(rows) {
  waiting.push(...rows);
  if (busy) return;
  busy = true;
  const before = target;
  while (waiting.length) {
    const row = waiting.shift();
    if (row.cancelled) continue;
    try {
      target ??= await begun();
    } catch {
      row.failed(say("failed"));
      continue;
    }
    await row.send(!waiting.some((one) => !one.cancelled));
  }
  busy = false;
  if (target && target !== before) arrived();
  else document.body.dispatchEvent(new Event("sent"));
}

// On the first page the files have a page of their own by now; where one was refused, the person reads why first.
function arrived() {
  if (!sending.querySelector(".alert")) return window.location.assign(target);
  const link = document.createElement("a");
  link.className = "button primary";
  link.href = target;
  link.textContent = say("onward");
  sending.after(link);
}

function take(files) {
  const chosen = [...files].filter((file) => !JUNK.test(file.name));
  if (chosen.length) enqueue(chosen.map((file) => new Row(file)));
  else if (files.length) new Row(files[0]).failed(say("nothing"));
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
  if (!entries.length) return take(transfer.files);
  take((await Promise.all(entries.map(inside))).flat());
}

form.classList.add("lively");
for (const input of form.querySelectorAll("input[type=file]")) {
  input.closest("label").hidden = false;
  input.addEventListener("change", () => {
    take([...input.files]);
    input.value = "";
  });
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
document.addEventListener("drop", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  depth = 0;
  form.classList.remove("over");
  dropped(event.dataTransfer);
});
window.addEventListener("beforeunload", (event) => {
  if (busy) event.preventDefault();
});
