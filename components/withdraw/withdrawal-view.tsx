'use client'
import { useTranslations } from 'next-intl'
import { Amount } from '@/components/shared/amount'
import { FaviconBadge } from '@/components/shared/favicon-badge'
import { Moment } from '@/components/shared/moment'
import { ShareLink } from '@/components/shared/share-link'
import { Badge, type Tone } from '@/components/ui/badge'
import { Banner } from '@/components/ui/banner'
import { Skeleton } from '@/components/ui/skeleton'
import { TextLink } from '@/components/ui/text-link'
import type { WithdrawalPhase } from '@/lib/core/withdrawal-phase'
import { useWithdrawal } from '@/lib/hooks/use-withdrawal'
import { useWithdrawalRecord } from '@/lib/hooks/use-withdrawal-record'
import { DetailsPanel } from './details-panel'
import { DrawPanel } from './draw-panel'
import { EstimatePanel } from './estimate-panel'
import { HistoryPanel } from './history-panel'
import { OutcomePanel } from './outcome-panel'
import { QueuePanel } from './queue-panel'
import { Reminders } from './reminders'
import { SharePanel } from './share-panel'
import { Missing } from './withdrawal-missing'

const tones: Record<WithdrawalPhase['name'], Tone> = {
  Unknown: 'neutral',
  Requested: 'wait',
  Queued: 'wait',
  Assigned: 'flow',
  PartlyPaid: 'flow',
  Complete: 'final',
  Failed: 'wait',
  Cancelled: 'neutral',
}

/** One withdrawal, for anyone with the link: what it waits for, what to do, what was done. */
export function WithdrawalView({ reqId: id }: { reqId: string }) {
  const t = useTranslations('withdraw')
  const reqId = BigInt(id)
  const model = useWithdrawal(reqId)
  const told = useWithdrawalRecord(model, reqId)
  const { view, events } = model
  const waits = view?.shares.some(({ actions }) => actions.length > 0) ?? false
  return (
    <div className="grid gap-6">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-xl font-semibold">{t('view.title', { reqId: id })}</h1>
        {view ? (
          <>
            <Amount sats={view.withdrawal.sats} unit="qpbtc" className="text-lg" />
            <span className="flex items-center gap-2">
              <span role="status">
                <Badge tone={tones[view.whole.phase.name]}>{t(`state.${view.whole.phase.name}`)}</Badge>
              </span>
              <ShareLink label={t('view.share')} copiedLabel={t('view.linkCopied')} />
            </span>
          </>
        ) : (
          model.chain.data !== null && <Skeleton className="h-7 w-40" />
        )}
      </header>
      {waits && <FaviconBadge />}
      {view ? (
        <div className="grid items-start gap-6 md:grid-cols-[minmax(0,1fr)_minmax(0,340px)]">
          <div className="grid gap-6">
            {model.chain.isError && (
              <Banner tone="wait">
                {t.rich('view.chainDown', { at: () => <Moment time={view.evmTime} /> })}
              </Banner>
            )}
            {model.bitcoinDown && (
              <Banner tone="wait" title={t('view.bitcoinDown')}>
                {model.bitcoinSeenAt === null
                  ? t('view.bitcoinDownText')
                  : t.rich('view.bitcoinDownSince', { at: () => <Moment time={model.bitcoinSeenAt} /> })}
              </Banner>
            )}
            {events.map(({ share, from, to }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the log only grows at its front and is short
              <Banner key={at} tone="wait">
                {t('view.reorganised', {
                  share: (share + 1).toString(),
                  from: from.toString(),
                  to: to.toString(),
                })}
              </Banner>
            ))}
            <OutcomePanel view={view} />
            <DrawPanel model={model} reqId={reqId} />
            <QueuePanel model={model} reqId={reqId} told={told} />
            {view.shares.map((one) => (
              <SharePanel key={one.share.share} model={model} reqId={reqId} one={one} told={told} />
            ))}
            <Reminders model={model} reqId={reqId} />
          </div>
          <div className="grid gap-6">
            <EstimatePanel view={view} told={told} />
            <DetailsPanel view={view} />
            <HistoryPanel told={told} />
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
