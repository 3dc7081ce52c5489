'use client'
import { useTranslations } from 'next-intl'
import { Amount } from '@/components/shared/amount'
import { Banner } from '@/components/ui/banner'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Tick } from '@/components/ui/tick'

type Props = {
  /** the quote's shares, largest first */
  shareSats: readonly bigint[]
  agreed: boolean
  onAgree: (agreed: boolean) => void
}

/** No staker carries the whole amount: how it would fall on several, and the person's yes to paying each. */
export function SplitConsent({ shareSats, agreed, onAgree }: Props) {
  const t = useTranslations('deposit.split')
  const count = shareSats.length.toString()
  return (
    <div className="grid gap-3">
      <Banner tone="wait" role="note" title={t('title', { count })}>
        <p>{t('text')}</p>
        <KeyValues className="mt-2">
          {shareSats.map((sats, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a share is its place in the split
            <KeyValue key={at} name={t('part', { number: (at + 1).toString() })}>
              <Amount sats={sats} />
            </KeyValue>
          ))}
        </KeyValues>
        <p className="mt-2">{t('about')}</p>
      </Banner>
      <Tick checked={agreed} onChange={onAgree}>
        {t('agree', { count })}
      </Tick>
    </div>
  )
}
