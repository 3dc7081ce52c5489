import { queryOptions } from '@tanstack/react-query'
import type { AnyRequestDto } from '../api/requests'
import type { ScriptCoins } from '../core/needs-action'

/** A browser keeps six connections to a server; the rest of the page needs some. */
const AT_ONCE = 3

/** Every request of an account that nothing has ended yet, and what lies at the scripts of its deposits. */
export const needsQuery = (account: string) =>
  queryOptions({
    queryKey: ['needs', account.toLowerCase()],
    queryFn: async ({ signal }) => {
      const [{ allRequests }, { scriptCoins }] = await Promise.all([
        import('./all-requests'),
        import('./script-coins'),
      ])
      const open = await allRequests(new URLSearchParams({ owner: account.toLowerCase(), open: '1' }), signal)
      const found: { request: AnyRequestDto; coins: ScriptCoins | null }[] = []
      for (let at = 0; at < open.length; at += AT_ONCE) {
        const some = open.slice(at, at + AT_ONCE).map(async (request) => {
          const script = request.kind === 'deposit' ? request.shares[0]?.script : undefined
          const coins = script ? await scriptCoins(script as `0x${string}`, signal).catch(() => null) : null
          return { request, coins }
        })
        found.push(...(await Promise.all(some)))
      }
      return found
    },
    refetchInterval: 12_000,
    retry: false,
  })
