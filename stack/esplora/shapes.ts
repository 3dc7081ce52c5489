import { createHash } from 'node:crypto'
import type { CoreBlock, CoreInput, CoreScript, CoreTx } from './core-types.ts'

/** JSON as Esplora's HTTP API gives it. Values in sats. */
export interface EsploraOutput {
  scriptpubkey: string
  scriptpubkey_asm: string
  scriptpubkey_type: string
  scriptpubkey_address?: string
  value: number
}

interface EsploraInput {
  txid: string
  vout: number
  prevout: EsploraOutput | null
  scriptsig: string
  scriptsig_asm: string
  witness?: string[]
  is_coinbase: boolean
  sequence: number
}

export interface EsploraTx {
  txid: string
  version: number
  locktime: number
  vin: EsploraInput[]
  vout: EsploraOutput[]
  size: number
  weight: number
  fee: number
}

export type EsploraStatus =
  | { confirmed: false }
  | { confirmed: true; block_height: number; block_hash: string; block_time: number }

export interface EsploraBlock {
  id: string
  height: number
  version: number
  timestamp: number
  tx_count: number
  size: number
  weight: number
  merkle_root: string
  previousblockhash: string | null
  mediantime: number
  nonce: number
  bits: number
  difficulty: number
}

const SCRIPT_TYPES: Record<string, string> = {
  pubkey: 'p2pk',
  pubkeyhash: 'p2pkh',
  scripthash: 'p2sh',
  multisig: 'multisig',
  nulldata: 'op_return',
  witness_v0_keyhash: 'v0_p2wpkh',
  witness_v0_scripthash: 'v0_p2wsh',
  witness_v1_taproot: 'v1_p2tr',
}

const NO_TXID = '0'.repeat(64)

/** Core writes BTC with 8 decimals; a double holds every such amount under 21 M exactly enough to round to the sat. */
function satsOf(btc: number): number {
  return Math.round(btc * 1e8)
}

/** Esplora's name of a script: its sha256 in hex, not reversed (Electrum's is reversed). */
export function scriptHash(scriptHex: string): string {
  return createHash('sha256').update(Buffer.from(scriptHex, 'hex')).digest('hex')
}

function outputOf(value: number, script: CoreScript): EsploraOutput {
  return {
    scriptpubkey: script.hex,
    scriptpubkey_asm: script.asm,
    scriptpubkey_type: SCRIPT_TYPES[script.type] ?? 'unknown',
    ...(script.address === undefined ? {} : { scriptpubkey_address: script.address }),
    value: satsOf(value),
  }
}

function inputOf(
  input: CoreInput,
  prevoutOf: (txid: string, vout: number) => EsploraOutput | null,
): EsploraInput {
  const common = { ...(input.txinwitness ? { witness: input.txinwitness } : {}), sequence: input.sequence }
  if (input.coinbase !== undefined || input.txid === undefined || input.vout === undefined) {
    const scriptsig = input.coinbase ?? ''
    return {
      txid: NO_TXID,
      vout: 0xffffffff,
      prevout: null,
      scriptsig,
      scriptsig_asm: '',
      ...common,
      is_coinbase: true,
    }
  }
  const prevout = input.prevout
    ? outputOf(input.prevout.value, input.prevout.scriptPubKey)
    : prevoutOf(input.txid, input.vout)
  return {
    txid: input.txid,
    vout: input.vout,
    prevout,
    scriptsig: input.scriptSig?.hex ?? '',
    scriptsig_asm: input.scriptSig?.asm ?? '',
    ...common,
    is_coinbase: false,
  }
}

/**
 * @param prevoutOf finds the output that an input spends where Core does not say (mempool transactions)
 * @returns null when a spent output is not known: the caller's view is out of date
 */
export function esploraTx(
  tx: CoreTx,
  prevoutOf: (txid: string, vout: number) => EsploraOutput | null,
): EsploraTx | null {
  const vin = tx.vin.map((input) => inputOf(input, prevoutOf))
  const vout = tx.vout.map((output) => outputOf(output.value, output.scriptPubKey))
  const coinbase = vin.some((input) => input.is_coinbase)
  if (!coinbase && vin.some((input) => input.prevout === null)) return null
  const paidIn = vin.reduce((sum, input) => sum + (input.prevout?.value ?? 0), 0)
  const paidOut = vout.reduce((sum, output) => sum + output.value, 0)
  return {
    txid: tx.txid,
    version: tx.version,
    locktime: tx.locktime,
    vin,
    vout,
    size: tx.size,
    weight: tx.weight,
    fee: coinbase ? 0 : paidIn - paidOut,
  }
}

export function esploraBlock(block: CoreBlock): EsploraBlock {
  return {
    id: block.hash,
    height: block.height,
    version: block.version,
    timestamp: block.time,
    tx_count: block.tx.length,
    size: block.size,
    weight: block.weight,
    merkle_root: block.merkleroot,
    previousblockhash: block.previousblockhash ?? null,
    mediantime: block.mediantime,
    nonce: block.nonce,
    bits: Number.parseInt(block.bits, 16),
    difficulty: block.difficulty,
  }
}
