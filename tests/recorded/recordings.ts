import type { AuthSettings } from '@/auth'
import { djRestAuth } from './expected/dj-rest-auth'
import { djangoVariants } from './expected/django-variants'
import { djoser } from './expected/djoser'
import type { Expectations } from './expected/expectations'
import { fastapiTemplateShape } from './expected/fastapi-template-shape'
import { flaskJwtExtended } from './expected/flask-jwt-extended'
import { knox } from './expected/knox'
import { legacy } from './expected/legacy'
import { legacyStyria } from './expected/legacy-styria'
import { oauth2Dot } from './expected/oauth2-dot'
import { simplejwt } from './expected/simplejwt'
import { simplejwtLatestRotating } from './expected/simplejwt-latest-rotating'
import { simplejwtRotating } from './expected/simplejwt-rotating'
import { sliding } from './expected/sliding'

interface Recorded {
  /** How a deployer would point the app at the server that was recorded, by the name of the case. */
  readonly settingsFor: (title: string) => AuthSettings
  readonly expected: Expectations
}

const always = (settings: AuthSettings) => () => settings
/** The seconds that these servers went on refreshing. */
const refresh = { windowSeconds: 9 }

/** Every recording, and what is expected of it. */
export const recordings: Readonly<Record<string, Recorded>> = {
  simplejwt: { settingsFor: always({ profile: 'simplejwt' }), expected: simplejwt },
  'simplejwt-rotating': {
    settingsFor: always({ profile: 'simplejwt' }),
    expected: simplejwtRotating,
  },
  'simplejwt-latest-rotating': {
    settingsFor: always({ profile: 'simplejwt' }),
    expected: simplejwtLatestRotating,
  },
  sliding: { settingsFor: always({ profile: 'simplejwt-sliding' }), expected: sliding },
  legacy: {
    settingsFor: always({ profile: 'djangorestframework-jwt', refresh }),
    expected: legacy,
  },
  'legacy-styria': { settingsFor: always({ profile: 'drf-jwt', refresh }), expected: legacyStyria },
  'django-variants': { settingsFor: always({ profile: 'simplejwt' }), expected: djangoVariants },
  djoser: { settingsFor: always({ profile: 'djoser' }), expected: djoser },
  'dj-rest-auth': {
    settingsFor: (title) => ({
      profile: /^[CD]-/.test(title) ? 'dj-rest-auth-cookies' : 'dj-rest-auth',
    }),
    expected: djRestAuth,
  },
  knox: { settingsFor: always({ profile: 'knox' }), expected: knox },
  'oauth2-dot': { settingsFor: always({ profile: 'django-oauth-toolkit' }), expected: oauth2Dot },
  'fastapi-template-shape': {
    settingsFor: always({ profile: 'fastapi-template' }),
    expected: fastapiTemplateShape,
  },
  'flask-jwt-extended': {
    settingsFor: (title) => ({
      profile: title.startsWith('cookie-') ? 'flask-jwt-extended-cookies' : 'flask-jwt-extended',
    }),
    expected: flaskJwtExtended,
  },
}
