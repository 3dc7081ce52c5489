import { secp256k1 } from '@noble/curves/secp256k1.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Address } from 'viem'
import * as z from 'zod/mini'
import { RecoveryFileError } from '../errors/refund-key.ts'
import { fromHex } from './from-hex.ts'
import { fromWif } from './from-wif.ts'
import { hash160 } from './hash160.ts'
import type { BitcoinNetwork } from './networks.ts'
import { p2wshScript } from './p2wsh-script.ts'
import { scriptToAddress } from './script-to-address.ts'

const hex = z.string().check(z.regex(/^([0-9a-f]{2})+$/))
const count = z.int().check(z.nonnegative())
const schema = z.object({
  kind: z.literal('sluice-recovery'),
  version: z.literal(1),
  howToUse: z.string(),
  network: z.enum(['main', 'test', 'signet', 'regtest']),
  chainId: count,
  manager: z.templateLiteral(['0x', z.string()]),
  refundKey: z.string(),
  refundPubKeyHash: hex.check(z.length(40)),
  /** null in the file that is saved before the draw: the chain then has all but the key */
  deposit: z.nullable(
    z.object({
      reqId: z.string().check(z.regex(/^\d{1,20}$/)),
      address: z.string(),
      witnessScript: hex,
      refundHeight: count,
    }),
  ),
})
export type RecoveryFile = z.infer<typeof schema>

export type RecoveryParts = Readonly<{
  network: BitcoinNetwork
  chainId: number
  manager: Address
  wif: string
  pubKeyHash: Uint8Array
  deposit: Readonly<{
    reqId: bigint
    address: string
    witnessScript: Uint8Array
    refundHeight: number
  }> | null
}>

const howToUse = (deposit: RecoveryParts['deposit']): string =>
  [
    'This file can take back bitcoin that was sent to a Sluice deposit and never became qpBTC. Keep it secret and safe.',
    ...(deposit === null
      ? [
          'It works for deposits that were requested with this key: open the deposit’s page and choose Recover BTC.',
          'It was saved before the draw, so it holds the key and not yet the script that the key opens.',
          'Complete it on the deposit’s page once a staker is drawn: then it works without that page too.',
        ]
      : [
          `From Bitcoin block ${deposit.refundHeight} on, open the deposit’s page (request ${deposit.reqId}) and choose Recover BTC.`,
          'Without the page: import refundKey (wallet import format) into any tool that signs custom scripts, spend the output that',
          'pays address with nLockTime = refundHeight and sequence 0xfffffffd, and the witness: signature, public key, empty,',
          'witnessScript.',
        ]),
  ].join(' ')

/** The recovery file of a refund key that the page made, as JSON text to be saved. */
export const buildRecoveryFile = (parts: RecoveryParts): string => {
  const file: RecoveryFile = {
    kind: 'sluice-recovery',
    version: 1,
    howToUse: howToUse(parts.deposit),
    network: parts.network,
    chainId: parts.chainId,
    manager: parts.manager,
    refundKey: parts.wif,
    refundPubKeyHash: bytesToHex(parts.pubKeyHash),
    deposit: parts.deposit && {
      reqId: parts.deposit.reqId.toString(),
      address: parts.deposit.address,
      witnessScript: bytesToHex(parts.deposit.witnessScript),
      refundHeight: parts.deposit.refundHeight,
    },
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

/**
 * Reads a recovery file and checks that its parts belong together: the key to the hash, the script to key and address.
 * @throws {RecoveryFileError} naming the first field that is missing or does not fit
 */
export const parseRecoveryFile = (text: string): RecoveryFile => {
  let json: unknown
  try {
    json = JSON.parse(text.slice(0, 65_536))
  } catch (cause) {
    throw new RecoveryFileError('the whole file (it is not JSON)', cause)
  }
  const parsed = z.safeParse(schema, json)
  if (!parsed.success)
    throw new RecoveryFileError(parsed.error.issues[0]?.path.join('.') || 'the whole file', parsed.error)
  const file = parsed.data
  let keyHash: string
  try {
    keyHash = bytesToHex(hash160(secp256k1.getPublicKey(fromWif(file.refundKey, file.network), true)))
  } catch (cause) {
    throw new RecoveryFileError('refundKey', cause)
  }
  if (keyHash !== file.refundPubKeyHash) throw new RecoveryFileError('refundPubKeyHash')
  if (file.deposit !== null) {
    const { witnessScript, address } = file.deposit
    if (!witnessScript.endsWith(`7576a914${keyHash}88ac68`))
      throw new RecoveryFileError('deposit.witnessScript')
    if (scriptToAddress(p2wshScript(fromHex(witnessScript)), file.network) !== address)
      throw new RecoveryFileError('deposit.address')
  }
  return file
}
