'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Amount } from '@/components/shared/amount'
import { Button } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { Panel } from '@/components/ui/panel'
import type { DepositModel, DepositRequestModel } from '@/lib/hooks/use-deposit'
import { CurrentStep } from './current-step'
import { PayAll } from './pay-all'
import { Unseen } from './unseen'

type Way = 'all' | 'each'
type Props = { request: DepositRequestModel; reqId: bigint }

/** A part that is not to be paid yet: its address stands behind the one before, or behind a press. */
function Later({ part, after, onShow }: { part: DepositModel; after: string | null; onShow: () => void }) {
  const t = useTranslations('deposit.parts')
  return (
    <Panel level={3} title={null}>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-sm text-ink-soft">
          {after === null ? t('together') : t('next', { number: after })}
        </p>
        {after !== null && (
          <Button size="sm" onClick={onShow}>
            {t('now')}
            <span className="sr-only"> ({(part.share + 1).toString()})</span>
          </Button>
        )}
      </div>
    </Panel>
  )
}

/** A deposit that was drawn to several stakers: the yes to paying each, then every part by itself, in order. */
export function SplitShares({ request, reqId }: Props) {
  const t = useTranslations('deposit.parts')
  const [way, setWay] = useState<Way | null>(null)
  const [shown, setShown] = useState<ReadonlySet<number>>(new Set())
  const { shares, whole } = request
  const split = whole?.split
  if (!split) return null
  const count = shares.length.toString()
  // once something was paid there is nothing left to agree to: what is missing is paid part by part
  const asks = split.consent
  const chosen = asks ? way : 'each'
  return (
    <div className="grid gap-6">
      {asks && (
        <Panel look="water" title={t('title', { count })}>
          <div className="grid gap-4">
            <p className="max-w-[70ch]">{t('text', { count })}</p>
            <Choice
              legend={t('legend')}
              value={way}
              onChange={setWay}
              options={(['all', 'each'] as const).map((value) => ({
                value,
                label: t(value),
                note: t(`${value}Note`),
              }))}
            />
            {way === 'all' && (
              <Unseen models={shares}>
                <PayAll parts={shares} />
              </Unseen>
            )}
          </div>
        </Panel>
      )}
      {shares.map((part) => {
        const { share, view } = part
        const payable = view.phase.name === 'awaiting_payment'
        const turn = chosen === 'each' && (share === split.next || shown.has(share))
        const title = t('of', { number: (share + 1).toString(), total: count })
        return (
          <section key={share} aria-label={title} className="grid gap-3">
            <h2 className="flex items-baseline justify-between gap-4 text-base font-semibold">
              {title}
              <Amount sats={view.deposit.sats} />
            </h2>
            {!payable || turn ? (
              <CurrentStep model={part} reqId={reqId} />
            ) : (
              chosen !== null && (
                <Later
                  part={part}
                  after={chosen === 'all' || split.next === null ? null : (split.next + 1).toString()}
                  onShow={() => setShown(new Set([...shown, share]))}
                />
              )
            )}
          </section>
        )
      })}
    </div>
  )
}
