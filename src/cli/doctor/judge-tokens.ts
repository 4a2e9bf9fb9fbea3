import { parseJsonObject, textAt } from '@/auth/backends/json-body'
import { numericDate, readClaims } from '@/auth/core/claims'
import type { JwtClaims } from '@/auth/core/claims'
import type { Finding } from './finding'
import type { SignedIn } from './sign-in'

/** Longer than this, a stolen access token is as good as a password. In seconds. */
const longestAccess = 24 * 3600
/** A clock may be off by that without anybody noticing. In seconds. */
const clockTolerance = 60

/** What the tokens of a login give away. The clock in milliseconds. */
export function judgeTokens({ body, places }: SignedIn, nowMs: number): readonly Finding[] {
  const access = textAt(body, [places.access ?? '-']) ?? ''
  const claims = readClaims(access)
  const refresh = readClaims(textAt(body, [places.refresh ?? '-']) ?? '')
  if (!claims) return []
  return [
    ...judgeSignature(access),
    ...judgeLifetimes(claims, places.refresh === null ? null : refresh, nowMs),
    ...judgeClock(claims, nowMs),
    ...judgeClaims(claims),
  ]
}

function judgeSignature(token: string): readonly Finding[] {
  const [header = ''] = token.split('.', 1)
  const alg = parseJsonObject(Buffer.from(header, 'base64url').toString())?.['alg'] ?? 'none'
  if (typeof alg === 'string' && alg.toLowerCase() !== 'none') return []
  return [
    {
      id: 'alg-none',
      severity: 'blocking',
      evidence: [`The header of the access token says "alg": ${JSON.stringify(alg)}.`],
      title: 'The tokens are not signed.',
      why: 'Anybody can write a token with the name of somebody else.',
      remedies: [
        {
          where: 'server',
          text: 'Sign them. With SimpleJWT:',
          code: 'SIMPLE_JWT = { "ALGORITHM": "HS256" }',
        },
      ],
    },
  ]
}

function judgeLifetimes(
  access: JwtClaims,
  refresh: JwtClaims | null,
  nowMs: number,
): readonly Finding[] {
  const [exp, iat] = [numericDate(access, 'exp'), numericDate(access, 'iat')]
  const end = numericDate(refresh, 'exp')
  if (exp === null) return [endless]
  if (end !== null && exp > end) return [outlives(exp - end)]
  const lifetime = exp - (iat ?? numericDate(access, 'orig_iat') ?? nowMs / 1000)
  return lifetime > longestAccess ? [longLived(lifetime)] : []
}

const lifetimes = {
  where: 'server',
  text: 'Set lifetimes in proportion. With SimpleJWT:',
  code: 'SIMPLE_JWT = {\n  "ACCESS_TOKEN_LIFETIME": timedelta(minutes=5),\n  "REFRESH_TOKEN_LIFETIME": timedelta(days=1),\n}',
} as const

const endless: Finding = {
  id: 'token-endless',
  severity: 'serious',
  evidence: ['The access token has no claim "exp".'],
  title: 'The access token never ends.',
  why: 'Whoever gets hold of it keeps it.',
  remedies: [lifetimes],
}

const outlives = (seconds: number): Finding => ({
  id: 'access-outlives-refresh',
  severity: 'serious',
  evidence: [`The access token ends ${seconds} s after the refresh token.`],
  title: 'The access token lives longer than the refresh token.',
  why: 'It is never renewed: the session ends at once where it should go on.',
  remedies: [lifetimes],
})

const longLived = (seconds: number): Finding => ({
  id: 'access-long-lived',
  severity: 'serious',
  evidence: [`The access token lives ${Math.round(seconds / 3600)} hours.`],
  title: 'The access token lives long.',
  why: 'It cannot be taken back: after a logout, or when it is stolen, it goes on until its end.',
  remedies: [lifetimes],
})

function judgeClock(claims: JwtClaims, nowMs: number): readonly Finding[] {
  const issued = numericDate(claims, 'iat') ?? numericDate(claims, 'orig_iat')
  const off = issued === null ? 0 : Math.round(issued - nowMs / 1000)
  if (Math.abs(off) <= clockTolerance) return []
  const side = off > 0 ? 'ahead of' : 'behind'
  return [
    {
      id: 'clock-off',
      severity: 'serious',
      evidence: [`A token issued now says it was issued ${off} s from now.`],
      title: `The clock of the server is ${Math.abs(off)} s ${side} that of this computer.`,
      why: 'Tokens seem to run out too early or too late. This app learns the difference; other clients do not.',
      remedies: [
        {
          where: 'server',
          text: 'Set the clock by the network, here or there:',
          code: 'timedatectl set-ntp true',
        },
      ],
    },
  ]
}

const personal = /e?mail|phone|birth|address|first_?name|last_?name|full_?name|given|family|gender/i

function judgeClaims(claims: JwtClaims): readonly Finding[] {
  const names = Object.keys(claims).filter((name) => personal.test(name))
  if (names.length === 0) return []
  return [
    {
      id: 'personal-claims',
      severity: 'advice',
      evidence: [`The access token has the claims ${names.join(', ')}.`],
      title: 'The token carries personal data.',
      why: 'A token is signed, not encrypted, and ends up in logs. Whoever sees it can read them.',
      remedies: [
        { where: 'server', text: 'Keep the id in the token, and the rest at the user endpoint.' },
      ],
    },
  ]
}
