/**
 * What a reader takes away from the page of a function: the TeX of a formula, the BibTeX of its
 * references, the figure as PNG, its curve as CSV.
 */

import { wake } from "./live.js";
import { words as spoken } from "./words.js";

const words = spoken.take;
const status = /** @type {HTMLElement} */ (document.querySelector(".take-status"));
const SCALE = 2; // pixels of the PNG for one of the figure
const MOMENT = 2000; // ms that a button shows what it has done

/**
 * Return a button.
 * @param {string} text what it shows
 * @param {string} name what it does, in full: a description, as the text is the name
 * @param {(button: HTMLButtonElement) => Promise<string>} act does it, and says in a word how it went
 */
function button(text, name, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "take";
  made.textContent = text;
  made.title = name;
  let timer = 0;
  made.addEventListener("click", async () => {
    const said = await act(made);
    clearTimeout(timer);
    made.style.minWidth = `${made.offsetWidth}px`; // a shorter word moves nothing
    made.textContent = said;
    status.textContent = `${name}: ${said}`;
    timer = setTimeout(() => {
      made.textContent = text;
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
  const box = beside.closest(".equation") ?? beside;
  box.after(field);
  field.select();
}

/**
 * Return a figure in the colours that the page has now.
 * @param {HTMLImageElement} figure
 * @returns {Promise<string>}
 */
async function coloured(figure) {
  const answer = await fetch(figure.src);
  // By itself the figure follows the system and not the switch of the page.
  const dark = getComputedStyle(document.body).colorScheme === "dark";
  return (await answer.text()).replace("(prefers-color-scheme:dark)", dark ? " all" : " not all");
}

/**
 * Return a button that makes a file.
 * @param {string} kind
 * @param {string} name what it does, in full
 * @param {string} id of the function
 * @param {(tools: typeof import("./download.js")) => Promise<Blob>} make
 */
function saver(kind, name, id, make) {
  return button(kind, name, async () => {
    try {
      const tools = await import("./download.js");
      tools.save(await make(tools), `${id}.${kind.toLowerCase()}`);
      return words.saved;
    } catch {
      return words.failed;
    }
  });
}

for (const equation of document.querySelectorAll(".equation")) {
  const tex = equation.querySelector("annotation")?.textContent;
  if (tex) equation.querySelector(".formula-tools")?.prepend(copier("TeX", words.tex, tex));
}

const listing = document.querySelector(".language-bibtex code");
const works = listing?.closest("details");
if (listing && works) {
  const all = listing.textContent.trim();
  const entries = all.split(/\n\n(?=@)/);
  const items = [...(works.previousElementSibling?.querySelectorAll(":scope > li") ?? [])];
  items.forEach((item, i) => {
    item.append(" ", copier("BibTeX", `${words.bibtex} ${i + 1}`, entries[i]));
  });
  // Not within the summary, which is a button itself.
  works.before(copier("BibTeX", words.bibtex, all));
}

const row = /** @type {HTMLElement} */ (document.querySelector(".figure-tools"));
const figure = /** @type {HTMLElement} */ (document.querySelector("[data-live]"));
const picture = /** @type {HTMLImageElement} */ (figure.querySelector("img"));
const id = figure.dataset.live ?? "";
const ground = () => getComputedStyle(document.body).getPropertyValue("--plate").trim();
row.append(
  saver("PNG", words.png, id, async ({ raster }) => raster(await coloured(picture), ground(), SCALE)),
  // What is drawn now: the part in sight, at the parameters that are set.
  saver("CSV", words.csv, id, async () => new Blob([(await wake()).csv()], { type: "text/csv" })),
);
