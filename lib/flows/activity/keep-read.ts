import type { AnyRequestDto } from '../../api/requests.ts'

/** What the index gave for one question, and the block up to which it was complete then. */
export type ListRead = Readonly<{ question: string; block: number; items: readonly AnyRequestDto[] }>

/**
 * What of two answers to show. An index that begins again knows less than it said before: what was read last stays until it is
 * as far again, and what the newer answer has beside it is added. Answers to another question never mix (C15).
 */
export function keepRead(now: ListRead, before: ListRead | null): ListRead {
  if (before === null || before.question !== now.question || now.block >= before.block) return now
  const kept = new Set(before.items.map(({ reqId }) => reqId))
  return { ...before, items: [...before.items, ...now.items.filter(({ reqId }) => !kept.has(reqId))] }
}

/**
 * Whether a list lacks nothing: the index is at the chain's head, or the chain was asked about every block that the index lacks.
 * Only then may a page say that there is nothing, or nothing more (C33).
 * @param indexBlock the last block that the list holds; null when it holds none
 * @param from the block from which on the chain was looked through; null when it was not
 */
export const isWhole = (behind: boolean, indexBlock: number | null, from: number | null): boolean =>
  !behind || (from !== null && from <= (indexBlock ?? -1) + 1)
