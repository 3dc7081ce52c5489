'use client'
import { useTranslations } from 'next-intl'
import { Panel } from '@/components/ui/panel'
import { SelfService } from '@/components/wallet/self-service'
import { formatBtc } from '@/lib/format/format-btc'
import { formatCount } from '@/lib/format/format-count'
import type { DepositModel } from '@/lib/hooks/use-deposit'
import { useDepositCalls } from '@/lib/hooks/use-deposit-calls'
import { useWaited } from '@/lib/hooks/use-waited'
import { DepositWait } from './deposit-wait'
import { DrainNext } from './escrowed-panel'
import { PaymentsList } from './payments-list'

type Props = { model: DepositModel; reqId: bigint }
/** Milliseconds that the keeper gets before the page offers to do its work. */
const PATIENCE = 15_000

function Prove({ model, reqId }: Props) {
  const t = useTranslations('deposit.excess')
  const calls = useDepositCalls(model, reqId)
  if (!useWaited(PATIENCE)) return null
  return <SelfService label={t('prove')} note={t('proveNote')} build={calls.prove} />
}

/** Paid beyond the amount, at once or after the mint: a claim, and what it waits for (C19, C22). */
export function ExcessPanel({ model, reqId }: Props) {
  const t = useTranslations('deposit.excess')
  const escrowed = useTranslations('deposit.escrowed')
  const { phase, actions, deadlines } = model.view
  if (phase.name !== 'excess') return null
  const { waitingSats, comingSats, confirmations, required, position } = phase
  const open = model.payments?.filter(({ counted }) => !counted) ?? []
  return (
    <Panel look="water" title={t('title', { amount: formatBtc(waitingSats + comingSats) })}>
      <div className="grid gap-4">
        <p className="max-w-[70ch]">{t('text')}</p>
        {comingSats > 0n && (
          <p className="font-semibold" aria-live="polite">
            {t('coming', {
              amount: formatBtc(comingSats),
              done: (confirmations ?? 0).toString(),
              total: required.toString(),
            })}
          </p>
        )}
        {waitingSats > 0n && (
          <>
            <p className="font-semibold">
              {t('waiting', { amount: formatBtc(waitingSats), position: position.toString() })}
            </p>
            <DepositWait model={model} of={(past) => past.deposit.room} line="escrow" />
          </>
        )}
        {open.length > 0 && <PaymentsList payments={open} />}
        {actions.includes('prove') && <Prove model={model} reqId={reqId} />}
        <DrainNext model={model} reqId={reqId} />
        <p className="max-w-[70ch] text-sm text-ink-soft">
          {escrowed('back', {
            until: formatCount(deadlines.mintUntilHeight),
            refund: formatCount(deadlines.refundHeight),
          })}
        </p>
      </div>
    </Panel>
  )
}
