import { sha256 } from '@noble/hashes/sha2.js'
import { type NETWORK, p2wpkh, TEST_NETWORK } from '@scure/btc-signer'
import { pubECDSA } from '@scure/btc-signer/utils.js'
import { mnemonicToAccount } from 'viem/accounts'

/** The mnemonic that every local EVM node uses. Its keys are public: nothing of value may ever lie there. */
export const MNEMONIC = 'test test test test test test test test test test test junk'

/** Which of the mnemonic's accounts is whose. 9 to 19 are free for people and tests; all hold 10,000 coins. */
export const ACCOUNT_INDEX = {
  admin: 0,
  keeper: 1,
  stakers: [2, 3, 4, 5, 6],
  guardian: 7,
  feeRecipient: 8,
  /** from 20 on, so that 9 to 19 have no past */
  seedDepositors: [20, 21, 22],
} as const
export const ACCOUNT_COUNT = 23

export function evmAccount(index: number) {
  return mnemonicToAccount(MNEMONIC, { addressIndex: index })
}

/** `@scure/btc-signer` ships no regtest network; it is testnet with another bech32 prefix. */
export const REGTEST: typeof NETWORK = { ...TEST_NETWORK, bech32: 'bcrt' }

export interface BitcoinKey {
  privateKey: Uint8Array
  /** 33 bytes, compressed */
  publicKey: Uint8Array
  /** its native segwit address */
  address: string
  /** scriptPubKey of `address` */
  script: Uint8Array
}

/** A Bitcoin key that is the same on every machine, named by its use. Regtest only: anyone can compute it. */
export function bitcoinKey(name: string): BitcoinKey {
  const privateKey = sha256(new TextEncoder().encode(`sluice regtest ${name}`))
  const publicKey = pubECDSA(privateKey)
  const payment = p2wpkh(publicKey, REGTEST)
  if (payment.address === undefined) throw new Error(`no address for key ${name}`)
  return { privateKey, publicKey, address: payment.address, script: payment.script }
}
