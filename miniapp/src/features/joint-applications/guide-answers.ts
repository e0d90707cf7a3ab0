import type { GuidingAnswers } from '@zsb/shared/joint-application'
import { create } from 'zustand'
import { onSignOut } from '@/platform/session'

/**
 * What was answered in a guide, by bundle: in memory alone, for what a family is like is nobody else's, and across signing in, so that nobody
 * is asked again where she begins.
 */
const useStore = create<Readonly<Record<string, GuidingAnswers>>>(() => ({}))
onSignOut(() => useStore.setState({}, true))
const NOTHING: GuidingAnswers = {}

export const useGuideAnswers = (bundle: string): GuidingAnswers => useStore((all) => all[bundle] ?? NOTHING)
export const answersGiven = (bundle: string): GuidingAnswers => useStore.getState()[bundle] ?? NOTHING
export const answerGuide = (bundle: string, answers: GuidingAnswers): void => useStore.setState({ [bundle]: answers })
