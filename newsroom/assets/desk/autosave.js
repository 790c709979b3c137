// What is written in a form of a story is kept beside it every few seconds and on leaving; where
// the desk does not answer (no network, a server that is away), in the browser. What a browser
// kept is brought to the desk with the next page that it opens there.
import { HERE, bringBack, forgetHere, post, posted } from "./bringing.js";
import * as shelf from "./shelf.js";

const line = document.querySelector("[data-autosave]");
const form = line?.closest("form");
const EVERY = 4_000;
// A writer who stops for a moment has it kept at once.
const PAUSE = 700;
// So long the desk may take to say that it is there.
const PATIENCE = 8_000;
const ABOUT_ITSELF = new Set(["csrfmiddlewaretoken", "desk_seal"]);

const seal = form?.elements.desk_seal?.value || "";
let isWritten = Boolean(document.querySelector("#content .errornote, [data-unsaved]"));
let isSending = false;
let isAsking = false;
let isSure = false;
let isNotSent = false;
let pause = 0;
let opened = "";
let sent = "";

function fields() {
  return [...new FormData(form)].filter(([, value]) => typeof value === "string");
}

function wordsOf(all) {
  return JSON.stringify(all.filter(([name]) => !ABOUT_ITSELF.has(name)));
}

function say(name, time) {
  const said = line.dataset[name].replace("{}", time);
  const link = line.querySelector("a");
  link.hidden = name !== "signedOut";
  line.querySelector("span").textContent = said;
  line.classList.toggle("is-alone", name !== "kept");
}

function keepHere(all) {
  try {
    localStorage.setItem(HERE + seal, JSON.stringify(all));
    return true;
  } catch {
    // No room, or none for us: the question of the browser on leaving is what is left.
    return false;
  }
}

function clock() {
  const shape = { hour: "2-digit", minute: "2-digit", hour12: false };
  try {
    return new Date().toLocaleTimeString("kk", { ...shape, timeZone: line.dataset.zone });
  } catch {
    // An old browser does not know every zone by its name.
    return new Date().toLocaleTimeString("kk", shape);
  }
}

async function keep() {
  if (!isWritten || isSending) return;
  const all = fields();
  const now = wordsOf(all);
  if (now === sent) return;
  isSending = true;
  try {
    const told = await post(line.dataset.autosave, now === opened ? [...all, ["discard", "1"]] : all);
    sent = now;
    isNotSent = false;
    forgetHere(seal);
    if (wordsOf(fields()) === now) shelf.drop(seal);
    if (told.saved) say(told.is_here ? "kept" : "signedOut", told.saved);
    else line.querySelector("span").textContent = "";
    form.dispatchEvent(new CustomEvent("desk:known", { detail: told }));
  } catch {
    if (keepHere(all)) say(isNotSent ? "notSent" : "alone", clock());
  } finally {
    isSending = false;
  }
}

// Leaving waits for no answer: what is too long to be sent without one stays in the browser.
function leave() {
  if (!isWritten) return;
  const all = fields();
  const now = wordsOf(all);
  if (now === sent || now === opened) return;
  if (navigator.sendBeacon(line.dataset.autosave, posted(all)) && navigator.onLine) sent = now;
  else keepHere(all);
}

async function bring() {
  for (const address of await bringBack(line.dataset.autosave, seal)) {
    const notice = document.querySelector("[data-brought]");
    notice.hidden = false;
    notice.querySelector("a").href = address;
  }
}

// Whether the desk answers: a form that is sent into nothing leaves the browser's own error page.
async function isThere() {
  if (!navigator.onLine) return false;
  try {
    const answer = await fetch(line.dataset.there, {
      method: "HEAD",
      cache: "no-store",
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    });
    return answer.status < 500;
  } catch {
    return false;
  }
}

// A form is sent when the desk is known to be there; else its writer stays in it, and hears why.
async function send(button) {
  isAsking = true;
  const goes = await isThere();
  isAsking = false;
  if (goes) {
    isSure = true;
    form.requestSubmit(button);
    // A second press of the same is the desk's to tell.
    setTimeout(() => (isSure = false), EVERY);
    return;
  }
  isNotSent = true;
  keepHere(fields());
  say("notSent", clock());
}

if (line) {
  if (seal) {
    shelf.hold(seal);
    opened = isWritten ? "" : wordsOf(fields());
    for (const name of ["input", "change"])
      form.addEventListener(name, ({ target }) => {
        if (target.type === "search") return;
        isWritten = true;
        shelf.put(seal, fields());
        clearTimeout(pause);
        pause = setTimeout(keep, PAUSE);
      });
    setInterval(keep, EVERY);
    addEventListener("online", keep);
    addEventListener("visibilitychange", () => {
      if (document.hidden) leave();
    });
    addEventListener("pagehide", leave);
    addEventListener("pageshow", () => (isSure = false));
    // Before anything else hears of it, that takes a form which is sent for one that is saved.
    document.addEventListener(
      "submit",
      (event) => {
        if (event.target !== form || isSure) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        if (!isAsking) send(event.submitter);
      },
      true,
    );
    form.addEventListener("submit", () => {
      // Until the desk has answered it is nowhere else.
      if (isWritten && keepHere(fields())) shelf.drop(seal);
      isWritten = false;
    });
  }
  bring();
}
