import { type AnyRequestDto, requestsAnswer } from '../api/requests'
import { fetchAnswer } from './fetch-answer'

/** The most that the API gives in one answer. */
const PAGE = 100

/**
 * Every request that matches, page after page to the last one: a list that stops silently is no list (C33).
 * @param onCount called with how many there are so far
 * @throws AnswerError when a page cannot be had; what came before it is not handed out as if it were all
 */
export async function allRequests(
  filter: URLSearchParams,
  signal: AbortSignal,
  onCount: (count: number) => void = () => undefined,
): Promise<AnyRequestDto[]> {
  const found: AnyRequestDto[] = []
  for (let cursor: string | null = null; ; ) {
    const query = new URLSearchParams(filter)
    query.set('limit', PAGE.toString())
    if (cursor !== null) query.set('cursor', cursor)
    const { data } = await fetchAnswer(`/api/v1/requests?${query}`, requestsAnswer, signal)
    found.push(...data.items)
    onCount(found.length)
    if (data.nextCursor === null) return found
    cursor = data.nextCursor
  }
}
