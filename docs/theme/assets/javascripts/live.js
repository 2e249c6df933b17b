/** The figure of a function page, made live: read, move, enlarge, change the parameters. */

import { Plot, shown, valueAt } from "./plot.js";

/**
 * @typedef {{ name: string, symbol: string, value: number, low: number, high: number }} Parameter
 * @typedef {Record<string, number>} Values
 * @typedef {{ id: string, kind: string, window: [number, number], parameters: Parameter[],
 *   f: (...inputs: any[]) => number, slope: (x: number, values: Values) => number,
 *   slopes: (a: number, b: number, values: Values) => [number, number],
 *   kinks: (values: Values) => { at: number, slope: number, real: boolean }[] }} Definition
 * @typedef {Record<string, string>} Words
 */

/** @param {Parameter[]} parameters @returns {Values} */
export const defaults = (parameters) => Object.fromEntries(parameters.map((p) => [p.name, p.value]));

/** The curves f and f′ of a function of one input. @param {Definition} definition @param {Values} values */
export function curvesOf(definition, values) {
  const kinks = definition.kinks(values).filter((kink) => kink.real);
  const f = (/** @type {number} */ x) => definition.f(x, values);
  const slope = (/** @type {number} */ x) => definition.slope(x, values);
  return {
    f: { id: "f(x)", g: f, breaks: kinks.map(({ at }) => ({ at, value: f(at) })), className: "is-f", read: true },
    slope: {
      id: "f′(x)",
      g: slope,
      breaks: kinks.map((kink) => ({ at: kink.at, value: kink.slope })),
      className: "is-slope",
      read: true,
    },
  };
}

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
 * @param {(value: number) => void} change
 */
export function slider(parameter, change) {
  const { name, symbol, value, low, high } = parameter;
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
  show(value);
  const row = element("div", { class: "live-slider" }, element("span", { "aria-hidden": "true" }, symbol), range, field);
  return { row, show };
}

/** @param {HTMLElement} figure @param {Definition} definition @param {Words} words */
function curve(figure, definition, words) {
  const stage = stageOf(figure);
  const values = defaults(definition.parameters);
  const field = /** @type {HTMLInputElement} */ (
    element("input", { type: "number", step: "any", "aria-label": words.x })
  );
  const f = element("output", { class: "is-f" });
  const slope = element("output", { class: "is-slope" });
  const plot = new Plot(stage, { window: definition.window, label: words.read, onMove: tell });
  const original = curvesOf(definition, values).f;

  function tell(/** @type {number} */ x) {
    const { f: main, slope: dashed } = curvesOf(definition, values);
    if (document.activeElement !== field) field.value = String(Number(x.toPrecision(4)));
    f.textContent = shown(valueAt(main, x));
    slope.textContent = shown(valueAt(dashed, x));
  }

  function draw() {
    const { f: main, slope: dashed } = curvesOf(definition, values);
    const changed = definition.parameters.some((p) => values[p.name] !== p.value);
    const ghost = { ...original, id: "default", className: "is-ghost", read: false };
    plot.draw([main, dashed, ...bounds(definition, values), ...(changed ? [ghost] : [])]);
    tell(plot.cursor);
  }

  field.addEventListener("input", () => plot.move(field.valueAsNumber));
  const sliders = definition.parameters.map((parameter) =>
    slider(parameter, (value) => {
      values[parameter.name] = value;
      draw();
    }),
  );
  const reset = () => {
    Object.assign(values, defaults(definition.parameters));
    definition.parameters.forEach((parameter, i) => sliders[i].show(parameter.value));
    draw();
    plot.reset();
  };
  panel(
    figure,
    element("label", {}, "x ", field),
    element("span", { class: "live-value" }, "f(x) ", f),
    element("span", { class: "live-value" }, "f′(x) ", slope),
    element(
      "span",
      { class: "live-buttons" },
      button("+", words.enlarge, () => plot.enlarge(1.5)),
      button("−", words.reduce, () => plot.enlarge(1 / 1.5)),
      button("↺", words.reset, reset),
    ),
    ...sliders.map(({ row }) => row),
  );
  draw();
  return {
    csv() {
      const { f: main, slope: dashed } = curvesOf(definition, values);
      const [low, high] = plot.domain;
      const rows = Array.from({ length: 1001 }, (_, i) => {
        const x = Number((low + ((high - low) * i) / 1000).toPrecision(12));
        return [x, valueAt(main, x), valueAt(dashed, x)].join(",");
      });
      return ["x,f,derivative", ...rows].join("\n") + "\n";
    },
  };
}

/** Where a random function falls in training: f with all slopes at one of the two bounds. */
function bounds(/** @type {Definition} */ definition, /** @type {Values} */ values) {
  if (definition.kind !== "random") return [];
  return definition.parameters.map((p) => {
    const same = Object.fromEntries(definition.parameters.map((q) => [q.name, values[p.name]]));
    return { ...curvesOf(definition, same).f, id: p.name, className: "is-bound", read: false };
  });
}

/** @param {HTMLElement} figure @param {Definition} definition @param {Words} words */
function pair(figure, definition, words) {
  const stage = stageOf(figure);
  const canvas = /** @type {HTMLCanvasElement} */ (element("canvas", { width: "176", height: "176", "aria-hidden": "true" }));
  const mark = element("span", { class: "live-mark", "aria-hidden": "true" });
  const map = element("div", { class: "live-map" }, canvas, mark);
  const [low, high] = definition.window;
  const ends = ["a", "b"].map((name) =>
    element("div", { class: `live-axis is-${name}`, "aria-hidden": "true" }, ...[shown(low), name, shown(high)].map((text) => element("span", {}, text))),
  );
  map.append(...ends);
  stage.append(map);
  const point = { a: 2, b: 2 };
  const names = ["f(a, b)", "∂f/∂a", "∂f/∂b"];
  const outputs = names.map((_, i) => element("output", { class: i ? "is-slope" : "is-f" }));

  function paint() {
    const style = getComputedStyle(figure);
    const [positive, negative] = ["--f", "--slope"].map((name) => rgb(style.getPropertyValue(name)));
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    const image = context.createImageData(canvas.width, canvas.height);
    const top = Math.abs(definition.f(high, high, {}));
    for (let i = 0; i < canvas.height; i += 1) {
      for (let k = 0; k < canvas.width; k += 1) {
        const a = low + ((high - low) * (k + 0.5)) / canvas.width;
        const b = high - ((high - low) * (i + 0.5)) / canvas.height;
        const value = definition.f(a, b, {});
        const ink = value >= 0 ? positive : negative;
        const strength = 255 * Math.sqrt(Math.min(1, Math.abs(value) / top));
        image.data.set([...ink, strength], 4 * (i * canvas.width + k));
      }
    }
    context.putImageData(image, 0, 0);
  }

  function show() {
    const { a, b } = point;
    const values = [definition.f(a, b, {}), ...definition.slopes(a, b, {})];
    outputs.forEach((output, i) => (output.textContent = shown(values[i])));
    mark.style.left = `${((a - low) / (high - low)) * 100}%`;
    mark.style.top = `${((high - b) / (high - low)) * 100}%`;
  }

  const sliders = /** @type {("a" | "b")[]} */ (["a", "b"]).map((name) =>
    slider({ name, symbol: name, value: point[name], low, high }, (value) => {
      point[name] = value;
      show();
    }),
  );
  map.addEventListener("pointermove", (event) => {
    const box = map.getBoundingClientRect();
    const across = (event.clientX - box.left) / box.width;
    const down = (event.clientY - box.top) / box.height;
    if (across < 0 || across > 1 || down < 0 || down > 1) return;
    point.a = low + (high - low) * across;
    point.b = high - (high - low) * down;
    sliders[0].show(point.a);
    sliders[1].show(point.b);
    show();
  });
  panel(
    figure,
    ...names.map((name, i) => element("span", { class: "live-value" }, `${name} `, outputs[i])),
    ...sliders.map(({ row }) => row),
  );
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  new MutationObserver(paint).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  paint();
  show();
  return {
    csv() {
      const steps = Array.from({ length: 41 }, (_, i) => low + ((high - low) * i) / 40);
      const rows = steps.flatMap((a) => steps.map((b) => [a, b, definition.f(a, b, {}), ...definition.slopes(a, b, {})].join(",")));
      return ["a,b,f,by_a,by_b", ...rows].join("\n") + "\n";
    },
  };
}

/** @param {string} colour six digits, as in the style sheet @returns {number[]} */
function rgb(colour) {
  const digits = colour.trim().slice(1);
  return [0, 2, 4].map((i) => parseInt(digits.slice(i, i + 2), 16));
}

/** @param {HTMLElement} figure @param {Definition} definition @param {Words} words */
function vector(figure, definition, words) {
  const stage = stageOf(figure);
  const inputs = [1, 2, 3];
  let temperature = 1;
  const bars = inputs.map(() => element("div", { class: "live-bar" }));
  const texts = inputs.map(() => element("output"));
  stage.append(
    element(
      "div",
      { class: "live-bars", role: "group", "aria-label": words.outputs },
      ...bars.map((bar, i) => element("div", { class: "live-column" }, texts[i], bar, element("span", {}, `s${"₁₂₃"[i]}`))),
    ),
  );
  const outputs = () => {
    const scaled = inputs.map((x) => x / temperature);
    return scaled.map((x) => definition.f(x, ...scaled, {}));
  };
  function show() {
    outputs().forEach((value, i) => {
      bars[i].style.height = `${(value * 100).toFixed(2)}%`;
      texts[i].textContent = shown(Number(value.toFixed(4)));
    });
  }
  const sliders = [
    ...inputs.map((value, i) =>
      slider({ name: `x${i + 1}`, symbol: `x${"₁₂₃"[i]}`, value, low: -10, high: 10 }, (changed) => {
        inputs[i] = changed;
        show();
      }),
    ),
    slider({ name: words.temperature, symbol: "T", value: 1, low: 0.1, high: 10 }, (changed) => {
      temperature = changed;
      show();
    }),
  ];
  const reset = button("↺", words.reset, () => {
    [1, 2, 3].forEach((value, i) => {
      inputs[i] = value;
      sliders[i].show(value);
    });
    temperature = 1;
    sliders[3].show(1);
    show();
  });
  panel(figure, ...sliders.map(({ row }) => row), element("span", { class: "live-buttons" }, reset));
  show();
  return {
    csv() {
      const values = outputs();
      return ["i,x,temperature,softmax", ...inputs.map((x, i) => [i + 1, x, temperature, values[i]].join(","))].join("\n") + "\n";
    },
  };
}

/** Put a stage where the picture is, of its size. @param {HTMLElement} figure */
function stageOf(figure) {
  const picture = /** @type {HTMLImageElement} */ (figure.querySelector("img"));
  const stage = element("div", { class: "live-stage" });
  picture.hidden = true;
  picture.after(stage);
  return stage;
}

/** Fill the room that the page keeps for the controls. */
function panel(/** @type {HTMLElement} */ figure, /** @type {Node[]} */ ...children) {
  figure.querySelector(".live-panel")?.replaceChildren(...children);
}

const KINDS = { elementwise: curve, random: curve, pair, vector };

/**
 * Make a figure live.
 * @param {HTMLElement} figure
 * @param {Words} words what the controls are called, in the page's language
 */
export async function start(figure, words) {
  const address = new URL(`../curves/${figure.dataset.live}.js`, import.meta.url).href;
  const definition = /** @type {Definition} */ (await import(address));
  const make = KINDS[/** @type {keyof typeof KINDS} */ (definition.kind)];
  const made = make(figure, definition, words);
  figure.classList.add("is-live");
  return made;
}
