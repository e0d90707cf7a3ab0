/** Room for year, month and day. */
export const BLANK_DAY = '　　　　年　　　月　　　日'

/** What stands at the right of a field's name. `written`: by hand, on a sample. */
export type SheetBox =
  | { kind: 'space'; lines: number }
  | { kind: 'text'; lines: readonly string[]; written?: boolean }
  | { kind: 'digits'; count: number; written?: string }
  | { kind: 'ticks'; choices: readonly { zh: string; ticked: boolean }[] }
  | { kind: 'table'; head: readonly string[]; rows: readonly (readonly string[])[] }

/** An application form 申请表 on paper, blank or filled in. */
export interface FormSheet {
  title: string
  kind: '空白表' | '示例样表'
  /** Under the title: its kind, and what is to be known of it. */
  mark: string
  number: string
  note: string
  sections: readonly { title: string; rows: readonly { label: string; help: string; box: SheetBox }[] }[]
  materials: readonly string[]
  /** Who signs below, empty on a blank one; null where it is signed in one of its rows. */
  signature: string | null
  /** The day it was filled in; null on a blank one. */
  filledOn: string | null
  foot: string
}
