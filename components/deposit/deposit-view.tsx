'use client'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { memo, useDeferredValue } from 'react'
import { Amount } from '@/components/shared/amount'
import { FaviconBadge } from '@/components/shared/favicon-badge'
import { ShareLink } from '@/components/shared/share-link'
import { Skeleton } from '@/components/ui/skeleton'
import { TextLink } from '@/components/ui/text-link'
import type { DepositPhase } from '@/lib/core/deposit-phases'
import {
  type DepositModel,
  type DepositRequestModel,
  type InitialDeposit,
  useDeposit,
} from '@/lib/hooks/use-deposit'
import { CurrentStep } from './current-step'
import { isMissing, Missing } from './deposit-missing'
import { DepositPanels } from './deposit-panels'
import { Sources } from './deposit-sources'
import { DepositState } from './deposit-state'
import { Reminders } from './reminders'

// Few deposits are split.
const SplitShares = dynamic(() => import('./split-shares').then((m) => m.SplitShares), {
  loading: () => <Skeleton className="h-[44rem] w-full" />,
})
// Nor is there often anything to tell of these.
const AddressAlarm = dynamic(() => import('./address-alarm').then((m) => m.AddressAlarm))
const PaymentEvents = dynamic(() => import('./payment-events').then((m) => m.PaymentEvents))
const UnprovableNote = dynamic(() => import('./unprovable-note').then((m) => m.UnprovableNote))
const TakenNote = dynamic(() => import('./taken-note').then((m) => m.TakenNote))

/** Phases in which what happens on Bitcoin still matters. */
const moving: ReadonlySet<DepositPhase['name']> = new Set([
  'awaiting_payment',
  'unprovable',
  'underpaid',
  'confirming',
  'provable',
  'late',
  'expired',
  'escrowed',
  'excess',
])
const atAnEnd: ReadonlySet<DepositPhase['name']> = new Set(['refundable', 'recovered'])

/** What a share shows above its step: what changed on Bitcoin, and what can never be minted. */
function ShareNotes({ model, reqId }: { model: DepositModel; reqId: bigint }) {
  const { name } = model.view.phase
  return (
    <>
      {moving.has(name) && model.events.length > 0 && <PaymentEvents events={model.events} />}
      {/* where the coins can be taken back, every payment is listed */}
      {!atAnEnd.has(name) && model.unprovable.length > 0 && <UnprovableNote model={model} />}
      {model.view.actions.includes('prove_sweep') && <TakenNote model={model} reqId={reqId} />}
    </>
  )
}

/** One deposit, for anyone with the link: what it waits for, what to do, what was done. */
export function DepositView({ reqId, initial }: { reqId: string; initial: InitialDeposit }) {
  const now = useDeposit(BigInt(reqId), initial)
  // Until what shows the next state is fetched the last one stands; only an alarm waits for nothing.
  const shown = useDeferredValue(now)
  return <Shown id={reqId} model={now.mismatch ? now : shown} />
}

const Shown = memo(({ id, model }: { id: string; model: DepositRequestModel }) => {
  const t = useTranslations('deposit')
  const reqId = BigInt(id)
  const { whole, shares } = model
  const [only, ...more] = shares
  const waits = whole?.actions.some((action) => action !== 'expire') ?? false
  const paying = shares.some(({ view }) => view.phase.name === 'awaiting_payment')
  return (
    <div className="grid gap-6">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-xl font-semibold">{t('view.title', { reqId: id })}</h1>
        {whole ? (
          <>
            <Amount sats={whole.sats} className="text-lg" />
            <span className="flex w-full items-center justify-between gap-2 sm:w-auto">
              <DepositState model={model} />
              <ShareLink label={t('view.share')} copiedLabel={t('view.linkCopied')} />
            </span>
          </>
        ) : (
          !isMissing(model) && <Skeleton className="h-7 w-40" />
        )}
      </header>
      {waits && <FaviconBadge />}
      <Sources model={model} />
      {model.mismatch && !(paying && more.length === 0) && <AddressAlarm error={model.mismatch} />}
      {shares.map((share) => (
        <ShareNotes key={share.share} model={share} reqId={reqId} />
      ))}
      {only ? (
        <div className="grid items-start gap-6 md:grid-cols-[minmax(0,1fr)_minmax(0,340px)]">
          <div className="grid gap-6">
            {more.length === 0 ? (
              <CurrentStep model={only} reqId={reqId} />
            ) : (
              !model.mismatch && <SplitShares request={model} reqId={reqId} />
            )}
            <Reminders model={model} reqId={reqId} />
          </div>
          <div className="grid gap-6">
            <DepositPanels model={model} open={!waits} />
            <p className="px-1 text-sm text-ink-soft">
              {t.rich('help.text', {
                status: () => <TextLink href="/status">{t('help.status')}</TextLink>,
              })}{' '}
              {t('help.seed')}
            </p>
          </div>
        </div>
      ) : (
        <Missing model={model} reqId={reqId} />
      )}
    </div>
  )
})
