import type { ProfileCsrf } from './profile'

/** As Django names cookie and header. */
export const djangoCsrf: ProfileCsrf = {
  cookie: 'csrftoken',
  header: 'X-CSRFToken',
  refreshCookie: null,
  // `rotate_token` is called by Django's login, and by nothing else.
  changesAtLogin: true,
  bootstrap: null,
}
