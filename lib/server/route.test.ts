import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { jsonAnswer } from './respond.ts'
import { route } from './route.ts'

const LIMIT = 40
const nobody = `0x${'00'.repeat(20)}`
const names = [
  'AccessManager',
  'RequestIds',
  'QpBTC',
  'BitcoinRelay',
  'StakerRegistry',
  'StakerSelector',
  'HolderSelector',
  'WithdrawalManager',
  'EntanglementManager',
  'DepositMinter',
  'EscrowBuffer',
  'CollateralToken',
  'PriceFeed',
]
beforeAll(() => {
  vi.stubEnv('SLUICE_RATE_LIMIT', LIMIT.toString())
  vi.stubEnv(
    'SLUICE_ENDPOINTS_JSON',
    JSON.stringify({
      version: 1,
      evm: { chainId: 31337, rpc: ['http://127.0.0.1:1'], ws: null },
      bitcoin: { network: 'regtest', esplora: ['http://127.0.0.1:1'], rpc: null, cookieFile: null },
      indexer: { url: 'http://127.0.0.1:1' },
      keeper: { url: null },
      app: { url: 'http://127.0.0.1:1' },
      control: null,
      contracts: Object.fromEntries(names.map((name) => [name, nobody])),
      startBlock: 0,
    }),
  )
})
afterAll(() => vi.unstubAllEnvs())

test('T31, R47: a browser that reports without end never uses up what a recovery is sent with', async () => {
  const answer = async () => jsonAnswer({}, 'none')
  const post = async (methods: ReturnType<typeof route>) =>
    (
      await methods.POST(new Request('http://127.0.0.1/', { method: 'POST' }), {
        params: Promise.resolve({}),
      })
    ).status
  const report = route({ report: true, post: answer })
  const send = route({ post: answer })
  const reported: number[] = []
  for (let n = 0; n < LIMIT; n++) reported.push(await post(report))
  expect(reported.at(-1), 'reports have their end too').toBe(429)
  expect([await post(send), await post(send), await post(send)]).toEqual([200, 200, 429])
})
