/** Room for year, month and day. */
export const BLANK_DAY = '　　　　年　　　月　　　日'

/** What stands at the right of a field's name. `written`: what somebody filled in, which is told from the form by its ink. */
export type SheetBox =
  | { kind: 'space'; lines: number }
  | { kind: 'text'; lines: readonly string[]; written?: boolean }
  | { kind: 'digits'; count: number; written?: string }
  | { kind: 'ticks'; choices: readonly { zh: string; ticked: boolean }[] }
  | { kind: 'table'; head: readonly string[]; rows: readonly (readonly string[])[] }

/** A form on paper, blank or filled in: an application form 申请表, or what was taken down at a window. */
export interface FormSheet {
  title: string
  kind: '空白表' | '示例样表' | '窗口代填'
  /** Under the title: its kind, and what is to be known of it. */
  mark: string
  number: string
  note: string
  sections: readonly { title: string; rows: readonly { label: string; help: string; box: SheetBox }[] }[]
  materials: readonly string[]
  /** Who signs below, no name where that is still to be done; null where it is signed in one of its rows. */
  signature: { label: string; name: string } | null
  /** The day beside it, still to be written where there is no text. */
  day: { label: string; text: string | null }
  foot: string
}
