'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { TransactionNote } from '@/components/wallet/transaction-note'
import { useWalletDoors } from '@/components/wallet/use-wallet-doors'
import { WrongNetwork } from '@/components/wallet/wrong-network'
import { formatBtc } from '@/lib/format/format-btc'
import { useRequestWithdrawal } from '@/lib/hooks/use-request-withdrawal'
import { isUnderWay } from '@/lib/hooks/use-transaction'
import type { WithdrawFormModel } from '@/lib/hooks/use-withdraw-form'

type Why = 'amount' | 'fix' | 'address' | 'ending' | 'fee' | 'quote'

/** The first thing that is still in the way; null when nothing is. */
const inTheWay = (model: WithdrawFormModel, ready: boolean): Why | null => {
  if (model.values.amount.trim() === '') return 'amount'
  if (model.amountError || model.addressError || model.endingError) return 'fix'
  if (!model.payout) return 'address'
  if (!model.endingRight) return 'ending'
  if (model.fee?.value == null) return 'fee'
  const known = model.balanceSats !== null && model.addressChecked && model.arrivesSats !== null
  return known && ready ? null : 'quote'
}

/** The page's one primary action, and why it cannot be pressed yet. */
export function RequestAction({ model }: { model: WithdrawFormModel }) {
  const t = useTranslations('withdraw.action')
  const router = useRouter()
  const doors = useWalletDoors()
  const { progress, request, stop, ready } = useRequestWithdrawal()
  const { account, sats, payout, fee, arrivesSats } = model
  if (account.status !== 'connected')
    return (
      <Button
        look="primary"
        size="lg"
        wide
        busy={account.status === 'reconnecting' || doors.opening}
        onClick={() => void doors.connectEvm()}
      >
        {t('connect')}
      </Button>
    )
  if (account.wrongChain) return <WrongNetwork />
  const why = inTheWay(model, ready)
  const busy = isUnderWay(progress.state)
  const send = async () => {
    if (sats === null || payout === null || fee?.value == null || arrivesSats === null) return
    const reqId = await request({
      sats,
      payoutScript: payout.script,
      maxFeeSats: fee.value,
      shownArrivesSats: arrivesSats,
    })
    if (reqId !== null) router.push(`/withdraw/${reqId}`)
  }
  return (
    <div className="grid gap-3">
      <Button
        look="primary"
        size="lg"
        wide
        busy={busy}
        reason={!busy && why ? t(`why.${why}`) : null}
        onClick={() => void send()}
      >
        {sats === null ? t('withdrawEmpty') : t('withdraw', { amount: formatBtc(sats) })}
      </Button>
      {busy && (
        <p role="status" className="text-sm font-semibold">
          {t(`step.${progress.step}`)}
        </p>
      )}
      <TransactionNote state={progress.state} onStop={stop} />
      <p className="text-sm text-ink-soft">{t('note')}</p>
    </div>
  )
}
