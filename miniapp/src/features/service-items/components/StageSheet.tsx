import { ENTERPRISE_STAGES, PERSON_STAGES } from '@zsb/shared/service-item'
import { useCopy } from '@/platform/copy'
import { BottomSheet, ChoiceCard, ChoiceGroup } from '@/ui'
import type { Filter } from '../api'
import { catalogueCopy } from '../copy'

export interface StageSheetProps {
  open: boolean
  serves: Filter['serves']
  stage: Filter['stage']
  onClose: () => void
  onChoose: (stage: Filter['stage']) => void
}

/** 人生阶段 of a person, or 企业阶段 of a firm (国办发〔2025〕24号). */
export function StageSheet({ open, serves, stage, onClose, onChoose }: StageSheetProps) {
  const words = useCopy(catalogueCopy)
  const stages = [...(serves === 'enterprise' ? [] : PERSON_STAGES), ...(serves === 'person' ? [] : ENTERPRISE_STAGES)]
  return (
    <BottomSheet id="stage-sheet" open={open} title={words.stageTitle} onClose={onClose}>
      <ChoiceGroup label={words.stageTitle}>
        {(['any', ...stages] as const).map((each) => (
          <ChoiceCard
            key={each}
            id={`stage-${each}`}
            title={each === 'any' ? words.any : words.stages[each]}
            chosen={stage === each}
            onChoose={() => onChoose(each)}
          />
        ))}
      </ChoiceGroup>
    </BottomSheet>
  )
}
