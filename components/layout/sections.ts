import type { IconName } from './icons'

/** The sections in the order of the rail. */
export const sections = [
  { key: 'home', href: '/', icon: 'home' },
  { key: 'deposit', href: '/deposit', icon: 'deposit' },
  { key: 'withdraw', href: '/withdraw', icon: 'withdraw' },
  { key: 'status', href: '/status', icon: 'status' },
] as const satisfies readonly { key: string; href: string; icon: IconName }[]

/** Whether `path` lies in the section at `href`. */
export const isCurrent = (href: string, path: string): boolean =>
  href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`)
