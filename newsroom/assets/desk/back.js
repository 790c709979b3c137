// Whoever goes back to a page whose form was sent finds a new form that holds the old words: pressed
// once more, it would do everything a second time. So the form is given its old token again, by
// which the desk knows it; and where a blank form became a story, it is the story that is opened.
const forms = [...document.querySelectorAll("#content form")].filter((form) => form.elements.token);
const told = document.querySelector("[data-became]");
const blank = told?.closest("form");

function keep(more) {
  history.replaceState({ ...history.state, ...more }, "");
}

async function leadOn(seal) {
  try {
    const answer = await fetch(`${told.dataset.became}?seal=${encodeURIComponent(seal)}`);
    const { address } = answer.ok ? await answer.json() : {};
    if (address) location.replace(address);
  } catch {
    // Without the desk nothing is known; a flash sent twice is told apart there, too.
  }
}

for (const [place, form] of forms.entries())
  form.addEventListener("submit", () => keep({ [`token${place}`]: form.elements.token.value }));
blank?.addEventListener("submit", () => keep({ seal: blank.elements.desk_seal.value }));
addEventListener("pageshow", () => {
  for (const [place, form] of forms.entries()) {
    const before = history.state?.[`token${place}`];
    if (before) form.elements.token.value = before;
  }
  if (blank && history.state?.seal) leadOn(history.state.seal);
});
