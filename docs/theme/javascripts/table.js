/** What is shown, as comma-separated values. */

import { valueAt } from "./plot.js";

/**
 * Curves as a table, at a thousand steps.
 * @param {[number, number]} domain
 * @param {Record<string, import("./plot.js").Curve>} curves by the name of their column
 */
export function sampled([low, high], curves) {
  const rows = Array.from({ length: 1001 }, (_, i) => {
    const x = Number((low + ((high - low) * i) / 1000).toPrecision(12));
    return [x, ...Object.values(curves).map((curve) => valueAt(curve, x))];
  });
  return [["x", ...Object.keys(curves)], ...rows].map((row) => `${row.join(",")}\n`).join("");
}
