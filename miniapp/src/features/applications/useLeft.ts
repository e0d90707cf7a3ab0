import { isRows } from '@zsb/shared/form'
import { useState } from 'react'
import { leftWithoutRow, type Filled } from './apply.flow'

interface Left {
  /** Pointers of the fields, or parts of them, that were left: what is wrong there may be said. */
  left: ReadonlySet<string>
  leave: (code: string, part?: string) => void
  removeRow: (code: string, row: number) => void
}

/** Which fields of a form were left already; a row that goes takes what is known of it along. */
export function useLeft(filled: Filled, fill: (code: string, value: unknown) => void): Left {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  return {
    left,
    leave: (code, part) => {
      const pointer = part === undefined ? `/${code}` : `/${code}/${part}`
      setLeft((known) => (known.has(pointer) ? known : new Set([...known, pointer])))
    },
    removeRow: (code, row) => {
      const rows = filled[code]
      if (isRows(rows))
        fill(
          code,
          rows.filter((_, at) => at !== row),
        )
      setLeft((known) => leftWithoutRow(known, { code, row }))
    },
  }
}
