'use client'
import { useTranslations } from 'next-intl'
import { Address } from '@/components/shared/address'
import { useFailure } from '@/components/shared/failure'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { useWalletDoors } from '@/components/wallet/use-wallet-doors'
import { useSettings } from '@/lib/hooks/settings'
import type { WithdrawFormModel } from '@/lib/hooks/use-withdraw-form'

type Props = { model: WithdrawFormModel }

/** Fills the address from the Bitcoin wallet, or connects one; a wallet of another network is named instead. */
function FromWallet({ model }: Props) {
  const t = useTranslations('withdraw.address')
  const wallet = useTranslations('wallet')
  const { bitcoin } = useSettings()
  const doors = useWalletDoors()
  const { connection, wrongBitcoinNetwork, fromWallet, set } = model
  if (!connection)
    return (
      <div>
        <Button size="sm" onClick={doors.connectBitcoin}>
          {wallet('bitcoin.connect')}
        </Button>
      </div>
    )
  if (wrongBitcoinNetwork && connection.network !== null)
    return (
      <p className="text-sm text-red">
        ▲{' '}
        {wallet('bitcoin.wrong', {
          actual: wallet(`network.${connection.network}`),
          expected: wallet(`network.${bitcoin.network}`),
        })}
      </p>
    )
  if (fromWallet) return null
  return (
    <div>
      <Button size="sm" onClick={() => set('address', connection.account.address)}>
        {t('fill', { wallet: connection.wallet.name })}
      </Button>
    </div>
  )
}

/** Where the BTC goes: its type and network as one types, the reason when it cannot be, and its end typed once more. */
export function AddressFields({ model }: Props) {
  const t = useTranslations('withdraw.address')
  const networks = useTranslations('wallet.network')
  const say = useFailure()
  const { bitcoin } = useSettings()
  const { values, set, payout, addressError, fromWallet, endingError, endingRight, connection } = model
  const network = networks(bitcoin.network)
  const sentence = (error: unknown) => `${say(error).what} ${say(error).next}`
  return (
    <div className="grid gap-4">
      <div className="grid gap-2">
        <Field
          label={t('label')}
          hint={payout ? t('isType', { type: t(`types.${payout.type}`), network }) : t('hint', { network })}
          error={addressError ? sentence(addressError) : undefined}
          required
        >
          <Input
            figures
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            value={values.address}
            onChange={(event) => set('address', event.target.value)}
          />
        </Field>
        <FromWallet model={model} />
      </div>
      {payout && !addressError && (
        <div className="rounded border border-line bg-sunken px-4 py-3">
          <Address address={payout.address} layout="line" copy={false} />
        </div>
      )}
      {payout && !addressError && fromWallet && connection && (
        <p className="text-sm text-ink-soft">● {t('fromWallet', { wallet: connection.wallet.name })}</p>
      )}
      {payout && !addressError && !fromWallet && (
        <Field
          label={t('ending')}
          hint={endingRight ? t('endingRight') : t('endingHint')}
          error={endingError ? sentence(endingError) : undefined}
          required
        >
          <Input
            figures
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            maxLength={8}
            className="max-w-40"
            value={values.ending}
            onChange={(event) => set('ending', event.target.value)}
          />
        </Field>
      )}
    </div>
  )
}
