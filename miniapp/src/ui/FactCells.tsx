import { View } from '@tarojs/components'
import './fact-cells.scss'

export interface FactCell {
  id: string
  name: string
  value: string
  note: string
}

/** The answers people come for, one in each cell: how long, how many visits, what one gets. */
export function FactCells({ cells }: { cells: readonly FactCell[] }) {
  return (
    <View className="z-facts">
      {cells.map(({ id, name, value, note }) => (
        <View key={id} id={id} className="z-facts-cell">
          <View className="t-note">{name}</View>
          <View className="t-title t-num">{value}</View>
          {note ? <View className="t-note">{note}</View> : null}
        </View>
      ))}
    </View>
  )
}
