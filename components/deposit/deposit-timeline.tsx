'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Age } from '@/components/shared/age'
import { Moment } from '@/components/shared/moment'
import { Step, type StepState, Timeline } from '@/components/ui/timeline'
import { DRAW_READY_BLOCKS } from '@/lib/core/deposit-rules'
import { depositTimeline } from '@/lib/core/deposit-timeline'
import { verifiedCount } from '@/lib/flows/deposit/sight'
import { formatBtc } from '@/lib/format/format-btc'
import { formatCount } from '@/lib/format/format-count'
import { useSettings } from '@/lib/hooks/settings'
import type { DepositModel } from '@/lib/hooks/use-deposit'
import { chainName } from '@/lib/wallet/chain-name'

const states: Record<ReturnType<typeof depositTimeline>[number]['state'], StepState> = {
  done: 'done',
  current: 'now',
  upcoming: 'next',
  failed: 'failed',
}
type Id = ReturnType<typeof depositTimeline>[number]['id']

/** Done, now, next: what each step waits for, on which chain, since when, until when. */
export function DepositTimeline({ model }: { model: DepositModel }) {
  const t = useTranslations('deposit')
  const common = useTranslations('common.timeline')
  const { evm } = useSettings()
  const { view, index, payments, chain } = model
  const dto = index.data?.data ?? null
  const { deposit, deadlines, phase } = view
  const chainLabel = chainName(evm.chainId)
  const paid = view.progress.totalSats
  const drawBlock = chain.data?.draw.drawBlock ?? null
  const drawLeft =
    chain.data && drawBlock !== null
      ? Math.max(0, Number(drawBlock) + DRAW_READY_BLOCKS - chain.data.evmBlock)
      : null
  const where: Record<Id, string> = {
    requested: t('timeline.evm', { chain: chainLabel }),
    drawn: t('timeline.evm', { chain: chainLabel }),
    paid: t('timeline.bitcoin'),
    confirmed: t('timeline.bitcoin'),
    minted: t('timeline.evm', { chain: chainLabel }),
    cancelled: t('timeline.evm', { chain: chainLabel }),
    expired: t('timeline.evm', { chain: chainLabel }),
    refundable: t('timeline.bitcoin'),
    recovered: t('timeline.bitcoin'),
    queued: t('timeline.evm', { chain: chainLabel }),
    offered: t('timeline.evm', { chain: chainLabel }),
    escrowed: t('timeline.evm', { chain: chainLabel }),
    swept: t('timeline.evm', { chain: chainLabel }),
    excess: t('timeline.evm', { chain: chainLabel }),
    reorganised: t('timeline.bitcoin'),
  }
  const since: Partial<Record<Id, number | undefined>> = {
    requested: dto?.requested.time,
    drawn: dto?.assigned?.time,
    minted: dto?.minted?.time,
    cancelled: dto?.cancelled?.time,
    expired: dto?.expired?.time,
  }
  const words = (id: Id, state: StepState): ReactNode => {
    if (state === 'next') return null
    switch (id) {
      case 'requested':
        return t(
          phase.name === 'queued' || phase.name === 'offered' ? 'timeline.asked' : 'timeline.requested',
        )
      case 'drawn':
        if (state === 'done') return t('timeline.drawn')
        return drawLeft === null || drawLeft === 0
          ? t('timeline.drawingReady')
          : t('timeline.drawing', { count: drawLeft, chain: chainLabel })
      case 'paid':
        if (paid > 0n) return t('timeline.seen', { amount: formatBtc(paid) })
        return (
          deadlines.payment &&
          t.rich('timeline.paying', {
            time: () => <Moment time={deadlines.payment?.time} />,
            height: formatCount(deadlines.payment.height),
          })
        )
      case 'confirmed': {
        const { required } = view.progress
        const done = payments ? verifiedCount(payments, view.deposit.sats - view.deposit.paidSats) : null
        return done === null || state === 'done'
          ? null
          : t('timeline.confirming', { done: done.toString(), total: required.toString() })
      }
      case 'minted': {
        const minted = dto?.shares.find(({ share }) => share === model.share)?.mintedSats
        return state === 'done'
          ? minted !== undefined &&
              minted !== '0' &&
              t('timeline.minted', { amount: formatBtc(BigInt(minted)) })
          : t('timeline.minting')
      }
      case 'queued':
        return state === 'now' ? t('timeline.queued') : null
      case 'offered':
        return (
          phase.name === 'offered' &&
          t.rich('timeline.offered', { time: () => <Moment time={phase.until} /> })
        )
      case 'escrowed':
        return phase.name === 'escrowed' && t('timeline.escrowed', { position: phase.position.toString() })
      case 'swept':
        return t('timeline.swept')
      case 'excess':
        return t('timeline.excess')
      case 'reorganised':
        if (phase.name !== 'reorganised') return null
        return phase.reorg.stage === 'reported'
          ? t('timeline.reorganised', { height: formatCount(phase.reorg.untilHeight) })
          : t('timeline.reorganisedAway')
      case 'cancelled':
        return t(deposit.bondWei > 0n ? 'timeline.cancelled' : 'timeline.cancelledQueued')
      case 'expired':
        return state === 'failed' ? t('timeline.expired') : t('timeline.late')
      case 'refundable':
        return state === 'done'
          ? t('timeline.recoverable', { height: formatCount(deposit.refundHeight) })
          : t('timeline.refundable', {
              height: formatCount(deposit.refundHeight),
              count: deadlines.blocksToRefund,
              blocks: formatCount(deadlines.blocksToRefund),
            })
      case 'recovered':
        return null
    }
  }
  return (
    <Timeline
      label={
        model.shareCount === 1
          ? t('timeline.label')
          : t('parts.timeline', { number: (model.share + 1).toString() })
      }
    >
      {depositTimeline(phase).map((step) => {
        const state = states[step.state]
        const at = since[step.id]
        return (
          <Step
            key={step.id}
            state={state}
            stateLabel={common(state)}
            title={t(`step.${step.id}`)}
            time={at === undefined ? where[step.id] : <Age time={at} />}
          >
            {words(step.id, state)}
          </Step>
        )
      })}
    </Timeline>
  )
}
