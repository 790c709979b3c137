// What CKEditor 4 lacks: our figures, our dialogs, the colours of the desk, Kazakh.

import kazakh from "./ckeditor_kk.js";
import { dialogsOf } from "./dialogs.js";
import { galleryPlugin } from "./ckeditor_gallery.js";
import { figureOf, show } from "./figures.js";
import { linesOf, placeIn, textOf } from "./lines.js";
import { withoutLooks } from "./paste.js";

const { CKEDITOR } = window;
CKEDITOR.lang.languages.kk = 1;
CKEDITOR.lang.kk = kazakh;
const COLOURS = [
  "--body-bg", "--body-fg", "--body-quiet-color", "--border-color", "--darkened-bg", "--error-fg",
  "--link-fg",
];

function coloured(editor) {
  const outer = getComputedStyle(editor.container.$);
  const inner = editor.document.getDocumentElement().$.style;
  for (const name of COLOURS) inner.setProperty(name, outer.getPropertyValue(name));
  inner.setProperty("color-scheme", outer.getPropertyValue("color-scheme"));
}

// What shows a figure is no part of a story: a photo that has loaded or a button that can be
// reached is no step that «undo» could go back.
const SHOWING = ".figure-shown, .gallery-tools, .cke_widget_drag_handler_container";
function withoutShowing(html) {
  if (!html.includes("figure-shown")) return html;
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const each of body.querySelectorAll(SHOWING)) each.remove();
  for (const each of body.querySelectorAll(".is-here, .is-empty"))
    each.classList.remove("is-here", "is-empty");
  for (const each of body.querySelectorAll("[data-placeholder]"))
    each.removeAttribute("data-placeholder");
  for (const each of body.querySelectorAll("[class='']")) each.removeAttribute("class");
  return body.innerHTML;
}

CKEDITOR.plugins.add("newsroom", {
  requires: "widget,undo",
  init(editor) {
    editor.undoManager.addFilterRule(withoutShowing);
    const textarea = editor.element.$;
    const root = textarea.closest("[data-body-editor]");
    const dialogs = dialogsOf(root, textarea);
    const { words } = dialogs;
    const insert = (kind, value) =>
      editor.insertHtml(
        `<figure data-${kind}="${CKEDITOR.tools.htmlEncodeAttr(value)}"></figure>`,
      );

    editor.widgets.add("figure", {
      editables: {
        caption: {
          selector: "figcaption",
          allowedContent: "strong em s sub sup br; a[!href]",
        },
      },
      upcast(element) {
        if (element.name !== "figure") return false;
        if (!element.attributes["data-photo"] && !element.attributes["data-embed"]) return false;
        if (element.parent?.attributes?.["data-gallery"] !== undefined) return false;
        const caption = element.getFirst("figcaption");
        element.children.length = 0;
        element.add(caption || new CKEDITOR.htmlParser.element("figcaption"));
        return true;
      },
      downcast(element) {
        const figure = new CKEDITOR.htmlParser.element("figure");
        for (const name of ["data-photo", "data-embed"])
          if (element.attributes[name]) figure.attributes[name] = element.attributes[name];
        const caption = element.getFirst("figcaption");
        if (caption?.children.length) figure.add(caption);
        return figure;
      },
      init() {
        const place = editor.document.createElement("div");
        place.addClass("figure-shown");
        place.setAttribute("contenteditable", "false");
        this.element.append(place, true);
        const caption = this.editables.caption;
        const mark = () => caption.$.classList.toggle("is-empty", !caption.getText().trim());
        caption.$.setAttribute("data-placeholder", words.caption);
        mark();
        this.on("destroy", editor.on("change", mark).removeListener);
        show(place.$, figureOf(this.element.$), dialogs);
      },
    });

    editor.addCommand("newsroomPhoto", {
      exec() {
        dialogs.choosePhoto((photo) => insert("photo", String(photo.id)));
      },
    });
    editor.addCommand("newsroomEmbed", {
      exec: () => dialogs.askAddress("embed", "", (address) => insert("embed", address)),
    });
    const button = (name, label, command) =>
      editor.ui.addButton(name, { label, command, toolbar: "insert" });
    galleryPlugin(editor, dialogs);
    if (textarea.dataset.libraryUrl) {
      button("NewsroomPhoto", words.photoTool, "newsroomPhoto");
      button("NewsroomGallery", words.galleryTool, "newsroomGallery");
    }
    button("NewsroomEmbed", words.embedTool, "newsroomEmbed");

    textarea.addEventListener("body-editor:set", (event) => editor.setData(event.detail));
    // Who looks at the words asks for the lines, and puts a word in the place of another.
    const shown = () => (editor.editable() ? linesOf(editor.editable().$) : []);
    textarea.bodyEditor = {
      choosePhoto: dialogs.choosePhoto,
      lines: () => shown().map(textOf),
      focus: () => editor.focus(),
      replace(text, start, end, word) {
        const line = shown().find((each) => textOf(each) === text);
        if (!line) return false;
        const range = editor.createRange();
        const [first, last] = [placeIn(line, start), placeIn(line, end - 1)];
        range.setStart(new CKEDITOR.dom.text(first[0]), first[1]);
        range.setEnd(new CKEDITOR.dom.text(last[0]), last[1] + 1);
        editor.focus();
        editor.getSelection().selectRanges([range]);
        editor.insertText(word);
        return true;
      },
    };
    editor.on("change", () => {
      editor.updateElement();
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    });
    // After CKEditor's own readers of Word and Google Docs (3), before its filter (6).
    const mend = ({ data }) => {
      data.dataValue = withoutLooks(data.dataValue);
      textarea.dispatchEvent(new CustomEvent("body-editor:pasted", { detail: data.dataValue }));
    };
    editor.on("paste", mend, null, null, 4);
    editor.on("contentDom", () => coloured(editor));
    new MutationObserver(() => editor.document && coloured(editor)).observe(
      document.documentElement,
      { attributeFilter: ["data-theme"] },
    );
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => coloured(editor));
    editor.on("instanceReady", () => {
      root.dataset.ready = "";
      textarea.dispatchEvent(new CustomEvent("body-editor:ready", { bubbles: true }));
    });
  },
});
