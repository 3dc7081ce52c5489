import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { Area, Copy } from '@/lib/copy/copy'

/** An area, or one group of its sentences. */
export type Part = Area | `errors.${keyof Copy['errors']}`

/** Sentences may be parsed already; here they are only handed on. */
type Tree = { [key: string]: unknown }

/** Hands the sentences of some areas to the client components inside; the rest of the copy stays on the server. */
export async function CopyProvider({ areas, children }: { areas: readonly Part[]; children: ReactNode }) {
  const all: Tree = await getMessages()
  const messages: Tree = {}
  for (const part of areas) {
    const [area = '', group] = part.split('.')
    const sentences = all[area]
    if (group) messages[area] = { ...Object(messages[area]), [group]: Object(sentences)[group] }
    else messages[area] = sentences
  }
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>
}
