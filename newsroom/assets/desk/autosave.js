// What is written in a form of a story is kept beside it every few seconds and on leaving; where
// the desk does not answer (no network, a server that is away), in the browser. What a browser
// kept is brought to the desk with the next page that it opens there.
import * as shelf from "./shelf.js";

const line = document.querySelector("[data-autosave]");
const form = line?.closest("form");
const EVERY = 4_000;
// A writer who stops for a moment has it kept at once.
const PAUSE = 700;
const HERE = "newsroom:text:";
const ABOUT_ITSELF = new Set(["csrfmiddlewaretoken", "desk_seal"]);

const seal = form?.elements.desk_seal?.value || "";
let isWritten = Boolean(document.querySelector("#content .errornote, [data-unsaved]"));
let isSending = false;
let pause = 0;
let opened = "";
let sent = "";

// The token changes when somebody signs in again in another window: the cookie has the new one.
function token(fallback) {
  return document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/)?.[1] || fallback;
}

function fields() {
  return [...new FormData(form)].filter(([, value]) => typeof value === "string");
}

function wordsOf(all) {
  return JSON.stringify(all.filter(([name]) => !ABOUT_ITSELF.has(name)));
}

function posted(all) {
  const data = new FormData();
  for (const [name, value] of all) data.append(name, value);
  data.set("csrfmiddlewaretoken", token(data.get("csrfmiddlewaretoken") || ""));
  return data;
}

async function post(all) {
  const answer = await fetch(line.dataset.autosave, {
    method: "POST",
    body: posted(all),
    headers: { Accept: "application/json" },
    redirect: "manual",
  });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
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

function forgetHere(key = HERE + seal) {
  try {
    localStorage.removeItem(key);
  } catch {
    // It was never kept, then.
  }
}

function clock() {
  return new Date().toLocaleTimeString("kk", { hour: "2-digit", minute: "2-digit", hour12: false });
}

async function keep() {
  if (!isWritten || isSending) return;
  const all = fields();
  const now = wordsOf(all);
  if (now === sent) return;
  isSending = true;
  try {
    const told = await post(now === opened ? [...all, ["discard", "1"]] : all);
    sent = now;
    forgetHere();
    if (wordsOf(fields()) === now) shelf.drop(seal);
    if (told.saved) say(told.is_here ? "kept" : "signedOut", told.saved);
    else line.querySelector("span").textContent = "";
    form.dispatchEvent(new CustomEvent("desk:known", { detail: told }));
  } catch {
    if (keepHere(all)) say("alone", clock());
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

// What this browser has of forms that are closed: on its shelf, and what leaving pages put down.
async function leftHere() {
  const texts = await shelf.left();
  let names = [];
  try {
    names = Object.keys(localStorage).filter((name) => name.startsWith(HERE));
  } catch {
    // Not ours to read.
  }
  for (const name of names) {
    try {
      texts.set(name.slice(HERE.length), JSON.parse(localStorage.getItem(name)));
    } catch {
      forgetHere(name);
    }
  }
  texts.delete(seal);
  return texts;
}

function forget(key) {
  forgetHere(HERE + key);
  shelf.drop(key);
}

async function bringBack() {
  for (const [key, all] of await leftHere()) {
    try {
      const told = await post([...all, ["brought", "1"]]);
      forget(key);
      if (!told.kept) continue;
      const notice = document.querySelector("[data-brought]");
      notice.hidden = false;
      notice.querySelector("a").href = told.kept;
    } catch (error) {
      // Nobody can read it any more (400), or the story is gone (404): it would be asked for ever.
      if (["400", "404"].includes(error.message)) forget(key);
    }
  }
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
    form.addEventListener("submit", () => {
      // Until the desk has answered it is nowhere else.
      if (isWritten && keepHere(fields())) shelf.drop(seal);
      isWritten = false;
    });
  }
  bringBack();
}
