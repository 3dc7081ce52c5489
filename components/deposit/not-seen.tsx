'use client'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { Opener } from '@/components/ui/opener'
import type { AddPayment as Form } from './add-payment'

// Few payments have to be named.
const AddPayment = dynamic(() => import('./add-payment').then((m) => m.AddPayment))

/** The way in for a payment that the page does not find by itself. */
export function NotSeen(props: ComponentProps<typeof Form>) {
  const t = useTranslations('deposit.named')
  return (
    <Opener open={t('open')} close={t('close')}>
      <AddPayment {...props} />
    </Opener>
  )
}
