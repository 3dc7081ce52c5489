import { useTranslations } from 'next-intl'
import { cx } from '@/components/ui/cx'
import { type BtcDecimals, formatBtc } from '@/lib/format/format-btc'
import { groupDigits } from '@/lib/format/group-digits'
import { Unknown } from './unknown'

export type AmountProps = {
  /** Null when unknown. */
  sats: bigint | null | undefined
  unit?: 'btc' | 'qpbtc'
  /** All 8 decimals (`grouped`) where digits are compared or stand under each other. */
  decimals?: BtcDecimals
  className?: string
}

/** Money, exact, with its unit; the same amount in sats on hover. */
export function Amount({ sats, unit = 'btc', decimals = 'short', className }: AmountProps) {
  const t = useTranslations('common.unit')
  if (sats === null || sats === undefined) return <Unknown />
  return (
    <span
      className={cx('whitespace-nowrap', className)}
      title={`${groupDigits(sats.toString())} ${t('sats')}`}
    >
      <span className="figures">{formatBtc(sats, decimals)}</span>{' '}
      <span className="text-ink-soft">{t(unit)}</span>
    </span>
  )
}
