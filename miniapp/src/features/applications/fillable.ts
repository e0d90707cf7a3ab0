import type { ApplicationView, Seen, SubmitApplication } from '@zsb/shared/application'

/** What a form is filled in of: a case 办件, or what becomes several of them 联办, where `item` is the bundle. */
export type Fillable = Pick<
  ApplicationView,
  'id' | 'version' | 'status' | 'lastAt' | 'item' | 'form' | 'answers' | 'sourced' | 'eligibility' | 'materials' | 'gapOffer' | 'carried'
>

interface Change {
  id: string
  version: number
  seen: Seen
  answers: Readonly<Record<string, unknown>>
}

/** How it is asked for, kept and handed in; a constant of the module. */
export interface FillingApi<V extends Fillable> {
  fetch: (id: string) => Promise<V>
  save: (change: Change) => Promise<V>
  submit: (handedIn: { id: string; body: SubmitApplication; key: string }) => Promise<V>
  /** On the screen of a counter: nothing that is typed is stored on the machine, and after `submit` the applicant may still have it changed. */
  atCounter?: true
}
