import { SigHash, Transaction } from '@scure/btc-signer'
import type { Recover } from './build-recover.ts'
import { p2wshScript } from './p2wsh-script.ts'

/**
 * A recovery as a PSBT (BIP-174, version 0): each input with the output it spends, its script and SIGHASH_ALL. No key paths
 * (BIP-32): the page does not know them, and any signer finds its key in the script by hash.
 * @returns the binary form; wallets take it in base64
 */
export const recoverPsbt = ({ coins, transaction, witnessScript }: Recover): Uint8Array => {
  const psbt = new Transaction({
    version: transaction.version,
    lockTime: transaction.lockTime,
    // the library knows no such script and would refuse it
    disableScriptCheck: true,
  })
  const script = p2wshScript(witnessScript)
  coins.forEach(({ txid, vout, sats }, at) => {
    psbt.addInput({
      txid,
      index: vout,
      sequence: transaction.inputs[at]?.sequence ?? 0,
      witnessUtxo: { script, amount: sats },
      witnessScript,
      sighashType: SigHash.ALL,
    })
  })
  for (const { sats, script: to } of transaction.outputs) psbt.addOutput({ script: to, amount: sats })
  return psbt.toPSBT(0)
}
