/** The figure of a function comes alive when somebody reaches for it; until then nothing of it is loaded. */

import { asked, parts, remember } from "./address.js";
import { words } from "./words.js";

/**
 * @typedef {import("./address.js").View} View
 * @typedef {{ values?: Record<string, number>, x?: number, view?: View }} State what was changed
 */

/**
 * What each room in ./live exports as `start`: fill the stage and the panel.
 * @template Definition
 * @typedef {(place: Place, definition: Definition) => void} Start
 */

/**
 * @typedef {object} Place
 * @property {HTMLElement} stage
 * @property {HTMLElement} panel
 * @property {State} asked what the address asks for
 * @property {(state: State) => void} remember
 */

const figure = /** @type {HTMLElement} */ (document.querySelector("[data-live]"));
const panel = /** @type {HTMLElement} */ (figure.querySelector(".live-panel"));
const picture = /** @type {HTMLImageElement} */ (figure.querySelector("img"));
const begin = Object.assign(document.createElement("button"), { type: "button", textContent: words.live.start });
const REACHES = ["pointerenter", "pointerdown", "focusin"];
const id = /** @type {string} */ (figure.dataset.live);
const comparison = /** @type {HTMLAnchorElement | null} */ (document.querySelector(".live-compare"));

/** @type {Place["remember"]} */
function keep({ values = {}, x, view }) {
  const own = [{ id, values }];
  remember(parts({ x, view, functions: Object.keys(values).length ? own : undefined }));
  if (!comparison) return;
  const { f, x: at } = parts({ x, functions: own });
  comparison.search = `?f=${f}${at ? `&x=${at}` : ""}`; // its view is its own
}

/** Make the figure live, once. */
async function wake() {
  for (const reach of REACHES) figure.removeEventListener(reach, wake);
  const stage = Object.assign(document.createElement("div"), { className: "live-stage" });
  try {
    const definition = await import(`../curves/${id}.js`);
    const room = await import(`./live/${definition.kind}.js`);
    const focused = document.activeElement === begin;
    picture.hidden = true;
    picture.after(stage);
    const { functions = [], x, view } = asked();
    const values = functions.find((chosen) => chosen.id === id)?.values;
    room.start({ stage, panel, asked: { values, x, view }, remember: keep }, definition);
    figure.classList.add("is-live");
    if (focused) /** @type {HTMLElement} */ (figure.querySelector("[tabindex], input")).focus();
  } catch {
    stage.remove();
    picture.hidden = false;
    panel.role = "alert";
    panel.textContent = words.live.failed;
  }
}

for (const reach of REACHES) figure.addEventListener(reach, wake);
panel.append(begin);
if (Object.values(asked()).some(Boolean)) wake(); // somebody has sent what is to be seen
