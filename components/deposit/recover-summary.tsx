'use client'
import { useTranslations } from 'next-intl'
import { Amount } from '@/components/shared/amount'
import { Failure } from '@/components/shared/failure'
import { Unknown } from '@/components/shared/unknown'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { formatBtc } from '@/lib/format/format-btc'
import type { RecoverDraft } from '@/lib/hooks/use-recover-draft'
import type { AskedRecover } from '@/lib/hooks/use-recover-send'

type Props = {
  draft: RecoverDraft
  /** the transaction that stands already; null while the form can change it */
  asked: AskedRecover | null
  /** coins there are */
  coins: number
}

/** What will arrive, to the sat, before anything is signed (C13). */
export function RecoverSummary({ draft, asked, coins }: Props) {
  const t = useTranslations('deposit.recover.sum')
  const { agreeTo, highFee, error } = draft
  const shown = asked ?? draft.shown
  const left = shown === null ? 0 : coins - shown.coins.length
  return (
    <div className="grid gap-3">
      <KeyValues className="border-y border-line">
        <KeyValue name={t('coins')} note={left > 0 && t('left', { count: left })}>
          <Amount sats={shown && shown.payout + shown.fee} decimals="all" />
        </KeyValue>
        <KeyValue name={t('fee')} note={shown && t('size', { bytes: shown.vsize.toString() })}>
          <Amount sats={shown?.fee} decimals="all" />
        </KeyValue>
        <KeyValue name={t('arrives')}>
          <Amount sats={shown?.payout} decimals="all" className="font-semibold" />
        </KeyValue>
        {asked && (
          <KeyValue name={t('to')}>
            {draft.payout.value === null ? (
              <Unknown />
            ) : (
              <span className="figures break-all">{draft.payout.value.address}</span>
            )}
          </KeyValue>
        )}
      </KeyValues>
      {asked === null && error && <Failure error={error} tone="wait" />}
      {asked === null && highFee !== null && (
        <Banner
          tone="wait"
          role="alert"
          title={t('high', { fee: formatBtc(highFee) })}
          action={
            <Button size="sm" onClick={() => agreeTo(highFee)}>
              {t('agree', { fee: formatBtc(highFee) })}
            </Button>
          }
        >
          {t('highText')}
        </Banner>
      )}
    </div>
  )
}
