'use client'
import { useTranslations } from 'next-intl'
import { Banner } from '@/components/ui/banner'
import { BaseError } from '@/lib/errors/base-error'
import { WalletError } from '@/lib/errors/wallet'

const known = [
  'not_installed',
  'rejected',
  'locked',
  'network',
  'no_answer',
  'answer',
  'unsupported',
  'account_changed',
  'failed',
] as const
type Known = (typeof known)[number]

/** What a wallet did, in the person's language: what happened, what is safe, what to do. */
export function WalletErrorNote({ error }: { error: unknown }) {
  const t = useTranslations('wallet.error')
  if (!error) return null
  const wallet = error instanceof BaseError ? error.find(WalletError) : null
  const key = known.find((name): name is Known => wallet?.code === `wallet.${name}`) ?? 'failed'
  const value = (name: string) => String(wallet?.params[name] ?? '')
  const values = {
    wallet: value('wallet') || t('someWallet'),
    actual: value('actual'),
    expected: value('expected'),
    field: value('field'),
    method: value('method'),
    seconds: value('seconds'),
    reason: value('reason') || (error instanceof Error ? error.message.slice(0, 200) : ''),
  }
  return (
    <Banner tone={key === 'rejected' ? 'info' : 'wait'} title={t(`${key}.what`, values)}>
      {t(`${key}.next`)}
    </Banner>
  )
}
