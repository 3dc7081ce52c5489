'use client'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { buttonStyle } from '@/components/ui/button-style'
import { Panel } from '@/components/ui/panel'
import { formatBtc } from '@/lib/format/format-btc'
import type { WithdrawalSeen } from '@/lib/hooks/use-withdrawal'

/** How it ended, once the chain says that it has (T10). */
export function OutcomePanel({ view }: { view: WithdrawalSeen }) {
  const t = useTranslations('withdraw.sum')
  const { name } = view.whole.phase
  if (name !== 'Complete' && name !== 'Failed' && name !== 'Cancelled') return null
  const paid = view.shares
    .filter(({ share }) => share.state === 'Paid')
    // what the output carried where that was checked here, at least what was owed otherwise
    .reduce((sum, { share, payment }) => {
      const checked = payment !== null && payment.verified > 0
      return sum + (checked ? payment.sats : share.payoutSats)
    }, 0n)
  const words = {
    Complete: [t('completeTitle', { amount: formatBtc(paid) }), t('complete')],
    Failed: [t('failedTitle'), t('failed')],
    Cancelled: [t('cancelledTitle'), t('cancelled')],
  }[name]
  return (
    <Panel look="water">
      <div className="grid justify-items-start gap-3">
        <h2 className={name === 'Complete' ? 'text-lg font-semibold text-green' : 'text-lg font-semibold'}>
          {name === 'Complete' && <span aria-hidden="true">● </span>}
          {words[0]}
        </h2>
        <p className="max-w-[70ch]">{words[1]}</p>
        <Link href="/withdraw" className={buttonStyle({ look: 'secondary' })}>
          {t('another')}
        </Link>
      </div>
    </Panel>
  )
}
