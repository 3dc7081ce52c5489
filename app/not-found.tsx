import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { NotFound } from '@/components/layout/not-found'
import { Wordmark } from '@/components/layout/wordmark'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('common.notFound'))('title') }
}

// Without the shell: this boundary belongs to every page, and would put the shell's code into each of them twice.
export default async function NotFoundPage() {
  const t = await getTranslations('common')
  return (
    <main id="content" className="mx-auto grid max-w-[1184px] gap-12 px-4 py-6 sm:px-8">
      <Link href="/" className="flex h-10 items-center">
        <Wordmark label={t('name')} />
      </Link>
      <NotFound />
    </main>
  )
}
