import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { MinedBlock } from './mine-chain.ts'

export type EsploraServer = Readonly<{ url: string; requests: string[]; close: () => Promise<void> }>
/** Answers before the honest server does; null lets it through. Used to lie, to fail, to stall. */
export type Fault = (path: string) => { status: number; body: string } | 'hang' | null

/** A real HTTP server that speaks the Esplora paths of `docs` over mined blocks, on a port the system chooses. */
export const serveEsplora = async (
  blocks: readonly MinedBlock[],
  fault: Fault = () => null,
): Promise<EsploraServer> => {
  const requests: string[] = []
  const tip = blocks.at(-1) as MinedBlock
  const byHash = new Map(blocks.map((block) => [block.hash, block]))
  const byTxid = new Map(
    blocks.flatMap((block) => block.transactions.map((tx) => [tx.txid, { block, tx }] as const)),
  )
  const answer = (path: string): string | null => {
    const [, first, second, third] = path.split('/')
    if (path === '/blocks/tip/height') return String(tip.height)
    if (path === '/blocks/tip/hash') return tip.hash
    if (first === 'block-height') return blocks.find(({ height }) => height === Number(second))?.hash ?? null
    const block = byHash.get(second ?? '')
    if (first === 'block' && block && third === 'header') return block.header.toString('hex')
    if (first === 'block' && block && third === 'txids')
      return JSON.stringify(block.transactions.map(({ txid }) => txid))
    const found = byTxid.get(second ?? '')
    if (first === 'tx' && found && third === 'hex') return found.tx.raw.toString('hex')
    if (first === 'tx' && found && third === 'status')
      return JSON.stringify({
        confirmed: true,
        block_height: found.block.height,
        block_hash: found.block.hash,
        block_time: 1,
      })
    return null
  }
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    requests.push(path)
    const wrong = fault(path)
    if (wrong === 'hang') return
    const body = wrong ? wrong.body : answer(path)
    response.writeHead(wrong ? wrong.status : body === null ? 404 : 200).end(body ?? 'not found')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
