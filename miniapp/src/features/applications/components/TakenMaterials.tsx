import { View } from '@tarojs/components'
import { usePick } from '@/platform/copy'
import { Card, Fact, Heading } from '@/ui'

export interface TakenMaterial {
  material: { code: string; zh: string; en: string }
  /** How it is covered, in words. */
  said: string
}

/** Every material with how it is covered; nothing where there is none. */
export function TakenMaterials({ title, taken }: { title: string; taken: readonly TakenMaterial[] }) {
  const pick = usePick()
  if (taken.length === 0) return null
  return (
    <Card>
      <Heading level={3}>{title}</Heading>
      <View>
        {taken.map(({ material, said }) => (
          <Fact key={material.code} name={pick(material)}>
            {said}
          </Fact>
        ))}
      </View>
    </Card>
  )
}
