/**
 * The dialog of the search, loaded when it is first opened (page.js). Its index comes in two parts:
 * first the names and headings, soon after the texts.
 */

import { LONGEST, search } from "./find.js";
import { words as spoken } from "./words.js";

/**
 * @typedef {import("./find.js").Page} Page
 * @typedef {import("./find.js").Word} Word
 * @typedef {import("./find.js").Found} Found
 */

const PAGES = 10;

const root = new URL("../", import.meta.url);
const dialog = /** @type {HTMLDialogElement} */ (document.querySelector("dialog.search"));
const part = (/** @type {string} */ selector) =>
  /** @type {HTMLElement} */ (dialog.querySelector(selector));
const input = /** @type {HTMLInputElement} */ (part("input"));
const list = part("[role=listbox]");
const count = part("[role=status]");

/** @type {Page[]} */
let pages = [];
let complete = false; // all has come that will
let broken = false; // and some has not

/** @param {string} name */
const load = async (name) => {
  const answer = await fetch(new URL(`search/${name}`, root), { cache: "no-cache" });
  return answer.json();
};

async function loadIndex() {
  const later = load("texts.json");
  later.catch(() => {}); // noticed below, unless the names are missing already
  pages = await load("names.json");
  show();
  const texts = await later;
  for (const page of pages) page.texts = texts[page.url];
}

/** Answer what is in the input. */
function show() {
  const { words, found, instead } = search(pages, input.value);
  const asked = input.value.trim() !== "";
  list.replaceChildren(...found.slice(0, PAGES).map((result) => group(result, words)));
  list.hidden = !found.length;
  input.ariaExpanded = String(!list.hidden);
  options().forEach((option, i) => (option.id = `search-option-${i}`));
  choose(0);
  list.scrollTop = 0;
  const pattern = found.length === 1 ? spoken.found.one : spoken.found.other;
  const said = instead ? [spoken.found.instead.replace("{used}", instead)] : [];
  count.textContent = found.length ? [...said, pattern.replace("#", String(found.length))].join(" ") : "";
  part(".search__failed").hidden = !broken || found.length > 0;
  part(".search__hint").hidden = asked || broken;
  part(".search__none").hidden = !asked || !complete || broken || found.length > 0;
}

/** @returns {HTMLAnchorElement[]} */
const options = () => [...list.querySelectorAll("a")];

/** @param {Found} result @param {Word[]} words */
function group({ page, sections }, words) {
  const element = document.createElement("div");
  element.role = "group";
  element.ariaLabel = page.title;
  element.append(...[0, ...sections].map((i) => option(page, i, words)));
  return element;
}

/** @param {Page} page @param {number} i @param {Word[]} words */
function option(page, i, words) {
  const [anchor, heading] = page.sections[i];
  const link = document.createElement("a");
  link.role = "option";
  link.tabIndex = -1;
  link.href = new URL(page.url + (anchor && `#${anchor}`), root).href;
  const title = document.createElement("span");
  title.className = "search__title";
  title.append(...marked(i ? heading : page.title, words.map((word) => word.inside)));
  const text = document.createElement("span");
  text.append(...marked(excerpt(page.texts?.[i] ?? "", words), words.map((word) => word.text)));
  link.append(title, " ", text);
  return link;
}

/** The text around the first word that is in it.
 * @param {string} text @param {Word[]} words */
function excerpt(text, words) {
  const places = words.map((word) => text.search(word.text)).filter((place) => place >= 0);
  const near = Math.min(...places) - 40;
  const start = places.length && near > 0 ? text.indexOf(" ", near) + 1 : 0;
  const end = text.length - start > 150 ? text.lastIndexOf(" ", start + 150) : text.length;
  return (start ? "… " : "") + text.slice(start, end) + (end < text.length ? " …" : "");
}

/** @param {string} text @param {RegExp[]} patterns @returns {(string | HTMLElement)[]} */
function marked(text, patterns) {
  const any = new RegExp(`(${patterns.map((pattern) => pattern.source).join("|")})`, "giu");
  return text.split(any).map((piece, i) => {
    if (i % 2 === 0) return piece;
    const mark = document.createElement("mark");
    mark.textContent = piece;
    return mark;
  });
}

/** Select an option; beyond either end is the other.
 * @param {number} place */
function choose(place) {
  const every = options();
  const chosen = every.at(place % (every.length || 1));
  for (const option of every) option.ariaSelected = String(option === chosen);
  chosen?.scrollIntoView({ block: "nearest" });
  if (chosen) input.setAttribute("aria-activedescendant", chosen.id);
  else input.removeAttribute("aria-activedescendant");
}

input.addEventListener("input", show);
input.addEventListener("keydown", (event) => {
  if (event.isComposing) return; // the key belongs to the input method
  const place = options().findIndex((option) => option.ariaSelected === "true");
  if (event.key === "ArrowDown") choose(place + 1);
  else if (event.key === "ArrowUp") choose(place - 1);
  else if (event.key === "Enter") options()[place]?.click();
  else return;
  event.preventDefault();
});
dialog.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const followed = target.closest("a") && !event.ctrlKey && !event.metaKey;
  if (target === dialog || followed) dialog.close(); // beside it, or to a section of this very page
});

input.maxLength = LONGEST;
loadIndex()
  .catch(() => (broken = true))
  .finally(() => {
    complete = true;
    show();
  });
