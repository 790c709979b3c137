// Ticks in a list of stories: all of them by one, a run of them with Shift, and how many there are.
const bar = document.querySelector("[data-several]");
const form = bar?.closest("form");

if (form) {
  const ticks = [...form.querySelectorAll("input[type=checkbox][name=story]")];
  const count = bar.querySelector("[data-count]");
  let all = form.querySelector("[data-all] input");
  let last = null;

  if (all) {
    all.closest("[data-all]").hidden = false;
    const link = form.querySelector(".tick-all");
    if (link) link.hidden = true;
  } else {
    // The list of stories is the admin's own: its head has a cell for it.
    const head = form.querySelector("#result_list thead th.column-tick");
    if (head) {
      all = document.createElement("input");
      all.type = "checkbox";
      all.setAttribute("aria-label", bar.dataset.tickAll);
      head.replaceChildren(all);
    }
  }

  function tell() {
    const number = ticks.filter((each) => each.checked).length;
    count.textContent = number ? bar.dataset.ticked.replace("{}", String(number)) : "";
    if (!all) return;
    all.checked = number === ticks.length;
    all.indeterminate = number > 0 && number < ticks.length;
  }

  all?.addEventListener("change", () => {
    for (const each of ticks) each.checked = all.checked;
    tell();
  });
  for (const tick of ticks)
    tick.addEventListener("click", (event) => {
      if (event.shiftKey && last) {
        const [from, to] = [ticks.indexOf(last), ticks.indexOf(tick)].sort((a, b) => a - b);
        for (const each of ticks.slice(from, to + 1)) each.checked = tick.checked;
      }
      last = tick;
      tell();
    });
  // Enter in a field gives the order that the field belongs to, and no other.
  for (const part of bar.querySelectorAll("details"))
    part.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
      event.preventDefault();
      form.requestSubmit(part.querySelector("button[name=act]"));
    });

  // One press is one order, however slow the answer is.
  form.addEventListener("submit", (event) => {
    if (event.submitter?.formMethod === "dialog") return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
  addEventListener("pageshow", () => {
    delete form.dataset.sent;
    tell();
  });
  tell();
}
