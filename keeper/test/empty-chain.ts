import { NoEndpointError } from '../src/errors.ts'

type Answers = Record<string, (args: readonly bigint[]) => unknown>

/**
 * A chain with no requests, in which ids were given up to `last`; `asked` tells about which ids. While it is `down`, no
 * endpoint answers what is asked under the name `what`.
 */
export function emptyChain(what: string, answers: (asked: (reqId?: bigint) => void) => Answers) {
  const state = { last: 0n, down: false, asked: new Set<bigint>() }
  const known: Answers = {
    last: () => state.last,
    tip: () => [100n, 0n],
    mintParams: () => ({ depositFeeBps: 15, confirmations: 6, mintLimitSats: 1n }),
    nextDraw: () => 0n,
    ...answers((reqId = 0n) => void state.asked.add(reqId)),
  }
  const client = {
    readContract: async ({ functionName, args }: { functionName: string; args: readonly bigint[] }) =>
      known[functionName]?.(args),
  }
  const evm = {
    read: async (name: string, ask: (client: unknown, block: bigint) => Promise<unknown>) => {
      if (state.down && name === what) throw new NoEndpointError('evm')
      return ask(client, 100n)
    },
  }
  /** @returns the ids that `update` asks about, in order */
  const askedBy = async (update: () => Promise<unknown>): Promise<bigint[]> => {
    state.asked.clear()
    await update()
    return [...state.asked].sort((a, b) => Number(a - b))
  }
  return { state, evm: evm as never, askedBy }
}

/** All ids between two, both among them. */
export const range = (from: number, to: number): bigint[] =>
  Array.from({ length: to - from + 1 }, (_, at) => BigInt(from + at))
