import { describeWait } from '@/auth'
import { pluralOf } from './plural'
import type { Texts } from './texts'

const entries = pluralOf('de', { one: 'Eintrag', other: 'Einträge' })
const tokens = pluralOf('de', { one: 'Token', other: 'Token' })
const troubles = pluralOf('de', { one: 'Störung', other: 'Störungen' })

/** German. */
export const de: Texts = {
  titles: {
    login: 'Anmelden',
    home: 'Startseite',
    account: 'Konto',
    configuration: 'Konfiguration',
    forbidden: 'Kein Zugriff',
    notFound: 'Seite nicht gefunden',
  },
  app: {
    skip: 'Zum Inhalt springen',
    restoring: 'Einen Moment…',
    notAsked:
      'Ihre Sitzung ist beendet, und das Formular zum erneuten Anmelden konnte nicht geladen werden.',
    navigation: 'Seiten',
    account: 'Konto von',
    logout: 'Abmelden',
    language: 'Sprache',
    languageFailed:
      'Diese Sprache konnte nicht geladen werden. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
  },
  outage: {
    label: 'Verbindung',
    offline: 'Sie sind offline.',
    connect: 'Verbinden Sie dieses Gerät, um fortzufahren.',
    unreachable: {
      since: (clock) => `Der Server ist seit ${clock} Uhr nicht erreichbar.`,
      advice: 'Prüfen Sie Ihre Verbindung.',
    },
    serverTrouble: {
      since: (clock) => `Der Server hat seit ${clock} Uhr Probleme.`,
      advice:
        'Sie müssen nichts tun. Hält es an, wenden Sie sich an die Administration dieser Seite.',
    },
    notRenewed: {
      since: (clock) => `Der Server verlängert Ihre Sitzung seit ${clock} Uhr nicht.`,
      advice: 'Hält es an, melden Sie sich erneut an. Die Seite bleibt, wie sie ist.',
    },
    kept: 'Sie bleiben angemeldet.',
    logIn: 'Erneut anmelden',
    now: 'Nächster Versuch: jetzt.',
    next: (duration) => `Nächster Versuch in ${duration}.`,
    retry: 'Jetzt versuchen',
    trying: 'Wird versucht…',
  },
  loadFailure: {
    title: 'Diese Seite konnte nicht geladen werden',
    what: 'Diese Seite konnte nicht geladen werden.',
    why: 'Entweder besteht keine Verbindung, oder es gibt eine neuere Version der App.',
    retry: 'Noch einmal versuchen',
    outdated: 'Es gibt eine neuere Version dieser App. Laden Sie neu, um fortzufahren.',
    outdatedKept:
      'Es gibt eine neuere Version dieser App. Laden Sie neu, um fortzufahren; Ihre Eingaben bleiben erhalten.',
    reload: 'Neu laden',
  },
  loginForm: {
    username: 'Benutzername',
    usernameMissing: 'Geben Sie Ihren Benutzernamen ein.',
    password: 'Passwort',
    passwordMissing: 'Geben Sie Ihr Passwort ein.',
    showPassword: 'Passwort anzeigen',
    capsLock: 'Die Feststelltaste ist aktiv.',
    keep: 'Angemeldet bleiben',
    keepHint: 'Auch wenn der Browser geschlossen wird. Nicht für Geräte, die andere mitbenutzen.',
    submit: 'Anmelden',
    pending: 'Anmeldung läuft…',
    code: 'Einmalcode',
    codeMissing: 'Geben Sie den Code ein.',
    codeRefused: 'Dieser Code wurde nicht angenommen. Versuchen Sie es mit dem neuesten.',
    codeHint: 'Geben Sie den Einmalcode für Ihr Konto ein.',
    codeInApp: 'Geben Sie den Code ein, den Ihre Authenticator-App anzeigt.',
    codeOnPhone: 'Geben Sie den Code ein, der an Ihr Telefon gesendet wurde.',
    codeInMail: 'Geben Sie den Code ein, den Sie per E-Mail erhalten haben.',
    back: 'Zurück',
    refused: 'Falscher Benutzername oder falsches Passwort.',
    wait: 'Zu viele Versuche. Warten Sie einen Moment und versuchen Sie es dann noch einmal.',
    waitFor: (seconds) =>
      `Zu viele Versuche. In ${describeWait(seconds, 'de')} können Sie es noch einmal versuchen.`,
    waitIsOver: 'Sie können es jetzt noch einmal versuchen.',
    offline:
      'Sie sind offline. Ihre Eingaben bleiben erhalten; versuchen Sie es wieder, sobald Sie verbunden sind.',
    unreachable:
      'Der Server ist nicht erreichbar. Ihre Eingaben bleiben erhalten; versuchen Sie es gleich noch einmal.',
    serverTrouble: (status) =>
      `Der Server hat ein Problem (${status}). Ihre Eingaben bleiben erhalten; versuchen Sie es gleich noch einmal.`,
    misconfigured:
      'Diese App ist für ihren Server nicht richtig eingerichtet. Geben Sie den Betreibern Bescheid.',
    interrupted: 'Die Anmeldung wurde unterbrochen. Versuchen Sie es noch einmal.',
    stepExpired: 'Die Zeit für den Code ist abgelaufen. Melden Sie sich noch einmal an.',
    tooManyCodes: 'Zu viele falsche Codes. Melden Sie sich noch einmal an.',
    forDevelopers: 'Für Entwickler',
  },
  login: {
    wanted: 'Melden Sie sich an, um diese Seite zu öffnen.',
    findOut: 'Ursache suchen',
    elsewhere: 'Sie haben sich in einem anderen Tab abgemeldet.',
    notLoaded: 'Das konnte nicht geladen werden. Ist der Server dieser App noch erreichbar?',
    loggedOut: 'Sie sind abgemeldet.',
    idle: 'Sie wurden abgemeldet, weil längere Zeit nichts geschehen ist. Melden Sie sich an, um fortzufahren.',
    ended: 'Ihre Sitzung ist beendet. Melden Sie sich noch einmal an, um fortzufahren.',
    ceiling:
      'Ihre Sitzung hat ihre längste Dauer erreicht. Melden Sie sich noch einmal an, um fortzufahren.',
    otherUser:
      'In diesem Browser hat sich jemand anderes angemeldet. Ihre Sitzung hier ist deshalb beendet.',
    demo: 'Dies ist eine Demo. Der Server dazu läuft in diesem Browser.',
    fill: 'Ausfüllen',
  },
  message: {
    home: 'Zur Startseite',
    forbidden: 'Sie dürfen diese Seite nicht öffnen',
    kept: 'Sie bleiben angemeldet.',
    advice: 'Wenden Sie sich an die Administration, wenn Sie Zugriff brauchen.',
    notFound: 'Diese Seite gibt es nicht',
    mistyped: 'Vielleicht enthält die Adresse einen Tippfehler, oder die Seite ist umgezogen.',
  },
  home: {
    greeting: (name) => `Angemeldet als ${name}`,
    staff: 'Team',
    lists: 'Was Sie öffnen können',
    none: 'Es gibt noch keine Listen.',
    add: 'Tragen Sie eine in config.json ein, um sie hier zu sehen. Ein neuer Build ist nicht nötig.',
    example: 'Beiträge',
    session: 'Ihre Sitzung',
    account: 'Mehr zu Ihrem Konto',
  },
  session: {
    lasts: 'Dauer',
    until: (moment, duration) => `Bis ${moment} (noch ${duration})`,
    unknown: 'Solange der Server sie verlängert. Wie lange das ist, teilt er nicht mit.',
    kept: 'Gespeichert',
    inBrowser: 'In diesem Browser, auch nachdem er geschlossen wurde.',
    inTab: 'Bis der letzte Tab dieser App geschlossen wird.',
    token: 'Token',
    renewed: 'Wird von selbst erneuert, solange die Sitzung besteht.',
    notRenewed: 'Dieser Server erneuert es nicht. Die Sitzung endet mit ihm.',
    barSince: 'Der Balken war voll, als diese Seite geöffnet wurde: Die Anmeldung liegt davor.',
  },
  account: {
    user: 'Sie',
    name: 'Name',
    username: 'Benutzername',
    email: 'E-Mail',
    id: 'ID',
    staff: 'Team',
    yes: 'Ja',
    token: 'Access-Token',
    timeless: 'Das Token sagt nicht, wann es abläuft.',
    runsOut: 'Gültig noch',
    runsOutAt: (moment) => `, bis ${moment}.`,
    isRenewed: 'Es wird vorher von selbst erneuert.',
    endsSession: 'Die Sitzung endet mit ihm.',
    isOver: 'Es ist abgelaufen. Mit der nächsten Anfrage wird ein neues geholt.',
    timeline: 'Verlauf der Sitzung',
    forDevelopers: 'Für Entwickler',
    unrenewed: 'Der Server verlängert diese Sitzung nicht.',
    claims: 'Was das Token sagt',
    opaque: 'Das Token ist kein JWT: Es enthält nichts, was ein Browser lesen könnte.',
    unverified: 'Gelesen, ohne die Signatur zu prüfen. Das kann nur der Server.',
  },
  claims: {
    exp: 'Läuft ab',
    iat: 'Ausgestellt',
    nbf: 'Nicht gültig vor',
    orig_iat: 'Zeitpunkt der Anmeldung',
    refresh_exp: 'Erneuerbar bis',
    iss: 'Ausgestellt von',
    aud: 'Bestimmt für',
    sub: 'Gegenstand',
    jti: 'Nummer dieses Tokens',
    token_type: 'Art des Tokens',
    user_id: 'Nummer des Benutzers',
    username: 'Benutzername',
    email: 'E-Mail',
    other: 'Eine Angabe dieser API',
    ahead: (moment, duration) => `${moment}, noch ${duration}`,
    past: (moment, duration) => `${moment}, ${duration} her`,
  },
  clock: {
    label: 'Uhr',
    behind: (duration) =>
      `Die Uhr dieses Computers geht gegenüber der des Servers ${duration} nach.`,
    ahead: (duration) => `Die Uhr dieses Computers geht gegenüber der des Servers ${duration} vor.`,
    harmless: 'Ihre Sitzung funktioniert trotzdem; anderes vielleicht nicht.',
    remedy:
      'Lassen Sie diesen Computer seine Uhr selbst stellen: in seinen Einstellungen unter Datum und Uhrzeit. Zeigen andere Computer dasselbe an, geht die Uhr des Servers falsch:',
  },
  list: {
    busy: 'Wird geladen…',
    empty: 'Diese Liste ist noch leer.',
    count: (count) => entries(count),
    countInAll: (count) => `${entries(count)} insgesamt`,
    range: (first, last, count) => `${first}–${last} von ${count}`,
    yes: 'ja',
    no: 'nein',
    pages: 'Seiten dieser Liste',
    next: 'Weiter',
    previous: 'Zurück',
    retry: 'Noch einmal versuchen',
    status: (status) => `Status ${status}`,
    forbidden: 'Sie dürfen diese Liste nicht sehen.',
    askAdministrator:
      'Sie bleiben angemeldet. Wenden Sie sich an die Administration, wenn Sie Zugriff brauchen.',
    notFound: 'Der Server hat keine solche Liste oder keine solche Seite davon.',
    moved: 'Vielleicht ist sie umgezogen. Ihre Adresse steht in config.json.',
    unreachable: 'Der Server ist nicht erreichbar.',
    checkConnection:
      'Sie bleiben angemeldet. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
    serverTrouble: 'Der Server hat Probleme.',
    notRenewed: 'Der Server verlängert Ihre Sitzung nicht.',
    logInAgain: 'Sie bleiben angemeldet. Melden Sie sich erneut an, um die Liste zu sehen.',
    refused: 'Der Server hat diese Liste nicht herausgegeben.',
    later: 'Sie bleiben angemeldet. Versuchen Sie es gleich noch einmal.',
    tokenRefused: 'Der Server erkennt Ihre Anmeldung für diese Liste nicht an.',
    mendSetting:
      'Sie bleiben angemeldet. Die Betreiber dieser App müssen eine Einstellung berichtigen.',
    redirected: 'Der Server schickt diese Anfrage an eine andere Adresse.',
    checkRedirect:
      'Sie wurde nicht weitergeschickt, weil sie mitführt, was nur für die API bestimmt ist. Die Betreiber dieser App müssen die Adresse, zu der sie führt, in config.json eintragen: oft dieselbe mit einem Schrägstrich am Ende.',
    notJson: 'Die Antwort ist keine Liste.',
    checkAddress:
      'Der Server hat eine Seite gesendet, wo Daten erwartet wurden. Prüfen Sie die Adresse der Liste in config.json.',
    offline: 'Sie sind offline.',
    comesByItself:
      'Sie bleiben angemeldet. Die Liste erscheint von selbst, sobald Sie verbunden sind.',
  },
  create: {
    submit: 'Senden',
    pending: 'Wird gesendet…',
    back: 'Zurück zur Liste',
    optional: '(optional)',
    missing: (label) => `„${label}“ fehlt.`,
    status: (status) => `Status ${status}`,
    invalid: 'Der Server hat das nicht angenommen. Unten steht, was er dazu sagt.',
    forbidden: 'Sie dürfen dieser Liste nichts hinzufügen. Sie bleiben angemeldet.',
    notFound: 'Der Server hat keine solche Liste.',
    unreachable:
      'Vom Server kam keine Antwort. Ihre Eingaben bleiben erhalten. Sehen Sie in der Liste nach, ob der Eintrag dort ist, bevor Sie ihn noch einmal senden.',
    serverTrouble:
      'Der Server hat Probleme. Ihre Eingaben bleiben erhalten. Sehen Sie in der Liste nach, ob der Eintrag dort ist, bevor Sie ihn noch einmal senden.',
    notRenewed:
      'Der Server verlängert Ihre Sitzung nicht, deshalb wurde das nicht gesendet. Ihre Eingaben bleiben erhalten. Melden Sie sich erneut an und senden Sie es dann.',
    refused:
      'Der Server hat das nicht übernommen. Ihre Eingaben bleiben erhalten; versuchen Sie es gleich noch einmal.',
    redirected:
      'Der Server schickt dies an eine andere Adresse, und dorthin wurde es nicht gesendet. Ihre Eingaben bleiben erhalten. Die Betreiber dieser App müssen die Adresse der Liste berichtigen.',
    tokenRefused:
      'Der Server erkennt Ihre Anmeldung für diese Liste nicht an. Die Betreiber dieser App müssen eine Einstellung berichtigen.',
    sessionEnded: 'Ihre Sitzung endete, bevor dies gesendet wurde. Ihre Eingaben bleiben erhalten.',
    offline:
      'Sie sind offline. Ihre Eingaben bleiben erhalten; senden Sie sie, sobald Sie verbunden sind.',
    signedInAgain: 'Sie sind wieder angemeldet, und nichts ist verloren. Senden Sie es jetzt.',
  },
  sessionEnd: {
    signIn: 'Erneut anmelden',
    ended:
      'Ihre Sitzung ist beendet. Die Seite bleibt, wie sie ist; melden Sie sich erneut an, um fortzufahren.',
    ceiling:
      'Ihre Sitzung hat ihre längste Dauer erreicht. Die Seite bleibt, wie sie ist; melden Sie sich erneut an, um fortzufahren.',
    notRenewed:
      'Der Server verlängert Ihre Sitzung nicht. Die Seite bleibt, wie sie ist; melden Sie sich erneut an, um fortzufahren.',
    endsAt: (moment) =>
      `Ende Ihrer Sitzung: ${moment}. Melden Sie sich erneut an, um ohne Unterbrechung fortzufahren.`,
    leave: 'Diese Seite verlassen',
    ending: {
      title: 'Ihre Sitzung endet bald',
      before: 'Verbleibende Zeit:',
      after:
        'Melden Sie sich jetzt erneut an, um ohne Unterbrechung fortzufahren. Ihre Eingaben bleiben erhalten.',
      primaryText: 'Jetzt erneut anmelden',
      secondaryText: 'Nicht jetzt',
    },
    idle: {
      title: 'Sind Sie noch da?',
      before: 'Seit einer Weile ist nichts geschehen. Zeit bis zur Abmeldung:',
      after: 'Bleiben Sie angemeldet, um hier fortzufahren.',
      primaryText: 'Angemeldet bleiben',
      secondaryText: 'Abmelden',
    },
  },
  timeline: {
    what: 'In diesem Tab, seit die Seite geöffnet wurde. Was andere Tabs tun, ist zu sehen, wo ihre Token eintreffen.',
    nothing: 'Bisher ist nichts geschehen.',
    more: (count) => `${count} weitere anzeigen`,
    save: 'Als JSON speichern',
    saved:
      'Die Datei enthält Zeiten und Arten von Ereignissen: kein Token, keinen Namen, keine Adresse.',
    session: 'Sitzung',
    tokens: 'Token',
    trouble: 'Störungen',
    now: 'jetzt',
    summary: (start, tokenCount, troubleCount) =>
      `Von ${start} bis jetzt: ${tokens(tokenCount)}, ${troubles(troubleCount)}. Die Liste darunter sagt, was geschehen ist.`,
  },
  events: {
    opened: {
      login: 'Angemeldet.',
      restore: 'Die gespeicherte Sitzung gefunden.',
      refresh: 'Die Sitzung geht mit einem neuen Token weiter.',
      'other-tab': 'In einem anderen Tab angemeldet.',
    },
    replaced: {
      login: 'Erneut angemeldet.',
      restore: 'Ein neueres Token im Speicher gefunden.',
      refresh: 'Ein neues Token erhalten.',
      'other-tab': 'Das neue Token eines anderen Tabs übernommen.',
    },
    ended: {
      'never-logged-in': 'Die Sitzung ist nicht mehr da.',
      'logged-out': 'Abgemeldet.',
      idle: 'Abgemeldet: Eine Weile hat niemand etwas getan.',
      'ended-by-server': 'Der Server hat die Sitzung beendet.',
      'ceiling-reached': 'Die Sitzung hat ihre längste Dauer erreicht.',
      'other-user': 'In diesem Browser hat sich jemand anderes angemeldet.',
    },
    refreshSent: 'Um ein neues Token gebeten.',
    refreshRefused: 'Der Server hat ein neues Token verweigert.',
    noAnswer: 'Es kam keine Antwort. Die Sitzung wartet und fragt noch einmal.',
    uselessAnswer: (status) =>
      `Die Antwort war nicht zu gebrauchen (${status}). Die Sitzung wartet und fragt noch einmal.`,
    unknownAnswer: (status) =>
      `Der Server hat kein neues Token ausgestellt, auf eine Art, die config.json nicht beschreibt (${status}). Die Sitzung wartet und fragt noch einmal.`,
    notSent:
      'Wegen einer Einstellung war kein neues Token zu bekommen. Die Sitzung wartet und fragt noch einmal.',
    replayed:
      'Der Server hat ein Token vor seiner Zeit abgelehnt. Die Anfrage wurde mit einem neueren noch einmal gesendet.',
    replayRefused: 'Der Server hat auch das neuere Token abgelehnt.',
    clockAhead: (duration) =>
      `Die Uhr ist um ${duration} vorgesprungen: Dieser Computer hat geschlafen, oder seine Uhr wurde gestellt.`,
    clockBack: (duration) => `Die Uhr wurde um ${duration} zurückgestellt.`,
  },
  report: {
    title: 'Die Verbindung zum Server',
    page: 'Konfiguration',
    intro:
      'Ob diese App ihre API so erreicht, wie config.json es sagt, und was zu tun ist, wenn nicht.',
    checking: 'Der Server wird gefragt…',
    address: 'Adresse',
    again: 'Noch einmal prüfen',
    tried: 'Was versucht wurde und was zurückkam',
    harmless: 'Nichts Geheimes wurde gesendet: kein Passwort, kein Token, kein Cookie.',
    notLoaded:
      'Die Erklärung konnte nicht geladen werden. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
  },
}
