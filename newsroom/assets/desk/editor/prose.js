// The default editor: Tiptap, as django-prose-editor ships it, on the textarea of a body.

import { dialogsOf } from "./dialogs.js";
import { reach } from "./gallery.js";
import { photoHere } from "./gallery_node.js";
import { extensionsOf } from "./nodes.js";
import { withoutLooks } from "./paste.js";
import { joinedLines } from "./paste_text.js";
import { toolbar } from "./toolbar.js";

// The lines of a text, each with the position of its first letter.
function shownLines(doc) {
  const lines = [];
  doc.descendants((node, at) => {
    if (!node.isTextblock) return true;
    let begin = at + 1;
    // A break in a line has the size of one letter, as a line feed has.
    for (const text of node.textBetween(0, node.content.size, null, "\n").split("\n")) {
      lines.push({ text, at: begin });
      begin += text.length + 1;
    }
    return false;
  });
  return lines;
}

// The browser tells of a moved selection a moment later: a command that comes before would be done
// to the letters that were selected before.
function seeSelection() {
  document.dispatchEvent(new Event("selectionchange"));
}

async function start(root) {
  const textarea = root.querySelector("textarea");
  const tiptap = await import(textarea.dataset.editorUrl);
  const dialogs = dialogsOf(root, textarea);
  const label = textarea.labels[0];
  const place = document.createElement("div");
  place.className = "body-editor-area";

  let editor;
  function askLink() {
    dialogs.askAddress("link", editor.getAttributes("link").href, (href, words) => {
      const chain = editor.chain().focus().extendMarkRange("link");
      if (!href) chain.unsetLink().run();
      else if (editor.state.selection.empty && !editor.isActive("link"))
        chain.insertContent({ type: "text", text: words || href, marks: [{ type: "link", attrs: { href } }] }).run();
      else chain.setLink({ href }).run();
    });
    return true;
  }
  const attributes = {
    class: "newsroom-body",
    role: "textbox",
    "aria-multiline": "true",
    "aria-label": label?.textContent.trim().replace(/:$/, "") || dialogs.words.body,
  };
  for (const name of ["aria-describedby", "aria-invalid", "lang"])
    if (textarea.hasAttribute(name)) attributes[name] = textarea.getAttribute(name);

  editor = new tiptap.Editor({
    element: place,
    content: textarea.value,
    editable: !textarea.disabled && !textarea.readOnly,
    extensions: extensionsOf(tiptap, dialogs, askLink),
    // Its style element would need a looser policy: body.css carries what it holds.
    injectCSS: false,
    editorProps: {
      attributes,
      transformPastedHTML: withoutLooks,
      transformPastedText: joinedLines,
      handleDOMEvents: {
        keydown(view, event) {
          if (event.ctrlKey || event.metaKey) seeSelection();
          // Tab leaves the text as it leaves any other field.
          return event.key === "Tab";
        },
      },
    },
    onUpdate() {
      // Not `isEmpty`: to Tiptap a photo without a caption is nothing.
      const html = editor.getHTML();
      textarea.value = html === "<p></p>" ? "" : html;
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  // Other scripts of the form (texts that were kept) put a text in with this event.
  textarea.addEventListener("body-editor:set", (event) => {
    editor.commands.setContent(event.detail, { emitUpdate: true });
  });
  // Who looks at the words asks for the lines, and puts a word in the place of another.
  textarea.bodyEditor = {
    choosePhoto: dialogs.choosePhoto,
    lines: () => shownLines(editor.state.doc).map(({ text }) => text),
    focus: () => editor.commands.focus(),
    replace(text, start, end, word) {
      const line = shownLines(editor.state.doc).find((each) => each.text === text);
      if (!line) return false;
      const [from, to] = [line.at + start, line.at + end];
      return editor.chain().focus(to).command(({ tr }) => tr.insertText(word, from, to)).run();
    },
  };
  toolbar(root, editor, { dialogs, askLink, seeSelection, hasLibrary: Boolean(textarea.dataset.libraryUrl) });

  editor.on("transaction", () => reach(place, photoHere(editor)));

  textarea.before(place);
  textarea.hidden = true;
  label?.addEventListener("click", (event) => {
    event.preventDefault();
    editor.commands.focus();
  });
  root.dataset.ready = "";
  textarea.dispatchEvent(new CustomEvent("body-editor:ready", { bubbles: true }));
}

for (const root of document.querySelectorAll("[data-body-editor=prose]"))
  start(root).catch((error) => {
    // The textarea is still there and still works.
    console.error(error);
  });
