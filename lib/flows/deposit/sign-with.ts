import { base64 } from '@scure/base'
import type { Recover } from '../../bitcoin/build-recover.ts'
import { finishRecover, type SignedRecover } from '../../bitcoin/finish-recover.ts'
import { fromHex } from '../../bitcoin/from-hex.ts'
import { hash160 } from '../../bitcoin/hash160.ts'
import { recoverPsbt } from '../../bitcoin/recover-psbt.ts'
import { type RecoveryPlace, recoverySecret } from '../../bitcoin/recovery-secret.ts'
import { sameBytes } from '../../bitcoin/same-bytes.ts'
import { signRecover } from '../../bitcoin/sign-recover.ts'
import { RecoverSendError } from '../../errors/recover.ts'

/** The PSBT to be signed elsewhere: binary for a file, base64 for a wallet or the clipboard. */
export function psbtOf(asked: Recover): { bytes: Uint8Array<ArrayBuffer>; text: string } {
  const bytes = Uint8Array.from(recoverPsbt(asked))
  return { bytes, text: base64.encode(bytes) }
}

/** What came back from a signer elsewhere. @throws {RecoverSignedError} */
export const signWithPsbt = (asked: Recover, given: Uint8Array | string): SignedRecover =>
  finishRecover(asked, given)

/** Signs with a page-made key. The secret is wiped after use. @throws {RecoveryFileError | RecoverFileError} */
export function signWithFile(
  asked: Recover,
  text: string,
  place: Omit<RecoveryPlace, 'refundPubKeyHash'>,
): SignedRecover {
  const { refundPubKeyHash } = asked
  const secret = recoverySecret(text, { ...place, refundPubKeyHash })
  try {
    return signRecover(asked, secret)
  } finally {
    secret.fill(0)
  }
}

/** The connected wallet, as far as a signature needs it. `publicKey` is compressed, in hex. */
export type PsbtSigner = Readonly<{
  address: string
  publicKey: string
  signPsbt: (request: { psbt: string; address: string; inputs: readonly number[] }) => Promise<string>
}>

/**
 * Lets the connected wallet sign; nothing of what it answers is believed but a valid signature.
 * @throws {RecoverSendError} when it is on another account: its window need not open for that
 * @throws {RecoverSignedError} and what the wallet itself rejects with
 */
export async function signWithWallet(asked: Recover, wallet: PsbtSigner): Promise<SignedRecover> {
  if (!sameBytes(hash160(fromHex(wallet.publicKey)), asked.refundPubKeyHash))
    throw new RecoverSendError('wrong_wallet_key')
  const inputs = asked.coins.map((_, at) => at)
  const answer = await wallet.signPsbt({ psbt: psbtOf(asked).text, address: wallet.address, inputs })
  return finishRecover(asked, answer)
}
