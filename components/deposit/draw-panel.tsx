'use client'
import { useLocale, useTranslations } from 'next-intl'
import { Banner } from '@/components/ui/banner'
import { Panel } from '@/components/ui/panel'
import { Progress } from '@/components/ui/progress'
import { SelfService } from '@/components/wallet/self-service'
import { DRAW_READY_BLOCKS } from '@/lib/core/deposit-rules'
import { formatRemaining } from '@/lib/format/format-remaining'
import type { DepositModel } from '@/lib/hooks/use-deposit'
import { useDepositCalls } from '@/lib/hooks/use-deposit-calls'

/** Blocks after which the keeper counts as late: it resolves within two where it runs. */
const PATIENCE = 4

/** The draw: how far it is, and the way to resolve it when nobody else does. */
export function DrawPanel({ model, reqId }: { model: DepositModel; reqId: bigint }) {
  const t = useTranslations('deposit.draw')
  const locale = useLocale()
  const calls = useDepositCalls(model, reqId)
  const chain = model.chain.data
  const drawBlock = chain?.draw.drawBlock ?? null
  const passed = chain && drawBlock !== null ? Math.max(0, chain.evmBlock - Number(drawBlock)) : null
  const late = passed === null ? 0 : passed - DRAW_READY_BLOCKS
  const first = chain?.draw.nextReqId ?? null
  const behind = first !== null && first !== reqId
  const done = Math.min(passed ?? 0, DRAW_READY_BLOCKS)
  return (
    <Panel look="water" title={t('title')}>
      <div className="grid gap-4">
        <p className="max-w-[70ch]">{t('text', { seconds: formatRemaining(15, locale) })}</p>
        <Progress
          done={done}
          total={DRAW_READY_BLOCKS}
          label={t('title')}
          text={`${done} / ${DRAW_READY_BLOCKS}`}
        />
        {late >= 0 && passed !== null && late < PATIENCE && (
          <p className="text-sm text-ink-soft">{t('ready')}</p>
        )}
        {late >= PATIENCE && (
          <Banner
            tone="wait"
            action={
              <SelfService
                label={t('resolve')}
                note={t('resolveNote')}
                build={() => calls.resolve(first ?? reqId)}
              />
            }
          >
            {t('slow', { count: late })} {behind && t('turn', { reqId: first.toString() })}
          </Banner>
        )}
      </div>
    </Panel>
  )
}
