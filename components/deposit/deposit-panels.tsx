'use client'
import { useTranslations } from 'next-intl'
import { Panel } from '@/components/ui/panel'
import type { DepositRequestModel } from '@/lib/hooks/use-deposit'
import { DepositTimeline } from './deposit-timeline'
import { DetailsPanel } from './details-panel'
import { StakerPanel } from './staker-panel'

/** Beside the step: how far every part is, who holds the coins, and what is fixed. */
export function DepositPanels({ model, open }: { model: DepositRequestModel; open: boolean }) {
  const t = useTranslations('deposit.parts')
  const { shares } = model
  const title = (share: number) =>
    t('of', { number: (share + 1).toString(), total: shares.length.toString() })
  return (
    <>
      {shares.map((share) => (
        <Panel key={share.share} {...(shares.length > 1 && { title: title(share.share) })}>
          <DepositTimeline model={share} />
        </Panel>
      ))}
      {shares.map(
        ({ share, view }) =>
          view.deposit.assignment &&
          view.phase.name !== 'minted' && (
            <StakerPanel
              key={share}
              address={view.deposit.assignment.staker}
              number={shares.length > 1 ? share + 1 : null}
            />
          ),
      )}
      <DetailsPanel model={model} open={open} />
    </>
  )
}
