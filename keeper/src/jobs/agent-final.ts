import type { PublicClient } from 'viem'
import { canonical } from '../execution/agree.ts'
import type { AgentDeps } from './agent-context.ts'

/**
 * Reads something at the newest block and at one deep enough to stay, from two endpoints where there are two.
 * @param compared what of it must be the same; all of it by default
 * @returns null when both blocks do not say the same: it is too new, or has just changed
 */
export async function readFinal<T>(
  { evm, config }: Pick<AgentDeps, 'evm' | 'config'>,
  what: string,
  ask: (client: PublicClient, at: { blockNumber: bigint }) => Promise<T>,
  compared: (value: T) => unknown = (value) => value,
): Promise<T | null> {
  await evm.refresh()
  const [now, before] = await evm.read(what, (client, head) => {
    const deep = head > config.evmDepth ? head - config.evmDepth : 0n
    return Promise.all([ask(client, { blockNumber: head }), ask(client, { blockNumber: deep })])
  })
  return canonical(compared(now)) === canonical(compared(before)) ? now : null
}
