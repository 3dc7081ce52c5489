'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { TransactionNote } from '@/components/wallet/transaction-note'
import { useWalletDoors } from '@/components/wallet/use-wallet-doors'
import { WrongNetwork } from '@/components/wallet/wrong-network'
import { formatBtc } from '@/lib/format/format-btc'
import type { DepositFormModel } from '@/lib/hooks/use-deposit-form'
import { useRequestDeposit } from '@/lib/hooks/use-request-deposit'
import { isUnderWay } from '@/lib/hooks/use-transaction'

/** The page's one primary action, and why it cannot be pressed yet. */
export function RequestAction({ model }: { model: DepositFormModel }) {
  const t = useTranslations('deposit.action')
  const router = useRouter()
  const doors = useWalletDoors()
  const { state, request, stop, ready } = useRequestDeposit()
  const { account, amount, recipient, refund, quote, quoteFresh, values } = model
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
  const reason =
    values.amount.trim() === ''
      ? t('why.amount')
      : amount.error || recipient.error
        ? t('why.fix')
        : refund.error || model.wrongBitcoinNetwork
          ? t('why.refund')
          : !quote || !quoteFresh || !ready || recipient.value === null || refund.value === null
            ? t('why.quote')
            : null
  const send = async () => {
    if (amount.value === null || recipient.value === null || refund.value === null || !quote) return
    const reqId = await request({
      sats: amount.value,
      recipient: recipient.value,
      refundPubKeyHash: refund.value,
      shownBondWei: quote.bondWei,
    })
    if (reqId !== null) router.push(`/deposit/${reqId}`)
  }
  return (
    <div className="grid gap-3">
      <Button
        look="primary"
        size="lg"
        wide
        busy={isUnderWay(state)}
        reason={isUnderWay(state) ? null : reason}
        onClick={() => void send()}
      >
        {amount.value === null ? t('requestEmpty') : t('request', { amount: formatBtc(amount.value) })}
      </Button>
      <TransactionNote state={state} onStop={stop} />
      <p className="text-sm text-ink-soft">{t('note')}</p>
    </div>
  )
}
