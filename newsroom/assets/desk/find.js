// Find anything: Ctrl+K, «/» or the box in the header open a palette over the page.
//
// The box is a plain form: without this script, or where a key is held for a new tab, it leads to
// a page with the same answers. The body editor keeps its own Ctrl+K.

const PAUSE = 180;
const OPENED = 8;
const form = document.getElementById("find-box");
const template = document.getElementById("find-palette");

// Which stories were opened last: numbers alone, in this browser, of this person.
const place = `newsroom:opened:${form?.dataset.person}`;

function opened() {
  try {
    const kept = JSON.parse(localStorage.getItem(place));
    return Array.isArray(kept) ? kept.filter(Number.isSafeInteger).slice(0, OPENED) : [];
  } catch {
    return [];
  }
}

function note() {
  const number = Number(location.pathname.match(/\/articles\/article\/(\d+)\/change\//)?.[1]);
  if (!number) return;
  try {
    localStorage.setItem(place, JSON.stringify([number, ...opened().filter((each) => each !== number)].slice(0, OPENED)));
  } catch {
    // Then the desk knows of saved ones alone.
  }
}

function isTyping(target) {
  return target instanceof Element && Boolean(target.closest("input, textarea, select, [contenteditable], [data-body-editor], iframe"));
}

function palette() {
  const dialog = template.content.firstElementChild.cloneNode(true);
  document.body.append(dialog);
  const input = dialog.querySelector("input");
  const said = dialog.querySelector("[role=status]");
  const answers = dialog.querySelector("[role=listbox]");
  let pause, asking, active = -1, links = [], before = null, shown = null;

  function tell(words, isAway = false) {
    if (said.textContent !== words) said.textContent = words;
    said.classList.toggle("is-away", isAway);
  }

  function make(name, attributes = {}, ...inside) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...inside);
    return made;
  }

  function show(answer) {
    links = [];
    answers.replaceChildren(
      ...answer.groups.map((group) => {
        const name = make("span", { id: `find-${group.key}` }, group.name);
        const found = group.links.map((link) => {
          const option = make("a", { role: "option", href: link.href, id: `find-link-${links.length}`, "aria-selected": "false", tabindex: "-1" }, make("span", { class: "name", ...(link.language ? { lang: link.language } : {}) }, link.label));
          if (link.note) option.append(" ", make("span", { class: "note" }, link.note));
          links.push(option);
          return option;
        });
        return make("div", { role: "group", "aria-labelledby": name.id }, name, ...found);
      }),
    );
    answers.scrollTop = 0;
    mark(links.length && input.value.trim() ? 0 : -1);
    tell(answer.said);
  }

  function mark(index) {
    active = index;
    links.forEach((link, number) => link.setAttribute("aria-selected", String(number === active)));
    if (active < 0) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    input.setAttribute("aria-activedescendant", links[active].id);
    links[active].scrollIntoView({ block: "nearest" });
  }

  async function ask() {
    const typed = input.value.trim();
    if (typed === shown) return;
    asking?.abort();
    const mine = (asking = new AbortController());
    const question = new URLSearchParams({ q: typed });
    if (!typed) for (const number of opened()) question.append("story", number);
    try {
      const answer = await fetch(`${form.dataset.told}?${question}`, {
        signal: mine.signal, headers: { Accept: "application/json" }, redirect: "manual",
      });
      if (mine.signal.aborted) return;
      if (answer.type === "opaqueredirect" || answer.status === 403) tell(dialog.dataset.out, true);
      else if (!answer.ok) tell(dialog.dataset.away, true);
      else {
        const told = await answer.json();
        shown = typed;
        show(told);
      }
    } catch (error) {
      // What was found before stays in sight.
      if (error.name !== "AbortError") tell(dialog.dataset.away, true);
    }
  }

  function later() {
    clearTimeout(pause);
    pause = setTimeout(ask, PAUSE);
  }

  function open(text = "") {
    if (dialog.open) {
      input.select();
      return;
    }
    before = document.activeElement;
    input.value = text;
    shown = null;
    dialog.showModal();
    input.focus();
    input.setSelectionRange(text.length, text.length);
    ask();
  }

  input.addEventListener("input", later);
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      // A field of this kind would be emptied first.
      event.preventDefault();
      dialog.close();
      return;
    }
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move && links.length) {
      event.preventDefault();
      mark(active < 0 && move < 0 ? links.length - 1 : (active + move + links.length) % links.length);
    } else if (event.key === "Enter" && event.target === input) {
      event.preventDefault();
      follow(event);
    }
  });

  // As a click with the same keys would: a new tab with Ctrl, a new window with Shift.
  async function follow({ ctrlKey, metaKey, shiftKey }) {
    clearTimeout(pause);
    await ask();
    if (active < 0) return;
    links[active].dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey, view: window }));
  }

  dialog.querySelector(".find-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
    const link = event.target.closest("a");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) dialog.close();
  });
  dialog.addEventListener("close", () => {
    clearTimeout(pause);
    asking?.abort();
    form.elements.q.value = "";
    // The focus goes back to where it was.
    if (before?.isConnected) before.focus({ preventScroll: true });
  });
  return open;
}

if (form && template) {
  note();
  const open = palette();
  const box = form.elements.q;
  // Typed in, the box hands over what was typed; focused alone it is left in peace.
  box.addEventListener("input", () => open(box.value));
  box.addEventListener("click", () => open(box.value));
  form.addEventListener("submit", (event) => {
    if (box.value.trim()) return;
    event.preventDefault();
    open();
  });
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || event.isComposing) return;
    const isK = event.code === "KeyK" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !isTyping(event.target);
    // A link is made by the same keys in the body.
    const isEditor = event.target instanceof Element && event.target.closest("[data-body-editor], [contenteditable]");
    if (!(isK && !isEditor) && !isSlash) return;
    event.preventDefault();
    open();
  });
}
