import { Address, OutScript } from '@scure/btc-signer'
import { REGTEST } from '../accounts.ts'
import { scriptHash } from './shapes.ts'

/** @returns the script hash of a regtest address, null when it is none */
export function addressScriptHash(address: string): string | null {
  try {
    const script = OutScript.encode(Address(REGTEST).decode(address))
    return scriptHash(Buffer.from(script).toString('hex'))
  } catch {
    return null
  }
}
