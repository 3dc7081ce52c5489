'use client'
import { useCallback, useState } from 'react'
import { feeUp } from '@/lib/core/fee-up'
import { grossUp } from '@/lib/core/gross-up'
import type { MinerFeeChoice } from '@/lib/core/miner-fees'
import type { Sat } from '@/lib/core/units'
import { arrivesBy } from '@/lib/core/withdrawal-arrives'
import { AmountUnderMinimumError } from '@/lib/errors/amount'
import { BaseError } from '@/lib/errors/base-error'
import { AddressEndingError, StakerPayoutError, WithdrawalBalanceError } from '@/lib/errors/withdraw'
import { ENDING, endingFits } from '@/lib/flows/ending-fits'
import { draftMinerFee } from '@/lib/flows/withdraw/draft-miner-fee'
import { parseAmount } from '@/lib/format/parse-amount'
import { toBtcString } from '@/lib/format/to-btc-string'
import { useBitcoinWallet } from './use-bitcoin-wallet'
import { useEvmAccount } from './use-evm-account'
import { usePayoutVerdict } from './use-payout-verdict'
import { useMinerFees, useWithdrawMarket } from './use-withdraw-market'

export type WithdrawFields = {
  amount: string
  address: string
  /** last characters of the address as the person's own wallet shows them */
  ending: string
  feeChoice: MinerFeeChoice | 'own'
  feeOwn: string
}

type Read = { value: Sat; error: null } | { value: null; error: BaseError }
const readBy = (parse: (typed: string) => Sat, typed: string): Read => {
  try {
    return { value: parse(typed), error: null }
  } catch (error) {
    if (error instanceof BaseError) return { value: null, error }
    throw error
  }
}

/** The withdrawal form: what was typed, what it means by the rules, and what is still in the way. */
export function useWithdrawForm() {
  const account = useEvmAccount()
  const { connection, wrongNetwork } = useBitcoinWallet()
  const { fees } = useMinerFees()
  const [values, setValues] = useState<WithdrawFields>({
    amount: '',
    address: '',
    ending: '',
    feeChoice: 'normal',
    feeOwn: '',
  })
  const [everything, setEverything] = useState(false)
  const set = useCallback(<K extends keyof WithdrawFields>(name: K, value: WithdrawFields[K]) => {
    if (name === 'amount') setEverything(false)
    // another address has another ending
    setValues((before) => ({ ...before, ...(name === 'address' && { ending: '' }), [name]: value }))
  }, [])

  const owner = account.status === 'connected' ? account.address : null
  const verdict = usePayoutVerdict(values.address)
  const payout = verdict?.value ?? null
  const fee: Read | null =
    values.feeChoice === 'own'
      ? readBy(draftMinerFee, values.feeOwn)
      : fees?.[values.feeChoice] != null
        ? { value: fees[values.feeChoice] as Sat, error: null }
        : null
  const maxFeeSats = fee?.value ?? null

  // "Everything" is the balance itself, to the last sat, as it is when it is asked for.
  const [known, setKnown] = useState<Sat | null>(null)
  const typed: Read | null =
    everything && known !== null
      ? { value: known, error: null }
      : values.amount.trim() === ''
        ? null
        : readBy(parseAmount, values.amount)
  const sats = typed?.value ?? null
  const market = useWithdrawMarket({ owner, sats, maxFeeSats, script: payout?.script ?? null })
  const { balanceSats, params, quote, fresh } = market
  if (balanceSats !== known) setKnown(balanceSats)

  const minSats =
    params === null ? null : grossUp((params.dustSats + (maxFeeSats ?? 0n)) as Sat, params.redeemFeeBps)
  const amountError =
    typed?.error ??
    (sats === null
      ? null
      : minSats !== null && sats < minSats
        ? new AmountUnderMinimumError(sats, minSats)
        : balanceSats !== null && sats > balanceSats
          ? new WithdrawalBalanceError(sats, balanceSats)
          : null)
  const fromWallet = payout !== null && connection?.account.address === payout.address && !wrongNetwork
  const endingRight = fromWallet || (payout !== null && endingFits(payout.address, values.ending))

  return {
    values: { ...values, amount: everything && known !== null ? toBtcString(known) : values.amount },
    set,
    everything,
    takeEverything: () => setEverything(true),
    account,
    connection,
    wrongBitcoinNetwork: wrongNetwork,
    fees,
    fee,
    /** the least that a staker asks while none takes this fee */
    askedFeeSats: market.askedFeeSats,
    sats,
    amountError,
    minSats,
    balanceSats,
    feeBps: params?.redeemFeeBps ?? null,
    params,
    /** the redeem fee by the contract's quote, else by its rate */
    redeemFeeSats:
      sats === null
        ? null
        : fresh && quote
          ? quote.feeSats
          : params === null
            ? null
            : feeUp(sats, params.redeemFeeBps),
    quote: fresh ? quote : null,
    arrivesSats: fresh && quote && maxFeeSats !== null ? arrivesBy(quote, maxFeeSats) : null,
    payout,
    addressError: verdict?.error ?? (market.isStakerScript === true ? new StakerPayoutError() : null),
    /** the registry has answered that no staker owns the address */
    addressChecked: market.isStakerScript === false,
    fromWallet,
    endingError: values.ending.trim().length >= ENDING && !endingRight ? new AddressEndingError() : null,
    endingRight,
    marketError: market.error,
    chainAllowed: market.allowed,
  }
}
export type WithdrawFormModel = ReturnType<typeof useWithdrawForm>
