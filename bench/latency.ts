import { startLocalStack, until } from '../keeper/test/local-stack.ts'
import { payoutLatency } from './payout-latency.ts'
import { restartLatency } from './restart-latency.ts'
import { print, quantile } from './samples.ts'

/**
 * B12: from the block that is a payment's last confirmation to the transaction that mints or proves, from a share's
 * assignment to its payment, and what a restart takes, on the real stack with keeper and agent as people start them. One
 * JSON object a line. `node bench/latency.ts [samples]`
 */
const samples = Number(process.argv[2] ?? 20)
const limitMs = 5_000
const restartMs = 10_000
const sats = 1_000_000n

const stack = await startLocalStack(Number(process.env.BENCH_PORT_BASE ?? 21_500))
try {
  const key = await stack.newKey()
  const port = Number(process.env.BENCH_PORT_BASE ?? 21_500) + 20
  const first = stack.keeper(key.path, port)
  await until('the keeper', async () => first.has('action.sent') || first.has('keeper.started'))

  const sent: number[] = []
  const minted: number[] = []
  for (let sample = 0; sample < samples; sample++) {
    const [reqId = 0n] = await stack.request(sats)
    await stack.assigned(reqId)
    await stack.pay(reqId, sats)
    await stack.mine(5)
    await stack.relayed()
    const began = Date.now()
    await stack.mine(1)
    await stack.minted(reqId)
    minted.push(Date.now() - began)
    const line = first.of('action.sent').find(({ action }) => action === `settle.execute:${reqId}.0`)
    if (!line) throw new Error(`somebody else minted deposit ${reqId}`)
    sent.push(new Date(line.time).getTime() - began)
  }
  await restartLatency(stack, first, { key: key.path, port, sats, restartMs })
  await stack.mine(1)
  const restarted = Date.now()
  const second = stack.keeper(key.path, port)
  await until('work', async () => second.has('action.sent'))
  const restart = Date.now() - restarted

  print('last confirmation to mint transaction sent, p50', quantile(sent, 0.5), null)
  print('last confirmation to mint transaction sent, p99', quantile(sent, 0.99), limitMs)
  print('last confirmation to mint transaction mined, p99', quantile(minted, 0.99), null)
  print('restart of relay and settle together to the first transaction', restart, restartMs)
  await payoutLatency(stack, second, { samples, port: port + 1, limitMs, restartMs })
} finally {
  await stack.stop()
}
