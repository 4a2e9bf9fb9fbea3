import type { Expectations } from './expectations'

/** The routes of full-stack-fastapi-template: a bad token is a 403 with fixed words, a deleted user a 404 like any other. */
export const fastapiTemplateShape: Expectations = {
  'login-ok': 'obtain: grants access_token 4 s',
  'login-ok-grant-type': 'obtain: grants access_token 4 s',
  'login-json': 'obtain: refuses username: "field required" password: "field required"',
  'login-wrong': 'obtain: refuses "Incorrect email or password"',
  'login-inactive': 'obtain: refuses "Inactive user"',
  'login-missing': 'obtain: refuses password: "field required"',
  'login-get': 'obtain: unexpected',
  'login-trailing-slash': 'obtain: unexpected',
  'me-ok': 'api: fine',
  'me-none': 'api: refresh',
  'me-garbage': 'api: refresh',
  'me-wrong-prefix': 'api: refresh',
  'me-lowercase-prefix': 'api: fine',
  'me-expired': 'api: refresh',
  'me-deleted-user': 'api: missing',
}
