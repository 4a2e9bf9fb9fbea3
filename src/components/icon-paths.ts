/** The icons of the app, drawn on a grid of 24 with one stroke. */
export const iconPaths = {
  person: 'M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c.6-3.9 3.5-6 7.5-6s6.9 2.1 7.5 6',
  lock: 'M5.5 10.5h13v10h-13zM8.5 10.5V7.5a3.5 3.5 0 0 1 7 0v3',
  warning: 'M12 4 2.5 20.5h19zM12 10v5m0 2.5v.2',
  missing: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Zm4.7-1.8 5.3 5.3',
  unreachable:
    'm3 3 18 18M8.5 16.5a5 5 0 0 1 6-.5M5 12.5a10 10 0 0 1 4-2.6m4.5-.3a10 10 0 0 1 5.5 2.9M2 8.5a15 15 0 0 1 4.5-2.9m4-1a15 15 0 0 1 11.5 3.9M12 20v.2',
  empty: 'M4.5 5h15v14h-15zM4.5 14h4l1.5 2.5h4l1.5-2.5h4',
  settings:
    'M4 7h9m5 0h2M4 17h2m5 0h9M15.5 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Zm-7 10a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  language:
    'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM3.5 12h17M12 3.5c-5 5-5 12 0 17 5-5 5-12 0-17',
  add: 'M12 5v14M5 12h14',
  next: 'm9 5 7 7-7 7',
  previous: 'm15 5-7 7 7 7',
} as const

export type IconName = keyof typeof iconPaths

/** Those that point where the text goes on, or came from: they turn round with it. */
export const directed: readonly IconName[] = ['next', 'previous']
