/** A function of a vector: bars of its outputs, for three inputs that can be set. */

import { changes, defaults, settings } from "../definition.js";
import { button, element, slider } from "../elements.js";
import { shown } from "../plot.js";
import { words } from "../words.js";

/**
 * @typedef {object} OfMany
 * @property {(x: number[], values: import("../definition.js").Values) => number[]} f
 * @property {string} letter what the outputs are called
 * @property {number[]} example the inputs at the start
 * @property {boolean} temperature whether dividing the inputs by one is of interest
 */

const INPUTS = ["x1", "x2", "x3"];
const TEMPERATURE = { name: "T", symbol: "T", value: 1, low: 0.1, high: 10 };
/** @param {number} i @returns {string} ₁ for 0 */
const below = (i) => String.fromCharCode(0x2081 + i);

/** @type {import("../live.js").Start<import("../definition.js").Definition & OfMany>} */
export function start({ stage, panel, asked, remember }, definition) {
  const said = words.live;
  const controls = [
    ...INPUTS.map((name, i) => ({ name, symbol: `x${below(i)}`, value: definition.example[i], low: -10, high: 10 })),
    ...definition.parameters,
    ...(definition.temperature ? [TEMPERATURE] : []),
  ];
  const values = settings(controls, asked.values);
  const inputs = () => INPUTS.map((name) => values[name]);
  const temperature = () => values.T ?? 1;
  const outputs = () => definition.f(inputs().map((x) => x / temperature()), values);

  const columns = outputs().map((_, i, all) => {
    const text = element("output");
    const bar = element("div", { class: "live-bar" });
    const name = element("span", {}, all.length > 1 ? definition.letter + below(i) : definition.letter);
    return { text, bar, column: element("div", { class: "live-column" }, text, bar, name) };
  });
  stage.append(
    element("div", { class: "live-bars", role: "group", "aria-label": said.outputs }, ...columns.map(({ column }) => column)),
  );

  function show() {
    const made = outputs().map((value) => Number(value.toFixed(4))); // as they are shown
    // Up to 1 as they are; beyond it, by the power of ten that holds them all.
    const most = Math.max(1, ...made.map(Math.abs).filter(Number.isFinite));
    const unit = 10 ** Math.ceil(Math.log10(most));
    // A 0 stands, but where nothing is above the line it hangs with the others.
    const [rises, falls] = [made.some((value) => value > 0), made.some((value) => value < 0)];
    const above = !falls ? 1 : rises ? 0.5 : 0;
    made.forEach((value, i) => {
      const { text, bar, column } = columns[i];
      const hangs = value < 0 || above === 0;
      column.classList.toggle("hangs", hangs);
      column.style.height = `${100 * (hangs ? 1 - above : above)}%`;
      bar.style.setProperty("--share", String(Math.abs(value) / unit));
      text.textContent = shown(value);
    });
  }

  function changed() {
    show();
    remember({ values: changes(controls, values) });
  }

  const sliders = controls.map((control) => {
    const change = (/** @type {number} */ value) => {
      values[control.name] = value;
      changed();
    };
    return slider(control, values[control.name], change, control === TEMPERATURE ? said.temperature : control.name);
  });
  const reset = button("↺", said.reset, () => {
    Object.assign(values, defaults(controls));
    for (const each of sliders) each.reset();
    changed();
  });
  panel.replaceChildren(...sliders.map(({ row }) => row), element("span", { class: "live-buttons" }, reset));
  changed();
}
