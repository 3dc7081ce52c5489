import { readRelayTip } from '../lib/evm/read-relay-tip.ts'
import { Control } from './control/server.ts'
import { readClient } from './evm/client.ts'
import { compile, type Deployment, deploy, savedDeployment } from './evm/deploy.ts'
import { PriceFeed } from './evm/price-feed.ts'
import type { StackOptions } from './options.ts'
import type { Part } from './part.ts'
import type { PortName } from './ports.ts'
import { postgresBinaries } from './postgres/binaries.ts'
import { startPostgres } from './postgres/postgres.ts'
import { appPart, buildApp } from './programs/app.ts'
import { dropPglite, prepareIndex } from './programs/index-origin.ts'
import { indexerApiPart, indexerPart } from './programs/indexer.ts'
import { keeperPart } from './programs/keeper.ts'
import type { Run } from './run.ts'
import { seed } from './seed/seed.ts'
import type { Task } from './task-graph.ts'
import { writeEndpoints } from './write-endpoints.ts'

const PORT_OF: Partial<Record<string, PortName>> = { bitcoind: 'bitcoin', anvil: 'evm' }

/** Ports that the chosen parts listen on. */
export function portsOf(options: StackOptions): PortName[] {
  const listening = [...options.parts].filter((part) => part !== 'deploy' && part !== 'seed')
  return listening
    .filter((part) => part !== 'postgres' || !process.env.DATABASE_URL)
    .map((part) => PORT_OF[part] ?? (part as PortName))
}

/** What has to be done to start the chosen parts, and what each waits for. */
export function tasksOf(run: Run): Task[] {
  const { nodes, options, esplora } = run
  const all: Task[] = [
    { name: 'bitcoind', after: [], run: () => nodes.startBitcoin() },
    { name: 'anvil', after: [], run: () => nodes.startEvm() },
    { name: 'chains', after: ['bitcoind', 'anvil'], run: () => nodes.join() },
    {
      name: 'esplora',
      after: ['chains'],
      run: () => startPart(run, esplora),
    },
    { name: 'control', after: ['live'], run: () => startPart(run, new Control(run)) },
    { name: 'compile', after: [], run: () => compile(run.supervisor, run.paths) },
    { name: 'deploy', after: ['chains', 'compile'], run: () => contracts(run) },
    { name: 'seed', after: ['deploy', 'esplora'], run: () => seed(run) },
    { name: 'postgres', after: [], run: () => database(run) },
    { name: 'live', after: ['chains', 'deploy', 'seed'], run: () => nodes.goLive(options.blockSeconds) },
    { name: 'index', after: ['deploy', 'postgres'], run: () => prepareIndexOf(run) },
    { name: 'indexer', after: ['index'], run: () => startPart(run, indexerPart(run)) },
    { name: 'indexer-api', after: ['index'], run: () => indexReader(run) },
    { name: 'keeper', after: ['live'], run: () => startPart(run, keeperPart(run)) },
    { name: 'build', after: [], run: () => buildApp(run) },
    { name: 'app', after: ['deploy', 'build'], run: () => startPart(run, appPart(run)) },
  ]
  const chosen = new Set<string>(['chains', 'live', ...options.parts])
  if (options.parts.has('deploy')) chosen.add('compile')
  if (options.parts.has('indexer')) chosen.add('index')
  if (options.mode === 'stack' && options.parts.has('app')) chosen.add('build')
  return all.filter((task) => chosen.has(task.name))
}

async function contracts(run: Run): Promise<string | undefined> {
  const { nodes, paths, supervisor } = run
  const saved = await savedDeployment(paths, nodes.evm)
  if (saved) await overtakeRelay(run, saved)
  const deployment = saved ?? (await deploy(supervisor, paths, nodes.evm, nodes.rpc))
  run.deployment = deployment
  run.feed = new PriceFeed(nodes.evm, deployment.contracts.PriceFeed)
  run.endpoints = writeEndpoints(run, deployment)
  return saved ? 'as before' : `relay from Bitcoin block ${deployment.checkpointHeight}`
}

/** A Bitcoin node that was killed comes back with fewer blocks than the relay knows: it must grow past them. */
async function overtakeRelay(run: Run, { contracts: { BitcoinRelay } }: Deployment): Promise<void> {
  const { height: known } = await readRelayTip(readClient(run.url('evm')), BitcoinRelay)
  const height = await run.nodes.rpc.call<number>('getblockcount')
  if (height < known) await run.nodes.miner.mine(known - height + 1)
}

async function startPart(run: Run, part: Part): Promise<undefined> {
  run.parts.set(part.name, part)
  await part.start()
}

async function prepareIndexOf(run: Run): Promise<string | undefined> {
  if (run.databaseUrl !== null) return prepareIndex(run.databaseUrl, run.nodes.evm)
  dropPglite()
  return undefined
}

async function indexReader(run: Run): Promise<string | undefined> {
  if (run.databaseUrl === null) return 'left out: PGlite has one process only'
  return startPart(run, indexerApiPart(run))
}

async function database(run: Run): Promise<string | undefined> {
  if (process.env.DATABASE_URL) {
    run.databaseUrl = process.env.DATABASE_URL
    return 'DATABASE_URL'
  }
  const binaries = postgresBinaries()
  if (binaries === null) return 'no Postgres for this platform: the index uses PGlite'
  const { url } = await startPostgres(run.supervisor, run.paths, run.ports.postgres, binaries)
  run.databaseUrl = url
  return undefined
}
