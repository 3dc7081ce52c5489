'use client'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { depositNeed, type Need, withdrawalNeed } from '@/lib/core/needs-action'
import { needsQuery } from '@/lib/queries/needs'
import { useEvmAccount } from './use-evm-account'
import { useStatus } from './use-status'

const nothing: ReadonlyMap<string, Need> = new Map()

/**
 * What the connected account has to do now, by reqId, over all its requests that nothing has ended yet. `known` is false
 * while that is not known, and without an account.
 */
export function useNeeds(): { needs: ReadonlyMap<string, Need>; known: boolean } {
  const connection = useEvmAccount()
  const account = connection.status === 'connected' ? connection.address : null
  const open = useQuery({ ...needsQuery(account ?? ''), enabled: account !== null })
  const { data: status } = useStatus()
  const evmTime = status?.chain.headTime ?? null
  const bitcoinHeight = status?.bitcoin.relayHeight ?? null
  return useMemo(() => {
    if (account === null || !open.data || evmTime === null || bitcoinHeight === null)
      return { needs: nothing, known: false }
    const needs = open.data.map(({ request, coins }): [string, Need | null] => [
      request.reqId,
      request.kind === 'deposit'
        ? depositNeed(request, coins, { evmTime, bitcoinHeight })
        : withdrawalNeed(request.shares, { evmTime, bitcoinHeight }),
    ])
    return { needs: new Map(needs.filter((pair): pair is [string, Need] => pair[1] !== null)), known: true }
  }, [account, bitcoinHeight, evmTime, open.data])
}
