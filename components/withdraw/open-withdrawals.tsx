'use client'
import { useTranslations } from 'next-intl'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { TextLink } from '@/components/ui/text-link'
import { formatBtc } from '@/lib/format/format-btc'
import { useOpenWithdrawals } from '@/lib/hooks/use-request-withdrawal'

/** Requests that were begun here and interrupted: found again on chain, so that nobody asks twice (C1, C7, C29). */
export function OpenWithdrawals() {
  const t = useTranslations('withdraw.open')
  const { open, forget } = useOpenWithdrawals()
  if (open.length === 0) return null
  return (
    <Banner tone="info" title={t('title')}>
      {open.map(({ intent, found }) => {
        const amount = formatBtc(BigInt(intent.sats))
        const reqId = typeof found === 'bigint' ? found.toString() : null
        return (
          <p key={intent.id} className="flex flex-wrap items-baseline gap-x-3">
            {reqId !== null && (
              <>
                {t('found', { amount, reqId })}
                <TextLink href={`/withdraw/${reqId}`}>{t('go', { reqId })}</TextLink>
              </>
            )}
            {found === 'pending' && t('pending', { amount })}
            {found === 'proposed' && t('proposed', { amount })}
            {found === null && t('none', { amount })}
            {found === 'unknown' && t('unknown', { amount })}
            {found !== 'pending' && (
              <Button size="sm" look="quiet" onClick={() => forget(intent.id)}>
                {t('forget')}
              </Button>
            )}
          </p>
        )
      })}
    </Banner>
  )
}
