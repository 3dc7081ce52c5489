import { createServer } from 'node:net'
import { StackError } from './stack-error.ts'

/** Offset of every port from `--port-base`, and what listens there. */
const OFFSETS = {
  app: 0,
  control: 1,
  esplora: 2,
  bitcoin: 3,
  evm: 4,
  postgres: 5,
  indexer: 6,
  'indexer-api': 7,
  keeper: 8,
} as const

export type PortName = keyof typeof OFFSETS
export type Ports = Record<PortName, number>

/** Ports of one copy of the stack: nine in a row from `base`. */
export function stackPorts(base: number): Ports {
  const entries = Object.entries(OFFSETS).map(([name, offset]) => [name, base + offset])
  return Object.fromEntries(entries) as Ports
}

/** @throws StackError naming every wanted port that something else listens on */
export async function requireFreePorts(ports: Ports, wanted: PortName[]): Promise<void> {
  const checked = await Promise.all(wanted.map(async (name) => ({ name, free: await isFree(ports[name]) })))
  const taken = checked.filter((port) => !port.free).map(({ name }) => `${ports[name]} (${name})`)
  if (taken.length === 0) return
  const many = taken.length > 1
  throw new StackError(
    `${many ? 'Ports' : 'Port'} ${taken.join(', ')} on 127.0.0.1 ${many ? 'are' : 'is'} already in use.`,
    `Stop what listens there, or choose other ports with --port-base (now ${ports.app}; ${Object.keys(OFFSETS).length} in a row are used).`,
  )
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)))
  })
}
