/** Something said in passing. */
export type Toast = { text: string; tone: 'done' | 'failed' | 'note' }

/** How a toast travels from where it is said to where it is shown. */
export const TOAST_EVENT = 'sluice:toast'
