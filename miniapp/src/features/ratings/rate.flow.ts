import { isBadRating, RatingLevel, type RatedStage, type RatingView } from '@zsb/shared/rating'

/** What is chosen and typed of a rating, before it is sent. */
export interface Chosen {
  level: RatingLevel | null
  options: readonly string[]
  text: string
}
export const NOTHING_CHOSEN: Chosen = { level: null, options: [], text: '' }

/** A rating as it was given, to be changed. */
export const chosenOf = ({ level, options, text }: RatingView): Chosen => ({ level, options, text })

/** The level, and of the options those it has too. */
export function chooseLevel(chosen: Chosen, level: RatingLevel, { levels }: Pick<RatedStage, 'levels'>): Chosen {
  const known = optionsOf(level, { levels }).map(({ code }) => code)
  return { ...chosen, level, options: chosen.options.filter((code) => known.includes(code)) }
}

export const toggleOption = (chosen: Chosen, code: string): Chosen => ({
  ...chosen,
  options: chosen.options.includes(code) ? chosen.options.filter((each) => each !== code) : [...chosen.options, code],
})

export const optionsOf = (level: RatingLevel, { levels }: Pick<RatedStage, 'levels'>) => levels.find((each) => each.level === level)?.options ?? []

/** The draft of a form as text, and back; one that is no draft of ours is none. */
export const keepChosen = (chosen: Chosen): string => JSON.stringify(chosen)
export function readChosen(kept: string): Chosen | null {
  try {
    const { level, options, text } = JSON.parse(kept) as Record<string, unknown>
    const known = RatingLevel.options.find((each) => each === level) ?? null
    if (!Array.isArray(options) || typeof text !== 'string') return null
    return { level: known, options: options.filter((code) => typeof code === 'string'), text }
  } catch {
    return null
  }
}

/** The stage whose form is open at first: the latest that is still to be rated. */
export const stageToRate = (stages: readonly RatedStage[]): string | null => [...stages].reverse().find(({ mayRate }) => mayRate)?.code ?? null

/** What a level means to the eye. */
export const toneOfLevel = (level: RatingLevel): 'good' | 'info' | 'bad' => (isBadRating(level) ? 'bad' : level === 'fairlySatisfied' ? 'info' : 'good')
