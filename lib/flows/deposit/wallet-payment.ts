import * as z from 'zod/mini'
import {
  WalletAwayError,
  WalletBusyError,
  WalletLockedError,
  WalletNotInstalledError,
  WalletRejectedError,
  WalletUnsupportedError,
} from '../../errors/wallet.ts'
import type { BitcoinWallet } from '../../wallet/bitcoin-wallet.ts'
import { createIntentStore } from '../intent-store.ts'

const store = createIntentStore(
  'sluice-wallet-payments',
  z.object({
    /** address and sats */
    id: z.string().check(z.maxLength(120)),
    /** Unix seconds */
    askedAt: z.int(),
  }),
)
type Place = Pick<Storage, 'getItem' | 'setItem'>
type WalletPayment = Readonly<{ address: string; sats: bigint }>
const idOf = ({ address, sats }: WalletPayment) => `${address}:${sats}`

/**
 * When a wallet was last asked for one of these payments, in Unix seconds; null when it never was, or is known to have sent
 * nothing. Until one of them is seen on Bitcoin, only the person's wallet knows.
 */
export function askedAt(place: Place, payments: readonly WalletPayment[]): number | null {
  const ids = new Set(payments.map(idOf))
  const times = store.read(place).flatMap(({ id, askedAt }) => (ids.has(id) ? [askedAt] : []))
  return times.length === 0 ? null : Math.max(...times)
}

/** The person looked into their wallet: it was not sent. */
export const forgetAsked = (place: Place, payments: readonly WalletPayment[]): void => {
  for (const payment of payments) store.drop(place, idOf(payment))
}

/** What a wallet says when it has sent nothing. Silence, and an answer of another shape, say nothing of the kind. */
const sentNothing = (error: unknown): boolean =>
  [
    WalletRejectedError,
    WalletLockedError,
    WalletBusyError,
    WalletAwayError,
    WalletNotInstalledError,
    WalletUnsupportedError,
  ].some((known) => error instanceof known)

/**
 * Asks a wallet to pay, all in one transaction. It is written down before the wallet opens, and stays so unless the wallet
 * says that it sent nothing: who reloads, stops waiting, or gets no answer, must not pay a second time by mistake (C22).
 * @throws what the wallet fails at
 */
export async function payWithWallet(
  payments: readonly WalletPayment[],
  {
    wallet,
    place,
    now,
    signal,
  }: { wallet: Pick<BitcoinWallet, 'sendTransfer'>; place: Place; now: number; signal: AbortSignal },
): Promise<void> {
  for (const payment of payments) store.write(place, { id: idOf(payment), askedAt: now })
  try {
    await wallet.sendTransfer(
      payments.map(({ address, sats }) => ({ address, sats })),
      signal,
    )
  } catch (error) {
    if (!signal.aborted && sentNothing(error)) forgetAsked(place, payments)
    throw error
  }
}
