import { View } from '@tarojs/components'
import { EaseTag } from '@zsb/shared/service-item'
import { useCopy } from '@/platform/copy'
import { ChipChoice, Segmented, TextLink } from '@/ui'
import { EVERYTHING, type Filter } from '../api'
import { catalogueCopy } from '../copy'

const SERVES = ['any', 'person', 'enterprise'] as const
const EASE = ['any', ...EaseTag.options] as const

/** 个人 or 企业, 马上办 网上办 就近办 一次办, and the stage, which opens a sheet. */
export function Filters({ filter, onChange, onChooseStage }: { filter: Filter; onChange: (over: Partial<Filter>) => void; onChooseStage: () => void }) {
  const words = useCopy(catalogueCopy)
  return (
    <View className="l-stack-tight">
      <Segmented
        id="serves"
        label={words.serves}
        options={SERVES.map((value) => ({ value, label: words[value] }))}
        value={filter.serves}
        onChange={(serves) => onChange({ serves, stage: EVERYTHING.stage })}
      />
      <ChipChoice
        id="ease"
        label={words.ease}
        options={EASE.map((value) => ({ value, label: words[value] }))}
        value={filter.ease}
        onChange={(ease) => onChange({ ease })}
      />
      <TextLink id="catalogue-stage" chevron onPress={onChooseStage}>
        {words.stage(filter.stage === 'any' ? words.any : words.stages[filter.stage])}
      </TextLink>
    </View>
  )
}
