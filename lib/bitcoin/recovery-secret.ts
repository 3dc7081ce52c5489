import { bytesToHex } from '@noble/hashes/utils.js'
import type { Address } from 'viem'
import { RecoverFileError } from '../errors/recover.ts'
import { fromWif } from './from-wif.ts'
import type { BitcoinNetwork } from './networks.ts'
import { parseRecoveryFile } from './recovery-file.ts'

/** The deposit that the page shows. */
export type RecoveryPlace = Readonly<{
  network: BitcoinNetwork
  chainId: number
  manager: Address
  reqId: bigint
  /** hash160 that the deposit's script names */
  refundPubKeyHash: Uint8Array
}>

/**
 * The refund key of a deposit from the text of its recovery file.
 * @throws {RecoveryFileError} the file is damaged @throws {RecoverFileError} it belongs to something else
 */
export const recoverySecret = (text: string, place: RecoveryPlace): Uint8Array => {
  const file = parseRecoveryFile(text)
  if (file.network !== place.network)
    throw new RecoverFileError('file_network', { found: file.network, expected: place.network })
  if (file.chainId !== place.chainId || file.manager.toLowerCase() !== place.manager.toLowerCase())
    throw new RecoverFileError('file_bridge', { found: file.manager, chainId: file.chainId })
  if (file.deposit !== null && BigInt(file.deposit.reqId) !== place.reqId)
    throw new RecoverFileError('file_deposit', {
      found: file.deposit.reqId,
      expected: place.reqId.toString(),
    })
  if (file.refundPubKeyHash !== bytesToHex(place.refundPubKeyHash)) throw new RecoverFileError('file_key')
  return fromWif(file.refundKey, file.network)
}
