import { jsonAnswer } from '@/lib/server/respond'
import { route } from '@/lib/server/route'
import { sharedAnswer } from '@/lib/server/shared-answer'
import { readStatus } from '@/lib/server/status'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  get: () => sharedAnswer('status', async () => jsonAnswer(await readStatus(), 'moving')),
})
