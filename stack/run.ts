import type { Endpoints } from '../lib/config/endpoints.ts'
import { bitcoinKey } from './accounts.ts'
import { Faucet } from './bitcoin/faucet.ts'
import { EsploraAdapter } from './esplora/server.ts'
import type { Deployment } from './evm/deploy.ts'
import type { PriceFeed } from './evm/price-feed.ts'
import { Nodes } from './nodes.ts'
import type { StackOptions } from './options.ts'
import type { Part } from './part.ts'
import type { StackPaths } from './paths.ts'
import type { Ports } from './ports.ts'
import type { Supervisor } from './process/supervisor.ts'
import type { Say } from './report.ts'

const NODES = new Set(['bitcoind', 'anvil', 'postgres'])

/** What the parts of one running stack share. */
export class Run {
  readonly options: StackOptions
  readonly paths: StackPaths
  readonly ports: Ports
  readonly say: Say
  readonly supervisor: Supervisor
  readonly nodes: Nodes
  /** parts that can be stopped and started by name */
  readonly parts = new Map<string, Part>()
  #esplora: EsploraAdapter | null = null
  #faucet: Faucet | null = null
  /** null until Postgres runs, and where there is none */
  databaseUrl: string | null = null
  /** null until the contracts are deployed */
  endpoints: Endpoints | null = null
  deployment: Deployment | null = null
  feed: PriceFeed | null = null

  constructor(from: Pick<Run, 'options' | 'paths' | 'ports' | 'say' | 'supervisor'>) {
    this.options = from.options
    this.paths = from.paths
    this.ports = from.ports
    this.say = from.say
    this.supervisor = from.supervisor
    this.nodes = new Nodes(this.supervisor, this.paths, this.ports)
  }

  /** Serves Esplora; its index of the chain is also what the faucet reads. */
  get esplora(): EsploraAdapter {
    this.#esplora ??= new EsploraAdapter(() => this.nodes.rpc, this.ports.esplora)
    return this.#esplora
  }

  get faucet(): Faucet {
    this.#faucet ??= new Faucet(bitcoinKey('faucet'), () => this.nodes.rpc, this.esplora.follower)
    return this.#faucet
  }

  url(port: keyof Ports): string {
    return `http://127.0.0.1:${this.ports[port]}`
  }

  /** Moves both clocks on by `seconds` and Bitcoin by `blocks`; the price is published again on the way. */
  async passTime(seconds: number, blocks: number): Promise<{ time: number }> {
    const refresh = async () => this.feed?.refresh(await this.nodes.clock.now())
    return { time: await this.nodes.passTime(seconds, blocks, refresh) }
  }

  /** Ends what asks first and what answers last, so that no part logs the loss of another. */
  async stop(): Promise<void> {
    this.nodes.stopMining()
    await Promise.all([...this.parts.values()].map((part) => part.stop()))
    await this.supervisor.stopAll((name) => !NODES.has(name))
    await this.supervisor.close()
  }
}
