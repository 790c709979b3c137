// New entries of a live story, asked for gently: only while the page is looked at, and less often
// when the house does not answer. What was mended is exchanged, what was taken back goes.
const list = document.querySelector("[data-live]");
const said = document.querySelector(".live .said");
const words = (name) => document.querySelector(`[data-live-${name}]`).textContent;
const EVERY = 20_000;
let wait = EVERY;
let asked = 0;
let tag = "";

async function ask() {
  asked = Date.now();
  try {
    const answer = await fetch(list.dataset.live, { cache: "no-cache", credentials: "omit", headers: tag ? { "If-None-Match": tag } : {} });
    if (answer.status === 304) wait = EVERY;
    else if (answer.ok) {
      wait = EVERY;
      tag = answer.headers.get("ETag") || "";
      show(await answer.text());
    } else if (answer.status === 404 || answer.status === 410) return;
    else wait = Math.min(wait * 2, 10 * EVERY);
  } catch {
    wait = Math.min(wait * 2, 10 * EVERY);
  }
  later();
}

function show(text) {
  const page = new DOMParser().parseFromString(text, "text/html").querySelector("[data-live]");
  if (!page) return;
  const there = new Map([...list.children].map((entry) => [entry.id, entry]));
  const posted = (entry) => entry?.querySelector("time").dateTime || "";
  const oldest = posted(page.lastElementChild);
  let fresh = 0;
  let after = null;
  for (const entry of [...page.children]) {
    const mine = there.get(entry.id);
    there.delete(entry.id);
    if (!mine) {
      fresh += 1;
      entry.classList.add("fresh");
      if (after) after.after(entry);
      else list.prepend(entry);
      after = entry;
    } else if (mine.dataset.text !== entry.dataset.text) {
      // One that was mended stands where it stood, and is no news.
      mine.replaceWith(entry);
      after = entry;
    } else after = mine;
  }
  // What the newest page of them could have and has not was taken back; older ones stay.
  for (const [, entry] of there) if (posted(entry) >= oldest) entry.remove();
  if (fresh) {
    said.textContent = `${words("new")} ${fresh}`;
    document.querySelector(".live > .nothing")?.remove();
  }
  if (page.dataset.over === undefined) return;
  list.removeAttribute("data-live");
  document.querySelector(".live .pulse")?.replaceWith(words("over"));
}

function later() {
  setTimeout(() => {
    if (!list.hasAttribute("data-live")) return;
    if (!document.hidden) ask();
    else later();
  }, wait);
}

if (list) {
  later();
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && list.hasAttribute("data-live") && Date.now() - asked > wait) ask();
  });
}
