/** Signs that reorder or hide what stands around them (bidi, zero-width, tags), private ones, and halves of pairs. */
const HIDDEN = /[\p{Cf}\p{Co}\p{Cs}]/gu
const BREAKS = /[\p{Cc}\u2028\u2029]+/gu
/** Marks piled on one letter, which run over the lines above and below. */
const PILES = /(\p{M}{2})\p{M}+/gu

/**
 * A text that somebody outside wrote - a wallet's name, its word on a failure - made fit to stand in a sentence: one line, in
 * reading order, of bounded length (T35). Markup needs no care here, as nothing writes HTML.
 * @param most characters that are kept; an ellipsis says that there were more
 */
export const outsideText = (text: string, most = 200): string => {
  // Cut first: a megabyte must not be searched through.
  const clean = text
    .slice(0, most * 8)
    .replace(BREAKS, ' ')
    .replace(HIDDEN, '')
    .replace(PILES, '$1')
    .replace(/ {2,}/g, ' ')
    .trim()
  const signs = Array.from(clean)
  if (signs.length <= most) return clean
  return `${signs
    .slice(0, most - 1)
    .join('')
    .trimEnd()}…`
}
