'use client'
import { useTranslations } from 'next-intl'
import { Address } from '@/components/shared/address'
import { Amount } from '@/components/shared/amount'
import { BothClocks } from '@/components/shared/both-clocks'
import { Panel } from '@/components/ui/panel'
import type { ShareModel } from '@/lib/flows/withdraw/share-sight'
import { formatBtc } from '@/lib/format/format-btc'
import type { WithdrawalModel } from '@/lib/hooks/use-withdrawal'
import type { WithdrawalRecord } from '@/lib/hooks/use-withdrawal-record'
import { ShareActions } from './share-actions'
import { ShareSteps } from './share-steps'

type Props = { model: WithdrawalModel; reqId: bigint; one: ShareModel; told: WithdrawalRecord }

/** One staker's part: who pays, how far it is, until when, and what can be done about it. */
export function SharePanel({ model, reqId, one, told }: Props) {
  const t = useTranslations('withdraw.share')
  const { view } = model
  if (!view) return null
  const { share, phase } = one
  const number = (share.share + 1).toString()
  const open = phase.name === 'awaiting' || phase.name === 'confirming'
  return (
    <Panel
      look={open || phase.name === 'provable' || phase.name === 'timed_out' ? 'water' : 'plain'}
      title={
        view.shares.length === 1
          ? t('title', { number })
          : t('of', { number, total: view.shares.length.toString() })
      }
      aside={<Amount sats={share.payoutSats} />}
    >
      <div className="grid gap-5">
        <div>
          <p className="text-xs text-ink-soft">{t('staker')}</p>
          <Address address={share.staker} />
        </div>
        <ShareSteps model={one} told={told} />
        {view.refused
          .filter((refused) => refused.share === share.share && one.payment === null)
          .map(({ txid, why, missingSats }) => (
            <p key={txid} className="text-sm wrap-anywhere text-amber">
              ▲ {t(`refused.${why}`, { missing: formatBtc(missingSats), txid })}
            </p>
          ))}
        {open && (
          <BothClocks
            deadlineTime={share.deadlineTime}
            deadlineHeight={share.deadlineHeight}
            time={view.evmTime}
            height={view.relay.height}
          />
        )}
        <ShareActions model={model} reqId={reqId} one={one} />
      </div>
    </Panel>
  )
}
