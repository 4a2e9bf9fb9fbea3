import type { DiagnosisTexts } from '../texts'

/** German. */
export const diagnosisDe: DiagnosisTexts = {
  causes: {
    offline: {
      title: 'Dieser Computer ist offline.',
      why: 'Es wurde nichts gefragt. Prüfen Sie noch einmal, sobald eine Verbindung besteht.',
    },
    'mixed-content': {
      title: 'Diese Seite kam über https, ihre API wird über http gefragt.',
      why: 'Browser verhindern das: Das Passwort ginge unverschlüsselt über das Netz.',
    },
    down: {
      title: 'Unter dieser Adresse antwortet kein Server.',
      why: 'Der Server läuft nicht, seine Adresse ist eine andere, oder eine Firewall steht dazwischen.',
    },
    cors: {
      title: 'Der Server läuft, lässt diese Seite seine Antworten aber nicht lesen (CORS).',
      why: 'Ein Browser verbirgt, was ein anderer Origin antwortet, wenn der Server es nicht erlaubt. Ein Origin besteht aus Schema, Host und Port und muss genau übereinstimmen: localhost und 127.0.0.1 sind zwei.',
    },
    preflight: {
      title: 'Der Server lässt diese Seite lesen, aber keine Anmeldung senden (CORS-Preflight).',
      why: 'Vor einer Anmeldung fragt der Browser mit OPTIONS, ob JSON gesendet werden darf. Die Antwort war kein Ja.',
    },
    credentials: {
      title: 'Der Server erlaubt keine Cookies von dieser Seite (CORS-Credentials).',
      why: 'Laut config.json sollen Cookies an die API gesendet werden. Ohne sie darf diese Seite deren Antworten lesen; mit ihnen muss der Server es eigens erlauben.',
    },
    redirect: {
      title: 'Die Anmeldeadresse leitet weiter.',
      why: 'Eine weitergeleitete Anmeldung geht verloren: Browser senden sie ohne das Passwort weiter. Oft wird http verwendet, wo der Server https verlangt.',
    },
    'own-app': {
      title: 'Die Adresse führt zu dieser App selbst, nicht zu einer API.',
      why: 'Der Webserver der App hat mit der Seite geantwortet, die Sie gerade sehen.',
    },
    'not-json': {
      title: 'Wo JSON erwartet wurde, kam etwas anderes.',
      why: 'Dort antwortet ein Server, aber nicht wie eine API, die Anmeldungen annimmt.',
    },
    'wrong-path': {
      title: 'Unter dieser Adresse gibt es keine Anmeldung.',
      why: 'Der Server läuft und darf gelesen werden, kennt aber keinen solchen Pfad für Anmeldungen.',
    },
    host: {
      title: 'Der Server lehnt den Namen ab, unter dem er gerufen wurde.',
      why: 'So antwortet Django, wenn der Host nicht zu denen gehört, die es bedient.',
    },
    'server-error': {
      title: 'Beim Server schlägt die Anmeldung fehl.',
      why: 'Die Adresse stimmt und darf gelesen werden. Die Ursache steht im Log des Servers.',
    },
    gateway: {
      title: 'Etwas vor der API antwortet an ihrer Stelle.',
      why: 'Ein Proxy oder Load Balancer läuft, die API dahinter nicht, oder nicht dort.',
    },
    'no-token': {
      title: 'Die Anmeldung gelang, aber wo ein Token erwartet wurde, ist keines.',
      why: 'Die Antwort ist JSON, aber mit anderen Namen, als config.json sie nennt.',
    },
    'none-found': {
      title: 'Soweit ein Browser es erkennen kann, ist alles in Ordnung.',
      why: 'Die Adresse antwortet, wie eine API es soll. Wenn eine Anmeldung eben fehlschlug, versuchen Sie es noch einmal.',
    },
  },
  slash: {
    tooMany: 'Die Anmeldeadresse hat am Ende einen Schrägstrich zu viel.',
    missing: 'Der Anmeldeadresse fehlt der Schrägstrich am Ende.',
    why: 'In der anderen Schreibweise antwortet sie richtig. Django leitet einen POST auf die Adresse mit Schrägstrich um oder meldet einen Fehler, und die Anmeldung geht verloren.',
    hidden:
      'Hier verbirgt die Weiterleitung auch, was der Browser erlaubt haben will, sodass es wie ein CORS-Fehler aussieht.',
  },
  token: {
    title: 'Die API nimmt das Token nicht an.',
    why: (header) =>
      `Die Anmeldung gelang. Danach wurde das Token als „${header}“ gesendet und abgelehnt. Mit einem falschen Wort davor sieht es für viele Server aus, als gäbe es keines.`,
  },
  places: {
    title: 'Was zu tun ist',
    config: 'In config.json',
    server: 'Auf dem Server',
    computer: 'An diesem Computer',
  },
  remedies: {
    connect: 'Verbinden Sie ihn mit dem Netz.',
    httpsAddress: 'Verwenden Sie die https-Adresse der API:',
    serveHttps: 'Stellen Sie die API über https bereit, oder beide unter einem Origin.',
    start: 'Starten Sie ihn. Mit dem Server, den Django mitbringt:',
    correctBase: 'Berichtigen Sie die Adresse der API, falls sie eine andere ist:',
    allowOrigin:
      'Nennen Sie mit django-cors-headers den Origin dieser Seite und setzen Sie CorsMiddleware über CommonMiddleware:',
    oneOrigin:
      'Oder lassen Sie den Webserver dieser App die Pfade der API weiterreichen, sodass es nur einen Origin gibt. Starten Sie ihn beim Entwickeln mit API_PROXY:',
    allowHeader:
      'Erlauben Sie den Header content-type (django-cors-headers tut das von Haus aus), und lassen Sie OPTIONS an allem vorbei, was davor steht:',
    noCookies: 'Senden Sie keine Cookies, wenn die API keine braucht:',
    allowCookies: 'Oder erlauben Sie sie:',
    middlewareOrder:
      'Setzen Sie CorsMiddleware über CommonMiddleware, damit sich kein solcher Fehler mehr hinter CORS verbirgt:',
    comparePath: 'Vergleichen Sie mit der urls.py des Servers. Beide zusammen ergeben die Adresse:',
    nameOrigin: 'Nennen Sie den Origin der API:',
    passOn:
      'Oder lassen Sie den Webserver dieser App die Pfade der API weiterreichen. Beim Entwickeln:',
    addHost: 'Fügen Sie den Namen zu den Hosts von Django hinzu:',
    readLog: 'Lesen Sie sein Log. Oft fehlen der Datenbank die Tabellen:',
    startBehind: 'Starten Sie die API dahinter, und prüfen Sie, wo der Proxy sie sucht.',
    nameToken: (places) => `Nennen Sie, wo das Token steht. Gesucht wurde in: ${places}.`,
    leadsTo: 'Schreiben Sie die Adresse, zu der sie führt, etwa:',
    allowHttp: 'Falls er über http erreichbar sein soll, nur während der Entwicklung:',
    asServerHas: 'Schreiben Sie die Adresse, wie der Server sie hat:',
    prefix:
      'Schreiben Sie das Wort, das der Server vor dem Token erwartet, in genauer Groß- und Kleinschreibung:',
    takePrefix: 'Oder lassen Sie den Server das Wort annehmen, das gesendet wird:',
    looksAtTokens:
      'Stimmt das Wort, prüfen Sie, ob die API überhaupt nach Token sieht. Apache muss den Header außerdem weitergeben (WSGIPassAuthorization On).',
  },
  trials: {
    failed: 'Was fehlschlug:',
    alive: 'Als Lebenszeichen:',
    afterLeave: 'Nach einer Anfrage um Erlaubnis, wie bei einer Anmeldung:',
    none: 'keine Antwort, oder keine, die diese Seite lesen darf',
    late: 'keine Antwort innerhalb von fünf Sekunden',
    hidden: 'jemand antwortet; was, zeigt der Browser nicht',
    redirect: 'eine Weiterleitung',
    json: 'JSON',
    html: 'eine Webseite',
    other: 'Text',
    empty: 'sonst nichts',
  },
  configuration: {
    title: 'Die App ist nicht richtig eingerichtet',
    advice:
      'Bearbeiten Sie config.json, die Datei neben der index.html der App, und laden Sie diese Seite dann neu. Ein neuer Build ist nicht nötig.',
    found: 'Gefunden',
    allowed: 'Erlaubt',
    nearMiss: 'Meinten Sie',
  },
}
