'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { Address } from '@/components/shared/address'
import { Amount } from '@/components/shared/amount'
import { Unknown } from '@/components/shared/unknown'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Panel } from '@/components/ui/panel'
import { formatCount } from '@/lib/format/format-count'
import { stakerQuery } from '@/lib/queries/staker'

/** Who holds the coins: its standing and history. */
export function StakerPanel({ address, number }: { address: string; number: number | null }) {
  const t = useTranslations('deposit.staker')
  const { data, isError } = useQuery(stakerQuery(address))
  const staker = data?.data
  const big = (value: string | undefined) => (value === undefined ? null : BigInt(value))
  return (
    <Panel title={number === null ? t('title') : t('titlePart', { number: number.toString() })}>
      <Address address={address} />
      <KeyValues className="mt-2">
        <KeyValue name={t('issued')}>
          <Amount sats={big(staker?.issued)} />
        </KeyValue>
        <KeyValue name={t('reserved')}>
          <Amount sats={big(staker?.toBeIssued)} />
        </KeyValue>
        <KeyValue name={t('minted')}>{staker ? formatCount(staker.depositsMinted) : <Unknown />}</KeyValue>
        <KeyValue name={t('expired')}>{staker ? formatCount(staker.depositsExpired) : <Unknown />}</KeyValue>
      </KeyValues>
      {isError && <p className="text-sm text-ink-soft">{t('unknown')}</p>}
    </Panel>
  )
}
