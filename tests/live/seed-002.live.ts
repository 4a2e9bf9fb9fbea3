import { describeJourney } from './journey.ts'

const hello = { title: 'Hello', path: 'hello', url: '/hello/' }
const helloAgain = { title: 'Hello again', path: 'hello-again', url: '/hello/' }

describeJourney({
  seed: '002',
  config: (apiBaseUrl) => ({
    apiBaseUrl,
    auth: { profile: 'simplejwt' },
    lists: [hello, helloAgain],
  }),
  username: 'demo',
  obtainPath: '/api/token/',
  refreshPath: '/api/token/refresh/',
  lists: [hello, helloAgain],
  row: 'Hello, World!',
  wrongPassword: {
    status: 401,
    words: 'No active account found with the given credentials',
  },
  refusedRefreshStatus: 401,
  reported: [
    'Python',
    'Django',
    'djangorestframework',
    'djangorestframework_simplejwt',
    'PyJWT',
    'django-cors-headers',
    'gunicorn',
  ],
})
