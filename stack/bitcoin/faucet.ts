import { Address, OutScript, Transaction } from '@scure/btc-signer'
import { type BitcoinKey, REGTEST } from '../accounts.ts'
import type { Follower } from '../esplora/follower.ts'
import { scriptHash } from '../esplora/shapes.ts'
import { StackError } from '../stack-error.ts'
import type { BitcoinRpc } from './rpc.ts'

/** sat/vB; the node relays from 1. */
const FEE_RATE = 2n
const OVERHEAD_VBYTES = 11n
const INPUT_VBYTES = 68n
const OUTPUT_VBYTES = 43n
const DUST = 1_000n
const COINBASE_MATURITY = 100

export interface Payment {
  address: string
  /** in sats */
  sats: bigint
}

interface Coin {
  txid: string
  vout: number
  value: bigint
}

/** Pays from the mined coins with real transactions. The node keeps no wallet, so the key is held and used here. */
export class Faucet {
  readonly #key: BitcoinKey
  readonly #rpc: () => BitcoinRpc
  readonly #follower: Follower
  #busy: Promise<unknown> = Promise.resolve()

  constructor(key: BitcoinKey, rpc: () => BitcoinRpc, follower: Follower) {
    this.#key = key
    this.#rpc = rpc
    this.#follower = follower
  }

  /**
   * Sends one transaction with an output a payment, in order, and the change after them.
   * @returns its txid
   * @throws StackError when the mature coins do not suffice
   */
  pay(payments: readonly Payment[]): Promise<string> {
    const run = this.#busy.then(() => this.#pay(payments))
    this.#busy = run.catch(() => undefined)
    return run
  }

  async #pay(payments: readonly Payment[]): Promise<string> {
    await this.#follower.sync()
    const wanted = payments.reduce((sum, payment) => sum + payment.sats, 0n)
    const fee = (inputs: number) =>
      FEE_RATE *
      (OVERHEAD_VBYTES + INPUT_VBYTES * BigInt(inputs) + OUTPUT_VBYTES * BigInt(payments.length + 1))
    const chosen = select(this.#coins(), (count) => wanted + fee(count))
    const total = chosen.reduce((sum, coin) => sum + coin.value, 0n)
    const tx = new Transaction()
    for (const coin of chosen) {
      tx.addInput({
        txid: coin.txid,
        index: coin.vout,
        sequence: 0xfffffffd,
        witnessUtxo: { script: this.#key.script, amount: coin.value },
      })
    }
    for (const { address, sats } of payments) tx.addOutputAddress(address, sats, REGTEST)
    const change = total - wanted - fee(chosen.length)
    if (change >= DUST) tx.addOutput({ script: this.#key.script, amount: change })
    tx.sign(this.#key.privateKey)
    tx.finalize()
    return this.#rpc().call<string>('sendrawtransaction', tx.hex)
  }

  #coins(): Coin[] {
    const { index } = this.#follower
    const tip = index.tip?.height ?? 0
    const hash = scriptHash(Buffer.from(this.#key.script).toString('hex'))
    return index.unspentOf(hash).flatMap(({ txid, vout, value }) => {
      const entry = index.transaction(txid)
      const coinbase = entry?.tx.vin[0]?.is_coinbase ?? false
      const depth = entry?.block ? tip - entry.block.height + 1 : 0
      // a coin mined at depth 100 may be spent in the next block; the mempool already takes its spend
      if (depth < (coinbase ? COINBASE_MATURITY : 1)) return []
      return [{ txid, vout, value: BigInt(value) }]
    })
  }
}

/** The smallest coin that suffices, else the largest ones until they do. */
function select(coins: Coin[], needed: (inputs: number) => bigint): Coin[] {
  const ascending = coins.toSorted((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0))
  const single = ascending.find((coin) => coin.value >= needed(1))
  if (single) return [single]
  const chosen: Coin[] = []
  let total = 0n
  for (const coin of ascending.toReversed()) {
    chosen.push(coin)
    total += coin.value
    if (total >= needed(chosen.length)) return chosen
  }
  throw new StackError(
    `The faucet has ${total} sats in mature coins, ${needed(chosen.length)} are needed.`,
    'Ask for less, mine blocks (the subsidy halves every 150), or start over with --fresh.',
  )
}

/** True when `address` is one that regtest knows. */
export function isRegtestAddress(address: string): boolean {
  try {
    OutScript.encode(Address(REGTEST).decode(address))
    return true
  } catch {
    return false
  }
}
