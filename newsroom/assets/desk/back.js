// Whoever goes back to a page whose form was sent finds a new form that holds the old words: pressed
// once more, it would do everything a second time. So the form is given its old token again, by
// which the desk knows it; and where a blank form became a story, it is the story that is opened.
// The browser keeps both with the page from its opening on.
const forms = [...document.querySelectorAll("#content form")].filter((form) => form.elements.token);
const told = document.querySelector("[data-became]");
const blank = told?.closest("form");
const before = history.state || {};
const now = Object.fromEntries(forms.map((form, place) => [`token${place}`, form.elements.token.value]));
if (blank) now.seal = blank.elements.desk_seal.value;
if (Object.keys(now).length) history.replaceState({ ...now, ...before }, "");

async function leadOn(seal) {
  try {
    const answer = await fetch(`${told.dataset.became}?seal=${encodeURIComponent(seal)}`);
    const { address } = answer.ok ? await answer.json() : {};
    if (address) location.replace(address);
  } catch {
    // Without the desk nothing is known; a flash sent twice is told apart there, too.
  }
}

addEventListener("pageshow", ({ persisted }) => {
  for (const [place, form] of forms.entries())
    form.elements.token.value = history.state[`token${place}`];
  if (blank && (before.seal || persisted)) leadOn(history.state.seal);
});
