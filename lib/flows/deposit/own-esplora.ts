import { createEsplora, type Esplora } from '../../bitcoin/create-esplora.ts'

let known: Esplora | null = null

/** This server's own proxy to Bitcoin: the browser contacts no Bitcoin source by itself. */
export function ownEsplora(): Esplora {
  known ??= createEsplora({ urls: ['/api/v1/bitcoin'], timeout: 10_000 })
  return known
}
