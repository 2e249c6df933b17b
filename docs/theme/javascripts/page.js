/** What every page does: open the search, let the keyboard reach what scrolls, name the code blocks. */

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
  const typing = target.isContentEditable || target.matches("textarea, select, input:not([type=radio], [type=checkbox], [type=range])");
  const letter = !typing && /^[/sf]$/i.test(event.key);
  const space = event.key === " " && target === button;
  const asked = event.ctrlKey || event.metaKey ? /^k$/i.test(event.key) : letter || space;
  if (asked && !event.altKey) open(event);
});

// What opens a section that is a page itself has no text of its own.
for (const toggle of document.querySelectorAll(".md-nav__container > label")) {
  const name = Object.assign(document.createElement("span"), { className: "md-nav__spoken" });
  name.textContent = toggle.previousElementSibling?.textContent?.trim() ?? "";
  toggle.append(name);
}

// Material makes the buttons of every code block a landmark, all of the same name.
const unmark = () => {
  for (const nav of document.querySelectorAll(".md-code__nav")) nav.setAttribute("role", "none");
};
new MutationObserver(unmark).observe(/** @type {HTMLElement} */ (document.querySelector("article")), { childList: true, subtree: true });
unmark();

// What scrolls is reached by keyboard, and nothing else that is no control.
const reachable = (/** @type {Node} */ node) => {
  const box = /** @type {Element} */ (node);
  const scrolls = box.scrollWidth > box.clientWidth;
  if (scrolls === box.hasAttribute("tabindex")) return;
  if (scrolls) box.setAttribute("tabindex", "0");
  else box.removeAttribute("tabindex");
};
const boxes = document.querySelectorAll("article :is(.formula, .table, pre > code)");
const sizes = new ResizeObserver((changed) => changed.forEach(({ target }) => reachable(target)));
// Material takes it from the code blocks of a touch screen, which has a keyboard as well.
const taken = new MutationObserver((changed) => changed.forEach(({ target }) => reachable(target)));
for (const box of boxes) {
  sizes.observe(box);
  taken.observe(box, { attributeFilter: ["tabindex"] });
}
document.fonts.ready.then(() => boxes.forEach(reachable)); // letters that come late change no box
