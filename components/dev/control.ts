import * as z from 'zod/mini'

const statusSchema = z.object({
  /** seconds between blocks, null while nothing is mined by itself */
  bitcoin: z.object({ autominer: z.nullable(z.number()) }),
})
export type ControlStatus = z.infer<typeof statusSchema>

/** @throws Error with the control API's own reason */
async function call(path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(`/api/dev${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${answer.status} ${text.slice(0, 300)}`)
  return text === '' ? null : JSON.parse(text)
}

/** The local stack's control API, through the server's own path. Amounts in sats and wei, times in seconds. */
export const control = {
  status: async (): Promise<ControlStatus> => statusSchema.parse(await call('/status')),
  mine: (blocks: number) => call('/mine', { blocks }),
  reorg: (depth: number) => call('/reorg', { depth }),
  time: (seconds: number) => call('/time', { seconds }),
  mineEvm: () => call('/evm/mine', { blocks: 1 }),
  faucet: (address: string, sats: number) => call('/faucet', { address, sats }),
  faucetEvm: (address: string, wei: bigint) => call('/faucet/evm', { address, wei: wei.toString() }),
  part: (name: 'keeper' | 'indexer', action: 'stop' | 'start') => call(`/parts/${name}/${action}`, {}),
  autominer: (seconds: number | null) => call('/autominer', { seconds }),
}
