'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Amount } from '@/components/shared/amount'
import { Hash } from '@/components/shared/hash'
import { Button } from '@/components/ui/button'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Progress } from '@/components/ui/progress'
import { RECOVER_CONFIRMATIONS } from '@/lib/core/recover-rules'
import { useSettings } from '@/lib/hooks/settings'
import type { RecoverSightModel } from '@/lib/hooks/use-recover-sight'
import { RecoverForm } from './recover-form'

type Spend = NonNullable<RecoverSightModel['sight']['data']>['spends'][number]
type Place = {
  reqId: bigint
  share: number
  place: NonNullable<RecoverSightModel['place']['data']>
  fees: RecoverSightModel['fees']
}

/** Raises the fee of what waits: the same coins to the same address, for miners to prefer (BIP-125). */
function Raise({ waiting, ...place }: Place & { waiting: NonNullable<Spend['waiting']> }) {
  const t = useTranslations('deposit.recover.raise')
  const [open, setOpen] = useState(false)
  return (
    <div className="grid gap-4">
      <div>
        <Button size="sm" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'close' : 'open')}
        </Button>
      </div>
      {open && <RecoverForm {...place} coins={waiting.coins} early={false} replaces={waiting} />}
    </div>
  )
}

function OneSpend({ spend, ...place }: Place & { spend: Spend }) {
  const t = useTranslations('deposit.recover.spend')
  const { explorers } = useSettings()
  const { txid, by, sats, confirmations } = spend
  const own = by === 'depositor'
  const done = Math.min(confirmations, RECOVER_CONFIRMATIONS)
  const title = by === null ? 'unknown' : !own ? 'staker' : confirmations === 0 ? 'sent' : 'recovered'
  const final = own && done === RECOVER_CONFIRMATIONS
  const count = t('count', { done: done.toString(), total: RECOVER_CONFIRMATIONS.toString() })
  return (
    <li className="grid gap-2">
      <p role="status" className={final ? 'font-semibold text-green' : 'font-semibold'}>
        {final && <span aria-hidden="true">● </span>}
        {t(final ? 'final' : title)}
      </p>
      <p className="max-w-[70ch] text-sm">{t(`${title}Text`)}</p>
      <KeyValues>
        <KeyValue name={t('transaction')}>
          <Hash hash={txid} href={explorers.bitcoin && `${explorers.bitcoin}/tx/${txid}`} />
        </KeyValue>
        <KeyValue name={t('coins')}>
          <Amount sats={sats} decimals="all" />
        </KeyValue>
        <KeyValue name={t('confirmations')}>{count}</KeyValue>
      </KeyValues>
      <Progress done={done} total={RECOVER_CONFIRMATIONS} label={t('confirmations')} text={count} />
      {spend.waiting && <Raise key={spend.txid} waiting={spend.waiting} {...place} />}
    </li>
  )
}

/** What took the coins on, as far as Bitcoin shows: the refund key, or the staker. */
export function RecoverSpends({ spends, ...place }: Place & { spends: readonly Spend[] }) {
  return (
    <ul className="grid gap-5">
      {spends.map((spend) => (
        <OneSpend key={spend.txid} spend={spend} {...place} />
      ))}
    </ul>
  )
}
