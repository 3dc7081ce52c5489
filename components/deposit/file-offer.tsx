'use client'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { Opener } from '@/components/ui/opener'
import type { CompleteFile as Form } from './complete-file'

// Few refund keys are made here.
const CompleteFile = dynamic(() => import('./complete-file').then((m) => m.CompleteFile))

/** For who saved a recovery file before the draw: what it could not hold then. */
export function FileOffer(props: ComponentProps<typeof Form>) {
  const t = useTranslations('deposit.complete')
  return (
    <Opener open={t('open')} close={t('close')}>
      <CompleteFile {...props} />
    </Opener>
  )
}
