/** The compare page: functions over one another; the whole state is in the address. */

import { asked, here, parts, remember } from "./address.js";
import { changes, curvesOf, load, settings } from "./definition.js";
import { raster, save, standalone } from "./download.js";
import { button, element, slider } from "./elements.js";
import { normalise } from "./normalise.js";
import { Plot, shown, valueAt } from "./plot.js";
import { sampled } from "./table.js";
import { words as spoken } from "./words.js";

/**
 * @typedef {import("./definition.js").Elementwise} Definition
 * @typedef {{ id: string, name: string, definition: Definition, values: Record<string, number>, visible: boolean, note: HTMLElement }} Item
 */

const MOST = 6; // as many as there are colours that can be told apart
const FIRST = ["relu", "gelu", "silu"].map((id) => ({ id, values: {}, visible: true }));
const root = /** @type {HTMLElement} */ (document.querySelector(".compare"));
const words = spoken.compare;
/** The table of all functions, a row each, that is read without JavaScript. */
const every = /** @type {HTMLTableElement} */ (root.querySelector("table"));
const [head, ...rows] = [...every.rows];
/** @type {Map<string, string>} the functions that can be compared, by id */
const names = new Map(rows.map((row) => [row.id.slice(4), row.dataset.name ?? ""]));
/** Functions that have no curve over one number. */
const others = /** @type {HTMLAnchorElement[]} */ ([...root.querySelectorAll(".compare-others a")]);
/** @type {Item[]} */
const items = [];
const show = { f: true, slope: false, difference: false };
let settled = false; // the address is not written before it has been read

const stage = element("div", { class: "live-stage compare-stage" });
const chosen = element("ul", { class: "compare-chosen" });
const reading = element("p", { class: "compare-reading" });
const failed = element("p", { class: "compare-failed", role: "alert" });
const elsewhere = element("p", { class: "compare-elsewhere", role: "status" });
const properties = element("table", { class: "compare-table" });
/** @type {Set<string>} the names of the functions that could not be loaded */
const missing = new Set();
const list = element("datalist", { id: "compare-names" });
list.append(...[...names].map(([, name]) => element("option", { value: name })));
const field = /** @type {HTMLInputElement} */ (
  element("input", { type: "text", list: "compare-names", "aria-label": words.add, placeholder: words.add, autocomplete: "off" })
);
const said = element("span", { class: "compare-said", role: "status" });
const boxes = /** @type {Record<string, HTMLInputElement>} */ ({});
const panel = element("div", { class: "live-panel compare-panel" });
/** @type {Plot} */
let plot;

/** @param {string} typed @returns {string | undefined} the id of the function that is called so */
function find(typed) {
  const wanted = normalise(typed);
  const known = [...names, ...others.map((link) => [link.dataset.id ?? "", link.textContent ?? ""])];
  return known.find((called) => called.some((name) => normalise(name) === wanted))?.[0];
}

/** Say where to look at a function that has no curve. @param {HTMLAnchorElement} link */
function lead(link) {
  const [before, after] = words.elsewhere.split("{name}");
  elsewhere.replaceChildren(before, link.cloneNode(true), after);
  chosen.before(elsewhere);
}

/**
 * Add a function to what is compared, once it is there.
 * @param {string} id
 * @param {Promise<Definition | undefined>} coming
 * @param {Record<string, number>} [values]
 * @param {boolean} [visible]
 */
async function add(id, coming, values = {}, visible = true) {
  const name = names.get(id);
  const definition = await coming;
  if (name === undefined || definition === undefined) return;
  // Only now, when it is complete: another may have been added while this one was fetched.
  if (items.some((item) => item.id === id) || items.length >= MOST) return;
  items.push({ id, name, visible, definition, values: settings(definition.parameters, values), note: element("small") });
}

/** The curve of a function; that it cannot be loaded is said, and the others are drawn. */
async function fetched(/** @type {string} */ id) {
  const name = names.get(id);
  const other = others.find((link) => link.dataset.id === id);
  if (other) lead(other);
  if (name === undefined) return undefined;
  try {
    return /** @type {Definition} */ (await load(id));
  } catch {
    missing.add(name);
    failed.textContent = words.failed.replace("{names}", [...missing].join(", "));
    reading.after(failed);
    return undefined;
  }
}

/** @param {number} i @returns {string} */
const colour = (i) => `var(--compare-${i + 1})`;

function curves() {
  const drawn = items.filter((item) => item.visible);
  /** @type {import("./plot.js").Curve[]} */
  const made = items.flatMap((item, i) => {
    if (!item.visible) return [];
    const { f, slope } = curvesOf(item.definition, item.values);
    const common = { colour: colour(i), read: true };
    const at = item.definition.parameters.map((p) => `, ${p.symbol} = ${shown(item.values[p.name])}`).join("");
    const called = (/** @type {string} */ what) => ({ id: `${item.name} ${what}`, label: `${i + 1} ${item.name} ${what}${at}` });
    return [
      ...(show.f ? [{ ...f, ...common, ...called("f"), className: "is-f", tag: String(i + 1) }] : []),
      ...(show.slope ? [{ ...slope, ...common, ...called("f′"), className: "is-slope" }] : []),
    ];
  });
  if (show.difference && drawn.length === 2) {
    const [one, other] = drawn.map((item) => curvesOf(item.definition, item.values).f);
    const breaks = [...one.breaks, ...other.breaks].map(({ at }) => ({ at, value: valueAt(one, at) - valueAt(other, at) }));
    const g = (/** @type {number} */ x) => one.g(x) - other.g(x);
    made.push({ id: `${drawn[0].name} − ${drawn[1].name}`, g, breaks, colour: "var(--ink)", className: "is-difference", read: true });
  }
  return made;
}

function draw() {
  plot.draw(curves());
  boxes.difference.disabled = items.filter((item) => item.visible).length !== 2;
  for (const { definition, values, note } of items) {
    note.hidden = !Object.keys(changes(definition.parameters, values)).length;
  }
  tell(plot.cursor);
  keep();
}

function tell(/** @type {number} */ x) {
  const values = plot.curves.map((curve) => `${curve.id} = ${shown(valueAt(curve, x))}`);
  reading.textContent = [`x = ${shown(x)}`, ...values].join(" · ");
}

/** The table of what is chosen, a function a column, in the order of the legend. */
function tabulate() {
  const copies = (/** @type {Element} */ cell) => [...cell.childNodes].map((node) => node.cloneNode(true));
  const chosenRows = items.map(({ id }) => /** @type {HTMLTableRowElement} */ (every.querySelector(`#row-${id}`)));
  const columns = items.map(({ definition, note }, i) => {
    const defaults = definition.parameters.map((p) => `${p.symbol} = ${shown(p.value)}`);
    note.textContent = words.defaults.replace("{values}", defaults.join(", "));
    const cell = element("th", { scope: "col" }, ...copies(chosenRows[i].cells[0]), note);
    cell.style.setProperty("--colour", colour(i));
    return cell;
  });
  const lines = [...head.cells].slice(1).map((property, k) => {
    const value = (/** @type {number} */ i) => element("div", {}, ...copies(chosenRows[i].cells[k + 1]));
    const cells = items.map(({ name }, i) => element("td", { "data-name": name }, value(i)));
    return element("tr", {}, element("th", { scope: "row" }, ...copies(property)), ...cells);
  });
  properties.replaceChildren(
    element("caption", {}, words.table),
    element("thead", {}, element("tr", {}, element("td"), ...columns)),
    element("tbody", {}, ...lines),
  );
  properties.hidden = !items.length;
}

function legend() {
  tabulate();
  chosen.replaceChildren(
    ...items.map((item, i) => {
      const toggle = button(`${i + 1} ${item.name}`, `${i + 1} ${item.name}: ${words.toggle}`, () => {
        item.visible = !item.visible;
        toggle.setAttribute("aria-pressed", String(item.visible));
        draw();
      });
      toggle.setAttribute("aria-pressed", String(item.visible));
      toggle.classList.add("compare-name");
      const remove = button("×", `${item.name}: ${words.remove}`, () => {
        items.splice(i, 1);
        legend();
        draw();
        field.focus();
      });
      const sliders = item.definition.parameters.map((p) => {
        const change = (/** @type {number} */ value) => {
          item.values[p.name] = value;
          draw();
        };
        return slider(p, item.values[p.name], change, `${item.name} ${p.name}`).row;
      });
      const row = element("li", {}, element("div", {}, toggle, remove), ...sliders);
      row.style.setProperty("--colour", colour(i));
      return row;
    }),
  );
  field.disabled = items.length >= MOST;
}

// --- the address ------------------------------------------------------------------------------

/** Show what the address asks for. */
async function read() {
  const { functions = FIRST, x, view, show: wanted = ["f"] } = asked();
  const coming = functions.slice(0, MOST).map((chosen) => ({ ...chosen, definition: fetched(chosen.id) }));
  for (const { id, values, visible, definition } of coming) await add(id, definition, values, visible);
  for (const name of /** @type {(keyof typeof show)[]} */ (Object.keys(show))) {
    show[name] = wanted.includes(name);
    boxes[name].checked = show[name];
  }
  legend();
  draw();
  if (x !== undefined) plot.move(x);
  plot.view = view;
  settled = true;
  keep();
}

function keep() {
  if (!settled) return;
  const functions = items.map(({ id, visible, definition, values }) => ({ id, visible, values: changes(definition.parameters, values) }));
  const shown = Object.entries(show).filter(([, on]) => on).map(([name]) => name);
  remember(parts({ functions, x: plot.chosen, view: plot.view, show: shown }));
}

// --- files ------------------------------------------------------------------------------------

const ground = () => getComputedStyle(root).getPropertyValue("--plate").trim();
const picture = () => named(standalone(/** @type {SVGSVGElement} */ (stage.querySelector("svg")), ground()));

/** The picture with a line for every curve below it: on paper there is no legend beside it. @param {string} svg */
function named(svg) {
  const whole = new DOMParser().parseFromString(svg, "image/svg+xml");
  const { documentElement: made } = whole;
  const [width, height] = ["width", "height"].map((side) => Number(made.getAttribute(side)));
  const drawn = [...stage.querySelectorAll("path.plot-curve")].reverse(); // the first is painted last
  const { color, fontFamily } = getComputedStyle(stage);
  plot.curves.forEach((curve, i) => {
    const { stroke, strokeWidth, strokeDasharray } = getComputedStyle(drawn[i]);
    const y = height + 20 * i + 14;
    const line = { x1: 46, x2: 76, y1: y, y2: y, stroke, "stroke-width": strokeWidth, "stroke-dasharray": strokeDasharray };
    const text = { x: 86, y: y + 4, fill: color, "font-family": fontFamily, "font-size": 13 };
    for (const [name, attributes] of Object.entries({ line, text })) {
      const part = whole.createElementNS(made.namespaceURI, name);
      for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, String(value));
      if (name === "text") part.textContent = curve.label ?? curve.id;
      made.append(part);
    }
  });
  const high = height + 20 * plot.curves.length + 10;
  made.setAttribute("height", String(high));
  made.setAttribute("viewBox", `0 0 ${width} ${high}`);
  return new XMLSerializer().serializeToString(made);
}

function table() {
  return sampled(plot.domain, Object.fromEntries(plot.curves.map((curve) => [`"${curve.id}"`, curve])));
}

const files = [
  button("SVG", `SVG ${words.download}`, () => save(new Blob([picture()], { type: "image/svg+xml" }), "compare.svg")),
  button("PNG", `PNG ${words.download}`, async () => save(await raster(picture(), ground()), "compare.png")),
  button("CSV", `CSV ${words.download}`, () => save(new Blob([table()], { type: "text/csv" }), "compare.csv")),
  button(words.link, words.link, async () => {
    await navigator.clipboard.writeText(here());
    said.textContent = words.copied;
  }),
];

// --- the page ---------------------------------------------------------------------------------

for (const name of Object.keys(show)) {
  const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox" }));
  box.addEventListener("change", () => {
    show[/** @type {keyof typeof show} */ (name)] = box.checked;
    draw();
  });
  boxes[name] = box;
}
const labels = Object.keys(show).map((name) => element("label", {}, boxes[name], words[name]));
panel.append(
  ...labels,
  element(
    "span",
    { class: "live-buttons" },
    button("+", words.enlarge, () => plot.enlarge(1.5)),
    button("−", words.reduce, () => plot.enlarge(1 / 1.5)),
    button("↺", words.reset, () => plot.reset()),
  ),
);
const choose = async () => {
  const id = find(field.value);
  if (!id) return;
  field.value = "";
  elsewhere.remove();
  await add(id, fetched(id));
  legend();
  draw();
};
field.addEventListener("change", choose);
const tools = /** @type {HTMLElement} */ (root.querySelector(".compare-tools"));
tools.replaceChildren(stage, reading, chosen, element("div", { class: "compare-add" }, field, list), panel, element("div", { class: "live-panel compare-files" }, ...files, said));
/** @type {HTMLElement} */ (every.closest(".table") ?? every).replaceWith(properties);
plot = new Plot(stage, { window: [-5, 5], label: words.read, onMove: tell, onChange: keep });
await read();
