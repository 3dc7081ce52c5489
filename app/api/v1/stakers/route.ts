import { stakersQuery } from '@/lib/api/stakers'
import { parseInput } from '@/lib/server/parse-input'
import { jsonAnswer } from '@/lib/server/respond'
import { route } from '@/lib/server/route'
import { sharedAnswer } from '@/lib/server/shared-answer'
import { listStakers } from '@/lib/server/stakers'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  get: async (request) => {
    const query = parseInput(stakersQuery, new URL(request.url).searchParams)
    return sharedAnswer(`stakers ${JSON.stringify(query)}`, async () =>
      jsonAnswer(await listStakers(query), 'moving'),
    )
  },
})
