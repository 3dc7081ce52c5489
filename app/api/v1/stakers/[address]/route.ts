import { stakerParams } from '@/lib/api/stakers'
import { parseInput } from '@/lib/server/parse-input'
import { jsonAnswer } from '@/lib/server/respond'
import { route } from '@/lib/server/route'
import { sharedAnswer } from '@/lib/server/shared-answer'
import { readStaker } from '@/lib/server/stakers'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  get: async (_request, params) => {
    const { address } = parseInput(stakerParams, { address: String(params.address) })
    return sharedAnswer(`staker ${address}`, async () => jsonAnswer(await readStaker(address), 'moving'))
  },
})
