'use client'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Banner } from '@/components/ui/banner'
import type { DepositRequestModel } from '@/lib/hooks/use-deposit'

/** Milliseconds that the index may take to follow before it is called behind. */
const INDEX_PATIENCE = 8_000

/** True once something has lasted. */
function useLasting(now: boolean, milliseconds: number): boolean {
  const [lasted, setLasted] = useState(false)
  useEffect(() => {
    setLasted(false)
    if (!now) return
    const timer = setTimeout(() => setLasted(true), milliseconds)
    return () => clearTimeout(timer)
  }, [now, milliseconds])
  return now && lasted
}

/** Where what is shown comes from, when it is not all from the chain. */
export function Sources({ model }: { model: DepositRequestModel }) {
  const t = useTranslations('deposit.view')
  const { chain, index, shares } = model
  const [only, ...more] = shares
  const view = only && more.length === 0 ? only.view : null
  const indexed = index.data?.data.state
  const differs =
    view != null &&
    indexed !== undefined &&
    indexed !== view.deposit.state &&
    view.deposit.state !== 'Refundable'
  const behind = useLasting(differs, INDEX_PATIENCE)
  if (!only) return null
  if (!chain.data) return <p className="text-sm text-amber">▲ {t('fromIndex')}</p>
  if (index.isError) return <Banner tone="wait">{t('indexDown')}</Banner>
  if (view && behind && indexed)
    return (
      <p className="text-sm text-ink-soft">
        {t('indexBehind', { index: indexed, chain: view.deposit.state })}
      </p>
    )
  return null
}
