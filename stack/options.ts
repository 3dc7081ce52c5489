import path from 'node:path'
import { parseArgs } from 'node:util'
import { repoRoot } from './paths.ts'
import { StackError } from './stack-error.ts'

/** What can be started, in the order in which it depends on each other. `bitcoind` and `anvil` always are. */
const PARTS = [
  'bitcoind',
  'anvil',
  'esplora',
  'control',
  'deploy',
  'seed',
  'postgres',
  'indexer',
  'indexer-api',
  'keeper',
  'app',
] as const
export type PartName = (typeof PARTS)[number]

const NEEDS: Record<PartName, PartName[]> = {
  bitcoind: [],
  anvil: [],
  esplora: [],
  control: ['esplora'],
  deploy: [],
  seed: ['esplora', 'deploy'],
  postgres: [],
  indexer: ['deploy', 'postgres'],
  'indexer-api': ['indexer'],
  keeper: ['esplora', 'deploy'],
  app: ['deploy'],
}

export interface StackOptions {
  /** `dev` serves the app by `next dev`, `stack` by a production build */
  mode: 'dev' | 'stack'
  /** throws the state of earlier runs away first */
  fresh: boolean
  /** first of nine ports in a row */
  portBase: number
  /** seconds between Bitcoin blocks; null makes none by itself */
  blockSeconds: number | null
  parts: ReadonlySet<PartName>
  /** where the state lies */
  dir: string
}

export const defaultOptions: StackOptions = {
  mode: 'dev',
  fresh: false,
  portBase: 3000,
  blockSeconds: 5,
  parts: new Set(PARTS),
  dir: path.join(repoRoot, '.stack'),
}

const USAGE = `node stack/main.ts dev|stack [options]
  --fresh              start over: throw away both chains, the index and the logs
  --port-base N        first of nine ports in a row (3000)
  --block-seconds N    seconds between Bitcoin blocks (5); 0 makes none by itself
  --only a,b,…         start these parts and what they need
  --without a,b,…      start everything but these parts and what needs them
  --dir PATH           where the state lies (.stack)
parts: ${PARTS.join(', ')}`

/** @throws StackError naming the argument and the rule */
export function parseOptions(args: string[]): StackOptions {
  const { values, positionals } = parse(args)
  const [mode, ...rest] = positionals
  if ((mode !== 'dev' && mode !== 'stack') || rest.length > 0) {
    throw new StackError('Say what to start: `dev` or `stack`.', USAGE)
  }
  if (values.only && values.without) throw new StackError('--only and --without exclude each other.', USAGE)
  const portBase = integer('--port-base', values['port-base'], 1024, 65_500) ?? defaultOptions.portBase
  const seconds = integer('--block-seconds', values['block-seconds'], 0, 86_400)
  return {
    mode,
    fresh: values.fresh ?? false,
    portBase,
    blockSeconds: seconds === null ? defaultOptions.blockSeconds : seconds === 0 ? null : seconds,
    parts: selectParts(partNames('--only', values.only), partNames('--without', values.without)),
    dir: values.dir ? path.resolve(values.dir) : defaultOptions.dir,
  }
}

/** @returns `only` with all that it needs, or everything but `without` and all that needs it */
export function selectParts(only: PartName[] | null, without: PartName[] | null): Set<PartName> {
  const chosen = new Set<PartName>(['bitcoind', 'anvil'])
  const add = (name: PartName) => {
    chosen.add(name)
    for (const needed of NEEDS[name]) if (!chosen.has(needed)) add(needed)
  }
  const needs = (name: PartName, other: PartName): boolean =>
    name === other || NEEDS[name].some((needed) => needs(needed, other))
  const wanted = only ?? PARTS.filter((name) => !without?.some((other) => needs(name, other)))
  for (const name of wanted) add(name)
  return chosen
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        fresh: { type: 'boolean' },
        'port-base': { type: 'string' },
        'block-seconds': { type: 'string' },
        only: { type: 'string' },
        without: { type: 'string' },
        dir: { type: 'string' },
      },
    })
  } catch (cause) {
    throw new StackError(cause instanceof Error ? cause.message : String(cause), USAGE, { cause })
  }
}

function integer(name: string, value: string | undefined, min: number, max: number): number | null {
  if (value === undefined) return null
  const number = Number(value)
  if (/^[0-9]+$/.test(value) && number >= min && number <= max) return number
  throw new StackError(`${name} ${value} is not a whole number from ${min} to ${max}.`, USAGE)
}

function partNames(name: string, value: string | undefined): PartName[] | null {
  if (value === undefined) return null
  return value.split(',').map((part) => {
    const known = PARTS.find((candidate) => candidate === part.trim())
    if (known === undefined) throw new StackError(`${name}: there is no part “${part}”.`, USAGE)
    return known
  })
}
