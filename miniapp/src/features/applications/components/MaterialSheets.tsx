import { View } from '@tarojs/components'
import type { ApplicationMaterial, ApplicationView, MaterialOption } from '@zsb/shared/application'
import { useCopy, usePick } from '@/platform/copy'
import { BottomSheet, Button, ConsentSheet } from '@/ui'
import { applyCopy } from '../copy'

/** A way to cover a material that needs a yes before it counts. */
export interface Asking {
  material: ApplicationMaterial
  option: MaterialOption
}

interface Props {
  application: Pick<ApplicationView, 'item' | 'office'>
  asking: Asking | null
  onAgree: (asking: Asking) => void
  onRefuse: () => void
}

/** 免证办: who uses which licence, what for and until when. 告知承诺: its whole text. */
export function MaterialSheets({ application, asking, onAgree, onRefuse }: Props) {
  const words = useCopy(applyCopy)
  const pick = usePick()
  if (!asking) return null
  const { material, option } = asking
  if (option.kind === 'commitment')
    return (
      <BottomSheet id="commitment" open title={words.commitTitle} onClose={onRefuse}>
        <View className="z-sunk">{option.text ? pick(option.text) : pick(option.words)}</View>
        <View className="t-note">{words.commitWhy}</View>
        <Button id="commit" onPress={() => onAgree(asking)}>
          {words.commit}
        </Button>
      </BottomSheet>
    )
  return (
    <ConsentSheet
      open
      icon="id-card"
      title={words.consentTitle(pick(material))}
      proof={words.consentProof(pick(application.office))}
      facts={[
        { name: words.consentWhy.name, sentence: words.consentWhy.sentence(pick(application.item)) },
        { name: words.consentUntil.name, sentence: words.consentUntil.sentence },
      ]}
      required={{ title: words.consentFields, labels: [pick(material)] }}
      agree={words.consentAgree}
      refuse={words.consentRefuse}
      onAgree={() => onAgree(asking)}
      onRefuse={onRefuse}
    />
  )
}
