import { type ComponentProps, type MouseEvent, type ReactNode, useId } from 'react'
import { type ButtonStyle, buttonStyle } from './button-style'
import { Spinner } from './spinner'

export type ButtonProps = ComponentProps<'button'> &
  ButtonStyle & {
    /** Why it cannot be pressed now. It stays reachable by keyboard and says so, instead of silently doing nothing. */
    reason?: ReactNode
    /** Something that was started by it is under way. */
    busy?: boolean | undefined
  }

/** A button. `type` is `button` unless said otherwise, so that none submits a form by accident. */
export function Button({
  look,
  size,
  wide,
  reason,
  busy,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  const reasonId = useId()
  const blocked = Boolean(reason) || Boolean(busy)
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (blocked) event.preventDefault()
    else onClick?.(event)
  }
  const button = (
    <button
      {...rest}
      type={type}
      onClick={press}
      aria-disabled={blocked || undefined}
      aria-busy={busy || undefined}
      aria-describedby={reason ? reasonId : rest['aria-describedby']}
      className={buttonStyle({ look, size, wide, className })}
    >
      {busy && <Spinner />}
      {children}
    </button>
  )
  if (!reason) return button
  return (
    <span className={wide ? 'block' : 'inline-block'}>
      {button}
      <span id={reasonId} className="mt-2 block text-sm text-ink-soft">
        {reason}
      </span>
    </span>
  )
}
