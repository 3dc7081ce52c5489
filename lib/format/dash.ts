/** What stands for a value that is not known: never zero. */
export const DASH = '–'
