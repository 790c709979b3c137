// Comments beside the text: sent by themselves, so that the form of the story is neither sent nor
// touched. What could not be sent stays where it was typed.
const place = document.querySelector("[data-comments][data-token]");

if (place) {
  const list = place.querySelector("[data-list]");
  const words = place.querySelector("textarea");
  const status = place.querySelector("[data-status]");
  const passage = place.querySelector("[data-passage]");
  const about = place.querySelector("[data-about]");
  const LONGEST = 500;
  // Of this person: whoever signs in after them in this window finds none of their words.
  const person = document.getElementById("find-box")?.dataset.person;
  const kept = `newsroom:comment:${person}:${place.dataset.comments}`;
  let selected = "";
  let isSending = false;

  place.querySelector("[data-write]").hidden = false;
  // A comment is no change of the story: its form does not hear of it.
  for (const name of ["input", "change"])
    place.addEventListener(name, (event) => event.stopPropagation());

  function token() {
    const own = document.querySelector("#content [name=csrfmiddlewaretoken]")?.value || "";
    return document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/)?.[1] || own;
  }

  async function post(address, fields) {
    if (isSending) return false;
    isSending = true;
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.append(name, value);
    data.append("csrfmiddlewaretoken", token());
    try {
      const answer = await fetch(address, {
        method: "POST",
        body: data,
        headers: { Accept: "application/json" },
        redirect: "manual",
      });
      const told = await answer.json();
      if (!answer.ok) {
        status.textContent = told.refused || place.dataset.away;
        return false;
      }
      list.innerHTML = told.html;
      place.dataset.token = told.token;
      place.querySelector("[data-open]").textContent = told.open
        ? place.dataset.waiting.replace("{}", String(told.open))
        : "";
      return true;
    } catch {
      status.textContent = place.dataset.away;
      return false;
    } finally {
      isSending = false;
    }
  }

  // What was not sent yet comes back in this window: the story may be saved and the page left.
  function keep() {
    try {
      if (words.value.trim()) sessionStorage.setItem(kept, JSON.stringify([words.value, passage.textContent]));
      else sessionStorage.removeItem(kept);
    } catch {
      // Nothing is kept here: the browser asks before the page is left.
    }
  }

  function bringBack() {
    try {
      const [text, about] = JSON.parse(sessionStorage.getItem(kept)) || [];
      if (!text || words.value) return;
      words.value = text;
      speakAbout(about);
    } catch {
      // What is no comment of ours is left alone.
    }
  }

  async function say() {
    const fields = { words: words.value, passage: passage.textContent, token: place.dataset.token };
    if (!(await post(place.dataset.comments, fields))) return words.focus();
    words.value = "";
    speakAbout("");
    keep();
    status.textContent = place.dataset.said;
    words.focus();
  }

  function speakAbout(text) {
    passage.textContent = text;
    passage.hidden = !text;
    about.setAttribute("aria-pressed", String(Boolean(text)));
    about.disabled = !text && !selected;
  }

  function selection() {
    const field = document.activeElement;
    if (field?.matches?.("#id_headline, #id_lead, #id_body"))
      return field.value.slice(field.selectionStart, field.selectionEnd);
    const chosen = document.getSelection();
    const node = chosen?.anchorNode;
    const element = node?.nodeType === Node.ELEMENT_NODE ? node : node?.parentElement;
    return element?.closest(".ProseMirror, .desk-text") ? chosen.toString() : "";
  }

  document.addEventListener("selectionchange", () => {
    const text = selection().replace(/\s+/g, " ").trim().slice(0, LONGEST);
    if (!text) return;
    selected = text;
    about.disabled = false;
  });

  about.addEventListener("click", () => {
    speakAbout(passage.textContent ? "" : selected);
    words.focus();
  });
  place.querySelector("[data-say]").addEventListener("click", say);
  words.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    say();
  });
  list.addEventListener("click", async ({ target }) => {
    const button = target.closest("[data-settle]");
    if (!button) return;
    const from = [...list.querySelectorAll("[data-settle]")].indexOf(button);
    if (await post(button.dataset.settle, button.dataset.open ? { open: "1" } : {}))
      list.querySelectorAll("[data-settle]")[from]?.focus();
  });
  words.addEventListener("input", keep);
  about.addEventListener("click", keep);
  addEventListener("pagehide", keep);
  let isSaved = false;
  words.closest("form")?.addEventListener("submit", () => (isSaved = true));
  addEventListener("beforeunload", (event) => {
    // Saved, the same story opens again, and the comment with it.
    if (words.value.trim() && !isSaved) event.preventDefault();
  });
  bringBack();
}
