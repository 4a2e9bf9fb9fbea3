import { inject, shallowRef } from 'vue'
import type { InjectionKey, Ref } from 'vue'
import { describeWait } from './describe-wait'

/** Every text of the login form in English, and the shape of those in any other language. */
export const loginTexts = {
  username: 'Username',
  usernameMissing: 'Enter your username.',
  password: 'Password',
  passwordMissing: 'Enter your password.',
  showPassword: 'Show password',
  capsLock: 'Caps Lock is on.',
  keep: 'Keep me signed in',
  keepHint: 'Also when this browser is closed. Not for a device that others use.',
  submit: 'Log in',
  pending: 'Logging in…',
  code: 'One-time code',
  codeMissing: 'Enter the code.',
  codeRefused: 'That code was not accepted. Try the newest one.',
  codeHint: 'Enter the one-time code for your account.',
  codeInApp: 'Enter the code that your authenticator app shows.',
  codeOnPhone: 'Enter the code that was sent to your phone.',
  codeInMail: 'Enter the code that was sent to you by e-mail.',
  back: 'Back',
  refused: 'Wrong username or password.',
  wait: 'Too many attempts. Wait a moment, then try again.',
  waitFor: (seconds: number): string =>
    `Too many attempts. You can try again in ${describeWait(seconds, 'en')}.`,
  waitIsOver: 'You can try again now.',
  offline: 'You are offline. What you typed stays here; try again when you are connected.',
  unreachable: 'The server cannot be reached. What you typed stays here; try again in a moment.',
  serverTrouble: (status: number): string =>
    `The server has a problem (${status}). What you typed stays here; try again in a moment.`,
  misconfigured: 'This app is not set up right for its server. Tell the people who run it.',
  interrupted: 'The login was interrupted. Try again.',
  stepExpired: 'The time for the code is over. Log in again.',
  tooManyCodes: 'Too many wrong codes. Log in again.',
  forDevelopers: 'For developers',
}

/** What the login form says; hand another one in by {@link loginTextsKey}. */
export type LoginTexts = Readonly<typeof loginTexts>

/** Where an app puts the texts of its own language: `app.provide(loginTextsKey, texts)`. English without it. */
export const loginTextsKey: InjectionKey<Readonly<Ref<LoginTexts>>> = Symbol('LoginTexts')

/** The texts of the form, in the language of the app. */
export function useLoginTexts(): Readonly<Ref<LoginTexts>> {
  return inject(loginTextsKey, () => shallowRef(loginTexts), true)
}
