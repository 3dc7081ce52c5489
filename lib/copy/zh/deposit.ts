import type { deposit as en } from '../en/deposit.ts'
import type { Shape } from '../shape.ts'

export const deposit: Shape<typeof en> = {}
