import { secp256k1 } from '@noble/curves/secp256k1.js'
import type { Hex } from 'viem'
import { fromHex } from '../../../lib/bitcoin/from-hex.ts'
import { hash160 } from '../../../lib/bitcoin/hash160.ts'
import { outputScript } from '../../../lib/bitcoin/output-script.ts'
import { type SignedSpend, signSpend } from '../../../lib/bitcoin/sign-spend.ts'
import type { Spend } from '../../../lib/bitcoin/spend-coins.ts'
import { assertSpendAllowed, type Permit } from '../policy/bitcoin-policy.ts'

/** Signs with a staker's Bitcoin key what the policy allows. The key never leaves the closure that makes this. */
export interface BitcoinSigner {
  /** 33 bytes, compressed */
  publicKey: Uint8Array
  /** scriptPubKey of the key's native segwit address, where sweeps and change go */
  script: Uint8Array
  /** @throws PolicyDeniedError */
  sign(spend: Pick<Spend, 'inputs' | 'outputs'>, permit: Permit): SignedSpend
}

export function createBitcoinSigner(secret: Hex): BitcoinSigner {
  const key = fromHex(secret)
  const publicKey = secp256k1.getPublicKey(key, true)
  const script = outputScript({ type: 'p2wpkh', hash: hash160(publicKey) })
  return {
    publicKey,
    script,
    sign(spend, permit) {
      assertSpendAllowed(spend, permit, script)
      return signSpend(spend, key)
    },
  }
}
