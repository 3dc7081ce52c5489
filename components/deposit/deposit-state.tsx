'use client'
import { useTranslations } from 'next-intl'
import { Badge, type Tone } from '@/components/ui/badge'
import type { DepositPhase } from '@/lib/core/deposit-phases'
import type { DepositRequestModel } from '@/lib/hooks/use-deposit'

const tones: Record<DepositPhase['name'], Tone> = {
  unknown: 'neutral',
  queued: 'wait',
  offered: 'wait',
  drawing: 'wait',
  awaiting_payment: 'wait',
  unprovable: 'wait',
  underpaid: 'wait',
  confirming: 'flow',
  provable: 'flow',
  late: 'wait',
  expired: 'loss',
  escrowed: 'flow',
  swept: 'wait',
  cancelled: 'neutral',
  minted: 'final',
  excess: 'flow',
  reorganised: 'wait',
  refundable: 'wait',
  recovered: 'final',
}
const wholeTones = { minted: 'final', partly_minted: 'wait', returned: 'wait' } as const

/** Where the deposit stands, in a word or two; of a split, how many of its parts are paid. */
export function DepositState({ model }: { model: DepositRequestModel }) {
  const t = useTranslations('deposit')
  const { shares, whole, mismatch } = model
  const [only] = shares
  if (!only || !whole) return null
  const badge = () => {
    if (mismatch) return <Badge tone="loss">{t('state.alarm')}</Badge>
    const { split, name } = whole
    if (split === null) {
      const { phase } = only.view
      const word = phase.name === 'refundable' && phase.returned ? 'recovered' : phase.name
      return <Badge tone={tones[word]}>{t(`state.${word}`)}</Badge>
    }
    if (name === 'minted' || name === 'partly_minted' || name === 'returned')
      return <Badge tone={wholeTones[name]}>{t(`state.${name}`)}</Badge>
    return (
      <Badge tone={split.paid === split.shares ? 'flow' : 'wait'}>
        {t('parts.badge', { paid: split.paid.toString(), total: split.shares.toString() })}
      </Badge>
    )
  }
  return <span role="status">{badge()}</span>
}
