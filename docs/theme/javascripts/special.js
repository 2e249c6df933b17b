/**
 * The error function, to the last digits of a double.
 *
 * By the series erf(x) = 2/√π e^(-x²) x Σ (2x²)ⁿ / (2n+1)!!, whose terms are all positive.
 * @param {number} x
 * @returns {number}
 */
export function erf(x) {
  if (Math.abs(x) > 6) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n += 1) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}
