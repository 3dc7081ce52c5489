import { NextIntlClientProvider } from 'next-intl'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { en } from '../../lib/copy/en.ts'
import { zh } from '../../lib/copy/zh.ts'

/** The HTML that a page's first view has of these pieces, with all the copy of a language. */
export const renderCopy = (locale: 'en' | 'zh', children: ReactNode): string => {
  const messages: object = { en, zh }[locale]
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} timeZone="UTC" messages={messages}>
      {children}
    </NextIntlClientProvider>,
  )
}
