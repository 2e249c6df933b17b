/**
 * The controls of the wall on the home page, and of the list of functions. The HTML holds every
 * entry, label and name; here they are only chosen, ordered and counted. What is chosen stands in
 * the address.
 */

import { remember } from "./address.js";
import { spelled } from "./normalise.js";

/**
 * @typedef {object} Card a card of the wall, or a row of the list
 * @property {HTMLElement} element
 * @property {string[]} names spelled out
 * @property {string} name as it is sorted
 * @property {number} year
 * @property {number[]} range its two ends
 * @property {number} place in the order of the families
 * @property {Record<string, Set<string>>} values by filter
 *
 * @typedef {object} Group the chips of one filter
 * @property {string} key
 * @property {boolean} all whether a card must have every chosen value, or one of them
 * @property {HTMLButtonElement[]} chips
 * @property {Set<string>} chosen
 */

/** @param {HTMLElement} gallery */
function start(gallery) {
  /** @type {<T extends HTMLElement>(selector: string) => T} */
  const find = (selector) => /** @type {any} */ (gallery.querySelector(selector));
  const wall = find("[data-entries]");
  const field = /** @type {HTMLInputElement} */ (find("[type=search]"));
  const slope = /** @type {HTMLInputElement | null} */ (gallery.querySelector("[type=checkbox]"));
  const reset = find(".reset");
  const count = find(".count");
  const nothing = find(".nothing");
  const sorts = /** @type {HTMLButtonElement[]} */ ([...gallery.querySelectorAll(".sorts button")]);
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  /** @type {Group[]} */
  const groups = [...gallery.querySelectorAll("[data-filter]")].map((element) => ({
    key: /** @type {HTMLElement} */ (element).dataset.filter ?? "",
    all: element.hasAttribute("data-all"),
    chips: [...element.querySelectorAll("button")],
    chosen: new Set(),
  }));

  const entries = /** @type {HTMLElement[]} */ ([...wall.children]);
  const heads = entries.filter(({ dataset }) => "head" in dataset); // the list has one a family
  /** @type {Card[]} */
  const cards = entries.filter(({ dataset }) => !("head" in dataset)).map((element, place) => {
    const data = element.dataset;
    return {
      element,
      names: (data.names ?? "").split("|").map(spelled),
      name: element.querySelector("a")?.textContent ?? "",
      year: Number(data.year),
      range: (data.range ?? "").split(",").map(Number),
      place,
      values: Object.fromEntries(groups.map(({ key }) => [key, new Set(data[key]?.split(" "))])),
    };
  });
  let shown = new Set(cards);

  /** @type {Record<string, (a: Card, b: Card) => number>} */
  const orders = {
    family: (a, b) => a.place - b.place,
    year: (a, b) => a.year - b.year || a.place - b.place,
    name: (a, b) => collator.compare(a.name, b.name),
    range: (a, b) => compare(a.range, b.range) || a.place - b.place,
  };
  let order = "family";
  let slopes = true;

  // --- the address ---------------------------------------------------------------------------

  function read() {
    const query = new URLSearchParams(location.search);
    field.value = query.get("name") ?? "";
    for (const group of groups) {
      const known = new Set(group.chips.map((chip) => chip.value).filter(Boolean));
      group.chosen = new Set(query.get(group.key)?.split(",").filter((value) => known.has(value)));
    }
    const wanted = query.get("sort") ?? "";
    order = sorts.some(({ value }) => value === wanted) ? wanted : "family";
    slopes = query.get("slope") !== "off";
  }

  function write() {
    remember({
      name: field.value.trim() || undefined,
      ...Object.fromEntries(groups.map(({ key, chosen }) => [key, [...chosen].join(",") || undefined])),
      sort: order === "family" ? undefined : order,
      slope: slopes ? undefined : "off",
    });
  }

  // --- the wall ------------------------------------------------------------------------------

  /** @param {Card} card @param {Group} group */
  function fits(card, { key, all, chosen }) {
    const has = (/** @type {string} */ value) => card.values[key].has(value);
    return chosen.size === 0 || (all ? [...chosen].every(has) : [...chosen].some(has));
  }

  function choose() {
    const typed = spelled(field.value);
    const named = cards.filter(({ names }) => names.some((name) => name.includes(typed)));
    shown = new Set(named.filter((card) => groups.every((group) => fits(card, group))));
    for (const { element } of cards) element.hidden = true;
    for (const { element } of shown) element.hidden = false;
    const families = new Set([...shown].map(({ element }) => element.dataset.family));
    for (const head of heads) head.hidden = order !== "family" || !families.has(head.dataset.family);

    for (const group of groups) {
      // A chip counts what it would show: alone in its group, or on top of what is chosen there.
      const others = groups.filter((other) => group.all || other !== group);
      const open = named.filter((card) => others.every((other) => fits(card, other)));
      for (const chip of group.chips) {
        const left = open.filter((card) => !chip.value || card.values[group.key].has(chip.value));
        const on = chip.value ? group.chosen.has(chip.value) : group.chosen.size === 0;
        chip.setAttribute("aria-pressed", String(on));
        chip.classList.toggle("empty", left.length === 0);
        /** @type {HTMLElement} */ (chip.lastElementChild).textContent = String(left.length);
      }
    }
    const chosen = typed !== "" || groups.some((group) => group.chosen.size > 0);
    const words = (chosen ? count.dataset.count : count.dataset.all) ?? "";
    const text = words.replace("{total}", String(cards.length)).replace("{shown}", String(shown.size));
    if (count.textContent !== text) count.textContent = text;
    reset.hidden = !chosen;
    nothing.hidden = shown.size > 0;
  }

  function arrange() {
    for (const button of sorts) button.setAttribute("aria-pressed", String(button.value === order));
    const inOrder = [...cards].sort(orders[order]).map(({ element }) => element);
    const sorted = order === "family" ? entries : [...heads, ...inOrder];
    if (sorted.some((element, i) => wall.children[i] !== element)) wall.append(...sorted);
  }

  function draw() {
    if (!slope) return;
    slope.checked = slopes;
    for (const { element } of cards) {
      const image = element.querySelector("img");
      const [file] = image?.getAttribute("src")?.split("#") ?? [""];
      const wanted = slopes ? file : `${file}#f`; // see scripts/figures.py
      if (image && image.getAttribute("src") !== wanted) image.setAttribute("src", wanted);
    }
  }

  /** Let the cards that stay in sight glide to their new places. @param {() => void} change */
  function glide(change) {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return change();
    const inSight = () => {
      const boxes = new Map();
      for (const { element } of shown) {
        const box = element.getBoundingClientRect();
        if (box.bottom > 0 && box.top < innerHeight) boxes.set(element, box);
      }
      return boxes;
    };
    const before = inSight();
    change();
    for (const [element, { left, top }] of inSight()) {
      const old = before.get(element);
      if (old && old.left === left && old.top === top) continue;
      const from = old
        ? { transform: `translate(${old.left - left}px, ${old.top - top}px)` }
        : { opacity: 0 };
      element.animate([from, {}], { duration: 220, easing: "cubic-bezier(0.2, 0, 0, 1)" });
    }
  }

  function show() {
    choose();
    arrange();
    draw();
  }

  // --- what a person does --------------------------------------------------------------------

  /** @param {() => void} change */
  const changed = (change) => {
    change();
    glide(show);
    write();
  };

  field.addEventListener("input", () => changed(() => {}));
  for (const group of groups) {
    for (const chip of group.chips) {
      chip.addEventListener("click", () =>
        changed(() => {
          if (!chip.value) group.chosen.clear();
          else if (!group.chosen.delete(chip.value)) group.chosen.add(chip.value);
        }),
      );
    }
  }
  for (const button of sorts) {
    button.addEventListener("click", () => changed(() => (order = button.value)));
  }
  slope?.addEventListener("change", () => changed(() => (slopes = slope.checked)));
  reset.addEventListener("click", () => {
    changed(() => {
      field.value = "";
      for (const group of groups) group.chosen.clear();
    });
    field.focus(); // the button is gone
  });

  read();
  show();
  write();
}

/** @param {number[]} one @param {number[]} other @returns {number} by the lower end, then the upper */
function compare([low, high], [otherLow, otherHigh]) {
  const sign = (/** @type {number} */ a, /** @type {number} */ b) => Number(a > b) - Number(a < b);
  return sign(low, otherLow) || sign(high, otherHigh);
}

const gallery = document.querySelector("[data-chosen]");
if (gallery instanceof HTMLElement) start(gallery);
document.documentElement.classList.remove("restoring");
