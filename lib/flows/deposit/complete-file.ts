import type { Hex } from 'viem'
import { fromHex } from '../../bitcoin/from-hex.ts'
import { buildRecoveryFile, parseRecoveryFile } from '../../bitcoin/recovery-file.ts'
import { type RecoveryPlace, recoverySecret } from '../../bitcoin/recovery-secret.ts'

type Drawn = Readonly<{
  address: string
  witnessScript: Hex
  deposit: Readonly<{ reqId: bigint; refundHeight: number; refundPubKeyHash: Hex }>
}>

/**
 * The recovery file that was saved before the draw, with what only the draw decided: with it the key opens the script even
 * without this page and both chains' word for it.
 * @param text of the saved file @param drawn as checked here against the chain
 * @throws {RecoveryFileError} the file is damaged @throws {RecoverFileError} it belongs to something else
 */
export function completeFile(
  text: string,
  place: Pick<RecoveryPlace, 'network' | 'chainId' | 'manager'>,
  { address, witnessScript, deposit }: Drawn,
): string {
  const { reqId, refundHeight } = deposit
  const pubKeyHash = fromHex(deposit.refundPubKeyHash)
  recoverySecret(text, { ...place, reqId, refundPubKeyHash: pubKeyHash }).fill(0)
  return buildRecoveryFile({
    ...place,
    wif: parseRecoveryFile(text).refundKey,
    pubKeyHash,
    deposit: { reqId, address, witnessScript: fromHex(witnessScript), refundHeight },
  })
}
