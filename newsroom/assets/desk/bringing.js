// What this browser has of forms that are closed is brought to the desk with the next page that is
// opened there: from its shelf on the disk, and from what leaving pages put down.
import * as shelf from "./shelf.js";

export const HERE = "newsroom:text:";

// The token changes when somebody signs in again in another window: the cookie has the new one.
function token(fallback) {
  return document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/)?.[1] || fallback;
}

export function posted(all) {
  const data = new FormData();
  for (const [name, value] of all) data.append(name, value);
  data.set("csrfmiddlewaretoken", token(data.get("csrfmiddlewaretoken") || ""));
  return data;
}

export async function post(address, all) {
  const answer = await fetch(address, {
    method: "POST",
    body: posted(all),
    headers: { Accept: "application/json" },
    redirect: "manual",
  });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

export function forgetHere(key) {
  try {
    localStorage.removeItem(HERE + key);
  } catch {
    // It was never kept, then.
  }
}

async function leftHere(own) {
  const texts = await shelf.left();
  const held = await shelf.held();
  let names = [];
  try {
    names = Object.keys(localStorage).filter((name) => name.startsWith(HERE));
  } catch {
    // Not ours to read.
  }
  for (const name of names) {
    const key = name.slice(HERE.length);
    // A form that is open in another window brings its own, which may be newer.
    if (shelf.isHeld(held, key)) continue;
    try {
      texts.set(key, JSON.parse(localStorage.getItem(name)));
    } catch {
      forgetHere(key);
    }
  }
  texts.delete(own);
  return texts;
}

function forget(key) {
  forgetHere(key);
  shelf.drop(key);
}

// Return where the texts are kept now that were brought; `own` is the form that asks.
export async function bringBack(address, own = "") {
  const brought = [];
  for (const [key, all] of await leftHere(own)) {
    try {
      const told = await post(address, [...all, ["brought", "1"]]);
      forget(key);
      if (told.kept) brought.push(told.kept);
    } catch (error) {
      // Nobody can read it any more (400), or the story is gone (404): it would be asked for ever.
      if (["400", "404"].includes(error.message)) forget(key);
    }
  }
  return brought;
}

// A page that lists kept texts, or shows one, is shown anew with what was brought.
const page = document.querySelector("[data-bring]");
if (page) bringBack(page.dataset.bring).then((brought) => brought.length && location.reload());
