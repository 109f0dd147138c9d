// Files and folders are dropped or chosen and go up one after another, each with its progress. Without this
// script the form sends the chosen files at once.
import { Row, french, whenChosen } from "../sending.js";

const form = document.getElementById("drop");
const sending = document.getElementById("sending");
const WORDS = {
  failed: { en: "It was not sent: the server does not answer.", fr: "L’envoi a échoué : le serveur ne répond pas." },
  onward: { en: "Continue with the others", fr: "Continuer avec les autres" },
};
const say = (name) => WORDS[name][french ? "fr" : "en"];
const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
const waiting = [];
let target = "begins" in form.dataset ? null : form.action;
let busy = false;

class Upload extends Row {
  stop() {
    this.request?.abort();
  }

  resend() {
    enqueue([this]);
  }

  failed(why) {
    super.failed(why);
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

whenChosen(form, Upload, enqueue);
window.addEventListener("beforeunload", (event) => {
  if (busy) event.preventDefault();
});
