import { activityQuery } from '@/lib/api/activity'
import { listActivity } from '@/lib/server/activity'
import { parseInput } from '@/lib/server/parse-input'
import { jsonAnswer } from '@/lib/server/respond'
import { route } from '@/lib/server/route'
import { sharedAnswer } from '@/lib/server/shared-answer'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  get: async (request) => {
    const query = parseInput(activityQuery, new URL(request.url).searchParams)
    return sharedAnswer(`activity ${JSON.stringify(query)}`, async () =>
      jsonAnswer(await listActivity(query), 'moving'),
    )
  },
})
