// Tags while they are typed: those of the house that begin so, and those that the text names.
//
// A combobox as WAI-ARIA describes it. Where there is no answer (no network, a session that ended)
// nothing is offered and the field is a line of text, as without this script.

const PAUSE = 150;
const AFTER_TEXT = 1500;
const TEXTS = ["headline", "lead", "body", "language"];

// A name as the field and the list compare it; the server knows the rest.
const plain = (name) => name.trim().replace(/\s+/g, " ").toLocaleLowerCase("kk");

function make(name, attributes = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

function fill(words, name) {
  return words.replace("{}", name);
}

function watch(input) {
  const { tags: address, text: ofText } = input.dataset;
  const list = make("ul", { id: `${input.id}_offered`, role: "listbox", "aria-label": input.dataset.list, class: "tags-offered" });
  const said = make("p", { role: "status", class: "tags-said" });
  const fresh = make("p", { role: "status", class: "tags-new" });
  const named = make("div", { class: "tags-named" });
  list.hidden = named.hidden = true;
  const box = make("div", { class: "tags-box" });
  input.before(box);
  box.append(input, list, said, fresh);
  if (ofText) box.append(named);
  for (const [key, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(key, value);

  const known = new Set(input.value.split(",").map(plain));
  const unknown = new Set();
  let offered = [], active = -1, pause, asking, isAway = false;

  const names = () => input.value.split(",").map((name) => name.trim()).filter(Boolean);

  // The name in which the caret stands.
  function token() {
    const caret = input.selectionStart ?? input.value.length;
    const start = input.value.lastIndexOf(",", caret - 1) + 1;
    const comma = input.value.indexOf(",", caret);
    const end = comma < 0 ? input.value.length : comma;
    return { start, end, typed: input.value.slice(start, end).trim() };
  }

  function others() {
    const { start, end } = token();
    return `${input.value.slice(0, start)},${input.value.slice(end)}`.split(",").map((name) => name.trim()).filter(Boolean);
  }

  async function ask(question) {
    asking?.abort();
    asking = new AbortController();
    const answer = await fetch(`${address}?${question}`, {
      signal: asking.signal, headers: { Accept: "application/json" }, redirect: "manual",
    });
    if (!answer.ok) {
      // A session that ended stays ended; a server that stumbled may stand again.
      isAway = answer.type === "opaqueredirect" || answer.status === 403;
      return null;
    }
    return answer.json();
  }

  function learn(asked, isNew) {
    const unmet = new Set(isNew.map(plain));
    for (const name of asked.map(plain)) (unmet.has(name) ? unknown : known).add(name);
    tellNew();
  }

  function tellNew() {
    const { typed } = token();
    const here = document.activeElement === input ? plain(typed) : "";
    const found = names().filter((name) => unknown.has(plain(name)) && plain(name) !== here);
    const words = found.length ? fill(input.dataset.new, found.map((name) => `«${name}»`).join(", ")) : "";
    if (fresh.textContent !== words) fresh.textContent = words;
  }

  const unsure = (all) => all.filter((name) => !known.has(plain(name)) && !unknown.has(plain(name)));

  async function look() {
    const { typed } = token();
    const rest = others();
    if (isAway || (!typed && !unsure(rest).length)) return close();
    const question = new URLSearchParams({ q: typed });
    for (const name of rest.slice(0, 20)) question.append("name", name);
    try {
      const answer = await ask(question);
      if (!answer) return close();
      learn(rest.slice(0, 20), answer.new);
      if (!typed || document.activeElement !== input || token().typed !== typed) return close();
      show(answer.tags, typed);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  // Left: of the last name, too, it is said whether it is new.
  async function settle() {
    close();
    const all = unsure(names()).slice(0, 20);
    tellNew();
    if (isAway || !all.length) return;
    const question = new URLSearchParams();
    for (const name of all) question.append("name", name);
    try {
      const answer = await ask(question);
      if (answer) learn(all, answer.new);
    } catch {
      // Said after the next word, then.
    }
  }

  function show(tags, typed) {
    offered = tags;
    active = -1;
    list.replaceChildren(
      ...tags.map((tag, index) => {
        const option = make("li", { role: "option", id: `${list.id}_${index}`, "aria-selected": "false" });
        option.append(make("span", { class: "tag-name" }, tag.name), " ", make("span", { class: "quiet" }, tag.by ? `${tag.by} → · ${tag.stories}` : tag.stories));
        // The field keeps the focus.
        option.addEventListener("pointerdown", (event) => event.preventDefault());
        option.addEventListener("click", () => pick(tag.name));
        return option;
      }),
    );
    const wasHidden = list.hidden;
    list.hidden = !tags.length;
    if (wasHidden && !list.hidden) list.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    said.textContent = tags.length ? fill(input.dataset.found, tags.length) : typed.length > 1 ? input.dataset.none : "";
  }

  function close() {
    clearTimeout(pause);
    offered = [];
    active = -1;
    list.hidden = true;
    list.replaceChildren();
    said.textContent = "";
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark(index) {
    const options = [...list.children];
    active = (index + options.length) % options.length;
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === active)));
    input.setAttribute("aria-activedescendant", options[active].id);
    options[active].scrollIntoView({ block: "nearest" });
  }

  function changed() {
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function pick(name) {
    const { start, end } = token();
    const before = input.value.slice(0, start).replace(/\s+$/, "");
    const after = input.value.slice(end).replace(/^,\s*/, "");
    const head = `${before}${before ? " " : ""}${name}, `;
    input.value = head + after;
    input.setSelectionRange(head.length, head.length);
    known.add(plain(name));
    asking?.abort();
    isPicking = true;
    changed();
    isPicking = false;
    close();
    tellNew();
    input.focus();
  }
  let isPicking = false;

  input.addEventListener("input", () => {
    if (isPicking) return;
    clearTimeout(pause);
    pause = setTimeout(look, PAUSE);
  });
  input.addEventListener("blur", settle);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "ArrowDown" && list.hidden && token().typed) {
      event.preventDefault();
      look();
    } else if (event.key === "ArrowDown" && !list.hidden) {
      event.preventDefault();
      mark(active + 1);
    } else if (event.key === "ArrowUp" && !list.hidden) {
      event.preventDefault();
      mark(active < 0 ? -1 : active - 1);
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && active >= 0) {
      event.preventDefault();
      pick(offered[active].name);
    } else if (event.key === "Tab" && active >= 0) {
      pick(offered[active].name);
    }
  });

  if (ofText && input.form) readText(input, ofText, named, { names, add });

  function add(name) {
    const last = input.value.replace(/[\s,]+$/, "");
    input.value = `${last}${last ? ", " : ""}${name}, `;
    known.add(plain(name));
    isPicking = true;
    changed();
    isPicking = false;
    tellNew();
  }
}

// What the story names, offered below the field: one press adds it.
function readText(input, address, box, { names, add }) {
  const form = input.form;
  const fields = TEXTS.map((name) => form.elements[name]).filter(Boolean);
  let pause, asking, last = "", isAway = false;

  async function read() {
    const question = new URLSearchParams();
    for (const field of fields) question.set(field.name, field.value.slice(0, 60_000));
    const text = String(question);
    for (const name of names().slice(0, 20)) question.append("name", name);
    if (isAway || String(question) === last || !fields.some((field) => field.name !== "language" && field.value.trim())) return;
    last = String(question);
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(address, {
        method: "POST", body: question, signal: asking.signal, redirect: "manual",
        headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, Accept: "application/json" },
      });
      if (!answer.ok) isAway = answer.type === "opaqueredirect" || answer.status === 403;
      else show((await answer.json()).tags);
    } catch {
      // No network: asked again after the next word.
      last = text;
    }
  }

  function show(tags) {
    const buttons = tags.map((tag) => {
      const button = make("button", { type: "button", class: "tag-named", "aria-label": fill(input.dataset.add, tag.name) }, `+ ${tag.name}`);
      button.addEventListener("click", () => {
        const next = button.nextElementSibling || button.previousElementSibling;
        button.remove();
        add(tag.name);
        box.hidden = !box.querySelector("button");
        (next?.matches("button") ? next : input).focus();
        later();
      });
      return button;
    });
    box.replaceChildren(make("span", { class: "quiet" }, input.dataset.inText), ...buttons);
    box.hidden = !buttons.length;
  }

  const later = () => {
    clearTimeout(pause);
    pause = setTimeout(read, AFTER_TEXT);
  };
  for (const field of fields) field.addEventListener("input", later);
  input.addEventListener("change", later);
  form.elements.language?.addEventListener?.("change", later);
  later();
}

for (const input of document.querySelectorAll("input[data-tags]")) watch(input);
