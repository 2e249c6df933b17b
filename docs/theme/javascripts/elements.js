/** The parts that controls are made of. */

/** @typedef {import("./definition.js").Parameter} Parameter */

/**
 * An element with attributes and children; text is text.
 * @param {string} name
 * @param {Record<string, string>} [attributes]
 * @param {(Node | string)[]} children
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** @param {string} text @param {string} label @param {() => void} act */
export function button(text, label, act) {
  const made = element("button", { type: "button", "aria-label": label, title: label }, text);
  made.addEventListener("click", act);
  return made;
}

/**
 * A slider and a number field that hold the same number.
 * @param {Parameter} parameter
 * @param {number} first what it holds at the beginning
 * @param {(value: number) => void} change
 * @param {string} [name] what it is called
 */
export function slider(parameter, first, change, name = parameter.name) {
  const { symbol, value, low, high } = parameter;
  const bounds = { min: String(low), max: String(high) };
  const step = 10 ** Math.floor(Math.log10((high - low) / 100));
  const range = /** @type {HTMLInputElement} */ (
    element("input", { type: "range", ...bounds, step: String(step), "aria-label": name })
  );
  const field = /** @type {HTMLInputElement} */ (
    element("input", { type: "number", ...bounds, step: "any", "aria-label": `${name} (${symbol})` })
  );
  const show = (/** @type {number} */ number) => {
    range.value = String(number);
    field.value = String(Number(number.toPrecision(6)));
  };
  range.addEventListener("input", () => {
    field.value = String(Number(Number(range.value).toPrecision(4)));
    change(Number(range.value));
  });
  field.addEventListener("change", () => {
    const typed = field.valueAsNumber;
    const number = Number.isFinite(typed) ? Math.min(Math.max(typed, low), high) : value;
    show(number);
    change(number);
  });
  const reset = () => show(value);
  show(first);
  const row = element("div", { class: "live-slider" }, element("span", { "aria-hidden": "true" }, symbol), range, field);
  return { row, show, reset };
}
