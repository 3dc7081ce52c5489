'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Address } from '@/components/shared/address'
import { useFailure } from '@/components/shared/failure'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { CopyButton } from '@/components/ui/copy-button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import { OpenElsewhere } from '@/components/wallet/open-elsewhere'
import { useWalletDoors } from '@/components/wallet/use-wallet-doors'
import { useSettings } from '@/lib/hooks/settings'
import { useBitcoinWallet } from '@/lib/hooks/use-bitcoin-wallet'
import type { DepositFormModel } from '@/lib/hooks/use-deposit-form'
import { type MadeRefundKeyModel, useMadeRefundKey } from '@/lib/hooks/use-made-refund-key'
import { useRefundMessage } from '@/lib/hooks/use-refund-message'
import { inAppBrowser } from '@/lib/wallet/in-app-browser'

type Props = { model: DepositFormModel }

function FromWallet({ model }: Props) {
  const t = useTranslations('deposit.refund')
  const wallet = useTranslations('wallet')
  const { bitcoin } = useSettings()
  const doors = useWalletDoors()
  const { connection } = useBitcoinWallet()
  const say = useFailure()
  if (!connection) return <Button onClick={doors.connectBitcoin}>{wallet('bitcoin.connect')}</Button>
  const network = connection.network === null ? '–' : wallet(`network.${connection.network}`)
  return (
    <div className="grid gap-2 rounded border border-line p-4">
      <p className="text-sm text-ink-soft">{t('connected', { wallet: connection.wallet.name, network })}</p>
      <Address address={connection.account.address} copy={false} />
      {model.wrongBitcoinNetwork && (
        <p className="text-sm text-red">
          ▲ {wallet('bitcoin.wrong', { actual: network, expected: wallet(`network.${bitcoin.network}`) })}
        </p>
      )}
      {model.refund.error && (
        <p role="alert" className="text-sm text-red">
          ▲ {say(model.refund.error).what} {say(model.refund.error).next}
        </p>
      )}
    </div>
  )
}

function Typed({ model }: Props) {
  const t = useTranslations('deposit.refund')
  const common = useTranslations('common.action')
  const say = useFailure()
  const { set, values, refund } = model
  const message = useRefundMessage(values.refundAddress)
  const error = refund.error
  const aboutAddress =
    error?.code.startsWith('address.') ||
    error?.code === 'refund_key.taproot' ||
    error?.code === 'refund_key.script'
  const typed = values.refundAddress.trim() !== ''
  return (
    <div className="grid gap-4">
      <Field
        label={t('address')}
        hint={t('addressHint')}
        error={typed && error && aboutAddress ? `${say(error).what} ${say(error).next}` : undefined}
      >
        <Input
          figures
          spellCheck={false}
          autoComplete="off"
          value={values.refundAddress}
          onChange={(event) => set('refundAddress', event.target.value)}
        />
      </Field>
      {typed && !aboutAddress && message !== null && (
        <>
          <div className="grid gap-2">
            <p className="text-sm font-semibold text-ink-soft">{t('message')}</p>
            <p className="figures rounded bg-sunken p-3 text-sm break-all">{message}</p>
            <div>
              <CopyButton
                value={message}
                label={t('copyMessage')}
                copiedLabel={common('copied')}
                failedLabel={common('copyFailed')}
                wordy
              />
            </div>
          </div>
          <Field
            label={t('signature')}
            hint={
              error === null ? (
                <span className="text-green">
                  <span aria-hidden="true">● </span>
                  {t('proven')}
                </span>
              ) : (
                t('signatureHint')
              )
            }
            error={
              values.refundSignature.trim() !== '' && error
                ? `${say(error).what} ${say(error).next}`
                : undefined
            }
          >
            <Textarea
              value={values.refundSignature}
              onChange={(event) => set('refundSignature', event.target.value)}
            />
          </Field>
        </>
      )}
    </div>
  )
}

function Made({ model, secret }: Props & { secret: MadeRefundKeyModel }) {
  const t = useTranslations('deposit.refund')
  const { make, save, held } = secret
  const { made } = model
  // An app around this page may drop the file, which is the key's only copy (C31); a wallet's own browser is known by its wallet.
  const lossy = model.account.status !== 'connected' && inAppBrowser(navigator.userAgent) !== null
  if (!made || !held)
    return (
      <div>
        <Button onClick={() => void make()}>{t('make')}</Button>
        {lossy && <OpenElsewhere />}
      </div>
    )
  return (
    <Banner
      tone={made.saved ? 'final' : 'wait'}
      title={t('madeAddress')}
      action={
        <Button size="sm" look={made.saved ? 'secondary' : 'primary'} onClick={() => void save()}>
          {made.saved ? t('saveAgain') : t('save')}
        </Button>
      }
    >
      <Address address={made.address} copy={false} />
      <p className="mt-2">{made.saved ? t('saved') : t('saveFirst')}</p>
    </Banner>
  )
}

/** Who can take the BTC back alone: the connected wallet, an address that was proven, or a key made here. */
export function RefundChoice({ model }: Props) {
  const t = useTranslations('deposit.refund')
  const { set, values } = model
  const secret = useMadeRefundKey(model.setMade)
  const parts: Record<typeof values.refundKind, ReactNode> = {
    wallet: <FromWallet model={model} />,
    typed: <Typed model={model} />,
    made: <Made model={model} secret={secret} />,
  }
  return (
    <div className="grid gap-3">
      <Choice
        legend={t('legend')}
        value={values.refundKind}
        onChange={(kind) => set('refundKind', kind)}
        options={(['wallet', 'typed', 'made'] as const).map((value) => ({
          value,
          label: t(value),
          note: t(`${value}Note`),
        }))}
      />
      {parts[values.refundKind]}
      <p className="text-sm text-ink-soft">{t('why')}</p>
    </div>
  )
}
