import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { Area } from '@/lib/copy/copy'

/** Hands the sentences of some areas to the client components inside; the rest of the copy stays on the server. */
export async function CopyProvider({ areas, children }: { areas: readonly Area[]; children: ReactNode }) {
  const all = await getMessages()
  const messages = Object.fromEntries(areas.map((area) => [area, all[area]]))
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>
}
