import { queryOptions } from '@tanstack/react-query'

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
      return Promise.all(
        open.map(async (request) => {
          const script = request.kind === 'deposit' ? request.shares[0]?.script : undefined
          const coins = script ? await scriptCoins(script as `0x${string}`, signal).catch(() => null) : null
          return { request, coins }
        }),
      )
    },
    refetchInterval: 12_000,
    retry: false,
  })
