'use client'
import { useTranslations } from 'next-intl'
import { Failure } from '@/components/shared/failure'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'
import { useSettings } from '@/lib/hooks/settings'
import { askTheChain } from '@/lib/hooks/use-chain-readers'
import type { WithdrawalModel } from '@/lib/hooks/use-withdrawal'

/** What stands where the withdrawal would: to be asked for, being read, not there, or unreadable. */
export function Missing({ model, reqId }: { model: WithdrawalModel; reqId: bigint }) {
  const t = useTranslations('withdraw.view')
  const common = useTranslations('common.action')
  const { evm } = useSettings()
  const { chain, allowed } = model
  if (!allowed) {
    const hosts = evm.rpc.map((url) => (URL.canParse(url) ? new URL(url).host : url)).join(', ')
    return (
      <Panel look="water">
        <p className="mb-4 max-w-[70ch]">{t('askText', { hosts })}</p>
        <Button look="primary" size="lg" onClick={askTheChain}>
          {t('ask')}
        </Button>
      </Panel>
    )
  }
  if (chain.data === null)
    return <Banner title={t('missing', { reqId: reqId.toString() })}>{t('missingText')}</Banner>
  if (chain.error)
    return (
      <div className="grid gap-3">
        <Banner tone="wait" title={t('unreadable')} />
        <Failure
          error={chain.error}
          tone="wait"
          action={
            <Button size="sm" onClick={() => void chain.refetch()}>
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
      <Skeleton className="h-[36rem] w-full" />
    </Panel>
  )
}
