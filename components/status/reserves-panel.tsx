'use client'
import { useTranslations } from 'next-intl'
import { Address } from '@/components/shared/address'
import { Age } from '@/components/shared/age'
import { Amount } from '@/components/shared/amount'
import { Badge } from '@/components/ui/badge'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Panel } from '@/components/ui/panel'
import { Table, Td, Th } from '@/components/ui/table'
import { formatBtc } from '@/lib/format/format-btc'
import type { StatusView } from '@/lib/queries/status-view'

function Standing({ issued, proven }: { issued: bigint | null; proven: bigint | null }) {
  const t = useTranslations('status.reserves')
  if (issued === null || proven === null) return <Badge>{t('unknown')}</Badge>
  if (proven < issued)
    return <Badge tone="loss">{t('short', { amount: `${formatBtc(issued - proven)} BTC` })}</Badge>
  return <Badge tone="final">{t('covered')}</Badge>
}

/** Proof of reserves: what each staker issued against what is found on Bitcoin. */
export function ReservesPanel({ status: { bridge, reserves } }: { status: StatusView }) {
  const t = useTranslations('status.reserves')
  // what was issued when the coins were counted: a deposit minted since would look like a deficit
  const issued = reserves.stakers.reduce((sum, staker) => sum + staker.issued, 0n)
  return (
    <Panel
      title={t('title')}
      aside={
        reserves.checkedAt === null
          ? t('never')
          : t.rich('checked', { at: () => <Age time={reserves.checkedAt} /> })
      }
    >
      <p className="max-w-[70ch] text-sm text-ink-soft">{t('text')}</p>
      {reserves.stakers.length === 0 ? (
        <p className="mt-4 border-t border-line pt-4">{t('empty')}</p>
      ) : (
        <div className="mt-4">
          <ul className="divide-y divide-line border-t border-line sm:hidden">
            {reserves.stakers.map(({ address, issued, proven }) => (
              <li key={address} className="py-3">
                <Address address={address} />
                <KeyValues className="mt-1">
                  <KeyValue name={t('issued')}>
                    <Amount sats={issued} decimals="grouped" />
                  </KeyValue>
                  <KeyValue name={t('proven')}>
                    <Amount sats={proven} decimals="grouped" />
                  </KeyValue>
                </KeyValues>
                <p className="text-right">
                  <Standing issued={issued} proven={proven} />
                </p>
              </li>
            ))}
            <li className="flex items-baseline justify-between gap-4 py-3 font-semibold">
              {t('total')}
              <Standing issued={issued} proven={reserves.proven} />
            </li>
          </ul>
          <div className="hidden sm:block">
            <Table caption={t('title')}>
              <thead>
                <tr>
                  <Th>{t('staker')}</Th>
                  <Th figures>{t('issued')}</Th>
                  <Th figures>{t('proven')}</Th>
                  <Th figures>{t('difference')}</Th>
                </tr>
              </thead>
              <tbody>
                {reserves.stakers.map(({ address, issued, proven }) => (
                  <tr key={address}>
                    <Td>
                      <Address address={address} />
                    </Td>
                    <Td figures>
                      <Amount sats={issued} decimals="grouped" />
                    </Td>
                    <Td figures>
                      <Amount sats={proven} decimals="grouped" />
                    </Td>
                    <Td figures>
                      <Standing issued={issued} proven={proven} />
                    </Td>
                  </tr>
                ))}
              </tbody>
              <tfoot>
                <tr className="font-semibold">
                  <Td>{t('total')}</Td>
                  <Td figures>
                    <Amount sats={issued} decimals="grouped" />
                  </Td>
                  <Td figures>
                    <Amount sats={reserves.proven} decimals="grouped" />
                  </Td>
                  <Td figures>
                    <Standing issued={issued} proven={reserves.proven} />
                  </Td>
                </tr>
              </tfoot>
            </Table>
          </div>
          <p className="mt-3 flex justify-between text-sm">
            <span className="text-ink-soft">{t('supply')}</span>
            <Amount sats={bridge.supply} unit="qpbtc" decimals="grouped" />
          </p>
          {reserves.unminted !== null && reserves.unminted > 0n && (
            <p className="mt-1 flex justify-between gap-4 text-sm">
              <span className="text-ink-soft">{t('unminted')}</span>
              <Amount sats={reserves.unminted} decimals="grouped" />
            </p>
          )}
        </div>
      )}
    </Panel>
  )
}
