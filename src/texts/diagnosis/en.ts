/** English, and the shape of every other language. Settings and commands are written as they are everywhere. */
export const diagnosisEn = {
  causes: {
    offline: {
      title: 'This computer is offline.',
      why: 'Nothing was asked. Check again when there is a connection.',
    },
    'mixed-content': {
      title: 'This page came over https, and its API is asked over http.',
      why: 'Browsers block that: the password would travel in the open.',
    },
    down: {
      title: 'No server answers at this address.',
      why: 'The server does not run, or its address is another, or a firewall stands in between.',
    },
    cors: {
      title: 'The server runs, but does not let this page read its answers (CORS).',
      why: 'A browser hides what another origin answers, unless the server allows it. An origin is scheme, host and port, and must match to the letter: localhost and 127.0.0.1 are two.',
    },
    preflight: {
      title: 'The server lets this page read, but not send a login (CORS preflight).',
      why: 'Before a login the browser asks with OPTIONS whether JSON may be sent. The answer was not yes.',
    },
    credentials: {
      title: 'The server does not allow cookies from this page (CORS credentials).',
      why: 'config.json says that cookies shall be sent to the API. Without them this page may read its answers; with them the server must allow it once more.',
    },
    redirect: {
      title: 'The login address redirects.',
      why: 'A redirected login is lost: browsers send it on without the password. A usual reason is http where the server wants https.',
    },
    'own-app': {
      title: 'The address leads to this app itself, not to an API.',
      why: 'The web server of the app answered with the page that you are looking at.',
    },
    'not-json': {
      title: 'Something else than JSON came where JSON was due.',
      why: 'A server answers there, but not as an API that takes logins.',
    },
    'wrong-path': {
      title: 'There is no login at this address.',
      why: 'The server runs and may be read, but knows no such path for logins.',
    },
    host: {
      title: 'The server refuses the name it was called by.',
      why: 'Django answers like this when the host is not among those it serves.',
    },
    'server-error': {
      title: 'The server fails at the login.',
      why: 'The address is right and may be read. The reason is in the log of the server.',
    },
    gateway: {
      title: 'Something in front of the API answers in its place.',
      why: 'A proxy or load balancer runs, the API behind it does not, or not there.',
    },
    'no-token': {
      title: 'The login worked, but there is no token where it was looked for.',
      why: 'The answer is JSON with other names than config.json says.',
    },
    'none-found': {
      title: 'Nothing is wrong as far as a browser can tell.',
      why: 'The address answers as an API should. If a login failed a moment ago, try it again.',
    },
  },
  slash: {
    tooMany: 'The login address has a slash too many at its end.',
    missing: 'The login address lacks the slash at its end.',
    why: 'With the other spelling it answers as it should. Django redirects a POST to the address with a slash, or fails, and the login is lost.',
    hidden:
      'Here the redirect also hides what the browser is asked to allow, so that it looks like a CORS failure.',
  },
  token: {
    title: 'The API does not take the token.',
    why: (header: string): string =>
      `The login worked. The token was then sent as "${header}" and refused. A wrong word before the token looks to many servers as if there were none.`,
  },
  places: {
    title: 'What mends it',
    config: 'In config.json',
    server: 'On the server',
    computer: 'On this computer',
  },
  remedies: {
    connect: 'Connect it to the network.',
    httpsAddress: 'Use the https address of the API:',
    serveHttps: 'Serve the API over https, or both from one origin.',
    start: 'Start it. With the server that Django brings along:',
    correctBase: 'Correct the address of the API, where it is another:',
    allowOrigin:
      'With django-cors-headers, name the origin of this page, and put CorsMiddleware above CommonMiddleware:',
    oneOrigin:
      'Or let the web server of this app pass the paths of the API on, so that there is one origin. While developing, start it with API_PROXY:',
    allowHeader:
      'Allow the header content-type (django-cors-headers does by default), and let OPTIONS pass whatever stands in front:',
    noCookies: 'Send no cookies, where the API needs none:',
    allowCookies: 'Or allow them:',
    middlewareOrder:
      'Put CorsMiddleware above CommonMiddleware, so that no such failure hides behind CORS again:',
    comparePath: 'Compare with the urls.py of the server. Both together make the address:',
    nameOrigin: 'Name the origin of the API:',
    passOn: 'Or let the web server of this app pass the paths of the API on. While developing:',
    addHost: "Add the name to Django's hosts:",
    readLog: 'Read its log. A usual reason is a database without tables:',
    startBehind: 'Start the API behind it, and check where the proxy looks for it.',
    nameToken: (places: string): string => `Name where the token is. Looked for: ${places}.`,
    leadsTo: 'Write the address that it leads to, such as:',
    allowHttp: 'Where it is to be reached over http, during development alone:',
    asServerHas: 'Write the address as the server has it:',
    prefix: 'Write the word that the server wants before the token, exact case:',
    takePrefix: 'Or let the server take the word that is sent:',
    looksAtTokens:
      'Where the word is right, check that the API looks at tokens at all. Apache must also pass the header on (WSGIPassAuthorization On).',
  },
  trials: {
    failed: 'What failed:',
    alive: 'For a sign of life:',
    afterLeave: 'After asking leave, as for a login:',
    none: 'no answer, or none that this page may read',
    late: 'no answer within five seconds',
    hidden: 'somebody answers; what, the browser does not show',
    redirect: 'a redirect',
    json: 'JSON',
    html: 'a web page',
    other: 'text',
    empty: 'nothing else',
  },
  /** The page that shows what is wrong with config.json. What was found and what is allowed is said in English. */
  configuration: {
    title: 'The app is not set up right',
    advice:
      "Edit config.json, the file beside the app's index.html, then load this page again. No rebuild is needed.",
    found: 'Found',
    allowed: 'Allowed',
    nearMiss: 'Did you mean',
  },
}
