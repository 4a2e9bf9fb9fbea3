import type { Remedy } from '@/diagnosis/remedies'
import type { Answer } from '../doctor/exchange'
import { caching } from '../headers/security-headers'
import type { ServerName } from '../headers/render-headers'

/** The server that a remedy is for, by what it says of itself; `null` for one that there is no file for. */
export type SeenServer = ServerName | null

export function serverIn(answer: Answer | null): SeenServer {
  const said = answer?.headers['server']?.toLowerCase() ?? ''
  if (said.includes('nginx') || said.includes('openresty')) return 'nginx'
  if (said.includes('caddy')) return 'caddy'
  return /netlify|cloudflare/.test(said) ? 'static' : null
}

const files = {
  nginx: 'latchkey-headers.conf',
  caddy: 'latchkey-headers.caddy',
  static: 'dist/_headers',
} as const

/** All headers at once, as they are written from config.json. */
export function writeHeaders(server: SeenServer): Remedy {
  const of = server ?? 'nginx'
  return {
    where: 'server',
    text: `Write the headers from config.json${server === null ? ' (for nginx, caddy or static)' : ''}:`,
    code: `npm run -s doctor -- headers --for ${of} > ${files[of]}`,
  }
}

/** A page of the app has an address of its own, and a file that is missing has none. */
export function writeFallback(server: SeenServer): Remedy {
  const codes = {
    nginx:
      'location / { try_files $uri /index.html; }\nlocation ~ /assets/|\\.[A-Za-z0-9]+$ { try_files $uri =404; }',
    caddy:
      '@page {\n\tnot file\n\tnot path_regexp /assets/|\\.[A-Za-z0-9]+$\n}\nrewrite @page /index.html',
    static: '/assets/*  /404.html  404\n/*         /index.html  200',
  }
  return {
    where: 'server',
    text: 'Return index.html for pages, and 404 for missing files (see deploy/):',
    code: codes[server ?? 'nginx'],
  }
}

/** How long answers may be kept. */
export function writeCaching(server: SeenServer, kind: keyof typeof caching): Remedy {
  const line = `Cache-Control: ${caching[kind]}`
  return server === null ? { where: 'server', text: line } : writeHeaders(server)
}
