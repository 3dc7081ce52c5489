import { useTranslations } from 'next-intl'
import { CopyButton } from '@/components/ui/copy-button'
import { cx } from '@/components/ui/cx'
import { groupAddress } from '@/lib/format/group-address'

export type AddressProps = {
  /** EVM or Bitcoin address, whole. */
  address: string
  /** `block` is for paying and comparing: large groups that wrap. `line` stands in lists. */
  layout?: 'block' | 'line'
  copy?: boolean
}

/** An address in groups of four with the first and the last emphasised. Always whole: look-alikes share their ends (T33). */
export function Address({ address, layout = 'line', copy = true }: AddressProps) {
  const t = useTranslations('common')
  const groups = groupAddress(address).map((text, at, all) => ({
    at,
    text,
    strong: at === all.length - 1 || at === (all[0] === '0x' ? 1 : 0),
  }))
  return (
    <span className={cx('items-center', layout === 'block' ? 'flex flex-wrap gap-3' : 'inline-flex gap-1')}>
      <span
        className={cx(
          'figures flex flex-wrap',
          layout === 'block' ? 'gap-x-3 gap-y-1 text-lg' : 'gap-x-1.5 text-sm',
        )}
      >
        {groups.map(({ at, text, strong }) => (
          <span key={at} className={strong ? 'font-semibold text-ink' : 'text-ink-soft'}>
            {text}
          </span>
        ))}
      </span>
      {copy && (
        <CopyButton
          value={address}
          label={t('address.copy')}
          copiedLabel={t('action.copied')}
          failedLabel={t('action.copyFailed')}
          wordy={layout === 'block'}
        />
      )}
    </span>
  )
}
