'use client'
import { useTranslations } from 'next-intl'
import { Banner } from '@/components/ui/banner'
import { SelfService } from '@/components/wallet/self-service'
import { formatBtc } from '@/lib/format/format-btc'
import { formatCount } from '@/lib/format/format-count'
import type { DepositModel } from '@/lib/hooks/use-deposit'
import { useDepositCalls } from '@/lib/hooks/use-deposit-calls'
import { useWaited } from '@/lib/hooks/use-waited'
import { BondClaim } from './bond-claim'
import { PaymentsList } from './payments-list'

type Props = { model: DepositModel; reqId: bigint }
/** Milliseconds that the keeper gets before the page offers to do its work. */
const PATIENCE = 15_000

/** What the keeper usually does, one step at a time: tell the relay, report, prove again, or end the report. */
function Steps({ model, reqId }: Props) {
  const t = useTranslations('deposit.reorganised')
  const prove = useTranslations('deposit.prove')
  const calls = useDepositCalls(model, reqId)
  const waited = useWaited(PATIENCE)
  const { bitcoinTip, view } = model
  const { actions, phase } = view
  if (!waited || phase.name !== 'reorganised') return null
  // Each with a key: what became of the step before is not the state of the next.
  if (actions.includes('report_reorg'))
    return <SelfService key="report" label={t('report')} note={t('reportNote')} build={calls.reportReorg} />
  if (actions.includes('reprove'))
    return (
      <SelfService key="reprove" primary label={t('reprove')} note={prove('note')} build={calls.reprove} />
    )
  if (actions.includes('close_reorg'))
    return <SelfService key="close" label={t('close')} note={t('closeNote')} build={calls.closeReorg} />
  const behind = bitcoinTip === null ? 0 : bitcoinTip - view.height
  // While Bitcoin has another block at some height, its chain may even be as long as the relay's.
  if (phase.reorg.stage !== 'relay' && behind <= 0) return null
  return (
    <SelfService key="relay" label={prove('relay')} note={prove('relayNote')} build={calls.updateRelay} />
  )
}

/** The block of a counted payment is gone from Bitcoin: what is safe, until when it is looked for, and the way on. */
export function ReorganisedPanel({ model, reqId }: Props) {
  const t = useTranslations('deposit.reorganised')
  const { phase } = model.view
  if (phase.name !== 'reorganised') return null
  const { reorg, mintedSats, blocksLeft } = phase
  const amount = formatBtc(mintedSats)
  const words = () => {
    switch (reorg.stage) {
      case 'relay':
        return t('relay')
      case 'unreported':
        return t('unreported')
      case 'reported':
        return blocksLeft === 0
          ? t('over', { height: formatCount(reorg.untilHeight) })
          : t('reported', { height: formatCount(reorg.untilHeight), count: blocksLeft ?? 0 })
    }
  }
  return (
    <div className="grid gap-4">
      <Banner tone="wait" title={t('title')}>
        {mintedSats > 0n && <p>{t('safe', { amount })}</p>}
        <p className="mt-1">{words()}</p>
        {reorg.stage === 'reported' && reorg.reprovable && <p className="mt-1">{t('reprovable')}</p>}
      </Banner>
      <Steps model={model} reqId={reqId} />
      {model.payments && model.payments.length > 0 && <PaymentsList payments={model.payments} />}
      <BondClaim model={model} reqId={reqId} />
    </div>
  )
}
