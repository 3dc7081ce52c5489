import 'server-only'
import compile from 'icu-minify/compile'
import { cookies, headers } from 'next/headers'
import type { Messages } from 'next-intl'
import { getRequestConfig } from 'next-intl/server'
import type { Copy } from '../copy/copy.ts'
import { LANGUAGE_COOKIE, type Language, pickLanguage } from '../copy/language.ts'

const read: Record<Language, () => Promise<Copy>> = {
  en: async () => (await import('../copy/en.ts')).en,
  zh: async () => (await import('../copy/zh.ts')).zh,
}

type Tree = { readonly [key: string]: string | Tree }
type Compiled = { readonly [key: string]: ReturnType<typeof compile> | Compiled }

/** The parser's branches have no prototype, and such objects may not be handed to a client component. */
const plain = <T>(compiled: T): T => JSON.parse(JSON.stringify(compiled))

/** Sentences as next.config.ts tells next-intl to expect them: parsed here once, so that no browser carries a parser. */
const compileAll = (tree: Tree): Compiled =>
  Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [
      key,
      typeof value === 'string' ? plain(compile(value)) : compileAll(value),
    ]),
  )

const compiled = new Map<Language, Promise<Compiled>>()
const sentences = (language: Language): Promise<Compiled> => {
  const known = compiled.get(language) ?? read[language]().then(compileAll)
  compiled.set(language, known)
  return known
}

/** What next-intl asks for at each request: the language, its sentences, and UTC, because both chains speak UTC. */
export default getRequestConfig(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()])
  const locale = pickLanguage(jar.get(LANGUAGE_COOKIE)?.value, head.get('accept-language'))
  // next-intl types sentences as text whether they are parsed ahead or not
  const messages: Partial<Messages> = await (sentences(locale) as Promise<object>)
  return { locale, messages, timeZone: 'UTC' }
})
