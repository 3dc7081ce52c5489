import { queryOptions } from '@tanstack/react-query'

/** Every request of an account that nothing has ended yet, and what lies at the scripts of its deposits, by share. */
export const needsQuery = (account: string) =>
  queryOptions({
    queryKey: ['needs', account.toLowerCase()],
    queryFn: async ({ signal }) => {
      const [{ allRequests }, { scriptCoins }] = await Promise.all([
        import('./all-requests'),
        import('./script-coins'),
      ])
      const open = await allRequests(new URLSearchParams({ owner: account.toLowerCase(), open: '1' }), signal)
      return Promise.all(
        open.map(async (request) => {
          const shares = request.kind === 'deposit' ? request.shares : []
          const coins = shares.map(({ script }) =>
            scriptCoins(script as `0x${string}`, signal).catch(() => null),
          )
          return { request, coins: await Promise.all(coins) }
        }),
      )
    },
    refetchInterval: 12_000,
    retry: false,
  })
