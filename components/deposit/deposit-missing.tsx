'use client'
import { useTranslations } from 'next-intl'
import { Failure } from '@/components/shared/failure'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'
import type { DepositRequestModel } from '@/lib/hooks/use-deposit'

/** Known not to be there, by the chain or, where that may not be asked, by the index. */
export const isMissing = ({ chain, index, allowed }: DepositRequestModel): boolean =>
  chain.data === null || (!allowed && index.data === null)

/** What stands where the deposit would: it is read, it is not there, or it cannot be read. */
export function Missing({ model, reqId }: { model: DepositRequestModel; reqId: bigint }) {
  const t = useTranslations('deposit.view')
  const common = useTranslations('common.action')
  const { chain, index } = model
  const id = reqId.toString()
  if (isMissing(model))
    return (
      <Banner title={chain.data === null ? t('missing', { reqId: id }) : t('missingIndex', { reqId: id })}>
        {t('missingText')}
      </Banner>
    )
  const error = chain.error ?? (model.allowed ? null : index.error)
  if (error)
    return (
      <div className="grid gap-3">
        <Banner tone="wait" title={t('unreadable')} />
        <Failure
          error={error}
          tone="wait"
          action={
            <Button size="sm" onClick={() => void Promise.all([chain.refetch(), index.refetch()])}>
              {common('retry')}
            </Button>
          }
        />
      </div>
    )
  return (
    <Panel look="water">
      <p role="status" className="mb-4 text-ink-soft">
        {t('loading')}
      </p>
      <Skeleton className="h-[40rem] w-full" />
    </Panel>
  )
}
