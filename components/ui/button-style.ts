import { cva, type VariantProps } from 'class-variance-authority'

/** Variants of whatever is pressed: buttons, and links that stand where a button would. */
export const buttonStyle = cva(
  'inline-flex items-center justify-center gap-2 rounded border font-semibold max-w-full shrink-0 text-balance select-none transition-colors duration-150 aria-disabled:cursor-not-allowed disabled:cursor-not-allowed',
  {
    variants: {
      look: {
        primary:
          'border-water bg-water text-on-water hover:border-water-strong hover:bg-water-strong aria-disabled:border-line-strong aria-disabled:bg-sunken aria-disabled:text-ink-soft disabled:border-line-strong disabled:bg-sunken disabled:text-ink-soft',
        secondary:
          'border-line-strong bg-surface text-ink hover:border-ink-soft hover:bg-sunken aria-disabled:text-ink-faint disabled:text-ink-faint',
        quiet:
          'border-transparent bg-transparent text-water hover:bg-water-soft aria-disabled:text-ink-faint disabled:text-ink-faint',
        danger:
          'border-red bg-surface text-red hover:bg-red-soft aria-disabled:border-line-strong aria-disabled:text-ink-faint disabled:border-line-strong disabled:text-ink-faint',
      },
      size: {
        lg: 'min-h-13 px-6 py-2 text-base',
        md: 'min-h-11 px-4 py-2 text-base',
        sm: 'min-h-8 px-3 py-1 text-sm',
        icon: 'size-11',
      },
      wide: { true: 'w-full', false: '' },
    },
    defaultVariants: { look: 'secondary', size: 'md', wide: false },
  },
)

export type ButtonStyle = VariantProps<typeof buttonStyle>
