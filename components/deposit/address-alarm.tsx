'use client'
import { useTranslations } from 'next-intl'
import { FaviconBadge } from '@/components/shared/favicon-badge'
import { Banner } from '@/components/ui/banner'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import type { DepositAddressMismatchError } from '@/lib/errors/contract'

/** T32: stands where the address would, as long as what was computed here is not what was offered. */
export function AddressAlarm({ error }: { error: DepositAddressMismatchError }) {
  const t = useTranslations('deposit.alarm')
  return (
    <Banner tone="loss" role="alert" title={<span className="text-lg">{t('title')}</span>}>
      <FaviconBadge />
      <p>{t('text')}</p>
      <p className="mt-2 font-semibold">{t('hidden')}</p>
      <p className="mt-2">{t('next')}</p>
      <KeyValues className="mt-3">
        <KeyValue name={t('part')}>{t(`parts.${error.part}`)}</KeyValue>
        <KeyValue name={t('expected')}>
          <span className="figures block text-left break-all">{String(error.params.expected)}</span>
        </KeyValue>
        <KeyValue name={t('actual')}>
          <span className="figures block text-left break-all">{String(error.params.actual)}</span>
        </KeyValue>
      </KeyValues>
      <p className="mt-2">{t('seed')}</p>
    </Banner>
  )
}
