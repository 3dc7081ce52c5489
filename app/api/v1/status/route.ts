import { jsonAnswer } from '@/lib/server/respond'
import { route } from '@/lib/server/route'
import { readStatus } from '@/lib/server/status'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  get: async () => jsonAnswer(await readStatus(), 'moving'),
})
