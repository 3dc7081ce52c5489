'use client'
import { useTranslations } from 'next-intl'
import { Address } from '@/components/shared/address'
import { BothClocks } from '@/components/shared/both-clocks'
import { QrCode } from '@/components/shared/qr-code'
import { CopyButton } from '@/components/ui/copy-button'
import { Disclosure } from '@/components/ui/disclosure'
import { Panel } from '@/components/ui/panel'
import { TextLink } from '@/components/ui/text-link'
import type { Sat } from '@/lib/core/units'
import { formatBtc } from '@/lib/format/format-btc'
import { formatCount } from '@/lib/format/format-count'
import { toBtcString } from '@/lib/format/to-btc-string'
import { useSettings } from '@/lib/hooks/settings'
import type { DepositModel } from '@/lib/hooks/use-deposit'
import { usePaymentLink } from '@/lib/hooks/use-payment-link'
import { CheckedNote } from './checked-note'
import { FileOffer } from './file-offer'
import { PayWithWallet } from './pay-with-wallet'

type Props = {
  model: DepositModel
  checked: NonNullable<DepositModel['address']>
  /** exactly what is to be paid now */
  sats: Sat
  /** whether this is the rest of something already paid */
  rest: boolean
}

/** The moment of payment: amount, address, QR, what was checked, until when, and what if. Nothing else. */
export function PaymentScreen({ model, checked, sats, rest }: Props) {
  const t = useTranslations('deposit.pay')
  const common = useTranslations('common.action')
  const networks = useTranslations('wallet.network')
  const { bitcoin } = useSettings()
  const link = usePaymentLink(checked.address, sats)
  const { view } = model
  const { assignment, refundHeight } = checked.deposit
  const copied = { copiedLabel: common('copied'), failedLabel: common('copyFailed') }
  return (
    <Panel look="water" title={t(rest ? 'titleRest' : 'title')}>
      <div className="grid gap-6">
        <div className="grid items-start gap-6 sm:grid-cols-[minmax(0,1fr)_200px]">
          <div className="grid gap-5">
            <div>
              <h3 className="text-sm font-semibold text-ink-soft">{t('amount')}</h3>
              <p className="flex flex-wrap items-center gap-x-3 gap-y-2">
                <span data-testid="pay-amount" className="figures text-xl font-semibold">
                  {formatBtc(sats, 'grouped')}{' '}
                  <span className="text-base font-normal text-ink-soft">BTC</span>
                </span>
                <CopyButton value={toBtcString(sats)} label={t('copyAmount')} {...copied} />
              </p>
            </div>
            <div>
              <h3 className="mb-1 text-sm font-semibold text-ink-soft">{t('address')}</h3>
              <Address address={checked.address} layout="block" />
              <p className="mt-2 text-sm text-ink-soft">{t('compare')}</p>
            </div>
          </div>
          <div className="grid justify-items-center gap-2 sm:justify-items-start">
            <QrCode content={link} className="aspect-square w-50" />
            <p className="text-sm text-ink-soft">{t('qr')}</p>
          </div>
        </div>
        <p className="text-sm text-amber">▲ {t('batch', { refundHeight: formatCount(refundHeight) })}</p>
        {bitcoin.network !== 'main' && (
          <p className="text-sm text-amber">▲ {t('network', { network: networks(bitcoin.network) })}</p>
        )}
        <CheckedNote checked={checked} withServer={model.index.data != null} />
        <div className="flex flex-wrap gap-3">
          <PayWithWallet payments={[{ address: checked.address, sats, recheck: model.recheck }]} />
          <CopyButton value={link} label={t('uri')} {...copied} wordy />
        </div>
        <TextLink href={link} className="text-sm sm:hidden">
          {t('openWallet')}
        </TextLink>
        <BothClocks
          deadlineTime={assignment.deadlineTime}
          deadlineHeight={assignment.deadlineHeight}
          time={view.evmTime}
          height={view.height}
        />
        <div>
          <h3 className="text-sm font-semibold text-ink-soft">{t('if.title')}</h3>
          {(['late', 'less', 'more', 'twoTimes'] as const).map((what) => (
            <Disclosure key={what} summary={t(`if.${what}`)}>
              <p className="max-w-[70ch]">
                {t(`if.${what}Text`, { refundHeight: formatCount(refundHeight) })}
              </p>
            </Disclosure>
          ))}
        </div>
        <FileOffer checked={checked} />
        <p className="text-sm text-ink-soft">{t('after')}</p>
      </div>
    </Panel>
  )
}
