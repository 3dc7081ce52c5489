'use client'
import { useTranslations } from 'next-intl'
import { Failure } from '@/components/shared/failure'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { formatBtc } from '@/lib/format/format-btc'
import { useSettings } from '@/lib/hooks/settings'
import { askTheChain } from '@/lib/hooks/use-chain-readers'
import { useRecoverSight } from '@/lib/hooks/use-recover-sight'
import { NotSeen } from './not-seen'
import { RecoverForm } from './recover-form'
import { RecoverSpends } from './recover-spends'

/** Recover BTC: what is there, where it shall go, who signs, and what became of it. */
export function RecoverPanel({ reqId, share }: { reqId: bigint; share: number }) {
  const t = useTranslations('deposit')
  const common = useTranslations('common.action')
  const { evm } = useSettings()
  const { allowed, place, sight, fees, add } = useRecoverSight(reqId, share)
  if (!allowed) {
    const hosts = evm.rpc.map((url) => (URL.canParse(url) ? new URL(url).host : url)).join(', ')
    return (
      <div className="grid gap-3">
        <p className="max-w-[70ch] text-sm">{t('recover.askText', { hosts })}</p>
        <div>
          <Button look="primary" onClick={askTheChain}>
            {t('recover.ask')}
          </Button>
        </div>
      </div>
    )
  }
  const error = place.error ?? (sight.data ? null : sight.error)
  if (error)
    return (
      <div className="grid gap-4">
        <Failure
          error={error}
          tone="wait"
          action={
            <Button size="sm" onClick={() => void (place.error ? place.refetch() : sight.refetch())}>
              {common('retry')}
            </Button>
          }
        />
        {place.data && <NotSeen script={place.data.script} onAdd={add} />}
      </div>
    )
  if (!place.data || !sight.data)
    return (
      <div role="status" aria-label={t('recover.looking')} className="grid gap-3">
        <Skeleton className="h-6 w-64" />
        <Skeleton className="h-40 w-full" />
      </div>
    )
  const { coins, spends, waitingSats, tipHeight, unread } = sight.data
  const early = place.data.refundHeight - tipHeight
  return (
    <div className="grid gap-6">
      {(sight.isError || unread !== null) && (
        <Banner tone="wait">{t(unread === null ? 'refundable.unknown' : 'confirm.bitcoinDownHow')}</Banner>
      )}
      {spends.length > 0 && (
        <RecoverSpends spends={spends} reqId={reqId} share={share} place={place.data} fees={fees} />
      )}
      {waitingSats > 0n && (
        <Banner tone="wait">{t('recover.waiting', { amount: formatBtc(waitingSats) })}</Banner>
      )}
      {early > 0 && <Banner tone="wait">{t('recover.early', { count: early })}</Banner>}
      {coins.length > 0 && (
        <RecoverForm
          reqId={reqId}
          share={share}
          place={place.data}
          coins={coins}
          fees={fees}
          early={early > 0}
        />
      )}
      {coins.length + spends.length === 0 && waitingSats === 0n && <p>{t('refundable.none')}</p>}
      <NotSeen script={place.data.script} onAdd={add} />
    </div>
  )
}
