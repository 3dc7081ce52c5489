'use client'
import { useTranslations } from 'next-intl'
import { Moment } from '@/components/shared/moment'
import { Banner } from '@/components/ui/banner'

/** No source lists this address's payments now; what was verified before stands, with its age. @param at Unix seconds */
export function BitcoinDown({ at }: { at: number | null }) {
  const t = useTranslations('deposit.confirm')
  return (
    <Banner tone="wait" title={t('bitcoinDown')}>
      {at === null ? t('bitcoinDownHow') : t.rich('bitcoinDownSince', { at: () => <Moment time={at} /> })}
    </Banner>
  )
}
