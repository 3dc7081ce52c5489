import { useTranslations } from 'next-intl'
import { Badge, type Tone } from '@/components/ui/badge'
import { Hash } from './hash'

type TxState =
  | 'idle'
  | 'signing'
  | 'sent'
  | 'proposed'
  | 'included'
  | 'done'
  | 'rejected'
  | 'reverted'
  | 'replaced'
  | 'dropped'

const tones: Record<TxState, Tone> = {
  idle: 'neutral',
  signing: 'wait',
  sent: 'flow',
  proposed: 'wait',
  included: 'flow',
  done: 'final',
  rejected: 'neutral',
  reverted: 'loss',
  replaced: 'wait',
  dropped: 'wait',
}

export type TxStatusProps = {
  state: TxState
  hash?: string | null | undefined
  href?: string | null | undefined
}

/** Where a transaction stands. Rejected, reverted, replaced and dropped are four different outcomes. */
export function TxStatus({ state, hash, href }: TxStatusProps) {
  const t = useTranslations('common.tx')
  return (
    <span role="status" className="inline-flex max-w-full flex-wrap items-center gap-3">
      <Badge tone={tones[state]} wraps>
        {t(state)}
      </Badge>
      {hash && <Hash hash={hash} href={href} />}
    </span>
  )
}
