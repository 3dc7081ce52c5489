import { pino } from 'pino'
import { pad } from 'viem'
import { expect, test } from 'vitest'
import { NoEndpointError } from '../errors.ts'
import { SettleJob } from './settle.ts'

test('X8 behavior: what cannot be read about deposits stops no withdrawal, and is said', async () => {
  const answers: Record<string, unknown> = {
    'last request': 0n,
    'payout blocks': [],
    withdrawals: {
      ...{ tip: { height: 100 }, minting: { confirmations: 6 }, params: { dustSats: 10_000n } },
      ...{ queue: [0n, 50_000n], largest: 90_000n, next: 0n, drawBlock: 0n, together: [], requests: [] },
    },
  }
  const evm = {
    refresh: async () => ({ number: 100n, hash: '0x1', timestamp: 1n }),
    read: async (what: string) => {
      if (what in answers) return answers[what]
      throw new NoEndpointError('evm')
    },
  }
  const done: string[] = []
  const job = new SettleJob({
    evm: evm as never,
    bitcoin: { refresh: async () => [] } as never,
    executor: {
      perform: async ({ key }: { key: string }) => {
        done.push(key)
        return { status: 'sent', hash: '0x', nonce: 0 }
      },
    } as never,
    queue: { maintain: async () => undefined } as never,
    contracts: { withdrawals: pad('0x5', { size: 20 }) } as never,
    log: pino({ level: 'silent' }),
    now: () => 0,
    report: () => undefined,
  })
  await expect(job.tick()).rejects.toBeInstanceOf(NoEndpointError)
  expect(done).toEqual(['settle.drain'])
})
