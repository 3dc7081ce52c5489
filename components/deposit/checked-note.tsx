'use client'
import { useTranslations } from 'next-intl'
import { Address } from '@/components/shared/address'
import { Disclosure } from '@/components/ui/disclosure'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { formatCount } from '@/lib/format/format-count'
import { useSettings } from '@/lib/hooks/settings'
import { useBridgeContracts } from '@/lib/hooks/use-chain-readers'
import type { DepositModel } from '@/lib/hooks/use-deposit'

type Props = { checked: NonNullable<DepositModel['address']>; withServer: boolean }

/** "Checked by your browser against the chain", and what that means, one press away. */
export function CheckedNote({ checked, withServer }: Props) {
  const t = useTranslations('deposit.check')
  const { evm } = useSettings()
  const { manager } = useBridgeContracts()
  const { deposit } = checked
  const bytes = (hex: string) => <span className="figures block text-left text-xs break-all">{hex}</span>
  return (
    <div className="grid gap-1">
      <p className="flex items-center gap-2 text-sm font-semibold text-green">
        <svg viewBox="0 0 16 16" className="size-4 shrink-0" aria-hidden="true">
          <path d="M2.5 8.5l3.5 3.5 7.5-8" fill="none" stroke="currentColor" strokeWidth="2" />
        </svg>
        {t('ok')}
      </p>
      <Disclosure summary={t('detail')}>
        <p className="max-w-[70ch]">
          {t(withServer ? 'okText' : 'okNoServer', { chainId: evm.chainId.toString() })}{' '}
          {t('endpoints', { count: checked.endpoints })}
        </p>
        <KeyValues>
          <KeyValue name={t('block')}>
            <span className="figures">{formatCount(checked.blockNumber)}</span>
          </KeyValue>
          <KeyValue name={t('manager')}>
            <Address address={manager} copy={false} />
          </KeyValue>
          <KeyValue name={t('staker')}>
            <Address address={deposit.assignment.staker} copy={false} />
          </KeyValue>
          <KeyValue name={t('stakerKey')}>{bytes(checked.stakerPubKey)}</KeyValue>
          <KeyValue name={t('refundKey')}>{bytes(deposit.refundPubKeyHash)}</KeyValue>
          <KeyValue name={t('script')}>{bytes(checked.script)}</KeyValue>
          <KeyValue name={t('witness')}>{bytes(checked.witnessScript)}</KeyValue>
        </KeyValues>
      </Disclosure>
    </div>
  )
}
