// The sheet beside the text: folded on a phone, where the text comes first; its groups stay as they
// were left. What is kept of that in the browser are the names of groups, and nothing of a story.
const sheet = document.querySelector("[data-sheet]");
const form = sheet?.closest("form");
const REMEMBERED = "newsroom:sheet";
const wide = matchMedia("(min-width: 1100px)");

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(REMEMBERED)) || {};
  } catch {
    return {};
  }
}

function remember(name, isOpen) {
  try {
    localStorage.setItem(REMEMBERED, JSON.stringify({ ...remembered(), [name]: isOpen }));
  } catch {
    // Then it opens as it always does.
  }
}

const holdsErrors = (part) => Boolean(part.querySelector(".errors, .errorlist, [data-errors]"));

// On the way to a field everything that it is folded in opens.
function openTo(field) {
  for (let at = field.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
}

function follow(event) {
  const link = event.target.closest("a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  openTo(field);
  const row = field.closest(".form-row") || field;
  row.scrollIntoView({ block: "center" });
  // What one types in may be another than the field itself: an editor, a searching select.
  if (field.bodyEditor) field.bodyEditor.focus();
  else (row.querySelector(".select2-selection") || field).focus();
}

function show(lacks) {
  const place = form.querySelector("[data-missing]");
  if (!place) return;
  const list = place.querySelector("ul");
  const now = lacks.map(({ sentence }) => sentence).join("\n");
  const shown = [...list.children].map((item) => item.textContent).join("\n");
  // A list that says the same is not read out again.
  if (now === shown) return;
  place.hidden = !lacks.length;
  list.replaceChildren(
    ...lacks.map(({ sentence, anchor }) => {
      const link = document.createElement("a");
      link.href = `#${anchor}`;
      link.textContent = sentence;
      const item = document.createElement("li");
      item.append(link);
      return item;
    }),
  );
}

// The keyboard of a phone lies over the page: what stands at the bottom stands above it.
function aboveKeyboard() {
  const seen = globalThis.visualViewport;
  if (!seen) return;
  const under = Math.max(0, Math.round(innerHeight - seen.height - seen.offsetTop));
  const isZoomed = seen.scale > 1.01;
  document.documentElement.style.setProperty("--keyboard", isZoomed ? "0px" : `${under}px`);
  form.classList.toggle("is-typing", !isZoomed && under > 120);
}

// A line that was typed to its end is no order to save the story.
form?.addEventListener("keydown", (event) => {
  const { target } = event;
  const isLine = target.matches?.("input:not([type=submit], [type=button], [type=checkbox], [type=radio], [type=file]), #id_headline");
  if (event.key === "Enter" && isLine && !event.ctrlKey && !event.metaKey) event.preventDefault();
});

if (sheet) {
  const before = remembered();
  for (const group of sheet.querySelectorAll("[data-group]")) {
    const { group: name } = group.dataset;
    if (name in before) group.open = before[name];
    if (holdsErrors(group)) group.open = true;
    group.querySelector("summary").addEventListener("click", () => remember(name, !group.open));
  }
  sheet.open = wide.matches || holdsErrors(sheet);
  wide.addEventListener("change", () => {
    if (wide.matches) sheet.open = true;
  });
  // A field that the browser or another script gives the focus is in sight.
  form.addEventListener("focusin", ({ target }) => target.matches("summary") || openTo(target));
  form.querySelector("[data-missing]")?.addEventListener("click", follow);
  form.addEventListener("desk:known", ({ detail }) => Array.isArray(detail.missing) && show(detail.missing));
  globalThis.visualViewport?.addEventListener("resize", aboveKeyboard);
  globalThis.visualViewport?.addEventListener("scroll", aboveKeyboard);
  aboveKeyboard();
}
