import { createEsplora, type Esplora } from '../../../lib/bitcoin/create-esplora.ts'
import { EsploraHistoryTooLongError, EsploraNotFoundError } from '../../../lib/errors/esplora.ts'
import { ProofError } from '../../../lib/errors/proof.ts'
import { TransactionFormatError } from '../../../lib/errors/transaction.ts'
import { errorText } from '../errors.ts'
import type { Log } from '../log.ts'
import { Endpoint, endpointName } from './endpoint.ts'

export interface BitcoinTip {
  height: number
  /** as explorers write it */
  hash: string
}

/** Longer answers are not read: a page of history holds as much as strangers like to put into 25 transactions. */
const MOST_BYTES = 16_000_000
/** For the one script without which nothing goes on: strangers may make its pages as fat as they can pay for. */
const PATIENT_MS = 60_000
const PATIENT_BYTES = 100_000_000
/** What any server knows at once, and what nobody who pays to a script can make hard. */
const WELL_MS = 1_000

/** One Esplora server and its health. */
export class BitcoinSource extends Endpoint {
  readonly esplora: Esplora
  /** the same with time and room for answers that strangers have made long */
  readonly patient: Esplora
  tip: BitcoinTip | null = null
  readonly #quick: Esplora
  #isWell: Promise<boolean> | null = null

  constructor(url: string, index: number, options: { log: Log; now: () => number; timeoutMs: number }) {
    const { log, now, timeoutMs } = options
    super(endpointName(url, index), log, now)
    this.esplora = createEsplora({ urls: [url], timeout: timeoutMs, mostBytes: MOST_BYTES })
    this.patient = createEsplora({ urls: [url], timeout: PATIENT_MS, mostBytes: PATIENT_BYTES })
    this.#quick = createEsplora({ urls: [url], timeout: Math.min(timeoutMs, WELL_MS), mostBytes: 100 })
  }

  /** Asks for the tip; from the answer follows whether it is up. */
  async probe(): Promise<void> {
    try {
      const height = await this.esplora.tipHeight()
      // By height, so that both belong together even when a block arrives in between.
      this.tip = { height, hash: await this.esplora.blockHash(height) }
      this.up()
    } catch (error) {
      this.down(errorText(error))
    }
  }

  /**
   * Puts the failure of a question that strangers can make hard on somebody's account: they choose which scripts are asked
   * about and what is paid to them, and some histories are too much for any server. So it is the server's failure only when
   * it does not even say its height; else one script would take all servers away from everything else.
   */
  async failed(error: unknown): Promise<void> {
    if (isOutage(error) && (await this.#well()))
      this.note('endpoint.hard-question', { reason: errorText(error) })
    else blame(this, error)
  }

  #well(): Promise<boolean> {
    this.#isWell ??= this.#quick
      .tipHeight()
      .then(
        () => true,
        () => false,
      )
      .finally(() => {
        this.#isWell = null
      })
    return this.#isWell
  }
}

/** Puts a failure on the server's account: evidence that does not hold is a lie, no answer is an outage. */
export function blame(source: Endpoint, error: unknown): void {
  if (error instanceof ProofError) {
    // These come about honestly when a block is replaced between two questions.
    if (error.rule === 'confirmations' || error.rule === 'header_link')
      source.note('endpoint.moved', { rule: error.rule })
    else source.contradict(`evidence (${error.rule})`)
  } else if (isOutage(error)) source.down(errorText(error))
}

const isOutage = (error: unknown): boolean =>
  !(error instanceof ProofError) &&
  !(error instanceof EsploraNotFoundError) &&
  !(error instanceof EsploraHistoryTooLongError) &&
  !(error instanceof TransactionFormatError)
