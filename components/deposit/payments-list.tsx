'use client'
import { useTranslations } from 'next-intl'
import { Amount } from '@/components/shared/amount'
import { Failure } from '@/components/shared/failure'
import { Hash } from '@/components/shared/hash'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { formatCount } from '@/lib/format/format-count'
import { useSettings } from '@/lib/hooks/settings'
import type { DepositModel } from '@/lib/hooks/use-deposit'

type Payment = NonNullable<DepositModel['payments']>[number]

function OnePayment({ payment }: { payment: Payment }) {
  const t = useTranslations('deposit.confirm')
  const { explorers } = useSettings()
  const { txid, vout, sats, block, replaceable, problem } = payment
  return (
    <li>
      <KeyValues>
        <KeyValue name={t('payment')} note={replaceable && t('replaceable')}>
          <Hash hash={txid} href={explorers.bitcoin && `${explorers.bitcoin}/tx/${txid}#vout=${vout}`} />
        </KeyValue>
        <KeyValue name={t('amount')}>
          <Amount sats={sats} decimals="all" />
        </KeyValue>
        <KeyValue name={t('inBlock')}>
          {block === null ? t('mempool') : <span className="figures">{formatCount(block.height)}</span>}
        </KeyValue>
      </KeyValues>
      {problem && (
        <div className="mt-2 grid gap-2">
          <p className="text-sm font-semibold text-red">▲ {t('problem')}</p>
          <Failure error={problem} />
        </div>
      )}
    </li>
  )
}

/** Every payment to the address, as found on Bitcoin. */
export function PaymentsList({ payments }: { payments: readonly Payment[] }) {
  return (
    <ul className="grid gap-2">
      {payments.map((payment) => (
        <OnePayment key={`${payment.txid}:${payment.vout}`} payment={payment} />
      ))}
    </ul>
  )
}
