'use client'
import { useTranslations } from 'next-intl'
import { Address } from '@/components/shared/address'
import { NativeAmount } from '@/components/shared/native-amount'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import type { TransactionState } from '@/lib/flows/transaction'

type Asked = NonNullable<Extract<TransactionState, { name: 'signing' }>['asks']>

/** What the wallet shows now, read back from the bytes it was given, to be compared with its own screen (C16). */
export function AskedCall({ asks }: { asks: Asked }) {
  const t = useTranslations('wallet.evm.asks')
  return (
    <section aria-label={t('title')} className="grid gap-2 rounded border border-line p-3 text-sm">
      <p className="font-semibold">{t('title')}</p>
      <KeyValues>
        <KeyValue name={t('contract')}>
          <Address address={asks.contract} copy={false} />
        </KeyValue>
        <KeyValue name={t('function')}>
          <span className="figures">{asks.functionName}</span>
        </KeyValue>
        {asks.args.map(([name, value]) => (
          <KeyValue key={name} name={name}>
            <span className="figures break-all">{value}</span>
          </KeyValue>
        ))}
        <KeyValue name={t('value')}>
          <NativeAmount wei={asks.value} />
        </KeyValue>
      </KeyValues>
    </section>
  )
}
