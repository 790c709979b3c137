// A field of lines is as high as its words, where the browser does not see to it by itself.
const fields = CSS.supports("field-sizing", "content") ? [] : document.querySelectorAll("textarea[data-grows]");

for (const field of fields) {
  const grow = () => {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
  };
  field.addEventListener("input", grow);
  addEventListener("resize", grow);
  grow();
}
