import type { en } from './en.ts'
import type { Shape } from './shape.ts'

/** Everything that is said, in any language. */
export type Copy = Shape<typeof en>
/** One part of it: pages send a browser only the areas that it needs. */
export type Area = keyof Copy
