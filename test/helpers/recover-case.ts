import { secp256k1 } from '@noble/curves/secp256k1.js'
import { Transaction } from '@scure/btc-signer'
import type { RecoverOrder } from '../../lib/bitcoin/build-recover.ts'
import { depositWitnessScript } from '../../lib/bitcoin/deposit-witness-script.ts'
import { hash160 } from '../../lib/bitcoin/hash160.ts'

export const staker = new Uint8Array(32).fill(4)
export const depositor = new Uint8Array(32).fill(6)
export const manager = '0x5FbDB2315678afecb367f032d93F642f64180aa3'

/** P2WPKH of a key that only receives. */
export const payoutScript = Uint8Array.of(0x00, 0x14, ...new Uint8Array(20).fill(9))

/** An order over made-up coins; `secret` holds the refund key. */
export const recoverOrder = (
  parts: Partial<RecoverOrder> = {},
  secret: Uint8Array = depositor,
  refundHeight = 904_320,
): RecoverOrder => {
  const refundPubKeyHash = hash160(secp256k1.getPublicKey(secret, true))
  return {
    coins: [{ txid: '11'.repeat(32), vout: 0, sats: 100_000n }],
    witnessScript: depositWitnessScript({
      chainId: 31337,
      manager,
      reqId: 1n,
      share: 0,
      stakerPubKey: secp256k1.getPublicKey(staker, true),
      refundHeight,
      refundPubKeyHash,
    }),
    refundHeight,
    refundPubKeyHash,
    payoutScript,
    feeRate: 2_000n,
    confirmedFee: 0n,
    ...parts,
  }
}

/** Signs a PSBT as a wallet does that finds its key's hash in the script, with another library. */
export const walletSigns = (psbt: Uint8Array, secret: Uint8Array): Transaction => {
  const transaction = Transaction.fromPSBT(psbt, { allowUnknownInputs: true })
  transaction.sign(secret, [1])
  return transaction
}
