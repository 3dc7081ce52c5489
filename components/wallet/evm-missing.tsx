'use client'
import { useTranslations } from 'next-intl'
import { Dialog } from '@/components/ui/dialog'
import { OpenElsewhere } from './open-elsewhere'

/** Shown instead of an empty list when no EVM wallet has announced itself. */
export default function EvmMissing({ onClose }: { onClose: () => void }) {
  const t = useTranslations('wallet')
  const common = useTranslations('common.action')
  return (
    <Dialog open onClose={onClose} title={t('evm.missing.title')} closeLabel={common('close')}>
      <p>{t('evm.missing.text')}</p>
      <ul className="mt-3 list-disc space-y-2 pl-5 text-sm text-ink-soft">
        <li>{t('evm.missing.desktop')}</li>
        <li>{t('evm.missing.phone')}</li>
      </ul>
      <OpenElsewhere />
    </Dialog>
  )
}
