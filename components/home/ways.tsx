'use client'
import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Segmented } from '@/components/ui/segmented'
import type { StatusAnswer } from '@/lib/queries/status-view'
import { QuoteForm } from './quote-form'
import { WithdrawWay } from './withdraw-way'

/** The two ways through the gate. The choice stands in the address, so that it can be linked to. */
export function Ways({ initial }: { initial: StatusAnswer | null }) {
  const t = useTranslations('home')
  const way = useSearchParams().get('way') === 'withdraw' ? 'withdraw' : 'deposit'
  return (
    <section aria-label={t('ways.label')} className="rounded border border-line bg-surface">
      <Segmented
        label={t('ways.label')}
        options={[
          { value: 'deposit', label: t('ways.deposit') },
          { value: 'withdraw', label: t('ways.withdraw') },
        ]}
        value={way}
        onChange={(next) =>
          window.history.replaceState(null, '', next === 'withdraw' ? '/?way=withdraw' : '/')
        }
        panelClassName="p-5 sm:p-6"
      >
        {way === 'deposit' ? <QuoteForm initial={initial} /> : <WithdrawWay />}
      </Segmented>
    </section>
  )
}
