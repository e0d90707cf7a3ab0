import { View } from '@tarojs/components'
import { fieldsOf } from '@zsb/shared/form'
import { wholeForm, type JointView } from '@zsb/shared/joint-application'
import { useCopy, usePick } from '@/platform/copy'
import { List, ListRow } from '@/ui'
import { jointCopy } from '../joint-copy'

/** 什么交给谁: for each part the office, and what of the form and which materials it gets. */
export function HandedTo({ joint, asked }: { joint: JointView; /** Fields that are asked. */ asked: readonly string[] }) {
  const words = useCopy(jointCopy)
  const pick = usePick()
  const fields = fieldsOf(wholeForm(joint)).filter(({ code }) => asked.includes(code))
  return (
    <List label={words.toWhom}>
      {joint.parts.map((part) => {
        const filled = fields.filter(({ code }) => part.asks.includes(code)).map(pick)
        const materials = joint.materials.filter(({ goesTo }) => goesTo.includes(part.code)).map(pick)
        return (
          <ListRow
            key={part.code}
            id={`to-${part.code}`}
            icon="building-2"
            title={pick(part)}
            note={
              <>
                <View>{pick(part.department)}</View>
                {filled.length > 0 ? <View>{words.filledFor(filled.join(words.between))}</View> : null}
                {materials.length > 0 ? <View>{words.materialsFor(materials.join(words.between))}</View> : null}
              </>
            }
          />
        )
      })}
    </List>
  )
}
