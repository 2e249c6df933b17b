/** What a query finds in the pages of one language. */

import { normalise, spelled } from "./normalise.js";

/**
 * @typedef {object} Page
 * @property {string} url from the root of this language
 * @property {string} title
 * @property {string[]} names what a function is called, in both languages
 * @property {string[]} calls what frameworks call it, by letters and numbers alone: nnrelu
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

const SECTIONS = 3;
const MENDED = 5; // words: a query of more is no name with a letter wrong
const SHORTEST = 4; // letters of a word in which one may be wrong
export const LONGEST = 100; // of a query: beyond it nobody looks for a name or a word

// Of what follows a Korean noun, the longest that leaves two syllables: 온도 is no 온 with a 도.
const PARTICLE =
  /(?<=..)(?:(?:에서|에게|까지|부터|으로|로|에|와|과)?(?:은|는|도|만|의)|에서|에게|까지|부터|으로|처럼|보다|이나|이란|을|를|이|가|에|로|와|과|나|란)$/u;
const SHORT_PARTICLE = new RegExp(PARTICLE.source.replace("..", "."), "u");

const INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";
const FIRST_SYLLABLE = 0xac00;
const PER_INITIAL = 588;

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
 * @param {string} name as it is compared
 * @param {Word} word */
function closeness(name, { typed, stem, inside }) {
  if (name === typed || name === stem) return 60;
  const place = name.search(inside);
  return place < 0 ? 0 : place ? 25 : 40;
}

/** Whether two words are the same but for one letter: another, one too many or too few, or two swapped.
 * @param {string} a @param {string} b */
function near(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false;
  let same = 0;
  while (same < a.length && a[same] === b[same]) same += 1;
  const [one, other] = [a.slice(same), b.slice(same)];
  const swapped = one[0] === other[1] && one[1] === other[0] && one.slice(2) === other.slice(2);
  return swapped || one.slice(1) === other.slice(1) || one.slice(1) === other || one === other.slice(1);
}

/** The word of names and headings that is like one that is nowhere; of several one that begins alike.
 * @param {Iterable<string>} known @param {string} word @returns {string | undefined} */
function likest(known, word) {
  const letters = spelled(word); // Hangul by its letters: 멕 is one away from 맥
  if (letters.length < SHORTEST) return undefined;
  const like = [...known].filter((name) => near(spelled(name), letters));
  return like.find((name) => spelled(name)[0] === letters[0]) ?? like[0];
}

/**
 * The pages in which every word of a query is found, the best first. If there is none, one letter of
 * a word may be wrong; then `instead` is what was searched.
 * @param {Page[]} pages
 * @param {string} query
 * @returns {{words: Word[], found: Found[], instead?: string}}
 */
export function search(pages, query) {
  const asked = query.slice(0, LONGEST).normalize("NFC").toLowerCase();
  const parts = asked.match(/[\p{L}\p{N}]+/gu) ?? [];
  const typed = [...new Set(parts)];
  const call = parts.join("");
  if (!typed.length) return { words: [], found: [] };
  const attempt = (/** @type {boolean} */ loose, sought = typed) => {
    const words = sought.map((word) => understand(word, loose));
    const whole = understand(sought.join(""), loose);
    const found = pages.flatMap((page) => judge(page, words, whole, call) ?? []);
    return { words, found: found.sort((a, b) => b.score - a.score) };
  };
  const strict = attempt(false);
  if (strict.found.length) return strict;
  const loose = attempt(true);
  if (loose.found.length || typed.length > MENDED) return loose;
  const names = pages.flatMap((page) => [page.title, ...page.names].map(normalise));
  const headings = pages.flatMap((page) => page.sections.map(([, heading]) => heading));
  const texts = [...pages.flatMap((page) => [page.title, ...page.names]), ...headings];
  const known = new Set([...names, ...texts.flatMap((text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])]);
  const mended = typed.map((word) => {
    if (attempt(true, [word]).found.length) return word;
    return likest(known, understand(word, false).stem) ?? word;
  });
  const whole = likest(names, typed.join("")); // 소프트 멕스
  const instead = whole ? [whole] : mended;
  const found = attempt(false, instead);
  return found.found.length ? { ...found, instead: instead.join(" ") } : loose;
}

/**
 * @param {Page} page
 * @param {Word[]} words
 * @param {Word} whole what was typed, as one word
 * @param {string} call what was typed, as the name of a framework is compared
 * @returns {Found | undefined} nothing if a word is missing
 */
function judge(page, words, whole, call) {
  const names = (page.names.length ? page.names : [page.title]).map(normalise);
  const closest = (/** @type {Word} */ word) =>
    Math.max(...names.map((name) => closeness(name, word)));
  const inNames = words.map(closest);
  const inSections = page.sections.map(([, heading], i) =>
    words.map(({ typed, stem, inside, text }) => {
      const often = page.texts?.[i].match(text)?.length ?? 0;
      // What a page says of itself first counts as a heading does.
      const told = i ? heading.search(inside) >= 0 : often > 0;
      const exactly = [typed, stem].includes(normalise(heading)) ? 5 : 0;
      return (told ? 10 : 0) + exactly + (often && 1 + Math.min(often, 8) / 4);
    }),
  );
  const found = (/** @type {number} */ w) => inNames[w] || inSections.some((scores) => scores[w]);
  const called = page.calls.includes(call);
  const begun = call.length >= SHORTEST && page.calls.some((name) => name.startsWith(call));
  if (!called && !begun && !words.every((_, w) => found(w))) return undefined;

  const sums = inSections.map(sum);
  const sections = sums
    .flatMap((score, i) => (i && score ? [i] : [])) // the first is the page itself
    .sort((a, b) => sums[b] - sums[a])
    .slice(0, SECTIONS);
  // What is called as was typed comes before all that mentions it, however often.
  const name = closest(whole);
  const exact = name === 60 ? 1100 : called ? 1000 : 0; // its own name before that of a framework
  const score = (exact || (begun ? 100 : 2 * name)) + sum(inNames) + Math.max(...sums) + sum(sums) / 20;
  return { page, score, sections };
}

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
