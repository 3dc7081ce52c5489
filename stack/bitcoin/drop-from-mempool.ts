import type { Nodes } from '../nodes.ts'

/**
 * Makes the node forget transactions and what spends from them. Core has no call for it, so it is started again with an
 * empty mempool and given the others back.
 * @returns txids that the mempool holds now
 */
export async function dropFromMempool(nodes: Nodes, txids: readonly string[]): Promise<string[]> {
  return nodes.miner.pausedWhile(async () => {
    const gone = new Set(txids)
    const waiting = await nodes.rpc.call<Record<string, { ancestorcount: number }>>('getrawmempool', true)
    const kept = Object.entries(waiting)
      .filter(([txid]) => !gone.has(txid))
      .sort(([, a], [, b]) => a.ancestorcount - b.ancestorcount)
    const raw = await nodes.rpc.batch<string>(kept.map(([txid]) => ['getrawtransaction', txid]))
    await nodes.restartWithoutMempool()
    for (const hex of raw) {
      // a child of a dropped one is refused, which is what would have happened to it
      await nodes.rpc.call('sendrawtransaction', hex, 0).catch(() => undefined)
    }
    return nodes.rpc.call<string[]>('getrawmempool')
  })
}
