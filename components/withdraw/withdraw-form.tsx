'use client'
import { useTranslations } from 'next-intl'
import { Panel } from '@/components/ui/panel'
import { useWithdrawForm } from '@/lib/hooks/use-withdraw-form'
import { AddressFields } from './address-fields'
import { AmountField } from './amount-field'
import { FeeChoice } from './fee-choice'
import { HowItGoes } from './how-it-goes'
import { OpenWithdrawals } from './open-withdrawals'
import { QuoteSummary } from './quote-summary'
import { RequestAction } from './request-action'

/** Asks for a withdrawal: amount, address, miner fee, one press. */
export function WithdrawForm() {
  const t = useTranslations('withdraw')
  const model = useWithdrawForm()
  return (
    <div className="grid items-start gap-6 md:grid-cols-[minmax(0,1fr)_minmax(0,360px)]">
      <Panel>
        <form noValidate onSubmit={(event) => event.preventDefault()} className="grid gap-6">
          <OpenWithdrawals />
          <AmountField model={model} />
          <AddressFields model={model} />
          <FeeChoice model={model} />
          <div className="md:hidden">
            <QuoteSummary model={model} />
          </div>
          <RequestAction model={model} />
          <p className="text-sm text-ink-soft">{t('help.seed')}</p>
        </form>
      </Panel>
      <div className="grid gap-6">
        <Panel title={t('quote.title')} className="hidden md:block">
          <QuoteSummary model={model} />
        </Panel>
        <HowItGoes />
      </div>
    </div>
  )
}
