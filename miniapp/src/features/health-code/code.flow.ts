import { OFFLINE_DISPLAY_MINUTES, type ColourView, type HealthCodeView, type HealthColour } from '@zsb/shared/health-code'

/** The last colour a phone was told, as it may be shown without network: masked, and with its time. */
export interface LastColour {
  colour: HealthColour
  until: string | null
  nameMasked: string
  /** When the server said it. */
  at: string
}

export interface Problem {
  code: string
  zh: string
  en: string
}

/** Where the screen 健康码 stands. The steps are here, without Taro; the page draws them and calls. */
export type CodeStage =
  | { at: 'preparing' }
  /** `isOver`: the code has ended and the next one is on its way; the colour stays. */
  | { at: 'showing'; view: HealthCodeView; isOver: boolean }
  | { at: 'offline'; last: LastColour | null }
  | { at: 'failed'; problem: Problem }

export type CodeEvent =
  /** For another person, or after coming back. */
  | { type: 'start' }
  | { type: 'issued'; view: HealthCodeView }
  | { type: 'failed'; problem: Problem; last: LastColour | null; now: Date }
  | { type: 'tick'; now: Date }

export const BEGINNING: CodeStage = { at: 'preparing' }

/** Refusals that are over by themselves: what was asked is asked again. */
const PASSING = ['OVERLOADED', 'RATE_LIMITED', 'STORAGE_UNCERTAIN', 'UPSTREAM_UNAVAILABLE', 'INTERNAL']
export const isPassing = ({ code }: Problem): boolean => PASSING.includes(code)

const isAlive = ({ code }: HealthCodeView, now: Date): boolean => code !== null && now.getTime() < Date.parse(code.expiresAt)

/**
 * What follows on what. A renewal that failed leaves the code that still lives; once it has ended, without network only the last colour
 * is shown, and nothing in place of a code.
 */
export function nextStage(stage: CodeStage, event: CodeEvent): CodeStage {
  switch (event.type) {
    case 'start':
      return BEGINNING
    case 'issued':
      return { at: 'showing', view: event.view, isOver: false }
    case 'failed':
      if (stage.at === 'showing' && isAlive(stage.view, event.now)) return stage
      return event.problem.code === 'NETWORK'
        ? { at: 'offline', last: event.last && mayShow(event.last, event.now) ? event.last : null }
        : { at: 'failed', problem: event.problem }
    case 'tick':
      if (stage.at !== 'showing' || stage.view.code === null) return stage
      return stage.isOver === isAlive(stage.view, event.now) ? { ...stage, isOver: !stage.isOver } : stage
  }
}

/** True when the next code should be asked for: the old one still lives while it comes. Without a colour there is no code to renew. */
export const shouldRenew = ({ code }: HealthCodeView, now: Date): boolean => code !== null && now.getTime() >= Date.parse(code.renewAfter)

/** What may be kept on the phone of an answer; null where there is no colour. */
export const toLastColour = ({ colour: { colour, until }, person, serverTime }: HealthCodeView): LastColour | null =>
  colour === null ? null : { colour, until, nameMasked: person.nameMasked, at: serverTime }

/** Until when the last colour may be shown without network: 15 minutes, or its own end where that comes first; then neither colour nor code is. */
export const shownOfflineUntil = ({ at, until }: LastColour): Date =>
  new Date(Math.min(Date.parse(at) + OFFLINE_DISPLAY_MINUTES * 60_000, until === null ? Infinity : Date.parse(until)))
/** Whether it may be shown now. A clock that was put back to before the server said it proves nothing. */
const mayShow = (last: LastColour, now: Date): boolean => now.getTime() >= Date.parse(last.at) && now < shownOfflineUntil(last)

/** Whether somebody has to be told something new: another colour, another end, another reason. */
export const hasChanged = (shown: ColourView, now: ColourView): boolean => saidBy(shown) !== saidBy(now)
const saidBy = ({ colour, missing, until, fired }: ColourView): string =>
  JSON.stringify([colour, missing, until, fired.map(({ rule, input }) => [rule, input.id])])
