import { depositMinterAbi } from '../../../contracts-abi/deposit-minter.ts'
import { displayHash } from '../../../lib/bitcoin/display-hash.ts'
import { fromHex } from '../../../lib/bitcoin/from-hex.ts'
import { outpointKey } from '../../../lib/bitcoin/outpoint-key.ts'
import type { Deposit } from '../../../lib/core/deposit-state.ts'
import { depositKey } from '../decide/deposit-key.ts'
import type { Contracts } from '../execution/contracts.ts'
import { EventRange } from '../execution/event-range.ts'
import type { EvmPool } from '../execution/evm-pool.ts'

interface Outpoint {
  txid: string
  vout: number
  sats: bigint
}
interface Seen {
  newest: bigint
  oldest: bigint
  outpoints: Map<string, Outpoint>
}

/** Questions in one look; where an endpoint allows few blocks each, the next look goes on. */
const MOST_QUESTIONS = 40

/**
 * Which outpoints the mint counted for a share, by its events and without Bitcoin: what strangers pay to its script does not
 * make it harder to find. Candidates: whoever acts on one asks the contract about it.
 */
export class CountedPayments {
  readonly #evm: Pick<EvmPool, 'all' | 'refresh'>
  readonly #contracts: Pick<Contracts, 'minter'>
  readonly #range: EventRange
  readonly #seen = new Map<string, Seen>()

  constructor({
    evm,
    contracts,
  }: { evm: Pick<EvmPool, 'all' | 'refresh'>; contracts: Pick<Contracts, 'minter'> }) {
    this.#evm = evm
    this.#contracts = contracts
    this.#range = new EventRange(evm, 1_000_000n)
  }

  /** @throws NoEndpointError */
  async of(deposit: Deposit): Promise<Outpoint[]> {
    const { number: head } = await this.#evm.refresh()
    const key = depositKey(deposit)
    const seen = this.#seen.get(key) ?? { newest: head, oldest: head + 1n, outpoints: new Map() }
    this.#seen.set(key, seen)
    let questions = 0
    let to = head
    for (; to > seen.newest && questions < MOST_QUESTIONS; questions++)
      to = (await this.#look(deposit, seen, to)) - 1n
    // What was not reached is read on the way back.
    if (to > seen.newest) seen.oldest = to + 1n
    seen.newest = head
    for (; seen.oldest > 0n && paid(seen) < deposit.paidSats && questions < MOST_QUESTIONS; questions++)
      seen.oldest = await this.#look(deposit, seen, seen.oldest - 1n)
    return [...seen.outpoints.values()]
  }

  forget(deposit: Deposit): void {
    this.#seen.delete(depositKey(deposit))
  }

  async #look({ reqId, share }: Deposit, seen: Seen, to: bigint): Promise<bigint> {
    const { from, found } = await this.#range.before(to, (client, fromBlock, toBlock) =>
      client.getContractEvents({
        address: this.#contracts.minter,
        abi: depositMinterAbi,
        eventName: 'PaymentConsumed',
        args: { reqId, share },
        fromBlock,
        toBlock,
        strict: true,
      }),
    )
    for (const { args } of found) {
      const output = { txid: displayHash(fromHex(args.txid)), vout: args.vout, sats: args.sats }
      seen.outpoints.set(outpointKey(output), output)
    }
    return from
  }
}

const paid = ({ outpoints }: Seen): bigint =>
  [...outpoints.values()].reduce((sum, { sats }) => sum + sats, 0n)
