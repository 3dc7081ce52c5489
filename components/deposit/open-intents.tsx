'use client'
import { useTranslations } from 'next-intl'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { TextLink } from '@/components/ui/text-link'
import type { DepositIntent } from '@/lib/flows/deposit/intents'
import { formatBtc } from '@/lib/format/format-btc'
import type { Begun } from '@/lib/hooks/use-begun'
import { useOpenIntents } from '@/lib/hooks/use-request-deposit'

function Intent({ open, forget }: { open: Begun<DepositIntent>; forget: (id: string) => void }) {
  const t = useTranslations('deposit.open')
  const { intent, found } = open
  const amount = formatBtc(BigInt(intent.sats))
  if (typeof found === 'bigint')
    return (
      <p className="flex flex-wrap items-baseline gap-x-3">
        {t('found', { amount, reqId: found.toString() })}
        <TextLink href={`/deposit/${found}`}>{t('go', { reqId: found.toString() })}</TextLink>
      </p>
    )
  return (
    <p className="flex flex-wrap items-baseline gap-x-3">
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
}

/** Requests that were begun here and interrupted: found again on chain, so that nobody asks twice (C7). */
export function OpenIntents() {
  const t = useTranslations('deposit.open')
  const { open, forget } = useOpenIntents()
  if (open.length === 0) return null
  return (
    <Banner tone="info" title={t('title')}>
      {open.map((entry) => (
        <Intent key={entry.intent.id} open={entry} forget={forget} />
      ))}
    </Banner>
  )
}
