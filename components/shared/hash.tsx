import { useTranslations } from 'next-intl'
import { CopyButton } from '@/components/ui/copy-button'
import { TextLink } from '@/components/ui/text-link'
import { shorten } from '@/lib/format/shorten'

export type HashProps = {
  hash: string
  /** Page of a configured explorer; none, no link. */
  href?: string | null | undefined
  copy?: boolean
}

/** A transaction or block by its hash: short to read, whole on hover and copy. */
export function Hash({ hash, href, copy = true }: HashProps) {
  const t = useTranslations('common')
  const short = (
    <span className="figures" title={hash}>
      {shorten(hash)}
    </span>
  )
  return (
    <span className="inline-flex items-center gap-1 text-sm">
      {href ? <TextLink href={href}>{short}</TextLink> : short}
      {copy && (
        <CopyButton
          value={hash}
          label={t('hash.copy')}
          copiedLabel={t('action.copied')}
          failedLabel={t('action.copyFailed')}
        />
      )}
    </span>
  )
}
