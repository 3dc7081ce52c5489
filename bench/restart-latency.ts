import type { KeeperProcess } from '../keeper/test/keeper-process.ts'
import { type LocalStack, until } from '../keeper/test/local-stack.ts'
import { print } from './samples.ts'

interface Order {
  /** file of the key that the jobs use */
  key: string
  port: number
  sats: bigint
  restartMs: number
}

/**
 * B12: each job of the keeper alone, killed while its work waits: relay with a header that is missing, settle with a payment
 * whose last confirmation is relayed. @param running both jobs, killed on the way
 */
export async function restartLatency(
  stack: LocalStack,
  running: KeeperProcess,
  { key, port, sats, restartMs }: Order,
): Promise<void> {
  /** Starts one job. @returns milliseconds until it has sent what it is for */
  const back = async (job: string, wanted: (action: string) => boolean): Promise<number> => {
    const began = Date.now()
    const keeper = stack.keeper(key, port, {}, job)
    const sent = await until(
      job,
      async () => keeper.of('action.sent').find(({ action }) => wanted(String(action))) ?? null,
    )
    if (job === 'relay') await stack.relayed()
    await keeper.kill()
    return new Date(sent.time).getTime() - began
  }
  const [reqId = 0n] = await stack.request(sats)
  await stack.assigned(reqId)
  await stack.pay(reqId, sats)
  await stack.mine(5)
  await stack.relayed()
  await running.kill()
  await stack.mine(1)
  const relay = await back('relay', (action) => action.startsWith('relay.'))
  print('restart of the relay to the header that waited', relay, restartMs)
  const settle = await back('settle', (action) => action === `settle.execute:${reqId}.0`)
  print('restart of settle to the proof that waited', settle, restartMs)
}
