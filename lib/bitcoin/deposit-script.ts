import { type DepositScriptParts, depositWitnessScript } from './deposit-witness-script.ts'
import { p2wshScript } from './p2wsh-script.ts'

/** The 34-byte scriptPubKey of a deposit share, computed from chain data alone. Mirrors `depositScript` on chain. */
export const depositScript = (parts: DepositScriptParts): Uint8Array =>
  p2wshScript(depositWitnessScript(parts))
