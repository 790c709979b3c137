// A gallery in the words of CKEditor: one widget, whose captions alone are edited in place.

import { show } from "./figures.js";
import { galleryBar, moved, photoBar, reach, stepOf } from "./gallery.js";

const { CKEDITOR } = window;
const CAPTION = "strong em s sub sup br; a[!href]";
const isGallery = (element) => element.attributes["data-gallery"] !== undefined;

export function galleryPlugin(editor, dialogs) {
  const { words } = dialogs;
  const make = (tag, attributes) => new CKEDITOR.htmlParser.element(tag, attributes);
  const htmlOf = (photos) =>
    photos.map(({ id }) => `<figure data-photo="${Number(id)}"></figure>`).join("");

  // Every change is one step of «undo».
  function change(what) {
    editor.fire("saveSnapshot");
    what();
    editor.fire("saveSnapshot");
    editor.fire("change");
  }

  // The widget and the photo whose caption or button has the focus.
  function here() {
    const element = editor.document.$.activeElement?.closest?.("[data-gallery] figure");
    if (!element) return null;
    return { photo: element, widget: editor.widgets.getByElement(new CKEDITOR.dom.element(element)) };
  }

  function act(widget, photo, what) {
    if (what === "out") return takeOut(widget, photo);
    const hadButton = photo.querySelector(".gallery-tools").contains(editor.document.$.activeElement);
    const by = stepOf(what);
    const other = by < 0 ? photo.previousElementSibling : photo.nextElementSibling;
    if (!other) return;
    // The photo stays where it is, so that its caption or its button keeps the focus.
    change(() => (by < 0 ? photo.after(other) : photo.before(other)));
    reach(editor.editable().$, photo);
    moved(photo, what, dialogs, hadButton);
  }

  function takeOut(widget, photo) {
    const next = photo.nextElementSibling || photo.previousElementSibling;
    if (!next) return drop(widget);
    // First, so that what may be written is no longer asked of a caption that is gone.
    next.querySelector("figcaption").focus();
    change(() => {
      widget.destroyEditable(nameOf(photo));
      photo.remove();
    });
  }

  function drop(widget) {
    change(() => editor.widgets.del(widget));
    editor.focus();
  }

  function add(widget) {
    const row = widget.element.findOne(".gallery-photos");
    const present = [...row.$.children].map((photo) => photo.dataset.photo);
    dialogs.choosePhotosBeside(present, (photos) => {
      change(() => {
        for (const { id } of photos) {
          const photo = editor.document.createElement("figure");
          photo.data("photo", String(id));
          photo.append(editor.document.createElement("figcaption"));
          row.append(photo);
          dress(widget, photo);
        }
      });
      row.getLast().findOne("figcaption").$.focus();
    });
  }

  // A gallery stands in no list, table or quotation: it follows them.
  function leaveBlock() {
    const path = editor.elementPath();
    const top = path?.elements.at(-2);
    if (!top?.is("ul", "ol", "table", "blockquote")) return;
    const range = editor.createRange();
    range.moveToPosition(top, CKEDITOR.POSITION_AFTER_END);
    range.select();
  }

  const nameOf = (photo) => `caption-${photo.dataset.photo}`;

  // Put around a photo what shows it.
  function dress(widget, photo) {
    const { $: figure } = photo;
    for (const old of figure.querySelectorAll(".figure-shown, .gallery-tools")) old.remove();
    const place = figure.ownerDocument.createElement("div");
    place.className = "figure-shown";
    figure.prepend(place);
    show(place, { kind: "photo", value: figure.dataset.photo }, dialogs);
    const caption = figure.querySelector("figcaption");
    caption.dataset.placeholder = words.caption;
    widget.initEditable(nameOf(figure), {
      selector: `figure[data-photo="${figure.dataset.photo}"] figcaption`,
      allowedContent: CAPTION,
    });
    const doing = { act: (what) => act(widget, figure, what), home: () => caption.focus() };
    figure.append(photoBar(figure.ownerDocument, words, doing));
    mark(figure);
  }

  function mark(figure) {
    const caption = figure.querySelector("figcaption");
    caption.classList.toggle("is-empty", !caption.textContent.trim());
  }

  editor.widgets.add("gallery", {
    upcast(element) {
      if (element.name !== "figure" || !isGallery(element)) return false;
      const row = make("div", { class: "gallery-photos" });
      for (const photo of [...element.children]) {
        const number = photo.name === "figure" && photo.attributes["data-photo"];
        if (!number) continue;
        const figure = make("figure", { "data-photo": number });
        figure.add(photo.getFirst("figcaption") || make("figcaption"));
        row.add(figure);
      }
      element.children.length = 0;
      if (!row.children.length) return false;
      element.add(row);
      return true;
    },
    downcast(element) {
      const gallery = make("figure", { "data-gallery": "" });
      element.forEach((photo) => {
        if (photo.name !== "figure" || !photo.attributes["data-photo"]) return true;
        const figure = make("figure", { "data-photo": photo.attributes["data-photo"] });
        const caption = photo.getFirst("figcaption");
        if (caption?.children.length) figure.add(caption);
        gallery.add(figure);
        return false;
      }, CKEDITOR.NODE_ELEMENT);
      return gallery;
    },
    init() {
      const { $: element } = this.element;
      for (const old of element.querySelectorAll(":scope > :not(.gallery-photos)")) old.remove();
      const name = element.ownerDocument.createElement("div");
      name.className = "figure-name";
      name.textContent = words.galleryTool;
      element.prepend(name);
      for (const photo of this.element.find(".gallery-photos > figure").toArray())
        dress(this, photo);
      const doing = {
        act: (what) => (what === "add" ? add(this) : drop(this)),
        home: () => element.querySelector("figcaption").focus(),
      };
      element.append(galleryBar(element.ownerDocument, words, doing));
      const changed = () => element.querySelectorAll("[data-photo]").forEach(mark);
      this.on("destroy", editor.on("change", changed).removeListener);
    },
  });

  editor.addCommand("newsroomGallery", {
    exec() {
      const there = here();
      if (there) return add(there.widget);
      dialogs.choosePhotos((photos) => {
        const html = htmlOf(photos);
        if (photos.length > 1) leaveBlock();
        editor.insertHtml(photos.length > 1 ? `<figure data-gallery="">${html}</figure>` : html);
      });
      return true;
    },
  });
  for (const [key, what] of [[38, "earlier"], [40, "later"]]) {
    editor.addCommand(`newsroom-${what}`, {
      exec() {
        const there = here();
        if (there) act(there.widget, there.photo, what);
      },
    });
    editor.setKeystroke(CKEDITOR.ALT + key, `newsroom-${what}`);
  }
  editor.on("contentDom", () => {
    const text = editor.editable().$;
    text.ownerDocument.addEventListener("focusin", () => reach(text, here()?.photo || null));
  });
}
