import { useTranslations } from 'next-intl'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Panel } from '@/components/ui/panel'
import type { PublicConfig } from '@/lib/api/status'

/** Where the browser itself asks, beside this server. */
export function EndpointsPanel({ config }: { config: PublicConfig | null }) {
  const t = useTranslations('status.endpoints')
  const network = useTranslations('status.network')
  return (
    <Panel title={t('title')}>
      <p className="text-sm text-ink-soft">{t('text')}</p>
      {config ? (
        <KeyValues className="mt-2">
          <KeyValue name={t('chain', { id: String(config.evm.chainId) })}>
            {config.evm.rpc.map((url) => (
              <span key={url} className="figures block break-all">
                {new URL(url).origin}
              </span>
            ))}
          </KeyValue>
          <KeyValue name={t('network')}>{network(config.bitcoin.network)}</KeyValue>
        </KeyValues>
      ) : (
        <p className="mt-2">{t('none')}</p>
      )}
    </Panel>
  )
}
