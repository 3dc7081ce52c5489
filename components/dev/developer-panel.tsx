'use client'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { useSettings } from '@/lib/hooks/settings'
import { announceBitcoinWallet } from './bitcoin-wallet'
import { control } from './control'
import { announceEvmWallet } from './evm-wallet'
import { asksEachTime, currentPrompt, setAsksEachTime, watchPrompt } from './prompt'

/** What the test for its absence looks for in a plain build. */
const MARKER = 'sluice-developer-panel'
const COINS = 100_000_000
const FEES = 10n ** 18n
/** between blocks, when they come by themselves */
const BLOCK_SECONDS = 5

function WalletPrompt() {
  const t = useTranslations('dev.prompt')
  const prompt = useSyncExternalStore(watchPrompt, currentPrompt, () => null)
  if (!prompt) return null
  return (
    <Dialog
      open
      onClose={() => prompt.answer(false)}
      title={t('title')}
      closeLabel={t('no')}
      actions={
        <>
          <Button onClick={() => prompt.answer(false)}>{t('no')}</Button>
          <Button look="primary" onClick={() => prompt.answer(true)}>
            {t('yes')}
          </Button>
        </>
      }
    >
      <p>{t(prompt.kind)}</p>
    </Dialog>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-2">
      <h3 className="text-sm font-semibold text-ink-soft">{title}</h3>
      <div className="flex flex-wrap gap-2">{children}</div>
    </section>
  )
}

/** Wallets that need no extension, and the levers of the local stack. Not one byte of it is in a plain build. */
export default function DeveloperPanel() {
  const t = useTranslations('dev')
  const settings = useSettings()
  const [open, setOpen] = useState(false)
  const [wallets, setWallets] = useState<{ evm: string; bitcoin: string } | null>(null)
  const [ask, setAsk] = useState(false)
  const [automatic, setAutomatic] = useState<boolean | null>(null)
  const [busy, setBusy] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  useEffect(() => {
    setWallets({ evm: announceEvmWallet(settings).address, bitcoin: announceBitcoinWallet().address })
    setAsk(asksEachTime())
  }, [settings])
  useEffect(() => {
    if (!open) return
    control.status().then(
      ({ bitcoin }) => setAutomatic(bitcoin.autominer !== null),
      () => setAutomatic(null),
    )
  }, [open])
  const run = async (what: string, act: () => Promise<unknown>) => {
    setBusy(what)
    try {
      await act()
      setSaid(t('done', { what }))
    } catch (error) {
      setSaid(t('failed', { what, reason: error instanceof Error ? error.message : String(error) }))
    }
    setBusy(null)
  }
  const lever = (what: string, act: () => Promise<unknown>) => (
    <Button key={what} size="sm" busy={busy === what} onClick={() => void run(what, act)}>
      {what}
    </Button>
  )
  return (
    <div data-panel={MARKER}>
      <Button
        size="sm"
        aria-expanded={open}
        className="fixed right-3 bottom-20 z-30 shadow-lift md:bottom-16"
        onClick={() => setOpen(!open)}
      >
        {t('open')}
      </Button>
      <WalletPrompt />
      {open && (
        <aside
          aria-label={t('title')}
          className="fixed right-3 bottom-32 z-30 grid max-h-[70dvh] w-[min(360px,calc(100vw-24px))] gap-5 overflow-y-auto rounded border border-line-strong bg-surface p-4 shadow-lift md:bottom-28"
        >
          <header className="flex items-start justify-between gap-2">
            <div>
              <h2 className="font-semibold">{t('title')}</h2>
              <p className="text-sm text-ink-soft">{t('note')}</p>
            </div>
            <Button size="sm" look="quiet" aria-label={t('close')} onClick={() => setOpen(false)}>
              ✕
            </Button>
          </header>
          <p role="status" className="min-h-5 text-sm break-words">
            {said}
          </p>
          {wallets && (
            <Group title={t('wallets.title')}>
              <p className="w-full text-sm">
                {t('wallets.evm')} <span className="figures block break-all">{wallets.evm}</span>
              </p>
              {lever(t('wallets.fund', { amount: '1 BTC (EVM)' }), () =>
                control.faucetEvm(wallets.evm, FEES),
              )}
              <p className="w-full text-sm">
                {t('wallets.bitcoin')} <span className="figures block break-all">{wallets.bitcoin}</span>
              </p>
              {lever(t('wallets.fund', { amount: '1 BTC (Bitcoin)' }), () =>
                control.faucet(wallets.bitcoin, COINS),
              )}
              <label className="flex min-h-8 w-full items-center gap-2 text-sm">
                <input
                  type="checkbox"
                  className="size-4 accent-water"
                  checked={ask}
                  onChange={(event) => {
                    setAsk(event.target.checked)
                    setAsksEachTime(event.target.checked)
                  }}
                />
                {t('wallets.ask')}
              </label>
              <p className="text-sm text-ink-soft">{t('wallets.how')}</p>
            </Group>
          )}
          <Group title={t('bitcoin.title')}>
            {[1, 6].map((count) => lever(t('bitcoin.mine', { count }), () => control.mine(count)))}
            {[1, 3].map((count) => lever(t('bitcoin.reorg', { count }), () => control.reorg(count)))}
            {automatic !== null && (
              <label className="flex min-h-8 w-full items-center gap-2 text-sm">
                <input
                  type="checkbox"
                  className="size-4 accent-water"
                  checked={automatic}
                  onChange={(event) => {
                    const on = event.target.checked
                    setAutomatic(on)
                    void run(t('bitcoin.auto'), () => control.autominer(on ? BLOCK_SECONDS : null))
                  }}
                />
                {t('bitcoin.auto')}
              </label>
            )}
          </Group>
          <Group title={t('time.title')}>
            {[1, 25].map((count) => lever(t('time.hours', { count }), () => control.time(count * 3_600)))}
            {lever(t('time.block'), control.mineEvm)}
          </Group>
          <Group title={t('parts.title')}>
            {(['keeper', 'indexer'] as const).flatMap((name) => [
              lever(t('parts.stop', { name: t(`parts.${name}`) }), () => control.part(name, 'stop')),
              lever(t('parts.start', { name: t(`parts.${name}`) }), () => control.part(name, 'start')),
            ])}
          </Group>
        </aside>
      )}
    </div>
  )
}
