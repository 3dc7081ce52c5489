'use client'
import { ThemeProvider } from 'next-themes'
import type { ReactNode } from 'react'

/** Light, dark or as the system; the attribute is set before the first paint by a script that carries the nonce. */
export function Theme({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  return (
    <ThemeProvider
      attribute="data-theme"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange={false}
      storageKey="sluice-theme"
      {...(nonce && { nonce })}
    >
      {children}
    </ThemeProvider>
  )
}
