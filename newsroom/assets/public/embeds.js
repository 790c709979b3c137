// A film or a post of another house opens in its card when it is pressed, and not before.
for (const figure of document.querySelectorAll("figure[data-frame]")) {
  const link = figure.querySelector("a");
  link.addEventListener("click", (event) => {
    // A new tab is a new tab.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const frame = document.createElement("iframe");
    frame.src = figure.dataset.frame;
    frame.title = link.textContent.trim();
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.allowFullscreen = true;
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.sandbox = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation";
    link.replaceWith(frame);
    frame.focus();
  });
}
