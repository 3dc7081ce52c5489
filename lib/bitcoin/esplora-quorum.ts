import { EsploraQuorumError } from '../errors/esplora.ts'
import type { Esplora } from './create-esplora.ts'

export type QuorumTip = Readonly<{ height: number; hash: string; disagreeing: readonly number[] }>

/**
 * The highest block that at least `needed` sources know and agree on. Sources a block behind do not count against it;
 * those that name another hash at that height are listed by their position, to be logged and dropped.
 * @param sources one client a source, each over one base URL
 * @throws {EsploraQuorumError} when fewer than `needed` answer or agree
 */
export const esploraQuorum = async (sources: readonly Esplora[], needed: number): Promise<QuorumTip> => {
  const answered = (await Promise.allSettled(sources.map((source) => source.tipHeight()))).flatMap(
    (result, at) => (result.status === 'fulfilled' ? [{ at, height: result.value }] : []),
  )
  const byHeight = answered.toSorted((a, b) => b.height - a.height)
  const height = byHeight[needed - 1]?.height
  if (needed < 1 || height === undefined)
    throw new EsploraQuorumError('the tip', needed, answered.length, sources.length)
  const hashes = (
    await Promise.allSettled(
      byHeight
        .filter((source) => source.height >= height)
        .map(async ({ at }) => ({ at, hash: await sources[at]?.blockHash(height) })),
    )
  ).flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  const votes = new Map<string, number>()
  for (const { hash } of hashes) if (hash !== undefined) votes.set(hash, (votes.get(hash) ?? 0) + 1)
  const [best] = [...votes].sort(([, a], [, b]) => b - a)
  if (best === undefined || best[1] < needed)
    throw new EsploraQuorumError(`block ${height}`, needed, best?.[1] ?? 0, sources.length)
  return {
    height,
    hash: best[0],
    disagreeing: hashes.filter(({ hash }) => hash !== best[0]).map(({ at }) => at),
  }
}
