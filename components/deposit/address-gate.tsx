'use client'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Failure } from '@/components/shared/failure'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'
import { Spinner } from '@/components/ui/spinner'
import { useSettings } from '@/lib/hooks/settings'
import { askTheChain } from '@/lib/hooks/use-chain-readers'
import type { DepositModel } from '@/lib/hooks/use-deposit'

const AddressAlarm = dynamic(() => import('./address-alarm').then((m) => m.AddressAlarm))

/** Lets an address through only once it was checked here; else stands what is in the way. */
export function AddressGate({
  model,
  children,
}: {
  model: DepositModel
  children: (checked: NonNullable<DepositModel['address']>) => ReactNode
}) {
  const t = useTranslations('deposit.check')
  const common = useTranslations('common.action')
  const { evm } = useSettings()
  if (model.mismatch) return <AddressAlarm error={model.mismatch} />
  if (!model.allowed) {
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
  if (model.address) return children(model.address)
  const error = model.addressError ?? model.chain.error
  if (error)
    return (
      <div className="grid gap-3">
        <Banner tone="wait" title={t('unreachable')} />
        <Failure
          error={error}
          tone="wait"
          action={
            <Button size="sm" onClick={() => void model.chain.refetch()}>
              {common('retry')}
            </Button>
          }
        />
      </div>
    )
  return (
    <Panel look="water">
      <p role="status" className="mb-4 flex items-center gap-2 text-ink-soft">
        <Spinner /> {t(model.chain.data?.shares[model.share]?.settled === false ? 'settling' : 'running')}
      </p>
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_200px]">
        <div className="grid content-start gap-4">
          <Skeleton className="h-9 w-56" />
          <Skeleton className="h-20 w-full" />
        </div>
        <Skeleton className="size-50" />
      </div>
    </Panel>
  )
}
