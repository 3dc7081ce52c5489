export const deposit = {} as const
