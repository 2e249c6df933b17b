/**
 * What a reader copies from the page of a function: the TeX of a formula, the BibTeX of its
 * references, the line that puts a figure into a paper. Files are links, and need no script.
 */

import { words as spoken } from "./words.js";

const words = spoken.take;
const status = /** @type {HTMLElement} */ (document.querySelector(".take-status"));
const MOMENT = 2000; // ms that a button shows what it has done

/**
 * Return a button.
 * @param {string} text what it shows
 * @param {string} name what it does, in full
 * @param {(button: HTMLButtonElement) => Promise<string>} act does it, and says in a word how it went
 */
function button(text, name, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "take";
  made.textContent = text;
  made.title = name;
  made.ariaLabel = name; // which formula, which work
  let timer = 0;
  made.addEventListener("click", async () => {
    const said = await act(made);
    clearTimeout(timer);
    made.style.minWidth = `${made.offsetWidth}px`; // a shorter word moves nothing
    made.textContent = said;
    made.ariaLabel = `${name}: ${said}`;
    status.textContent = `${name}: ${said}`;
    timer = setTimeout(() => {
      made.textContent = text;
      made.ariaLabel = name;
      made.style.minWidth = "";
      status.textContent = ""; // so that the same words are news again
    }, MOMENT);
  });
  return made;
}

/**
 * Return a button that copies a text.
 * @param {string} text
 * @param {string} name
 * @param {string} content what is copied
 */
function copier(text, name, content) {
  return button(text, name, async (self) => {
    try {
      await navigator.clipboard.writeText(content);
      return words.copied;
    } catch {
      // Refused, or not there at all (a page served without TLS).
      offer(self, name, content);
      return words.selected;
    }
  });
}

/**
 * Show a text, selected, until the reader has copied it and goes elsewhere.
 * @param {HTMLElement} beside
 * @param {string} name
 * @param {string} content
 */
function offer(beside, name, content) {
  const field = document.createElement("textarea");
  field.className = "take-text";
  field.readOnly = true;
  field.value = content;
  field.rows = Math.min(content.split("\n").length, 12);
  field.setAttribute("aria-label", name);
  field.addEventListener("blur", () => field.remove(), { once: true });
  const box = beside.closest(".equation, .figure-tools") ?? beside;
  box.after(field);
  field.select();
}

for (const equation of document.querySelectorAll(".equation")) {
  const tex = equation.querySelector("annotation")?.textContent;
  // A formula is called as its section, and numbered if it is not the first there.
  const [, section, number = ""] = equation.id.match(/^eq-(.*?)(?:-(\d+))?$/) ?? [];
  const heading = document.getElementById(section)?.firstChild?.textContent ?? "";
  const name = `${words.tex}: ${heading} ${number}`.trim();
  if (tex) equation.querySelector(".formula-tools")?.prepend(copier("TeX", name, tex));
}

const listing = document.querySelector("details:not(.citation) .language-bibtex code");
const works = listing?.closest("details");
if (listing && works) {
  const entries = listing.textContent.trim().split(/\n\n(?=@)/);
  const items = [...(works.previousElementSibling?.querySelectorAll(":scope > li") ?? [])];
  items.forEach((item, i) => {
    item.append(" ", copier("BibTeX", `${words.bibtex} ${i + 1}`, entries[i]));
  });
  works.hidden = true; // each entry has its button
}

for (const line of document.querySelectorAll(".figure-tools code")) {
  line.after(" ", copier("LaTeX", words.latex, line.textContent));
}
