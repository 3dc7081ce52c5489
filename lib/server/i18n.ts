import 'server-only'
import { cookies, headers } from 'next/headers'
import type { Messages } from 'next-intl'
import { getRequestConfig } from 'next-intl/server'
import type { Copy } from '../copy/copy.ts'
import { LANGUAGE_COOKIE, pickLanguage } from '../copy/language.ts'

const read: Record<'en' | 'zh', () => Promise<Copy>> = {
  en: async () => (await import('../copy/en.ts')).en,
  zh: async () => (await import('../copy/zh.ts')).zh,
}

/** What next-intl asks for at each request: the language, its sentences, and UTC, because both chains speak UTC. */
export default getRequestConfig(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()])
  const locale = pickLanguage(jar.get(LANGUAGE_COOKIE)?.value, head.get('accept-language'))
  return { locale, messages: (await read[locale]()) as Messages, timeZone: 'UTC' }
})
