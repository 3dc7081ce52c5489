import type { Esplora } from '../../../lib/bitcoin/create-esplora.ts'
import type { EsploraTransaction } from '../../../lib/bitcoin/esplora-schemas.ts'
import { outpointKey } from '../../../lib/bitcoin/outpoint-key.ts'
import { LEAST_COIN_SATS } from '../decide/agent-anchor.ts'

/** A server shows about fifty of a script's transactions in the mempool: with half of that some may be hidden already. */
const CROWD = 25
const PARALLEL = 8

/**
 * Adds what spends a script's coins and is not shown, because strangers have filled the mempool's page with dust: each coin
 * that seems unspent is asked about, and what spends it is looked at for coins of its own.
 * @param script hex without 0x
 * @param seen by txid; what is found is added
 */
export async function addHiddenSpends(
  esplora: Esplora,
  script: string,
  seen: Map<string, EsploraTransaction>,
): Promise<void> {
  const waiting = [...seen.values()].filter(({ status }) => status === null)
  if (waiting.length < CROWD) return
  const asked = new Set<string>()
  for (;;) {
    const spent = new Set([...seen.values()].flatMap(({ inputs }) => inputs.map(outpointKey)))
    const open = [...seen.values()].filter(
      ({ txid, outputs }) =>
        !asked.has(txid) &&
        outputs.some(
          (out, vout) =>
            out.script === script && out.sats >= LEAST_COIN_SATS && !spent.has(outpointKey({ txid, vout })),
        ),
    )
    if (open.length === 0) return
    for (let at = 0; at < open.length; at += PARALLEL)
      await Promise.all(
        open.slice(at, at + PARALLEL).map(async ({ txid, outputs }) => {
          asked.add(txid)
          for (const [vout, spend] of (await esplora.outspends(txid)).entries())
            if (spend && outputs[vout]?.script === script && !seen.has(spend.txid))
              seen.set(spend.txid, await esplora.transaction(spend.txid))
        }),
      )
  }
}
