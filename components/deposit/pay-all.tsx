'use client'
import { useTranslations } from 'next-intl'
import { Address } from '@/components/shared/address'
import { Amount } from '@/components/shared/amount'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Spinner } from '@/components/ui/spinner'
import type { Sat } from '@/lib/core/units'
import { formatBtc } from '@/lib/format/format-btc'
import type { DepositModel } from '@/lib/hooks/use-deposit'
import { PayWithWallet } from './pay-with-wallet'

/** All parts in one transaction of the connected wallet, each address checked like a single one. */
export function PayAll({ parts }: { parts: readonly DepositModel[] }) {
  const t = useTranslations('deposit.parts')
  const checked = parts.flatMap(({ address, recheck }) => (address ? [{ address, recheck }] : []))
  if (checked.length < parts.length)
    return (
      <p role="status" className="flex items-center gap-2 text-ink-soft">
        <Spinner /> {t('checking')}
      </p>
    )
  const total = checked.reduce((sum, { address }) => sum + address.deposit.sats, 0n) as Sat
  return (
    <div className="grid gap-4">
      <p className="text-sm text-ink-soft">{t('compare')}</p>
      <KeyValues>
        {checked.map(({ address }) => (
          <KeyValue key={address.address} name={<Address address={address.address} copy={false} />}>
            <Amount sats={address.deposit.sats} decimals="all" />
          </KeyValue>
        ))}
      </KeyValues>
      <PayWithWallet
        label={t('pay', { amount: formatBtc(total), count: checked.length.toString() })}
        payments={checked.map(({ address: { address, deposit }, recheck }) => ({
          address,
          sats: deposit.sats,
          recheck,
        }))}
      />
    </div>
  )
}
