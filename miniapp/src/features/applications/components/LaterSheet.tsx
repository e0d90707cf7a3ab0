import { View } from '@tarojs/components'
import type { ApplicationMaterial, ApplicationView } from '@zsb/shared/application'
import { useCopy, usePick } from '@/platform/copy'
import { BottomSheet, Button } from '@/ui'
import { applyCopy } from '../copy'

interface Props {
  offer: ApplicationView['gapOffer']
  /** What is to follow; null: nothing is asked. */
  material: ApplicationMaterial | null
  onAgree: (code: string) => void
  onRefuse: () => void
}

/** 容缺受理承诺书: the whole of what is promised, before it counts. */
export function LaterSheet({ offer, material, onAgree, onRefuse }: Props) {
  const words = useCopy(applyCopy)
  const pick = usePick()
  if (!offer || !material) return null
  return (
    <BottomSheet id="later" open title={words.laterTitle(pick(material))} onClose={onRefuse}>
      <View className="z-sunk">{pick(offer.commitment)}</View>
      <View className="t-note">{words.laterWhy}</View>
      <Button id="agree-later" onPress={() => onAgree(material.code)}>
        {words.laterAgree}
      </Button>
    </BottomSheet>
  )
}
