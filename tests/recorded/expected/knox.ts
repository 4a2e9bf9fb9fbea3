import type { Expectations } from './expectations'

/** django-rest-knox 5.0.2: the token and its end as a date. */
export const knox: Expectations = {
  'login-json': 'obtain: grants token 4.18 s',
  'login-json-wrong': 'obtain: refuses "Unable to log in with provided credentials."',
  'login-basic': 'obtain: grants token 4.78 s',
  'login-basic-wrong': 'obtain: refuses "Invalid username/password."',
  'user-ok': 'api: fine',
  'user-bearer': 'api: refresh',
  'user-garbage': 'api: refresh',
  'user-none': 'api: refresh',
  logout: 'logout: told',
  'user-after-logout': 'api: refresh',
  'logout-again': 'logout: told',
  logoutall: 'logout: told',
  'user-expired': 'api: refresh',
}
