import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { statePaths } from '../paths.ts'
import { poll } from '../process/wait.ts'
import type { Stack } from '../start-stack.ts'
import { control, startTestStack, type TestPlace, testPlace } from '../test-stack.ts'

let place: TestPlace
let stack: Stack
const notes: string[] = []
const parts = ['control', 'seed', 'keeper', 'indexer-api'] as const

beforeAll(async () => {
  place = await testPlace()
  stack = await start()
})
afterAll(async () => {
  await stack?.stop()
  place?.remove()
})

async function start(): Promise<Stack> {
  notes.length = 0
  return startTestStack(place, [...parts], {}, (line) => notes.push(line))
}
const said = (part: string) => notes.find((line) => line.trim().startsWith(`${part} `)) ?? ''
async function minted(): Promise<number> {
  const answer = await fetch(`${stack.endpoints?.indexer.url}/v1/requests?state=Minted&limit=100`)
  const { data } = (await answer.json()) as { data: unknown[] }
  return data.length
}
const untilMinted = (count: number) =>
  poll(async () => (await minted()) === count, {
    timeoutMs: 20_000,
    onTimeout: () => new Error('not indexed'),
  })

test('default: the seeded past is indexed', async () => {
  await untilMinted(3)
})

test('behavior: an index of the same chain goes on', async () => {
  await stack.stop()
  stack = await start()
  expect(said('index')).not.toContain('anew')
  await untilMinted(3)
})

test('behavior: the reader answers while the writer is down', async () => {
  await control(stack, '/parts/indexer/stop', {})
  await untilMinted(3)
  await control(stack, '/parts/indexer/start', {})
  expect((await fetch(`http://127.0.0.1:${place.portBase + 6}/ready`)).status).toBe(200)
})

test('behavior: an index of another chain is dropped, and that is said', async () => {
  await stack.stop()
  const { postgres, postgresHome } = stack.paths
  for (const path of statePaths(stack.paths)) {
    if (path !== postgres && path !== postgresHome) rmSync(path, { recursive: true, force: true })
  }
  stack = await start()
  expect(said('index')).toContain('built on another chain: dropped and built anew')
  await untilMinted(3)
})
