/** The form in which names are compared: in the gallery, in the comparison and in the search. */

const FINALS = "ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ".split(" ");

/**
 * As in activations/spec.py, neither case nor separators count: LeakyReLU, leaky_relu, Leaky ReLU.
 * Hangul may come decomposed, as macOS types it.
 * @param {string} name
 */
export const normalise = (name) => name.normalize("NFC").toLowerCase().replace(/[\s\p{Pd}_]+/gu, "");

/**
 * The same, with Hangul letter by letter, so that a syllable half typed (시금 on the way to
 * 시그모이드) is a beginning: a final consonant counts as the first of the next syllable.
 * @param {string} name
 */
export const spelled = (name) =>
  normalise(name)
    .normalize("NFKD")
    .replace(/[\u11a8-\u11c2]/g, (final) => FINALS[final.charCodeAt(0) - 0x11a8].normalize("NFKD"));
