// A page with words that are not saved is not left without a question of the browser.

const forms = document.querySelectorAll("#content form[method=post]");
// A form that was refused, or is filled with a kept text, holds what is saved nowhere else.
let isWritten = Boolean(document.querySelector("#content .errornote, [data-unsaved]"));

for (const form of forms) {
  for (const name of ["input", "change"])
    form.addEventListener(name, ({ target }) => {
      if (target.type !== "search") isWritten = true;
    });
  form.addEventListener("submit", ({ submitter }) => {
    if (submitter?.formMethod !== "dialog") isWritten = false;
  });
}

addEventListener("beforeunload", (event) => {
  if (isWritten) event.preventDefault();
});
