import type { WindowConfirmed, WindowLookupView } from '@zsb/shared/holder'

/** What the clerk ticks before he may confirm: each is looked at by itself. */
export const CHECKS = ['document', 'claim', 'person'] as const
export type Check = (typeof CHECKS)[number]

/** Where the window stands with one person. What was read of the person leaves the screen after a minute (security.md R30). */
export type ClaimStage =
  | { at: 'code' }
  | { at: 'comparing'; code: string; claim: WindowLookupView; checked: readonly Check[]; clearsAt: number }
  | { at: 'confirmed'; confirmed: WindowConfirmed }
  | { at: 'refused' }
  | { at: 'cleared' }

export type ClaimEvent =
  | { type: 'found'; code: string; claim: WindowLookupView; now: number }
  | { type: 'ticked'; check: Check; now: number }
  | { type: 'confirmed'; code: string; confirmed: WindowConfirmed }
  | { type: 'refused'; code: string }
  | { type: 'tick'; now: number }
  | { type: 'again' }

/** Longer than a verdict's minute: a paper is read and a face compared. Every tick shows that somebody is at it. */
export const CLAIM_CLEAR_AFTER_MS = 120_000

export const mayConfirm = (stage: ClaimStage): boolean => stage.at === 'comparing' && CHECKS.every((check) => stage.checked.includes(check))

export function nextClaimStage(stage: ClaimStage, event: ClaimEvent): ClaimStage {
  switch (event.type) {
    case 'found':
      return { at: 'comparing', code: event.code, claim: event.claim, checked: [], clearsAt: event.now + CLAIM_CLEAR_AFTER_MS }
    case 'ticked': {
      if (stage.at !== 'comparing') return stage
      const checked = stage.checked.includes(event.check) ? stage.checked.filter((check) => check !== event.check) : [...stage.checked, event.check]
      return { ...stage, checked, clearsAt: event.now + CLAIM_CLEAR_AFTER_MS }
    }
    case 'confirmed':
      return stage.at === 'comparing' && stage.code === event.code ? { at: 'confirmed', confirmed: event.confirmed } : stage
    case 'refused':
      return stage.at === 'comparing' && stage.code === event.code ? { at: 'refused' } : stage
    case 'tick':
      return stage.at === 'comparing' && event.now >= stage.clearsAt ? { at: 'cleared' } : stage
    case 'again':
      return { at: 'code' }
  }
}

/** The eight digits as told or as scanned: `1234 5678` is one code. Null for anything else. */
export function parseWindowCode(text: string): string | null {
  const digits = text.replace(/[\s-]/g, '')
  return /^\d{8}$/.test(digits) ? digits : null
}
