import 'server-only'
import { serverEnv } from '../config/env.server.ts'
import { readHead } from './chain-reader.ts'
import { indexClient } from './index-client.ts'
import { fromIndex } from './indexed-answer.ts'
import { ProblemError } from './problem.ts'

export type Readiness = { ready: boolean; reasons: string[]; indexBlock: number | null; head: number | null }

/** Whether this server's answers can be relied on: the index answers now and keeps up with the chain (T29, X5). */
export async function readReadiness(): Promise<Readiness> {
  const { staleBlocks } = serverEnv()
  const [cached, head] = await Promise.all([
    fromIndex('summary', () => indexClient().summary()).catch((error) => {
      if (error instanceof ProblemError) return null
      throw error
    }),
    readHead(),
  ])
  const indexBlock = cached === null ? null : cached.value.at.block
  const lag = indexBlock === null || head === null ? null : head.block - indexBlock
  const reasons = [
    ...(cached === null || cached.stale ? ['the index does not answer'] : []),
    ...(head === null ? ['the EVM endpoints do not answer, or disagree'] : []),
    ...(lag !== null && lag > staleBlocks ? [`the index is ${lag} blocks behind`] : []),
  ]
  return { ready: reasons.length === 0, reasons, indexBlock, head: head?.block ?? null }
}
