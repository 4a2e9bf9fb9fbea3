import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * Whether nobody listens on the port of 127.0.0.1.
 *
 * @param {number} port
 */
export async function isFree(port) {
  const server = createServer()
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    server.close()
    await once(server, 'close')
    return true
  } catch {
    return false
  }
}
