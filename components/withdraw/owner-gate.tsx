'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { useWalletDoors } from '@/components/wallet/use-wallet-doors'
import type { WithdrawalModel } from '@/lib/hooks/use-withdrawal'

/** Lets only the owner's account through to what only it may do; others are told why (C15). */
export function OwnerGate({ model, children }: { model: WithdrawalModel; children: ReactNode }) {
  const t = useTranslations('withdraw.view')
  const doors = useWalletDoors()
  const { isOwner, view } = model
  if (isOwner) return children
  if (isOwner === false)
    return (
      <p className="text-sm wrap-anywhere text-ink-soft">
        {t('ownerOnly', { owner: view?.withdrawal.owner ?? '' })}
      </p>
    )
  return (
    <div className="grid justify-items-start gap-2">
      <p className="text-sm text-ink-soft">{t('ownerConnect')}</p>
      <Button size="sm" busy={doors.opening} onClick={() => void doors.connectEvm()}>
        {t('connectOwner')}
      </Button>
    </div>
  )
}
