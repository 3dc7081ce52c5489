import { join } from 'node:path'
import { toHex } from '../../../lib/bitcoin/to-hex.ts'
import { ConfigError } from '../../../lib/errors/config.ts'
import { Intents } from '../queue/intents.ts'
import { takeLock } from '../queue/lock.ts'
import { type BitcoinSigner, createBitcoinSigner } from '../signer/bitcoin-signer.ts'
import { type KeySource, loadSecret } from '../signer/key.ts'
import { AgentBook } from './agent-book.ts'
import type { AgentDeps, AgentReport, StakerContext } from './agent-context.ts'
import { stakerOfKey } from './agent-identity.ts'
import { StakerAgent } from './agent-staker.ts'

export interface AgentJobDeps extends AgentDeps {
  stateDir: string
  report: (reports: readonly AgentReport[]) => void
}

interface Manned {
  staker: string
  agent: StakerAgent
}

/**
 * Sweeps and pays for stakers, one after the other. What is missing in the configuration stops this job alone: each tick
 * says so until it is there.
 */
export class AgentJob {
  readonly #d: AgentJobDeps
  readonly #book: AgentBook
  readonly #manned = new Map<KeySource, Manned>()
  readonly #locks = new Map<KeySource, { signer: BitcoinSigner; release: () => void }>()
  readonly #said = new Map<string, string>()
  #roundAt = Number.NEGATIVE_INFINITY

  constructor(deps: AgentJobDeps) {
    this.#d = deps
    this.#book = new AgentBook(deps)
  }

  stop(): void {
    for (const { release } of this.#locks.values()) release()
    this.#locks.clear()
  }

  /** @throws ConfigError @throws LockHeldError @throws NoEndpointError @throws EndpointsDisagreeError @throws PolicyDeniedError */
  async tick(): Promise<void> {
    const { config, now } = this.#d
    if (config.problems.length > 0) throw new ConfigError('agent', config.problems)
    if (now() - this.#roundAt >= config.pauseMs) await this.#round()
  }

  async #round(): Promise<void> {
    const { config, evm, bitcoin, now } = this.#d
    const head = await evm.refresh()
    await bitcoin.refresh()
    const failures: unknown[] = []
    // A key that does not fit stops its own staker, not the others.
    for (const source of config.keys) await this.#man(source).catch((error: unknown) => failures.push(error))
    const manned = [...this.#manned.values()]
    const complete = await this.#book.update(manned.map(({ staker }) => staker))
    const reports: AgentReport[] = []
    for (const { agent } of manned)
      await agent.round(Number(head.timestamp)).then(
        (report) => reports.push(report),
        (error: unknown) => failures.push(error),
      )
    this.#d.report(reports)
    if (complete) this.#roundAt = now()
    if (failures.length > 0) throw failures[0]
  }

  async #man(source: KeySource): Promise<void> {
    if (this.#manned.has(source)) return
    const { chainId, stateDir, log } = this.#d
    const held = this.#locks.get(source) ?? this.#open(source)
    const { signer } = held
    const staker = await stakerOfKey(this.#d, signer)
    const key = toHex(signer.publicKey).slice(2)
    const ctx: StakerContext = {
      ...this.#d,
      signer,
      staker,
      intents: new Intents(join(stateDir, `intents-${chainId}-${key}`)),
      say: (subject, level, fields) => this.#say(`${staker} ${subject}`, level, { staker, ...fields }),
    }
    this.#manned.set(source, { staker, agent: new StakerAgent(ctx, this.#book) })
    log.info({ event: 'agent.started', staker, publicKey: key })
  }

  #open(source: KeySource): { signer: BitcoinSigner; release: () => void } {
    const { chainId, stateDir, log } = this.#d
    const { secret, readableByOthers } = loadSecret(source)
    if (readableByOthers)
      log.warn({ event: 'key.readable' }, 'others on this machine can read the staker’s key: chmod 600')
    const signer = createBitcoinSigner(secret)
    const release = takeLock(join(stateDir, `${chainId}-btc-${toHex(signer.publicKey).slice(2)}.lock`))
    const held = { signer, release }
    this.#locks.set(source, held)
    return held
  }

  /** What stays the same is not said again. */
  #say(subject: string, level: 'info' | 'warn' | 'error', fields: Record<string, unknown>): void {
    const text = JSON.stringify(fields)
    if (this.#said.get(subject) === text) return
    this.#said.set(subject, text)
    this.#d.log[level](fields)
  }
}
