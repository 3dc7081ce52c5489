'use client'
import { useTranslations } from 'next-intl'
import { Address } from '@/components/shared/address'
import { Amount } from '@/components/shared/amount'
import { Hash } from '@/components/shared/hash'
import { Moment } from '@/components/shared/moment'
import { NativeAmount } from '@/components/shared/native-amount'
import { Disclosure } from '@/components/ui/disclosure'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Panel } from '@/components/ui/panel'
import { formatCount } from '@/lib/format/format-count'
import { useSettings } from '@/lib/hooks/settings'
import type { DepositRequestModel } from '@/lib/hooks/use-deposit'

/** What was asked for and what is fixed; nothing here changes any more. */
export function DetailsPanel({ model, open }: { model: DepositRequestModel; open: boolean }) {
  const t = useTranslations('deposit.details')
  const { explorers } = useSettings()
  const { shares, whole, index } = model
  const [first] = shares
  if (!first || !whole) return null
  const { deposit } = first.view
  const dto = index.data?.data ?? null
  const bondWei = dto ? BigInt(dto.bondWei) : deposit.bondWei
  const points = [
    ['requested', dto?.requested],
    ['assigned', dto?.assigned],
    ['mintedAt', dto?.minted],
    ['expiredAt', dto?.expired],
  ] as const
  return (
    <Panel>
      <Disclosure summary={t('title')} open={open}>
        <KeyValues>
          <KeyValue name={t('amount')}>
            <Amount sats={whole.sats} decimals="all" />
          </KeyValue>
          <KeyValue name={t('recipient')}>
            <Address address={deposit.recipient} />
          </KeyValue>
          {deposit.requester !== deposit.recipient && (
            <KeyValue name={t('requester')}>
              <Address address={deposit.requester} />
            </KeyValue>
          )}
          <KeyValue name={t('bond')}>
            <NativeAmount wei={bondWei} />
          </KeyValue>
          <KeyValue name={t('refundHeight')}>
            <span className="figures">{formatCount(deposit.refundHeight)}</span>
          </KeyValue>
          <KeyValue name={t('refundKey')}>
            <span className="figures block text-left break-all">{deposit.refundPubKeyHash.slice(2)}</span>
          </KeyValue>
          {points.map(
            ([name, point]) =>
              point && (
                <KeyValue key={name} name={t(name)} note={<Moment time={point.time} />}>
                  <Hash hash={point.tx} href={explorers.evm && `${explorers.evm}/tx/${point.tx}`} />
                </KeyValue>
              ),
          )}
        </KeyValues>
      </Disclosure>
    </Panel>
  )
}
