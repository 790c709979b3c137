// The toolbar: one stop for Tab, arrows inside it, and each button says whether it is on.

export function toolbar(root, editor, { dialogs, askLink, hasLibrary }) {
  const bar = root.querySelector("[role=toolbar]");
  const tableTools = bar.querySelector("[data-table-tools]");
  const buttons = [...bar.querySelectorAll("button")];
  const insert = (content) => editor.chain().focus().insertContent(content).run();

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
      ask: () =>
        dialogs.choosePhoto((photo) => {
          dialogs.photos.learn(photo);
          insert({ type: "photo", attrs: { "data-photo": String(photo.id) } });
        }),
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
    button.hidden = button.dataset.tool === "photo" && !hasLibrary;
    // The selection stays in the text while the mouse is on the toolbar.
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
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
