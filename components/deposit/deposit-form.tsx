'use client'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { Address } from '@/components/shared/address'
import { useFailure } from '@/components/shared/failure'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Panel } from '@/components/ui/panel'
import { AmountOverMaximumError, AmountUnderMinimumError } from '@/lib/errors/amount'
import { formatBtc } from '@/lib/format/format-btc'
import { toBtcString } from '@/lib/format/to-btc-string'
import { useDepositForm } from '@/lib/hooks/use-deposit-form'
import { HowItGoes } from './how-it-goes'
import { OpenIntents } from './open-intents'
import { QuoteSummary } from './quote-summary'
import { RefundChoice } from './refund-choice'
import { RequestAction } from './request-action'

// Few deposits need either.
const QueueChoice = dynamic(() => import('./queue-choice').then((m) => m.QueueChoice))
const SplitConsent = dynamic(() => import('./split-consent').then((m) => m.SplitConsent))

/** Asks for a deposit: amount, recipient, refund key, one press. */
export function DepositForm({ initialAmount }: { initialAmount: string }) {
  const t = useTranslations('deposit')
  const say = useFailure()
  const model = useDepositForm(initialAmount)
  const { values, set, amount, typedSats, recipient, account, limits } = model
  const sentence = (error: unknown) => `${say(error).what} ${say(error).next}`
  const { dustSats, maxSats, limitSats } = limits
  // limits are said in the unit that is typed
  const amountSentence = () => {
    if (amount.error instanceof AmountUnderMinimumError)
      return t('amount.under', { min: formatBtc(dustSats) })
    if (amount.error instanceof AmountOverMaximumError) return t('amount.over', { max: formatBtc(limitSats) })
    return sentence(amount.error)
  }
  const own = account.status === 'connected' ? account.address : null
  const other = own !== null && recipient.value !== null && recipient.value !== own
  const readAs = typedSats !== null && formatBtc(typedSats) !== values.amount.trim()
  return (
    <div className="grid items-start gap-6 md:grid-cols-[minmax(0,1fr)_minmax(0,360px)]">
      <Panel>
        <form noValidate onSubmit={(event) => event.preventDefault()} className="grid gap-6">
          <OpenIntents />
          <Field
            label={t('amount.label')}
            hint={
              readAs
                ? t('amount.reads', { amount: formatBtc(typedSats) })
                : dustSats === null || maxSats === null
                  ? t('amount.limitsUnknown')
                  : t('amount.limits', { min: formatBtc(dustSats), max: formatBtc(maxSats) })
            }
            error={values.amount.trim() !== '' && amount.error ? amountSentence() : undefined}
            aside={
              maxSats !== null &&
              maxSats > 0n && (
                <Button size="sm" look="quiet" onClick={() => set('amount', toBtcString(maxSats))}>
                  {t('amount.max')}
                </Button>
              )
            }
            required
          >
            <Input
              size="lg"
              figures
              inputMode="decimal"
              autoComplete="off"
              placeholder="0.05"
              suffix="BTC"
              value={values.amount}
              onChange={(event) => set('amount', event.target.value)}
            />
          </Field>
          <Field
            label={t('recipient.label')}
            hint={other ? t('recipient.other') : t('recipient.hint')}
            error={values.recipient.trim() !== '' && recipient.error ? sentence(recipient.error) : undefined}
            aside={
              own !== null &&
              values.recipient !== own && (
                <Button size="sm" look="quiet" onClick={model.useOwn}>
                  {t('recipient.own')}
                </Button>
              )
            }
            required
          >
            <Input
              figures
              spellCheck={false}
              autoComplete="off"
              placeholder="0x…"
              value={values.recipient}
              onChange={(event) => set('recipient', event.target.value)}
            />
          </Field>
          {recipient.value !== null && (
            <div className="-mt-4 sm:hidden">
              <Address address={recipient.value} copy={false} />
            </div>
          )}
          <RefundChoice model={model} />
          <div className="md:hidden">
            <QuoteSummary model={model} />
          </div>
          {model.overCapacity && <QueueChoice model={model} />}
          {model.shareSats && (
            <SplitConsent
              shareSats={model.shareSats}
              agreed={model.splitAgreed}
              onAgree={(yes) => set('parts', yes ? (model.shareSats?.length ?? 0) : 0)}
            />
          )}
          <RequestAction model={model} />
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
