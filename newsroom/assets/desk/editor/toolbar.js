// The toolbar: one stop for Tab, arrows inside it, and each button says whether it is on.

import { addTo, photoOf } from "./gallery_node.js";

const FIGURES = ["photo", "embed", "gallery"];

export function toolbar(root, editor, { dialogs, askLink, seeSelection, hasLibrary }) {
  const bar = root.querySelector("[role=toolbar]");
  const tableTools = bar.querySelector("[data-table-tools]");
  const buttons = [...bar.querySelectorAll("button")];
  // A figure never stands in the caption of another, and a gallery in no list and no table: it
  // follows them.
  const insert = (content) => {
    const { $from } = editor.state.selection;
    let around = content.type === "gallery" && $from.depth > 1 ? 1 : 0;
    for (let depth = $from.depth; depth > 0; depth--)
      if (FIGURES.includes($from.node(depth).type.name)) around = depth;
    const chain = editor.chain().focus();
    if (around) chain.insertContentAt($from.after(around), content).run();
    else chain.insertContent(content).run();
  };
  const insertGallery = (photos) => {
    photos = photos.map(photoOf);
    insert(photos.length > 1 ? { type: "gallery", content: photos } : photos[0]);
  };

  const tools = {
    paragraph: { run: (c) => c.setParagraph(), on: ["paragraph"] },
    h2: { run: (c) => c.toggleHeading({ level: 2 }), on: ["heading", { level: 2 }] },
    h3: { run: (c) => c.toggleHeading({ level: 3 }), on: ["heading", { level: 3 }] },
    blockquote: { run: (c) => c.toggleBlockquote(), on: ["blockquote"] },
    bold: { run: (c) => c.toggleBold(), on: ["bold"] },
    italic: { run: (c) => c.toggleItalic(), on: ["italic"] },
    strike: { run: (c) => c.toggleStrike(), on: ["strike"] },
    superscript: { run: (c) => c.unsetSubscript().toggleSuperscript(), on: ["superscript"] },
    subscript: { run: (c) => c.unsetSuperscript().toggleSubscript(), on: ["subscript"] },
    link: { ask: askLink, on: ["link"] },
    bulletList: { run: (c) => c.toggleBulletList(), on: ["bulletList"] },
    orderedList: { run: (c) => c.toggleOrderedList(), on: ["orderedList"] },
    deeper: { run: (c) => c.sinkListItem("listItem") },
    shallower: { run: (c) => c.liftListItem("listItem") },
    photo: {
      ask: () => dialogs.choosePhoto((photo) => insert(photoOf(photo))),
    },
    gallery: {
      on: ["gallery"],
      ask() {
        const { $from } = editor.state.selection;
        const isThere = $from.depth && $from.node(1).type.name === "gallery";
        if (isThere) addTo(editor, $from.before(1), dialogs);
        else dialogs.choosePhotos(insertGallery);
      },
    },
    embed: {
      ask: () =>
        dialogs.askAddress("embed", "", (address) =>
          insert({ type: "embed", attrs: { "data-embed": address } }),
        ),
    },
    table: { run: (c) => c.insertTable({ rows: 3, cols: 3, withHeaderRow: true }) },
    rule: { run: (c) => c.setHorizontalRule() },
    undo: { run: (c) => c.undo() },
    redo: { run: (c) => c.redo() },
    rowAfter: { run: (c) => c.addRowAfter() },
    rowDelete: { run: (c) => c.deleteRow() },
    columnAfter: { run: (c) => c.addColumnAfter() },
    columnDelete: { run: (c) => c.deleteColumn() },
    headerRow: { run: (c) => c.toggleHeaderRow() },
    tableDelete: { run: (c) => c.deleteTable() },
  };

  function refresh() {
    tableTools.hidden = !editor.isActive("table");
    for (const button of buttons) {
      const { run, on } = tools[button.dataset.tool];
      const pressed = Boolean(on) && editor.isActive(...on);
      if (on) button.setAttribute("aria-pressed", pressed);
      // Not `disabled`: a button that goes dark under the finger would lose the focus.
      if (run)
        button.setAttribute("aria-disabled", !pressed && !run(editor.can().chain()).run());
    }
  }

  for (const button of buttons) {
    const { run, ask } = tools[button.dataset.tool];
    button.hidden = ["photo", "gallery"].includes(button.dataset.tool) && !hasLibrary;
    // The selection stays in the text while the mouse is on the toolbar.
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      seeSelection();
      if (button.getAttribute("aria-disabled") === "true") return;
      if (ask) ask();
      else run(editor.chain().focus()).run();
    });
  }

  function stop(at) {
    for (const button of buttons) button.tabIndex = button === at ? 0 : -1;
  }
  bar.addEventListener("focusin", (event) => stop(event.target));
  bar.addEventListener("keydown", (event) => {
    const shown = buttons.filter((button) => button.offsetParent);
    const here = shown.indexOf(document.activeElement);
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    shown.at(to % shown.length).focus();
  });

  stop(buttons[0]);
  editor.on("transaction", refresh);
  refresh();
  bar.hidden = false;
}
