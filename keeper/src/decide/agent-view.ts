import { outpointKey } from '../../../lib/bitcoin/outpoint-key.ts'

/** What the first transaction of a block names as spent. */
const NO_TXID = '0'.repeat(64)

/** A transaction that touches a staker's script, as the Bitcoin servers agree on it. Scripts as hex without 0x. */
export interface ViewTransaction {
  txid: string
  /** null while it is in the mempool */
  height: number | null
  /** of its block, in seconds; null while it is in the mempool */
  time: number | null
  inputs: readonly { txid: string; vout: number }[]
  outputs: readonly { script: string; sats: bigint }[]
}

/** An output to the staker's own script that its key can spend at once; mined coins must rest for 100 blocks and are left out. */
export interface OwnOutput {
  txid: string
  vout: number
  sats: bigint
  height: number | null
}

/** What is known of a staker's coins at one moment. Pure data: everything that is decided follows from it. */
export interface CoinView {
  /** Bitcoin height that all servers asked have reached */
  tipHeight: number
  outputs: ReadonlyMap<string, OwnOutput>
  /** which transaction spends an outpoint, of all outpoints that its own transactions touch */
  spends: ReadonlyMap<string, ViewTransaction>
  transactions: readonly ViewTransaction[]
}

/** Puts transactions into the form that decisions look things up in. Of two that spend one coin the one in a block counts. */
export function coinView(
  transactions: readonly ViewTransaction[],
  script: string,
  tipHeight: number,
): CoinView {
  const outputs = new Map<string, OwnOutput>()
  const spends = new Map<string, ViewTransaction>()
  for (const tx of transactions) {
    const coinbase = tx.inputs.some(({ txid }) => txid === NO_TXID)
    tx.outputs.forEach((output, vout) => {
      if (output.script !== script || coinbase) return
      const { txid, height } = tx
      outputs.set(outpointKey({ txid, vout }), { txid, vout, sats: output.sats, height })
    })
    for (const input of tx.inputs) {
      const known = spends.get(outpointKey(input))
      if (known === undefined || (known.height === null && tx.height !== null))
        spends.set(outpointKey(input), tx)
    }
  }
  return { tipHeight, outputs, spends, transactions }
}

/** Blocks on top of a height, its own counted; 0 for the mempool. */
export function depthAt(height: number | null, tipHeight: number): number {
  return height === null ? 0 : Math.max(0, tipHeight - height + 1)
}
