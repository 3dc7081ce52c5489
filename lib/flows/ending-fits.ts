/** Characters of an address that the person types again, read from their own wallet. */
export const ENDING = 4

/**
 * Whether the person read the end of this address elsewhere: what was pasted may have been swapped on its way (T33). Large and
 * small letters are the same in segwit addresses (BIP-173) and two letters in the older ones.
 */
export const endingFits = (address: string, typed: string): boolean => {
  const [end, given] = [address.slice(-ENDING), typed.trim()]
  return /^(bc|tb|bcrt)1/i.test(address) ? given.toLowerCase() === end.toLowerCase() : given === end
}
