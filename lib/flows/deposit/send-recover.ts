import type { Recover } from '../../bitcoin/build-recover.ts'
import type { Esplora } from '../../bitcoin/create-esplora.ts'
import type { SignedRecover } from '../../bitcoin/finish-recover.ts'
import { EsploraRejectedError } from '../../errors/esplora.ts'
import { RecoverSendError } from '../../errors/recover.ts'

/** This server's proxy answers a refusal as problem+json (RFC 9457); the network's reason is its `rule`. */
const reasonOf = (error: EsploraRejectedError): string => {
  const reason = String(error.params.reason ?? '')
  return /"rule":\s*"([^"]*)/.exec(reason)?.[1] ?? reason
}

/** Who spends the coins now, mined or waiting; null for one that is unspent or cannot be looked up. */
const spendersOf = (esplora: Esplora, { coins }: Recover): Promise<(string | null)[]> =>
  Promise.all(
    coins.map(async ({ txid, vout }) =>
      esplora.outspends(txid).then(
        (spends) => spends[vout]?.txid ?? null,
        () => null,
      ),
    ),
  )

/**
 * Broadcasts a signed recovery. Pressed twice, or again after an answer was lost, it finds that Bitcoin has it already.
 * @param replaces txid of what waits already, when its fee is raised
 * @returns the txid
 * @throws {RecoverSendError} Bitcoin is not at the refund height, or a coin went elsewhere meanwhile
 * @throws {EsploraError} refused, with the reason, or nobody reached: the same bytes can be sent again
 */
export async function sendRecover(
  esplora: Esplora,
  asked: Recover,
  signed: SignedRecover,
  replaces: string | null = null,
): Promise<string> {
  const tip = await esplora.tipHeight()
  const height = asked.transaction.lockTime
  // a lock on height h is final in block h + 1, so nodes take it once their tip is h
  if (tip < height) throw new RecoverSendError('too_early', { height, tip, blocks: height - tip })
  try {
    return await esplora.broadcast(signed.hex)
  } catch (error) {
    const spenders = await spendersOf(esplora, asked)
    if (spenders.every((txid) => txid === signed.txid)) return signed.txid
    if (spenders.some((txid) => txid !== null && txid !== signed.txid && txid !== replaces))
      throw new RecoverSendError('coins_moved')
    throw error instanceof EsploraRejectedError ? new EsploraRejectedError(reasonOf(error)) : error
  }
}
