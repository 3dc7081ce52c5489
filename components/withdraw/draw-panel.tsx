'use client'
import { useTranslations } from 'next-intl'
import { Panel } from '@/components/ui/panel'
import { Progress } from '@/components/ui/progress'
import { SelfService } from '@/components/wallet/self-service'
import { DRAW_READY_BLOCKS } from '@/lib/core/deposit-rules'
import { formatBtc } from '@/lib/format/format-btc'
import type { WithdrawalModel } from '@/lib/hooks/use-withdrawal'
import { useWithdrawalCalls } from '@/lib/hooks/use-withdrawal-calls'

/** Blocks after which the keeper counts as late: it resolves within two where it runs. */
const PATIENCE = 4

/** The draw: how far it is, and the way to resolve it when nobody else does. */
export function DrawPanel({ model, reqId }: { model: WithdrawalModel; reqId: bigint }) {
  const t = useTranslations('withdraw.draw')
  const calls = useWithdrawalCalls(model, reqId)
  const { view } = model
  const draw = view?.whole.phase.draw
  if (!view || !draw) return null
  const { drawBlock, nextReqId } = view.draw
  const late = drawBlock === null ? 0 : view.evmBlock - Number(drawBlock) - DRAW_READY_BLOCKS
  const first = nextReqId ?? reqId
  const done = DRAW_READY_BLOCKS - Math.min(draw.blocksLeft, DRAW_READY_BLOCKS)
  return (
    <Panel look="water" title={t('title')}>
      <div className="grid gap-4">
        <p className="max-w-[70ch]">{t('text', { amount: formatBtc(view.withdrawal.unplacedSats) })}</p>
        <Progress
          done={done}
          total={DRAW_READY_BLOCKS}
          label={t('title')}
          text={`${done} / ${DRAW_READY_BLOCKS}`}
        />
        <p className="text-sm text-ink-soft">
          {draw.ready ? t('ready') : t('waits', { count: draw.blocksLeft })}{' '}
          {first !== reqId && t('turn', { reqId: first.toString() })}
        </p>
        {draw.ready && late >= PATIENCE && (
          <SelfService
            key={first.toString()}
            label={first === reqId ? t('resolve') : t('resolveFirst', { reqId: first.toString() })}
            note={t('resolveNote')}
            build={() => calls.resolve(first)}
          />
        )}
      </div>
    </Panel>
  )
}
