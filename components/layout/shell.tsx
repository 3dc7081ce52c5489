import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Toasts } from '@/components/ui/toast'
import { BottomBar } from './bottom-bar'
import { Heights } from './heights'
import { LanguageSwitch } from './language-switch'
import { Rail } from './rail'
import { ThemeSwitch } from './theme-switch'
import { Wordmark } from './wordmark'

/** What stands around every page: rail, header with the wallets, content, heights. */
export async function Shell({ wallet, children }: { wallet: ReactNode; children: ReactNode }) {
  const t = await getTranslations('common')
  return (
    <>
      <a
        href="#content"
        className="sr-only z-40 rounded bg-water px-4 py-2 text-on-water focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        {t('skip')}
      </a>
      <div className="min-h-dvh md:grid md:grid-cols-[216px_1fr]">
        <div className="hidden border-r border-line md:block">
          <div className="sticky top-0 flex h-dvh flex-col gap-8 p-4">
            <Link href="/" prefetch={false} className="flex h-10 items-center px-3">
              <Wordmark label={t('name')} />
            </Link>
            <Rail />
            <section aria-label={t('settings')} className="mt-auto grid gap-2">
              <LanguageSwitch />
              <ThemeSwitch />
            </section>
          </div>
        </div>
        <div className="flex min-h-dvh min-w-0 flex-col">
          <header className="sticky top-0 z-20 border-b border-line bg-paper">
            <div className="mx-auto flex h-16 max-w-[1184px] items-center justify-between gap-4 px-4 sm:px-8 md:justify-end">
              <Link href="/" prefetch={false} className="md:hidden">
                <Wordmark label={t('name')} />
              </Link>
              {wallet}
            </div>
          </header>
          <main
            id="content"
            tabIndex={-1}
            className="mx-auto w-full max-w-[1184px] flex-1 px-4 py-6 outline-none sm:px-8 sm:py-8"
          >
            {children}
          </main>
          <Heights />
        </div>
      </div>
      <BottomBar
        more={
          <div className="grid gap-4 text-sm">
            <LanguageSwitch />
            <ThemeSwitch />
            <p className="text-ink-soft">{t('footer.help')}</p>
          </div>
        }
      />
      <Toasts label={t('name')} />
    </>
  )
}
