'use client'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Choice } from '@/components/ui/choice'
import type { AskedRecover } from '@/lib/hooks/use-recover-send'
import { RecoverFile } from './recover-file'
import { RecoverPsbt } from './recover-psbt'
import { RecoverWallet } from './recover-wallet'
import type { RecoverWayProps } from './recover-way-props'

type Way = 'wallet' | 'psbt' | 'file'
type Props = RecoverWayProps & {
  prepared: AskedRecover | null
  onPrepare: (asked: AskedRecover | null) => void
}

/** Who signs: the connected wallet, a signer elsewhere, or the key that this page once made. */
export function RecoverWays({ prepared, onPrepare, ...way }: Props) {
  const t = useTranslations('deposit.recover.way')
  const [chosen, choose] = useState<Way>('wallet')
  const parts: Record<Way, ReactNode> = {
    wallet: <RecoverWallet {...way} />,
    psbt: <RecoverPsbt {...way} prepared={prepared} onPrepare={onPrepare} />,
    file: <RecoverFile {...way} />,
  }
  return (
    <div className="grid gap-4">
      <Banner role="note" title={t('ledger')}>
        {t('ledgerText')}
      </Banner>
      <Choice
        legend={t('legend')}
        value={chosen}
        onChange={(next) => {
          way.send.forget()
          onPrepare(null)
          choose(next)
        }}
        options={(['wallet', 'file', 'psbt'] as const).map((value) => ({
          value,
          label: t(value),
          note: t(`${value}Note`),
        }))}
      />
      {parts[chosen]}
    </div>
  )
}
