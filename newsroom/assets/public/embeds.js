// A film or a post of another house opens in its card when it is pressed, and not before; in the
// entries of a live story that come later, too.
addEventListener("click", (event) => {
  const link = event.target.closest?.("figure[data-frame] > a");
  // A new tab is a new tab.
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const frame = document.createElement("iframe");
  frame.title = link.textContent.trim();
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.allowFullscreen = true;
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.sandbox = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation";
  frame.src = link.parentElement.dataset.frame;
  link.replaceWith(frame);
  frame.focus();
});
