import type { AuthEvent } from '@/auth'
import type { Texts } from '@/texts/texts'
import type { Times } from '@/texts/times'

/** What happened, in words. */
export function describeEvent(
  event: AuthEvent,
  texts: Texts['events'],
  times: Pick<Times, 'duration'>,
): string {
  switch (event.type) {
    case 'session-opened':
      return texts.opened[event.cause]
    case 'token-replaced':
      return texts.replaced[event.cause]
    case 'session-ended':
      return texts.ended[event.reason]
    case 'refresh-sent':
      return texts.refreshSent
    case 'refresh-refused':
      return texts.refreshRefused
    case 'refresh-unavailable':
      return event.status === null ? texts.noAnswer : texts.uselessAnswer(event.status)
    case 'refresh-unrecognised':
      return event.status === null ? texts.notSent : texts.unknownAnswer(event.status)
    case 'request-replayed':
      return texts.replayed
    case 'replay-refused':
      return texts.replayRefused
    case 'clock-jumped':
      return texts[event.byMs > 0 ? 'clockAhead' : 'clockBack'](
        times.duration(Math.abs(event.byMs)),
      )
  }
}
