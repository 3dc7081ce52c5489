import type { IconName } from './icons'

/** The sections in the order of the rail. */
export const sections = [
  { key: 'home', href: '/', icon: 'home' },
  { key: 'deposit', href: '/deposit', icon: 'deposit' },
  { key: 'withdraw', href: '/withdraw', icon: 'withdraw' },
  { key: 'activity', href: '/activity', icon: 'activity' },
  { key: 'status', href: '/status', icon: 'status' },
] as const satisfies readonly { key: string; href: string; icon: IconName }[]

/** The four that a phone's bar has room for, and the rest, which stand behind its fifth place. */
export const barSections = sections.filter(({ key }) => key !== 'status')
export const moreSections = sections.filter(({ key }) => key === 'status')

/** Whether `path` lies in the section at `href`. */
export const isCurrent = (href: string, path: string): boolean =>
  href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`)
