// Where a pasted text is from is asked below the text, calmly and once for a paste: whom we cite is
// known best at that moment. What is answered stands in the story's own fields.
const place = document.querySelector("[data-source-question]");
const form = place?.closest("form");
const asked = form?.elements.pasted;
const inputs = [...(place?.querySelectorAll("[data-for]") || [])];
const LONG = 200;
const ADDRESS = /https?:\/\/[^\s<>"«»]+[^\s<>"«».,;:!?)]/g;

let copied = "";

const plain = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent;
const same = (text) => text.replace(/\s+/g, " ").trim();
const fieldOf = (input) => form.elements[input.dataset.for];

function set(field, value) {
  if (!field || field.value === value) return;
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// The one address that a text names, if it names one: that of the post itself, mostly.
function addressIn(text, html) {
  const found = new Set(text.match(ADDRESS));
  for (const link of new DOMParser().parseFromString(html, "text/html").querySelectorAll("a[href]"))
    if (/^https?:/i.test(link.getAttribute("href"))) found.add(link.getAttribute("href"));
  const own = [...found].filter((each) => URL.canParse(each) && new URL(each).origin !== location.origin);
  return own.length === 1 ? own[0] : "";
}

function ask(address = "") {
  for (const input of inputs) input.value = fieldOf(input).value;
  const link = inputs.find((input) => input.dataset.for === "source_url");
  if (!link.value) link.value = address;
  place.hidden = false;
  const words = place.querySelector("[data-words]");
  words.textContent = words.dataset.words;
  set(asked, "asked");
}

function answered() {
  place.hidden = true;
  place.querySelector("[data-words]").textContent = "";
  set(asked, "");
  (form.elements.body?.bodyEditor || form.elements.lead)?.focus();
}

function pasted(text, html) {
  const words = same(text || plain(html));
  if (words.length <= LONG || words === copied) return;
  ask(addressIn(text, html).slice(0, 500));
}

if (asked && inputs.every(fieldOf)) {
  for (const name of ["copy", "cut"])
    // Before the editor has taken out what is cut.
    form.addEventListener(
      name,
      ({ target }) => {
        const { selectionStart: start, selectionEnd: end, value } = target;
        copied = same(value ? value.slice(start, end) : `${getSelection()}`);
      },
      true,
    );
  form.addEventListener(
    "paste",
    ({ target, clipboardData }) => {
      if (!target.closest?.("[data-body-editor], #id_lead")) return;
      pasted(clipboardData.getData("text/plain"), clipboardData.getData("text/html"));
    },
    true,
  );
  // The other editor has a page of its own and tells of a paste itself.
  form.elements.body?.addEventListener("body-editor:pasted", ({ detail }) => pasted("", detail));
  for (const input of inputs) input.addEventListener("input", () => set(fieldOf(input), input.value));
  place.querySelector("[data-taken]").addEventListener("click", () => {
    for (const input of inputs) set(fieldOf(input), input.value.trim());
    if (inputs.some((input) => input.value.trim())) answered();
    else inputs[0].focus();
  });
  place.querySelector("[data-own]").addEventListener("click", answered);
  place.addEventListener("keydown", (event) => {
    // Enter in a field of the question is its answer, not that of the whole form.
    if (event.key !== "Enter" || !event.target.matches("input") || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    place.querySelector("[data-taken]").click();
  });
  if ("open" in place.dataset || asked.value) ask();
}
