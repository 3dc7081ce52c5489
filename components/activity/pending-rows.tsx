'use client'
import { useTranslations } from 'next-intl'
import { Banner } from '@/components/ui/banner'
import { formatBtc } from '@/lib/format/format-btc'
import { useOpenIntents } from '@/lib/hooks/use-request-deposit'
import { useOpenWithdrawals } from '@/lib/hooks/use-request-withdrawal'

/** Requests of this account that were begun in this browser and are in no block yet; they stay until they are (C5). */
export function PendingRows({ account }: { account: string }) {
  const t = useTranslations('activity.pending')
  const deposits = useOpenIntents()
  const withdrawals = useOpenWithdrawals()
  const mine = (owner: string) => owner.toLowerCase() === account.toLowerCase()
  const begun = [
    ...deposits.open.map(({ intent, found }) => ({
      kind: 'deposit' as const,
      intent,
      found,
      by: intent.requester,
    })),
    ...withdrawals.open.map(({ intent, found }) => ({
      kind: 'withdrawal' as const,
      intent,
      found,
      by: intent.owner,
    })),
  ].filter(({ found, by }) => typeof found !== 'bigint' && mine(by))
  if (begun.length === 0) return null
  return (
    <Banner tone="info" title={t('title')}>
      {begun.map(({ kind, intent, found }) => (
        <p key={intent.id}>
          {t(`${kind}.${found === 'pending' || found === 'unknown' ? found : 'none'}`, {
            amount: formatBtc(BigInt(intent.sats)),
          })}
        </p>
      ))}
    </Banner>
  )
}
