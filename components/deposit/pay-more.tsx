'use client'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import type { Sat } from '@/lib/core/units'
import { formatBtc } from '@/lib/format/format-btc'
import type { DepositModel } from '@/lib/hooks/use-deposit'
import { AddressGate } from './address-gate'
import { PaymentScreen } from './payment-screen'
import { PaymentsList } from './payments-list'

type Props = { model: DepositModel }
/** Outputs under this are not relayed by Bitcoin nodes (P2WPKH and P2WSH dust, rounded up to the usual 546). */
const SMALLEST_PAYMENT = 546n

type AgainProps = Props & { title: ReactNode; show: string; sats: Sat; rest: boolean; children: ReactNode }

/** Something was paid already, so the address stands behind a press: nobody pays a second time by mistake. */
function PayAgain({ model, title, show, sats, rest, children }: AgainProps) {
  const t = useTranslations('deposit.pay')
  const [shown, setShown] = useState(false)
  return (
    <>
      <Banner
        tone="wait"
        title={title}
        action={
          <Button size="sm" onClick={() => setShown(!shown)}>
            {shown ? t('hideAgain') : show}
          </Button>
        }
      >
        {children}
      </Banner>
      {shown && (
        <AddressGate model={model}>
          {(checked) => <PaymentScreen model={model} checked={checked} sats={sats} rest={rest} />}
        </AddressGate>
      )}
    </>
  )
}

/** Too little was paid: what is missing, and where to send it. */
export function Underpaid({ model }: Props) {
  const t = useTranslations('deposit')
  const { view, payments } = model
  if (view.phase.name !== 'underpaid') return null
  const { missingSats, paidSats, waitingSats } = view.phase
  const asked = missingSats + waitingSats
  const rest = (asked < SMALLEST_PAYMENT ? SMALLEST_PAYMENT : asked) as Sat
  const waits = waitingSats > 0n
  return (
    <div className="grid gap-4">
      <PayAgain
        model={model}
        title={
          waits
            ? t('under.waiting', { waiting: formatBtc(waitingSats) })
            : t('under.title', { missing: formatBtc(missingSats) })
        }
        show={waits ? t('under.showAll', { amount: formatBtc(rest) }) : t('pay.again')}
        sats={rest}
        rest
      >
        {waits && <p>{t('under.waitingText', { missing: formatBtc(missingSats) })}</p>}
        <p>{t('under.text', { paid: formatBtc(paidSats), total: formatBtc(view.deposit.sats) })}</p>
        {rest !== asked && <p className="mt-1">{t('under.dust')}</p>}
      </PayAgain>
      {payments && <PaymentsList payments={payments} />}
    </div>
  )
}

/** What came can never be minted: the whole amount can still be paid, from elsewhere. */
export function PayAnew({ model }: Props) {
  const t = useTranslations('deposit.unprovable')
  const { view } = model
  return (
    <div className="grid gap-4">
      <PayAgain model={model} title={t('anew')} show={t('show')} sats={view.deposit.sats} rest={false}>
        <p>{t('anewText', { amount: formatBtc(view.deposit.sats) })}</p>
      </PayAgain>
    </div>
  )
}
