// Boxes drawn over the picture; the fields below say the same in numbers, for keyboards.

const form = document.querySelector("[data-blur]");
const place = form?.querySelector("[data-picture]");
const list = form?.querySelector("[data-boxes]");
const SIDES = ["left", "top", "width", "height"];

if (form && place) {
  const picture = place.querySelector("img");
  const blank = list.querySelector("[data-box]").cloneNode(true);
  place.classList.add("is-ready");
  form.querySelector("[data-hint]").hidden = false;
  picture.draggable = false;

  const rows = () => [...list.querySelectorAll("[data-box]")];
  const field = (row, side) => row.querySelector(`[name=${side}]`);
  const isEmpty = (row) => SIDES.every((side) => !field(row, side).value);

  function show() {
    for (const mark of place.querySelectorAll(".blur-mark")) mark.remove();
    for (const row of rows()) {
      if (SIDES.some((side) => field(row, side).value === "")) continue;
      const mark = document.createElement("div");
      mark.className = "blur-mark";
      for (const side of SIDES) mark.style[side] = `${field(row, side).value}%`;
      place.append(mark);
    }
  }

  function add() {
    const row = blank.cloneNode(true);
    for (const side of SIDES) field(row, side).value = "";
    row.querySelector("[data-remove]").hidden = false;
    list.append(row);
    return row;
  }

  function remove(row) {
    if (rows().length > 1) row.remove();
    else for (const side of SIDES) field(row, side).value = "";
    show();
  }

  function at(event) {
    const box = picture.getBoundingClientRect();
    const share = (value) => Math.min(100, Math.max(0, value * 100));
    return [
      share((event.clientX - box.left) / box.width),
      share((event.clientY - box.top) / box.height),
    ];
  }

  let drawn = null;
  place.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    place.setPointerCapture(event.pointerId);
    drawn = { from: at(event), row: rows().find(isEmpty) || add() };
  });
  place.addEventListener("pointermove", (event) => {
    if (!drawn) return;
    const [x, y] = at(event);
    const [fromX, fromY] = drawn.from;
    const sides = [Math.min(x, fromX), Math.min(y, fromY), Math.abs(x - fromX), Math.abs(y - fromY)];
    SIDES.forEach((side, index) => (field(drawn.row, side).value = sides[index].toFixed(1)));
    show();
  });
  place.addEventListener("pointerup", () => {
    // A press without a drawn box marks nothing.
    if (drawn && !(Number(field(drawn.row, "width").value) > 0.4)) remove(drawn.row);
    drawn = null;
  });

  form.querySelector("[data-add]").hidden = false;
  form.querySelector("[data-add]").addEventListener("click", () => field(add(), "left").focus());
  list.addEventListener("click", (event) => {
    if (event.target.closest("[data-remove]")) remove(event.target.closest("[data-box]"));
  });
  list.addEventListener("input", show);
  for (const row of rows()) row.querySelector("[data-remove]").hidden = false;
  show();
}
