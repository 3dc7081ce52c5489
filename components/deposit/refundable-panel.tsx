'use client'
import dynamic from 'next/dynamic'
import { useLocale, useTranslations } from 'next-intl'
import { Banner } from '@/components/ui/banner'
import { CopyButton } from '@/components/ui/copy-button'
import { Disclosure } from '@/components/ui/disclosure'
import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'
import { formatCount } from '@/lib/format/format-count'
import { formatRemaining } from '@/lib/format/format-remaining'
import type { DepositModel } from '@/lib/hooks/use-deposit'
import { FileOffer } from './file-offer'
import { PaymentsList } from './payments-list'
import { RecoverReminder } from './recover-reminder'

const BLOCK_SECONDS = 600

// What signs Bitcoin transactions is fetched once there is one to sign.
const RecoverPanel = dynamic(() => import('./recover-panel').then((m) => m.RecoverPanel), {
  loading: () => <Skeleton className="h-96 w-full" />,
})

type Props = { model: DepositModel; reqId: bigint }

/** The script and the witness that spends it, for who takes the BTC back without this page. */
function ByHand({ model }: { model: DepositModel }) {
  const t = useTranslations('deposit.refundable')
  const common = useTranslations('common.action')
  const witness = model.address?.witnessScript.slice(2) ?? null
  const height = model.view.deadlines.refundHeight.toString()
  return (
    <Disclosure summary={t('how')}>
      <p className="max-w-[70ch]">{t('howText', { height })}</p>
      {witness && (
        <div className="mt-2 grid gap-2">
          <p className="figures rounded bg-sunken p-3 break-all">{witness}</p>
          <div>
            <CopyButton
              value={witness}
              label={t('copyScript')}
              copiedLabel={common('copied')}
              failedLabel={common('copyFailed')}
              wordy
            />
          </div>
        </div>
      )}
      {model.address && <FileOffer checked={model.address} />}
    </Disclosure>
  )
}

/** No mint any more: when the refund key takes the BTC back, and from then on how. */
export function RefundablePanel({ model, reqId }: Props) {
  const t = useTranslations('deposit.refundable')
  const locale = useLocale()
  const { view, unprovable } = model
  const payments = model.payments && [...model.payments, ...unprovable]
  const { blocksToRefund, refundHeight } = view.deadlines
  const height = formatCount(refundHeight)
  const { phase } = view
  const title = view.deposit.mintedSats > 0n ? 'titleRest' : 'title'
  // Bitcoin itself may be further than the relay has heard, and it is Bitcoin that lets the coin go
  const open = blocksToRefund === 0 || (model.bitcoinTip !== null && model.bitcoinTip >= refundHeight)
  const gone = phase.name === 'refundable' && phase.coin === false && payments?.length !== 0
  const rest = phase.name === 'refundable' && phase.returned
  const back = phase.name === 'recovered' ? 'recoveredTitle' : rest ? 'returnedTitle' : null
  // of one whose staker took a coin what it left
  const left =
    phase.name === 'swept'
      ? view.actions.includes('recover')
      : phase.name === 'refundable' && phase.coin !== false
  if (open || gone)
    return (
      <Panel look="water" title={t(back ?? (open ? 'recoverTitle' : title))}>
        <div className="grid gap-4">
          {left && <p className="max-w-[70ch]">{t('now', { height })}</p>}
          <RecoverPanel reqId={reqId} share={model.share} />
          {left && <ByHand model={model} />}
        </div>
      </Panel>
    )
  return (
    <Panel look="water" title={t(title)}>
      <div className="grid gap-4">
        {payments === null ? (
          <Banner tone="wait">{t('unknown')}</Banner>
        ) : payments.length === 0 ? (
          <p>{t('none')}</p>
        ) : (
          <>
            <p className="max-w-[70ch]">{t('text', { height })}</p>
            <p className="font-semibold">
              {t('wait', {
                count: blocksToRefund,
                blocks: formatCount(blocksToRefund),
                time: formatRemaining(blocksToRefund * BLOCK_SECONDS, locale),
              })}
            </p>
            <RecoverReminder
              reqId={reqId}
              refundHeight={refundHeight}
              seconds={blocksToRefund * BLOCK_SECONDS}
            />
            <PaymentsList payments={payments} />
            <ByHand model={model} />
          </>
        )}
      </div>
    </Panel>
  )
}
