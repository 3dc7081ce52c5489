'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { WaitingRecover } from '@/lib/flows/deposit/draft-recover'
import { formatBtc } from '@/lib/format/format-btc'
import { useRecoverDraft } from '@/lib/hooks/use-recover-draft'
import { type AskedRecover, useRecoverSend } from '@/lib/hooks/use-recover-send'
import type { RecoverSightModel } from '@/lib/hooks/use-recover-sight'
import { RecoverAddress } from './recover-address'
import { RecoverFee } from './recover-fee'
import { RecoverOutcome } from './recover-outcome'
import { RecoverSummary } from './recover-summary'
import { RecoverWays } from './recover-ways'

type Sight = NonNullable<RecoverSightModel['sight']['data']>
type Props = {
  reqId: bigint
  share: number
  place: NonNullable<RecoverSightModel['place']['data']>
  coins: Sight['coins']
  fees: RecoverSightModel['fees']
  /** the refund height is not reached by Bitcoin itself */
  early: boolean
  /** what waits already, when its fee is to be raised */
  replaces?: WaitingRecover | null
}

/** Amount, address, fee, what will arrive, and the three ways to sign it. */
export function RecoverForm({ reqId, share, place, coins, fees, early, replaces = null }: Props) {
  const t = useTranslations('deposit.recover')
  const draft = useRecoverDraft(place, coins, fees, replaces)
  const send = useRecoverSend({ reqId, share, place }, replaces?.txid ?? null)
  // a PSBT that left the page is what comes back: nothing above may move meanwhile
  const [prepared, setPrepared] = useState<AskedRecover | null>(null)
  const total = coins.reduce((sum, { sats }) => sum + sats, 0n)
  const { payout, end, rate, highFee } = draft
  const why =
    payout.value === null
      ? 'address'
      : end.error !== null
        ? 'end'
        : rate.value === null
          ? 'fee'
          : highFee !== null
            ? 'agree'
            : draft.error !== null
              ? 'fix'
              : early
                ? 'early'
                : null
  return (
    <div className="grid gap-6">
      {replaces === null ? (
        <p className="text-lg font-semibold">
          {t('found', { amount: formatBtc(total), count: coins.length })}
        </p>
      ) : (
        <p className="max-w-[70ch]">{t('raise.text', { fee: formatBtc(replaces.fee) })}</p>
      )}
      {prepared === null && (
        <>
          <RecoverAddress draft={draft} onChange={send.forget} />
          <RecoverFee draft={draft} fees={fees} onChange={send.forget} />
        </>
      )}
      <RecoverSummary draft={draft} asked={prepared} coins={coins.length} />
      <RecoverWays
        draft={draft}
        send={send}
        asked={draft.asked}
        why={why === null ? null : t(`why.${why}`)}
        prepared={prepared}
        onPrepare={setPrepared}
      />
      <RecoverOutcome send={send} />
      <p className="text-sm text-ink-soft">{t('seed')}</p>
    </div>
  )
}
