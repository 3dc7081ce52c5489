'use client'
import { useQuery } from '@tanstack/react-query'
import { recordFits } from '@/lib/flows/withdraw/record'
import { withdrawalRecordQuery } from '@/lib/queries/withdrawal-record'
import type { WithdrawalModel } from './use-withdrawal'

/**
 * When and in which transactions things happened to a withdrawal: the index's word alone, kept apart from the model, so
 * that the page stands without it. Of a record that contradicts the chain nothing is given.
 */
export function useWithdrawalRecord({ view }: Pick<WithdrawalModel, 'view'>, reqId: bigint) {
  const index = useQuery({ ...withdrawalRecordQuery(reqId), enabled: view !== null })
  const answer = index.data ?? null
  const fits = answer !== null && view !== null && recordFits(answer.data, view.withdrawal)
  return {
    record: fits ? answer.data : null,
    block: answer?.meta.block ?? null,
    contradicts: answer !== null && view !== null && !fits,
    down: index.isError,
  }
}
export type WithdrawalRecord = ReturnType<typeof useWithdrawalRecord>
