import { BaseError } from './base-error.ts'

/** Any failure to read from or send to a Bitcoin source. */
export class EsploraError extends BaseError {
  override name = 'EsploraError'
}
export class EsploraTimeoutError extends EsploraError {
  override name = 'EsploraTimeoutError'
  constructor(url: string, ms: number) {
    super({
      code: 'esplora.timeout',
      message: `A Bitcoin source did not answer within ${ms} ms.`,
      hint: 'Try again, or configure another Bitcoin source.',
      params: { url, ms },
    })
  }
}
export class EsploraHttpError extends EsploraError {
  override name = 'EsploraHttpError'
  readonly status: number
  constructor(url: string, status: number, body: string) {
    super({
      code: 'esplora.http',
      message: `A Bitcoin source answered with status ${status}.`,
      hint: 'Try again later, or configure another Bitcoin source.',
      params: { url, status, body: body.slice(0, 200) },
    })
    this.status = status
  }
}
export class EsploraHistoryTooLongError extends EsploraError {
  override name = 'EsploraHistoryTooLongError'
  constructor(most: number) {
    super({
      code: 'esplora.history_too_long',
      message: `More than ${most} transactions touch this address: not all of them can be read here.`,
      hint: 'Do not pay again. Add your payment by its transaction.',
      params: { most },
    })
  }
}
export class EsploraNotFoundError extends EsploraError {
  override name = 'EsploraNotFoundError'
  constructor(path: string) {
    super({
      code: 'esplora.not_found',
      message: 'The Bitcoin source does not know it.',
      hint: 'Check the txid, address or height; a new transaction can take some seconds to spread.',
      params: { path },
    })
  }
}
export class EsploraAnswerError extends EsploraError {
  override name = 'EsploraAnswerError'
  constructor(url: string, cause?: unknown) {
    super({
      code: 'esplora.answer',
      message: 'A Bitcoin source gave an answer that makes no sense.',
      hint: 'Do not rely on this source; configure another one.',
      params: { url },
      cause,
    })
  }
}
export class EsploraUnavailableError extends EsploraError {
  override name = 'EsploraUnavailableError'
  readonly failures: readonly unknown[]
  constructor(path: string, failures: readonly unknown[]) {
    super({
      code: 'esplora.unavailable',
      message: 'No Bitcoin source can be reached.',
      hint: 'Nothing is lost: what is on Bitcoin stays there. Try again in a minute.',
      params: { path, tried: failures.length },
      cause: failures.at(-1),
    })
    this.failures = failures
  }
}
export class EsploraRejectedError extends EsploraError {
  override name = 'EsploraRejectedError'
  constructor(reason: string) {
    super({
      code: 'esplora.rejected',
      message: `The Bitcoin network refused the transaction: ${reason.slice(0, 200)}`,
      hint: 'Nothing was sent. Check fee and inputs, then sign again.',
      params: { reason: reason.slice(0, 200) },
    })
  }
}
export class EsploraQuorumError extends EsploraError {
  override name = 'EsploraQuorumError'
  constructor(what: string, needed: number, agreed: number, asked: number) {
    super({
      code: 'esplora.quorum',
      message: `Bitcoin sources disagree about ${what}: ${agreed} of ${asked} agree, ${needed} are needed.`,
      hint: 'Wait for the next block. If it stays so, one source is lying or behind: remove it.',
      params: { what, needed, agreed, asked },
    })
  }
}
