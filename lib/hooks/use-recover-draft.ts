'use client'
import { useCallback, useMemo, useState } from 'react'
import { fromHex } from '@/lib/bitcoin/from-hex'
import { hash160 } from '@/lib/bitcoin/hash160'
import { scriptToAddress } from '@/lib/bitcoin/script-to-address'
import { toHex } from '@/lib/bitcoin/to-hex'
import { MAX_SATS } from '@/lib/core/units'
import { RecoverOrderError } from '@/lib/errors/recover'
import {
  confirmEnd,
  draftPayout,
  draftRecover,
  type RecoverPlace,
  type WaitingRecover,
} from '@/lib/flows/deposit/draft-recover'
import { type FeeChoices, readFeeRate } from '@/lib/flows/deposit/fee-choices'
import type { RecoverSight } from '@/lib/flows/deposit/recover-sight'
import { attempt } from './attempt'
import { useBitcoinWallet } from './use-bitcoin-wallet'

export type FeeSpeed = 'slow' | 'normal' | 'fast' | 'own'
export type RecoverFields = { address: string; end: string; speed: FeeSpeed; ownRate: string }

/** What shall be signed: what was typed, what it means by the rules, and what is still in the way. */
export function useRecoverDraft(
  place: RecoverPlace,
  coins: RecoverSight['coins'],
  fees: FeeChoices | null,
  replaces: WaitingRecover | null,
) {
  const { connection, wrongNetwork } = useBitcoinWallet()
  // what was signed once went to an address that was looked at then
  const [before] = useState(() => replaces && scriptToAddress(fromHex(replaces.payoutScript), place.network))
  const [values, setValues] = useState<RecoverFields>({
    address: before ?? '',
    end: '',
    speed: before === null ? 'normal' : 'fast',
    ownRate: '',
  })
  // fee in sats that the person agreed to although it is high
  const [agreedFee, agreeTo] = useState(0n)
  const set = useCallback(
    <K extends keyof RecoverFields>(name: K, value: RecoverFields[K]) =>
      setValues((before) => ({ ...before, [name]: value })),
    [],
  )
  const publicKey = connection?.account.publicKey ?? null
  const walletHasKey = useMemo(
    () => publicKey !== null && toHex(hash160(fromHex(publicKey))) === place.refundPubKeyHash,
    [place.refundPubKeyHash, publicKey],
  )
  const own = connection !== null && !wrongNetwork ? connection.account.address : null
  return useMemo(() => {
    const payout = attempt(() => draftPayout(values.address, place))
    const known = payout.value !== null && [own, before].includes(payout.value.address)
    const end = attempt(() => {
      if (payout.value !== null && !known) confirmEnd(payout.value.address, values.end)
    })
    const { speed } = values
    const rate = attempt(() => (speed === 'own' ? readFeeRate(values.ownRate) : (fees?.[speed] ?? null)))
    const with_ = (confirmedFee: bigint) => {
      const [to, feeRate] = [payout.value, rate.value]
      return to === null || feeRate === null
        ? { value: null, error: null }
        : attempt(() => draftRecover(place, coins, { payout: to, feeRate, confirmedFee, replaces }))
    }
    const shown = with_(MAX_SATS)
    const asked = with_(agreedFee)
    const highFee =
      asked.error instanceof RecoverOrderError && asked.error.rule === 'fee_unconfirmed'
        ? (shown.value?.fee ?? null)
        : null
    return {
      values,
      set,
      payout,
      /** the wallet's own address, or that of what is replaced, needs no second look: nothing was typed or pasted */
      known,
      own,
      /** the connected wallet's address is the one whose key may sign */
      walletHasKey,
      end,
      rate,
      /** what would be signed, also while its fee waits for a yes; null until an address is given */
      shown: shown.value,
      error: shown.error,
      /** fee in sats to be agreed to by itself, null when it need not or was */
      highFee,
      agreeTo,
      /** what may be signed; null while something is in the way */
      asked: end.error === null ? asked.value : null,
    }
  }, [agreedFee, before, coins, fees, own, place, replaces, set, values, walletHasKey])
}
export type RecoverDraft = ReturnType<typeof useRecoverDraft>
