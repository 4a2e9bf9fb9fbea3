/** Where the embedded mock answers, below the app's origin. */
export const mockBaseUrl = '/mock-api'

/** What to log in with, for display on the login page. */
export const demoCredentials = { username: 'demo', password: 'demo' } as const

const lists = [
  {
    title: { en: 'Posts', de: 'Beiträge' },
    path: 'posts',
    url: '/posts/',
    create: {
      title: { en: 'New post', de: 'Neuer Beitrag' },
      fields: [
        { name: 'title', label: { en: 'Title', de: 'Titel' } },
        { name: 'body', label: 'Text', multiline: true, required: false },
      ],
    },
  },
  { title: { en: 'Subscribers', de: 'Abonnenten' }, path: 'subscribers', url: '/subscribers/' },
] as const

/** How the mock asks for a one-time code, in both dialects. */
const oneTimeCode = {
  wanted: { statuses: [400], keys: ['otp_token'] },
  field: 'otp_token',
} as const

/** The app's configuration in mock mode, by dialect: what `config.json` is for a real API. */
export const mockConfigs = {
  simplejwt: {
    apiBaseUrl: mockBaseUrl,
    auth: {
      profile: 'simplejwt',
      endpoints: {
        obtain: '/api/token/',
        refresh: '/api/token/refresh/',
        logout: '/api/token/blacklist/',
        user: '/user/',
      },
      oneTimeCode,
    },
    lists,
  },
  legacy: {
    apiBaseUrl: mockBaseUrl,
    auth: {
      profile: 'djangorestframework-jwt',
      endpoints: {
        obtain: '/auth/obtain_token/',
        refresh: '/auth/refresh_token/',
        user: '/user/',
      },
      oneTimeCode,
    },
    lists,
  },
} as const
