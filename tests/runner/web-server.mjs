import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import process from 'node:process'

/** What Debian's nginx sends brotli with. */
export const brotliModule = '/usr/lib/nginx/modules/ngx_http_brotli_static_module.so'

/** Debian keeps nginx where not everybody looks. */
export const searchPath = `${process.env['PATH'] ?? ''}:/usr/sbin`

/**
 * Whether a web server is installed on this machine, with what the files of `deploy/` need.
 *
 * @param {'nginx' | 'caddy'} name
 */
export function hasWebServer(name) {
  const arg = name === 'nginx' ? '-v' : 'version'
  const env = { ...process.env, PATH: searchPath }
  const { status } = spawnSync(name, [arg], { env, stdio: 'ignore' })
  return status === 0 && (name !== 'nginx' || existsSync(brotliModule))
}
