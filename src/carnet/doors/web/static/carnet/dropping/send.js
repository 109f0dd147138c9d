// Files go up one after another by the tus protocol: what a broken connection stopped goes on where it was, by
// itself when the connection is there again, and when the same file is chosen again after the page was closed.
import { Row, french, whenChosen } from "../sending.js";

const form = document.getElementById("drop");
const said = document.getElementById("said");
const WORDS = {
  lost: {
    en: "The connection is broken. Sending goes on by itself when it is back.",
    fr: "La connexion est coupée. L’envoi reprendra de lui-même quand elle sera rétablie.",
  },
  arrived: { en: "Arrived: ", fr: "Arrivé : " },
};
const say = (name) => WORDS[name][french ? "fr" : "en"];
const PAUSES = [0, 1000, 3000, 5000, 10000, 20000]; // milliseconds before a piece is tried once more
const waiting = [];
const lost = new Set();
let busy = false;

class Sending extends Row {
  constructor(file) {
    super(file);
    this.upload = new window.tus.Upload(file, {
      endpoint: form.action,
      chunkSize: Number(form.dataset.piece),
      retryDelays: PAUSES,
      removeFingerprintOnSuccess: true,
      metadata: { filename: file.name },
      headers: { "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value },
      onProgress: (sent, whole) => {
        this.progress.value = sent / whole;
      },
      onSuccess: () => {
        this.element.remove();
        said.textContent = say("arrived") + file.name;
        document.body.dispatchEvent(new Event("sent"));
        this.done();
      },
      onError: (error) => {
        const answer = error.originalResponse;
        const refused = answer && answer.getStatus() >= 400 && answer.getStatus() < 500;
        if (!refused) lost.add(this);
        this.failed((refused && answer.getBody()) || say("lost"));
        said.textContent = this.why.textContent;
        this.done();
      },
    });
  }

  stop() {
    lost.delete(this);
    this.upload.abort(true).catch(() => {});
    this.done?.();
  }

  resend() {
    lost.delete(this);
    enqueue([this]);
  }

  send() {
    return new Promise((done) => {
      this.done = done;
      this.begin();
    });
  }

  async begin() {
    const [before] = this.upload.url ? [] : await this.upload.findPreviousUploads();
    if (before) this.upload.resumeFromPreviousUpload(before);
    if (!this.cancelled) this.upload.start();
  }
}

async function enqueue(rows) {
  waiting.push(...rows);
  if (busy) return;
  busy = true;
  while (waiting.length) {
    const row = waiting.shift();
    if (!row.cancelled) await row.send();
  }
  busy = false;
}

if (form) whenChosen(form, Sending, enqueue);
window.addEventListener("online", () => {
  for (const row of lost) row.again();
});
window.addEventListener("beforeunload", (event) => {
  if (busy) event.preventDefault();
});
