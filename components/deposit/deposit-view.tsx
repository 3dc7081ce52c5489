'use client'
import { useTranslations } from 'next-intl'
import { Amount } from '@/components/shared/amount'
import { FaviconBadge } from '@/components/shared/favicon-badge'
import { ShareLink } from '@/components/shared/share-link'
import { Badge, type Tone } from '@/components/ui/badge'
import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'
import { TextLink } from '@/components/ui/text-link'
import type { DepositPhase } from '@/lib/core/deposit-phase'
import { useDeposit } from '@/lib/hooks/use-deposit'
import { AddressAlarm } from './address-alarm'
import { CurrentStep } from './current-step'
import { isMissing, Missing } from './deposit-missing'
import { Sources } from './deposit-sources'
import { DepositTimeline } from './deposit-timeline'
import { DetailsPanel } from './details-panel'
import { PaymentEvents } from './payment-events'
import { Reminders } from './reminders'
import { StakerPanel } from './staker-panel'
import { UnprovableNote } from './unprovable-note'

const tones: Record<DepositPhase['name'], Tone> = {
  unknown: 'neutral',
  drawing: 'wait',
  awaiting_payment: 'wait',
  unprovable: 'wait',
  underpaid: 'wait',
  confirming: 'flow',
  provable: 'flow',
  late: 'wait',
  expired: 'loss',
  cancelled: 'neutral',
  minted: 'final',
  refundable: 'wait',
  recovered: 'final',
}

/** Phases in which what happens on Bitcoin still matters. */
const moving: ReadonlySet<DepositPhase['name']> = new Set([
  'awaiting_payment',
  'unprovable',
  'underpaid',
  'confirming',
  'provable',
])

/** One deposit, for anyone with the link: what it waits for, what to do, what was done. */
export function DepositView({ reqId: id }: { reqId: string }) {
  const t = useTranslations('deposit')
  const reqId = BigInt(id)
  const model = useDeposit(reqId)
  const { view } = model
  const waits = view?.actions.some((action) => action !== 'expire') ?? false
  return (
    <div className="grid gap-6">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-xl font-semibold">{t('view.title', { reqId: id })}</h1>
        {view ? (
          <>
            <Amount sats={view.deposit.sats} className="text-lg" />
            <span className="flex items-center gap-2">
              <span role="status">
                {model.mismatch ? (
                  <Badge tone="loss">{t('state.alarm')}</Badge>
                ) : (
                  <Badge tone={tones[view.phase.name]}>{t(`state.${view.phase.name}`)}</Badge>
                )}
              </span>
              <ShareLink label={t('view.share')} copiedLabel={t('view.linkCopied')} />
            </span>
          </>
        ) : (
          !isMissing(model) && <Skeleton className="h-7 w-40" />
        )}
      </header>
      {waits && <FaviconBadge />}
      <Sources model={model} />
      {model.mismatch && view?.phase.name !== 'awaiting_payment' && <AddressAlarm error={model.mismatch} />}
      {view && moving.has(view.phase.name) && <PaymentEvents events={model.events} />}
      {view ? (
        <div className="grid items-start gap-6 md:grid-cols-[minmax(0,1fr)_minmax(0,340px)]">
          <div className="grid gap-6">
            {/* where the coins can be taken back, every payment is listed */}
            {view.phase.name !== 'refundable' && view.phase.name !== 'recovered' && (
              <UnprovableNote model={model} />
            )}
            <CurrentStep model={model} reqId={reqId} />
            <Reminders model={model} reqId={reqId} />
          </div>
          <div className="grid gap-6">
            <Panel>
              <DepositTimeline model={model} />
            </Panel>
            {view.deposit.assignment && view.phase.name !== 'minted' && (
              <StakerPanel address={view.deposit.assignment.staker} />
            )}
            <DetailsPanel model={model} open={!waits} />
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
}
