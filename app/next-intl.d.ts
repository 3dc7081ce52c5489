import type { en } from '@/lib/copy/en'
import type { Language } from '@/lib/copy/language'

declare module 'next-intl' {
  interface AppConfig {
    Locale: Language
    Messages: typeof en
  }
}
