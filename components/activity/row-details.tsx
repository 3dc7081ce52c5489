'use client'
import { useTranslations } from 'next-intl'
import { Address } from '@/components/shared/address'
import { Hash } from '@/components/shared/hash'
import { Moment } from '@/components/shared/moment'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import type { AnyRequestDto } from '@/lib/api/requests'
import type { ActivityRow } from '@/lib/flows/activity/rows'
import { useSettings } from '@/lib/hooks/settings'

const depositSteps = ['requested', 'assigned', 'minted', 'expired', 'cancelled', 'refundable'] as const

/** What happened, oldest first, each with the transaction in which it did. */
function useSteps(request: AnyRequestDto | null) {
  const deposit = useTranslations('activity.details.step')
  const withdrawal = useTranslations('withdraw.history')
  if (request === null) return []
  if (request.kind === 'deposit')
    return depositSteps
      .flatMap((name) => {
        const point = request[name]
        return point === null ? [] : [{ words: deposit(name), ...point }]
      })
      .sort((a, b) => a.block - b.block)
  return request.steps.map(({ name, share, ...point }) => {
    const step = withdrawal(`step.${name}`)
    return {
      words: share === null ? step : withdrawal('ofShare', { step, share: (share + 1).toString() }),
      ...point,
    }
  })
}

/** Bitcoin transactions that paid it. */
const paidBy = (request: AnyRequestDto): readonly string[] =>
  request.kind === 'deposit'
    ? request.shares.flatMap(({ payments }) => payments.map(({ txid }) => txid))
    : request.shares.flatMap(({ payment }) => (payment === null ? [] : [payment.txid]))

const toWhom = (request: AnyRequestDto): string =>
  request.kind === 'deposit' ? request.recipient : (request.payoutAddress ?? request.payoutScript)

/** Bitcoin transaction, EVM transactions and the index's rows of one request, joined. */
export function RowDetails({ row }: { row: ActivityRow }) {
  const t = useTranslations('activity.details')
  const { explorers } = useSettings()
  const evm = (tx: string) => <Hash hash={tx} href={explorers.evm && `${explorers.evm}/tx/${tx}`} />
  const { indexed } = row
  const steps = useSteps(indexed)
  return (
    <KeyValues>
      <KeyValue name={t('by')}>
        <Address address={row.by} />
      </KeyValue>
      {indexed && (
        <KeyValue name={t(`to.${indexed.kind}`)}>
          <Address address={toWhom(indexed)} />
        </KeyValue>
      )}
      {indexed === null && row.tx !== null && <KeyValue name={t('step.requested')}>{evm(row.tx)}</KeyValue>}
      {steps.map(({ words, time, tx }) => (
        <KeyValue key={`${words} ${time} ${tx}`} name={words} note={<Moment time={time} />}>
          {evm(tx)}
        </KeyValue>
      ))}
      {indexed &&
        [...new Set(paidBy(indexed))].map((txid) => (
          <KeyValue key={txid} name={t('bitcoin')}>
            <Hash hash={txid} href={explorers.bitcoin && `${explorers.bitcoin}/tx/${txid}`} />
          </KeyValue>
        ))}
    </KeyValues>
  )
}
