import { requestsQuery } from '@/lib/api/requests'
import { parseInput } from '@/lib/server/parse-input'
import { listRequests } from '@/lib/server/requests'
import { jsonAnswer } from '@/lib/server/respond'
import { route } from '@/lib/server/route'
import { sharedAnswer } from '@/lib/server/shared-answer'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  get: async (request) => {
    const query = parseInput(requestsQuery, new URL(request.url).searchParams)
    return sharedAnswer(`requests ${JSON.stringify(query)}`, async () =>
      jsonAnswer(await listRequests(query), 'moving'),
    )
  },
})
