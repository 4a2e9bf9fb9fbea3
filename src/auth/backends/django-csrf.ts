import type { ProfileCsrf } from './profile'

/** As Django names cookie and header. */
export const djangoCsrf: ProfileCsrf = {
  cookie: 'csrftoken',
  header: 'X-CSRFToken',
  refreshCookie: null,
  bootstrap: null,
}
