'use client'
import { useTranslations } from 'next-intl'
import { Banner } from '@/components/ui/banner'
import { SelfService } from '@/components/wallet/self-service'
import type { ShareModel } from '@/lib/flows/withdraw/share-sight'
import { useWaited } from '@/lib/hooks/use-waited'
import type { WithdrawalModel } from '@/lib/hooks/use-withdrawal'
import { useWithdrawalCalls } from '@/lib/hooks/use-withdrawal-calls'
import { LateChoice } from './late-choice'

type Props = { model: WithdrawalModel; reqId: bigint; one: ShareModel }

/** Milliseconds that the keeper gets before the page offers to do its work. */
const PATIENCE = 12_000

/** What is left when the keeper does not do it: bring the relay up to date, then prove. */
function Prove({ model, reqId, one }: Props) {
  const t = useTranslations('withdraw.act')
  const calls = useWithdrawalCalls(model, reqId)
  if (!useWaited(PATIENCE)) return null
  const { share, payment, relayBehind } = one
  if (one.actions.includes('prove'))
    return (
      <Banner
        tone="wait"
        action={
          <SelfService
            key="prove"
            primary
            label={t('prove')}
            note={t('proveNote')}
            build={() => calls.prove(share.share, payment)}
          />
        }
      >
        {t('proveSlow')}
      </Banner>
    )
  return (
    <Banner
      tone="wait"
      action={<SelfService key="relay" label={t('relay')} note={t('relayNote')} build={calls.updateRelay} />}
    >
      {t('relayText', { count: relayBehind })}
    </Banner>
  )
}

/** What can be done about a share now; nothing while it only has to be waited for. */
export function ShareActions({ model, reqId, one }: Props) {
  const t = useTranslations('withdraw.act')
  const calls = useWithdrawalCalls(model, reqId)
  const { share, actions } = one
  return (
    <>
      {(actions.includes('prove') || one.relayBehind > 0) && <Prove model={model} reqId={reqId} one={one} />}
      {actions.includes('time_out') && (
        <SelfService label={t('timeOut')} note={t('timeOutNote')} build={() => calls.timeOut(share.share)} />
      )}
      {actions.includes('retry') && <LateChoice model={model} reqId={reqId} share={share} />}
    </>
  )
}
