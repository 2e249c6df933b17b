/**
 * What is shown, in the address of its page: the gallery, the comparison and the live figures.
 *
 * Figures share one form, so that a query of one can be read by another:
 *   ?f=relu,!gelu,elu:alpha=2 & x=1.5 & view=2,0,1 & show=f,slope
 * functions with what was changed of each (after ! one that is not drawn), the x that is read, how
 * much is enlarged and around which point, and the curves.
 */

/**
 * @typedef {{ k: number, x: number, y: number }} View
 * @typedef {{ id: string, values: Record<string, number>, visible?: boolean }} Chosen
 * @typedef {{ functions?: Chosen[], x?: number, view?: View, show?: string[] }} State
 */

const PAUSE = 300; // ms: a browser refuses the address of every step of a slider
let query = location.search;
let due = 0;

/**
 * Keep parts of the query, take away those that are undefined, and leave the others. The switch to
 * the other language leads to the same view.
 * @param {Record<string, string | undefined>} parts
 */
export function remember(parts) {
  const search = new URLSearchParams(query);
  for (const [key, value] of Object.entries(parts)) {
    if (value === undefined) search.delete(key);
    else search.set(key, value);
  }
  query = search.size ? `?${legible(search)}` : "";
  for (const link of document.querySelectorAll("a.language")) {
    /** @type {HTMLAnchorElement} */ (link).search = query;
  }
  if (due) return;
  write();
  due = setTimeout(() => {
    due = 0;
    write();
  }, PAUSE);
}

/** @param {URLSearchParams} search @returns {string} with what may stand in a query as it is */
const legible = (search) => search.toString().replace(/%(?:2C|3A|3D|21)/g, decodeURIComponent);

function write() {
  if (query !== location.search) history.replaceState(history.state, "", location.pathname + query + location.hash);
}
addEventListener("pagehide", write);

/** The address of what is shown now. */
export function here() {
  write();
  return location.href;
}

/** What the address asks of a figure; whatever is not understood is left out. @returns {State} */
export function asked() {
  const search = new URLSearchParams(location.search);
  const functions = search.get("f")?.split(",").map((part) => {
    const [named, ...settings] = part.split(":");
    const pairs = settings.map((setting) => setting.split("=")).filter(([, value]) => value);
    const id = named.replace(/^!/, "");
    return { id, visible: id === named, values: Object.fromEntries(pairs.map(([key, value]) => [key, Number(value)])) };
  });
  const x = Number(search.get("x") || NaN);
  const [k, left, up] = (search.get("view") ?? "").split(",").map(Number);
  const seen = k >= 1 / 8 && k <= 400 && Math.abs(left) <= 40 && Math.abs(up) <= 1e6;
  return {
    functions,
    x: Number.isFinite(x) ? x : undefined,
    view: seen ? { k, x: left, y: up } : undefined,
    show: search.get("show")?.split(","),
  };
}

/**
 * The state of a figure as parts of the query.
 * @param {State} state
 * @returns {Record<"f" | "show" | "x" | "view", string | undefined>}
 */
export function parts({ functions, x, view, show }) {
  const digits = (/** @type {number} */ value) => String(Number(value.toPrecision(6)));
  const written = functions?.map(({ id, values, visible = true }) =>
    [visible ? id : `!${id}`, ...Object.entries(values).map(([key, value]) => `${key}=${digits(value)}`)].join(":"),
  );
  return {
    f: written?.join(","),
    show: show?.join(","),
    x: x === undefined ? undefined : digits(x),
    view: view && [view.k, view.x, view.y].map(digits).join(","),
  };
}
