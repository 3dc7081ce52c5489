import { bytesToHex } from '@noble/hashes/utils.js'
import type { Spend } from '../../../lib/bitcoin/spend-coins.ts'
import type { Permit } from '../policy/bitcoin-policy.ts'
import type { StakerContext } from './agent-context.ts'

export interface Sending {
  /** its file among the intents */
  name: string
  action: string
  anchor: { txid: string; vout: number }
  spend: Spend
  permit: Permit
  /** Bitcoin height, to count blocks from */
  height: number
  /** a child's inputs are not those of the payment */
  child?: boolean
}

/**
 * Writes down what will be signed, signs what the policy allows, sends it to every server, writes down that it was sent. A
 * kill between any two of these leaves either nothing or an attempt that spends the same coin as the next one.
 * @throws PolicyDeniedError before anything is signed
 */
export async function send(
  { intents, signer, bitcoin, step }: StakerContext,
  { name, action, anchor, spend, permit, height, child = false }: Sending,
): Promise<{ txid: string; accepted: boolean; refusals: string[] }> {
  const before = intents.get(name)
  const inputs = child ? (before?.inputs ?? [anchor]) : spend.inputs.map(({ txid, vout }) => ({ txid, vout }))
  const intent = {
    version: 1 as const,
    anchor: { txid: anchor.txid, vout: anchor.vout },
    inputs,
    attempts: before?.attempts ?? [],
  }
  intents.put(name, intent)
  step('written', action)
  const { raw, txid } = signer.sign(spend, permit)
  step('signed', action)
  const { accepted, refusals } = await bitcoin.broadcast(bytesToHex(raw))
  step('broadcast', action)
  if (accepted > 0) {
    const attempt = { txid, feeSats: String(spend.feeSats), height }
    intents.put(name, { ...intent, attempts: [...intent.attempts, attempt] })
  }
  step('recorded', action)
  return { txid, accepted: accepted > 0, refusals }
}
