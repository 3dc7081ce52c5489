import type { ReactNode } from 'react'

const paths: Record<'home' | 'deposit' | 'withdraw' | 'activity' | 'status' | 'more', ReactNode> = {
  // the sluice itself; water in; water out; the gauge keeper's book; a staff gauge; the rest
  home: <path d="M6 3v14M14 3v14M2 8h4M6 11h8M14 14h4" />,
  deposit: <path d="M10 2.5v9M6.5 8.5L10 12l3.5-3.5M3 11v6h14v-6" />,
  withdraw: <path d="M10 12V3M6.5 6.5L10 3l3.5 3.5M3 11v6h14v-6" />,
  activity: <path d="M4 2.5h12v15H4zM7 6.5h6M7 10h6M7 13.5h3" />,
  status: <path d="M6 2.5v15h8v-15zM6 6h4M6 10h6M6 14h4" />,
  more: <path d="M3 5.5h14M3 10h14M3 14.5h14" />,
}
export type IconName = keyof typeof paths

/** Line signs of the sections, drawn on the 20 px grid of the text beside them. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      viewBox="0 0 20 20"
      className="size-5 shrink-0"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden="true"
    >
      {paths[name]}
    </svg>
  )
}
