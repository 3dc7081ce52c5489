'use client'
import { useTranslations } from 'next-intl'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { formatBtc } from '@/lib/format/format-btc'
import { useOpenIntents } from '@/lib/hooks/use-request-deposit'
import { useOpenWithdrawals } from '@/lib/hooks/use-request-withdrawal'

/** Requests of this account that were begun in this browser and are not known to be in a block; they stay until they are (C5). */
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
      forget: deposits.forget,
    })),
    ...withdrawals.open.map(({ intent, found }) => ({
      kind: 'withdrawal' as const,
      intent,
      found,
      by: intent.owner,
      forget: withdrawals.forget,
    })),
  ].filter(({ found, by }) => typeof found !== 'bigint' && mine(by))
  if (begun.length === 0) return null
  return (
    <Banner tone="info" title={t('title')}>
      <ul className="grid gap-2">
        {begun.map(({ kind, intent, found, forget }) => (
          <li key={intent.id}>
            {t(`${kind}.${found === 'pending' || found === 'unknown' ? found : 'none'}`, {
              amount: formatBtc(BigInt(intent.sats)),
            })}
            {/* what may have been sent is not to be lost sight of by a press */}
            {(found === null || found === 'proposed') && (
              <Button size="sm" look="quiet" onClick={() => forget(intent.id)}>
                {t('forget')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Banner>
  )
}
