/** The parts of Bitcoin Core's JSON that the adapter reads (getblock verbosity 3, getrawtransaction verbosity 1). */

export interface CoreScript {
  asm: string
  hex: string
  type: string
  address?: string
}

export interface CoreInput {
  coinbase?: string
  txid?: string
  vout?: number
  scriptSig?: { asm: string; hex: string }
  txinwitness?: string[]
  sequence: number
  prevout?: { value: number; scriptPubKey: CoreScript }
}

export interface CoreTx {
  txid: string
  version: number
  size: number
  weight: number
  locktime: number
  vin: CoreInput[]
  vout: { value: number; n: number; scriptPubKey: CoreScript }[]
  hex: string
}

export interface CoreBlock {
  hash: string
  height: number
  version: number
  merkleroot: string
  time: number
  mediantime: number
  nonce: number
  bits: string
  difficulty: number
  size: number
  weight: number
  previousblockhash?: string
  tx: CoreTx[]
}
