import type { Metadata, Viewport } from 'next'
import localFont from 'next/font/local'
import { headers } from 'next/headers'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { CopyProvider } from '@/components/layout/copy-provider'
import { Theme } from '@/components/layout/theme'
import { siteUrl } from '@/lib/server/public-config'
import './globals.css'

const words = localFont({
  src: '../public/fonts/source-sans-3-latin.woff2',
  weight: '200 900',
  variable: '--font-words',
})
const figures = localFont({
  src: [
    { path: '../public/fonts/sluice-mono-400.woff2', weight: '400' },
    { path: '../public/fonts/sluice-mono-600.woff2', weight: '600' },
  ],
  variable: '--font-figures',
  adjustFontFallback: false,
})

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common')
  const site = siteUrl()
  return {
    ...(site && { metadataBase: site }),
    title: { default: t('title'), template: `%s · ${t('title')}` },
    description: t('description'),
    icons: { icon: { url: '/favicon.svg', type: 'image/svg+xml' }, apple: '/apple-touch-icon.png' },
    openGraph: { title: t('title'), description: t('description'), images: ['/social-card.png'] },
    robots: { index: true, follow: true },
  }
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f3f6f5' },
    { media: '(prefers-color-scheme: dark)', color: '#0b1414' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, head] = await Promise.all([getLocale(), headers()])
  const nonce = head.get('x-nonce') ?? undefined
  return (
    <html lang={locale} className={`${words.variable} ${figures.variable}`} suppressHydrationWarning>
      <head>
        <script src="/trusted-types.js" nonce={nonce} />
      </head>
      <body>
        <Theme nonce={nonce}>
          <CopyProvider areas={['common']}>{children}</CopyProvider>
        </Theme>
      </body>
    </html>
  )
}
