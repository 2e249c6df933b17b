/** What every page does: open the search, and take the landmarks from the code blocks. */

const button = /** @type {HTMLAnchorElement} */ (document.querySelector(".search-button"));
const dialog = /** @type {HTMLDialogElement} */ (document.querySelector("dialog.search"));
const part = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (dialog.querySelector(selector));

/** Open the dialog, which is all there is of the search until then. @param {Event} event */
async function open(event) {
  event.preventDefault();
  if (!dialog.open) dialog.showModal();
  /** @type {HTMLInputElement} */ (part("input")).select();
  try {
    await import("./search.js");
  } catch {
    part(".search__hint").hidden = true;
    part(".search__failed").hidden = false;
  }
}

button.role = "button"; // without JavaScript it is a link to the list of functions
button.ariaHasPopup = "dialog";
button.addEventListener("click", open);
addEventListener("keydown", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const typing = target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);
  const letter = !typing && /^[/sf]$/i.test(event.key);
  const space = event.key === " " && target === button;
  const asked = event.ctrlKey || event.metaKey ? /^k$/i.test(event.key) : letter || space;
  if (asked && !event.altKey) open(event);
});

// Material makes the buttons of every code block a landmark, all of the same name.
const unmark = () => {
  for (const nav of document.querySelectorAll(".md-code__nav")) nav.setAttribute("role", "none");
};
new MutationObserver(unmark).observe(/** @type {HTMLElement} */ (document.querySelector("article")), { childList: true, subtree: true });
unmark();
