import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import type { BitcoinWalletInfo } from '@/lib/wallet/bitcoin-wallet'
import { CoinsNote } from './coins-note'
import { OpenElsewhere } from './open-elsewhere'

type Props = { wallets: readonly BitcoinWalletInfo[]; onChoose: (wallet: BitcoinWalletInfo) => void }

/** The Bitcoin wallets of this browser to choose from, or the ways that need none. */
export function BitcoinWallets({ wallets, onChoose }: Props) {
  const t = useTranslations('wallet.bitcoin')
  if (wallets.length === 0)
    return (
      <>
        <p>{t('none')}</p>
        <p className="text-sm text-ink-soft">{t('noneNote')}</p>
        <OpenElsewhere />
      </>
    )
  return (
    <>
      <p className="text-sm text-ink-soft">{t('why')}</p>
      <ul className="grid gap-2">
        {wallets.map((wallet) => (
          <li key={wallet.id}>
            <Button wide onClick={() => onChoose(wallet)}>
              {wallet.icon && (
                // biome-ignore lint/performance/noImgElement: a data URI, there is nothing to optimise
                <img src={wallet.icon} alt="" width={24} height={24} />
              )}
              {wallet.name}
            </Button>
          </li>
        ))}
      </ul>
      <CoinsNote />
    </>
  )
}
