// The search of one language: loaded when its dialog is first opened (partials/search.html).
// The index is made by scripts/search.py: first the names and headings, soon after the texts.

/**
 * @typedef {object} Page
 * @property {string} url from the root of this language
 * @property {string} title
 * @property {string[]} names what a function is called, in both languages
 * @property {[anchor: string, heading: string][]} sections the first is the page's beginning
 * @property {string[]} [texts] those of the sections, once they are there
 */

/**
 * @typedef {object} Word
 * @property {string} typed in lower case
 * @property {string} stem without a particle, or without the ending of a plural
 * @property {RegExp} inside finds it anywhere, as in names
 * @property {RegExp} text finds it in running text: a short Latin word only where a word begins
 */

/** @typedef {{page: Page, score: number, sections: number[]}} Found */

const PAGES = 10;
const SECTIONS = 3;

// Of what follows a Korean noun, the longest that leaves two syllables: 온도 is no 온 with a 도.
const PARTICLE =
  /(?<=..)(?:(?:에서|에게|까지|부터|으로|로|에|와|과)?(?:은|는|도|만|의)|에서|에게|까지|부터|으로|처럼|보다|이나|이란|을|를|이|가|에|로|와|과|나|란)$/u;
const SHORT_PARTICLE = new RegExp(PARTICLE.source.replace("..", "."), "u");

const INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";
const FIRST_SYLLABLE = 0xac00;
const PER_INITIAL = 588;

/** In names, neither case nor what joins words counts: LeakyReLU, leaky_relu, Leaky ReLU.
 * @param {string} text */
const squeeze = (text) => text.normalize("NFC").toLowerCase().replace(/[\s_-]+/gu, "");

/** The source of a regular expression for all syllables that begin with a consonant, if it is one.
 * @param {string} consonant */
function syllables(consonant) {
  const place = INITIALS.indexOf(consonant);
  if (place < 0) return "";
  const first = FIRST_SYLLABLE + place * PER_INITIAL;
  return `[${String.fromCharCode(first)}-${String.fromCharCode(first + PER_INITIAL - 1)}]`;
}

/** The source for a letter that may be unfinished: ㅁ is any 마, 메 …, and 몯 on its way to 모드.
 * @param {string} letter
 * @param {boolean} last */
function unfinished(letter, last) {
  const code = letter.charCodeAt(0) - FIRST_SYLLABLE;
  const whole = code >= 0 && code < INITIALS.length * PER_INITIAL;
  if (!last || !whole) return syllables(letter) || letter;
  const final = code % FINALS.length;
  const open = String.fromCharCode(FIRST_SYLLABLE + code - final);
  const next = syllables(FINALS[final]);
  return next ? `(?:${letter}|${open}${next})` : letter;
}

/** The source for an English word in singular and plural, and its stem; other words stay.
 * @param {string} word
 * @returns {[stem: string, source: string]} */
function numberless(word) {
  const both = /^([a-z]{2,}[^aeiou\W])(?:y|ies)$/u.exec(word);
  if (both) return [both[1], `${both[1]}(?:y|ies)`];
  const stem = /^[a-z]{4,}$/u.test(word)
    ? word.replace(/(?<=s|x|z|ch|sh)es$|(?<=[^s])s$/u, "")
    : word;
  return [stem, stem];
}

/**
 * @param {string} word in lower case
 * @param {boolean} loose forgive more: a particle after one syllable, unfinished syllables
 * @returns {Word}
 */
function understand(word, loose) {
  let [stem, source] = numberless(word.replace(loose ? SHORT_PARTICLE : PARTICLE, ""));
  if (/\p{Script=Hangul}/u.test(stem)) {
    // 기울기소실 is written 기울기 소실 as well.
    const letters = [...stem];
    const last = letters.length - 1;
    source = letters.map((l, i) => (loose ? unfinished(l, i === last) : l)).join("\\s?");
  }
  const start = /^[a-z\d]{1,3}$/u.test(stem) ? "(?<![\\p{L}\\p{N}])" : "";
  const [inside, text] = [source, start + source].map((pattern) => new RegExp(pattern, "giu"));
  return { typed: word, stem, inside, text };
}

/** How close a name is to a word: the same, with it at its beginning, or further in.
 * @param {string} name squeezed
 * @param {Word} word */
function closeness(name, { typed, stem, inside }) {
  if (name === typed || name === stem) return 60;
  const place = name.search(inside);
  return place < 0 ? 0 : place ? 25 : 40;
}

/**
 * The pages in which every word of a query is found, the best first.
 * @param {Page[]} pages
 * @param {string} query
 * @returns {{words: Word[], found: Found[]}}
 */
export function search(pages, query) {
  const typed = query.normalize("NFC").toLowerCase().match(/[\p{L}\p{N}]+/gu);
  if (!typed) return { words: [], found: [] };
  const attempt = (/** @type {boolean} */ loose) => {
    const words = typed.map((word) => understand(word, loose));
    const whole = understand(typed.join(""), loose);
    const found = pages.flatMap((page) => judge(page, words, whole) ?? []);
    return { words, found: found.sort((a, b) => b.score - a.score) };
  };
  const strict = attempt(false);
  return strict.found.length ? strict : attempt(true);
}

/**
 * @param {Page} page
 * @param {Word[]} words
 * @param {Word} whole what was typed, as one word
 * @returns {Found | undefined} nothing if a word is missing
 */
function judge(page, words, whole) {
  const names = (page.names.length ? page.names : [page.title]).map(squeeze);
  const closest = (/** @type {Word} */ word) =>
    Math.max(...names.map((name) => closeness(name, word)));
  const inNames = words.map(closest);
  const inSections = page.sections.map(([, heading], i) =>
    words.map(({ inside, text }) => {
      const often = page.texts?.[i].match(text)?.length ?? 0;
      return (heading.search(inside) < 0 ? 0 : 10) + (often && 1 + Math.min(often, 8) / 4);
    }),
  );
  const found = (/** @type {number} */ w) => inNames[w] || inSections.some((scores) => scores[w]);
  if (!words.every((_, w) => found(w))) return undefined;

  const sums = inSections.map(sum);
  const sections = sums
    .flatMap((score, i) => (i && score ? [i] : [])) // the first is the page itself
    .sort((a, b) => sums[b] - sums[a])
    .slice(0, SECTIONS);
  // What is called as was typed comes before all that mentions it, however often.
  const name = closest(whole);
  const score = (name === 60 ? 1000 : 2 * name) + sum(inNames) + Math.max(...sums) + sum(sums) / 20;
  return { page, score, sections };
}

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

// --- the dialog ------------------------------------------------------------------------------

const root = new URL("../../", import.meta.url);
const dialog = /** @type {HTMLDialogElement} */ (document.querySelector("dialog.search"));
const part = (/** @type {string} */ selector) =>
  /** @type {HTMLElement} */ (dialog.querySelector(selector));
const input = /** @type {HTMLInputElement} */ (part("input"));
const list = part("[role=listbox]");
const count = part("[role=status]");

/** @type {Page[]} */
let pages = [];
let complete = false;

/** @param {string} name */
const load = async (name) => {
  const answer = await fetch(new URL(`search/${name}`, root), { cache: "no-cache" });
  return answer.json();
};

async function loadIndex() {
  const later = load("texts.json");
  pages = await load("names.json");
  show();
  const texts = await later;
  for (const page of pages) page.texts = texts[page.url];
}

/** Answer what is in the input. */
function show() {
  const { words, found } = search(pages, input.value);
  const asked = input.value.trim() !== "";
  list.replaceChildren(...found.slice(0, PAGES).map((result) => group(result, words)));
  list.hidden = !found.length;
  input.ariaExpanded = String(!list.hidden);
  options().forEach((option, i) => (option.id = `search-option-${i}`));
  choose(0);
  list.scrollTop = 0;
  const { one = "", other = "" } = count.dataset;
  const pattern = found.length === 1 ? one : other;
  count.textContent = found.length ? pattern.replace("#", String(found.length)) : "";
  part(".search__hint").hidden = asked;
  part(".search__none").hidden = !asked || !complete || found.length > 0;
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
  const all = options();
  const chosen = all.at(place % (all.length || 1));
  for (const option of all) option.ariaSelected = String(option === chosen);
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

loadIndex()
  .catch(() => {}) // with no index, the way left is the list of functions
  .finally(() => {
    complete = true;
    show();
  });
