import type { IconName } from './icons'

/** The sections in the order of the rail. One that is not open yet leads to the words that say so. */
export const sections = [
  { key: 'home', href: '/', icon: 'home', open: true },
  { key: 'deposit', href: '/deposit', icon: 'deposit', open: true },
  { key: 'withdraw', href: '/?way=withdraw', icon: 'withdraw', open: false },
  { key: 'status', href: '/status', icon: 'status', open: true },
] as const satisfies readonly { key: string; href: string; icon: IconName; open: boolean }[]

/** Whether `path` lies in the section at `href`. */
export const isCurrent = (href: string, path: string): boolean =>
  href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`)
