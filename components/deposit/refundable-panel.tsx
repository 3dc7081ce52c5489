'use client'
import { useLocale, useTranslations } from 'next-intl'
import { Banner } from '@/components/ui/banner'
import { CopyButton } from '@/components/ui/copy-button'
import { Disclosure } from '@/components/ui/disclosure'
import { Panel } from '@/components/ui/panel'
import { formatCount } from '@/lib/format/format-count'
import { formatRemaining } from '@/lib/format/format-remaining'
import type { DepositModel } from '@/lib/hooks/use-deposit'
import { PaymentsList } from './payments-list'

const BLOCK_SECONDS = 600

/** No mint any more: when and how the refund key takes the BTC back. */
export function RefundablePanel({ model }: { model: DepositModel }) {
  const t = useTranslations('deposit.refundable')
  const common = useTranslations('common.action')
  const locale = useLocale()
  const { view, address, unprovable } = model
  if (!view) return null
  const payments = model.payments && [...model.payments, ...unprovable]
  const { blocksToRefund, refundHeight } = view.deadlines
  const height = formatCount(refundHeight)
  const witness = address?.witnessScript.slice(2) ?? null
  return (
    <Panel look="water" title={t('title')}>
      <div className="grid gap-4">
        {view.phase.name === 'recovered' ? (
          <p>{t('recovered')}</p>
        ) : payments === null ? (
          <Banner tone="wait">{t('unknown')}</Banner>
        ) : payments.length === 0 ? (
          <p>{t('none')}</p>
        ) : (
          <>
            <p className="max-w-[70ch]">{t('text', { height })}</p>
            <p className="font-semibold">
              {blocksToRefund === 0
                ? t('now', { height })
                : t('wait', {
                    count: blocksToRefund,
                    blocks: formatCount(blocksToRefund),
                    time: formatRemaining(blocksToRefund * BLOCK_SECONDS, locale),
                  })}
            </p>
            <PaymentsList payments={payments} />
            <Disclosure summary={t('how')}>
              <p className="max-w-[70ch]">{t('howText', { height: refundHeight.toString() })}</p>
              {witness && (
                <div className="mt-2 grid gap-2">
                  <p className="figures rounded bg-sunken p-3 break-all">{witness}</p>
                  <div>
                    <CopyButton
                      value={witness}
                      label={t('copyScript')}
                      copiedLabel={common('copied')}
                      failedLabel={common('copyFailed')}
                      wordy
                    />
                  </div>
                </div>
              )}
            </Disclosure>
          </>
        )}
      </div>
    </Panel>
  )
}
