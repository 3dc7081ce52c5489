import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toHex } from 'viem'
import type { KeeperProcess } from '../keeper/test/keeper-process.ts'
import { type LocalStack, until } from '../keeper/test/local-stack.ts'
import { withdrawalsOf } from '../keeper/test/withdrawals.ts'
import type { OwedShare } from '../lib/core/owed-share.ts'
import { bitcoinKey } from '../stack/accounts.ts'
import { print, quantile } from './samples.ts'

const sats = 300_000n
const stakers = 5

interface Order {
  samples: number
  port: number
  limitMs: number
  restartMs: number
}

/** B12 for payouts: assigned to paid, last confirmation to proven, and an agent that comes back to a share that waits. */
export async function payoutLatency(
  stack: LocalStack,
  settle: KeeperProcess,
  { samples, port, limitMs, restartMs }: Order,
): Promise<void> {
  const withdrawals = withdrawalsOf(stack)
  const files = Array.from({ length: stakers }, (_, position) => {
    const file = join(stack.dir, `bench-staker-${position}.key`)
    writeFileSync(file, toHex(bitcoinKey(`staker ${position}`).privateKey), { mode: 0o600 })
    return file
  })
  const { path } = await stack.newKey()
  const start = () => stack.keeper(path, port, { KEEPER_STAKER_KEY_FILES: files.join(',') }, 'agent')
  let payees = 0
  const ask = () => withdrawals.request(sats, toHex(bitcoinKey(`bench payee ${++payees}`).script))
  const keyOf = ({ reqId, share }: OwedShare) => `${reqId}.${share}`
  const timeOf = async (keeper: KeeperProcess, event: string, action: string): Promise<number> => {
    const line = await until(
      action,
      async () => keeper.of(event).find((found) => found.action === action) ?? null,
    )
    return new Date(line.time).getTime()
  }
  let agent = start()
  await until('the agent', async () => agent.of('agent.started').length === stakers)

  const decided: number[] = []
  const proven: number[] = []
  for (let sample = 0; sample < samples; sample++) {
    const share = await ask()
    const assigned = Date.now()
    decided.push((await timeOf(agent, 'agent.paid', `agent.pay:${keyOf(share)}`)) - assigned)
    await stack.mine(5)
    await stack.relayed()
    const began = Date.now()
    await stack.mine(1)
    proven.push((await timeOf(settle, 'action.sent', `settle.verify:${keyOf(share)}`)) - began)
    await withdrawals.paid(share)
  }
  await agent.kill()
  const share = await ask()
  const restarted = Date.now()
  agent = start()
  const restart = (await timeOf(agent, 'agent.paid', `agent.pay:${keyOf(share)}`)) - restarted

  print('share assigned to payment sent, p50', quantile(decided, 0.5), null)
  print('share assigned to payment sent, p99', quantile(decided, 0.99), limitMs)
  print('last confirmation to payout proof sent, p50', quantile(proven, 0.5), null)
  print('last confirmation to payout proof sent, p99', quantile(proven, 0.99), limitMs)
  print('restart of the agent to the payment that waited', restart, restartMs)
}
