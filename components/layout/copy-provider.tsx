import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { Area, Copy } from '@/lib/copy/copy'

/** An area, or one group of its sentences. */
export type Part = Area | `errors.${keyof Copy['errors']}`

type Tree = { [key: string]: string | Tree }

/** Hands the sentences of some areas to the client components inside; the rest of the copy stays on the server. */
export async function CopyProvider({ areas, children }: { areas: readonly Part[]; children: ReactNode }) {
  const all: Tree = await getMessages()
  const messages: Tree = {}
  for (const part of areas) {
    const [area = '', group] = part.split('.')
    const sentences = all[area]
    if (!group || typeof sentences !== 'object') messages[area] = sentences ?? {}
    else messages[area] = { ...Object(messages[area]), [group]: sentences[group] ?? {} }
  }
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>
}
