/** Languages that every sentence is written in. */
export const languages = ['en', 'zh'] as const
export type Language = (typeof languages)[number]

/** Cookie that keeps the choice; the path never carries the language. */
export const LANGUAGE_COOKIE = 'sluice-language'

const isLanguage = (value: string | undefined): value is Language =>
  languages.some((language) => language === value)

/**
 * The language to speak: what the person chose, else the best match of the browser's list (RFC 9110 §12.5.4), else
 * English.
 *
 * @param cookie value of {@link LANGUAGE_COOKIE}
 * @param acceptLanguage value of the Accept-Language header
 */
export function pickLanguage(cookie: string | undefined, acceptLanguage: string | null): Language {
  if (isLanguage(cookie)) return cookie
  const ranked = (acceptLanguage ?? '')
    .slice(0, 200)
    .split(',')
    .map((entry, position) => {
      const [tag = '', ...parameters] = entry.trim().toLowerCase().split(';')
      const weight = parameters.map((parameter) => /^\s*q=([0-9.]+)\s*$/.exec(parameter)?.[1]).find(Boolean)
      return { primary: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight), position }
    })
    .filter((entry) => entry.weight > 0)
    .sort((a, b) => b.weight - a.weight || a.position - b.position)
  return ranked.map((entry) => entry.primary).find(isLanguage) ?? 'en'
}
