import { View } from '@tarojs/components'
import type { CareLine } from '@zsb/shared/health-code'
import { useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { call } from '@/platform/phone'
import { ChipChoice, List, ListRow, Section, type IconName } from '@/ui'
import { codeCopy } from '../code-copy'
import type { KeptCare } from '../kept-care'

const ICON_OF_CARE: Record<CareLine['kind'], IconName> = {
  medical: 'building-2',
  test: 'badge-check',
  food: 'house',
  community: 'users-round',
  emergency: 'phone',
}

/** 现在做什么: whom to call, where there is care, a test and food; for the whole area, and for the district that is chosen. */
export function Care({ care, districts }: KeptCare) {
  const words = useCopy(codeCopy)
  const pick = usePick()
  const [chosen, choose] = useState<string | null>(null)
  if (care.length === 0 && districts.length === 0) return null
  const own = districts.find(({ code }) => code === chosen)
  return (
    <Section id="health-care" title={words.care}>
      <View className="l-stack-tight">
        {districts.length > 0 ? (
          <ChipChoice
            id="care-district"
            label={words.careDistrict}
            options={districts.map((district) => ({ value: district.code, label: pick(district) }))}
            value={chosen}
            onChange={choose}
          />
        ) : null}
        <List>
          {[...(own?.lines ?? []), ...care].map(({ kind, phone, ...name }) => (
            <ListRow
              key={`${kind} ${name.zh}`}
              icon={ICON_OF_CARE[kind]}
              title={pick(name)}
              note={phone ?? undefined}
              onPress={phone === null ? undefined : () => call(phone)}
            />
          ))}
        </List>
      </View>
    </Section>
  )
}
