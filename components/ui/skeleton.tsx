import { cx } from './cx'

/** The place of something that is on its way, in its final size. Give width and height by class. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cx('block animate-[breathe_1.6s_ease-in-out_infinite] rounded bg-line', className)}
    />
  )
}
