import { useTranslations } from 'next-intl'
import { formatNative } from '@/lib/format/format-native'

/** An amount of the chain's native coin, exact, written as {@link Amount} writes money. */
export function NativeAmount({ wei }: { wei: bigint }) {
  const t = useTranslations('common.unit')
  return (
    <span className="whitespace-nowrap">
      <span className="figures">{formatNative(wei)}</span> <span className="text-ink-soft">{t('btc')}</span>
    </span>
  )
}
