import { openApi } from '@/lib/server/openapi'
import { jsonAnswer } from '@/lib/server/respond'
import { route } from '@/lib/server/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  get: async () => jsonAnswer(openApi(), 'moving'),
})
