// «@» in a comment offers the colleagues who see the story; chosen by the arrows, Enter or a tap.
// What is sent is the plain text: the desk reads the names in it.
for (const template of document.querySelectorAll("template[data-to-name]")) {
  const place = template.parentElement;
  const list = place.querySelector(".to-name");
  const words = place.querySelector("textarea:not([name=passage])");
  const status = place.querySelector("[data-names-found]");
  if (words) offer({ template, list, words, status });
}

function offer({ template, list, words, status }) {
  const MOST = 8;
  const all = [...template.content.children];
  let at = -1;

  words.setAttribute("aria-autocomplete", "list");
  words.setAttribute("aria-controls", list.id);

  // Words of a name begin anywhere after the sign, up to two spaces on.
  function asked() {
    const before = words.value.slice(0, words.selectionStart);
    const found = before.match(/(?:^|[^\p{L}\p{N}@.])@([^@\n]{0,60})$/u);
    return found && found[1].split(" ").length < 4 ? found[1] : null;
  }

  // What is told to those who hear the page is what is shown: a closed list has found nothing.
  function close(told = "") {
    list.hidden = true;
    status.textContent = told;
    at = -1;
    words.removeAttribute("aria-activedescendant");
  }

  function mark(number) {
    at = number;
    [...list.children].forEach((each, place) => {
      each.setAttribute("aria-selected", String(place === at));
      if (place === at) {
        words.setAttribute("aria-activedescendant", each.id);
        each.scrollIntoView({ block: "nearest" });
      }
    });
  }

  function show() {
    const begun = asked();
    if (begun === null) return close();
    const key = begun.toLocaleLowerCase("kk").trim();
    const found = all
      .filter(({ dataset }) => dataset.key.startsWith(key) || dataset.key.includes(` ${key}`))
      .slice(0, MOST);
    if (!found.length) return close(template.dataset.none);
    list.replaceChildren(...found.map((each) => each.cloneNode(true)));
    [...list.children].forEach((each, place) => {
      each.id = `${list.id}-${place}`;
    });
    list.hidden = false;
    status.textContent = template.dataset.found.replace("{}", String(found.length));
    mark(0);
  }

  function take(option) {
    const begun = asked();
    if (begun === null || !option) return close();
    const from = words.selectionStart - begun.length;
    words.setRangeText(`${option.dataset.called} `, from, words.selectionStart, "end");
    close();
    words.focus();
  }

  words.addEventListener("input", show);
  words.addEventListener("blur", () => setTimeout(() => close(), 200));
  words.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const last = list.children.length - 1;
    if (event.key === "ArrowDown") mark(at >= last ? 0 : at + 1);
    else if (event.key === "ArrowUp") mark(at <= 0 ? last : at - 1);
    else if (event.key === "Enter" || event.key === "Tab") take(list.children[at]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => take(target.closest("[role=option]")));
}
