import { View } from '@tarojs/components'
import type { CaseView } from '@zsb/shared/application'
import { useCopy, usePick } from '@/platform/copy'
import { a11y, Banner, ChoiceCard, Field, Pressable } from '@/ui'
import { deskCopy } from '../copy'
import { reasonsOf } from '../desk.flow'
import { filesCopy } from '../files-copy'

interface Props {
  materials: CaseView['materials']
  /** Reasons by code, as text of a draft. */
  typed: string
  onChange: (text: string) => void
  wrong: ReadonlySet<string>
}

/** 一次性告知: each material with what is wrong and how to put it right; phrases save typing and can be changed. */
export function GapsFields({ materials, typed, onChange, wrong }: Props) {
  const words = useCopy(deskCopy)
  const files = useCopy(filesCopy)
  const pick = usePick()
  const reasons = reasonsOf({ materials: typed })
  const put = (next: Record<string, string>) => onChange(Object.keys(next).length === 0 ? '' : JSON.stringify(next))
  const toggle = (code: string) =>
    put(code in reasons ? Object.fromEntries(Object.entries(reasons).filter(([each]) => each !== code)) : { ...reasons, [code]: '' })
  return (
    <View className="l-stack" {...a11y({ role: 'group', label: words.which })}>
      <View className="t-strong">{words.which}</View>
      {materials.map((material) => {
        const { code } = material
        const name = pick(material)
        const chosen = code in reasons
        return (
          <View key={code} className="l-stack-tight">
            <ChoiceCard id={`gap-${code}`} kind="checkbox" title={name} chosen={chosen} onChoose={() => toggle(code)} />
            {chosen ? (
              <>
                <View className="z-phrases" {...a11y({ role: 'group', label: words.reason(name) })}>
                  {[
                    ...(material.phrases.length > 0 ? material.phrases.map(pick) : words.phrases),
                    ...(material.uploads ?? []).map((_, i) => files.unclear(i + 1)),
                  ].map((phrase, i) => (
                    <Pressable
                      key={phrase}
                      id={`phrase-${code}-${i + 1}`}
                      className="z-pill"
                      onPress={() => put({ ...reasons, [code]: (reasons[code] ?? '') + phrase })}
                    >
                      {phrase}
                    </Pressable>
                  ))}
                </View>
                <Field
                  id={`reason-${code}`}
                  lines
                  label={words.reason(name)}
                  maxLength={500}
                  value={reasons[code] ?? ''}
                  onChange={(text) => put({ ...reasons, [code]: text })}
                  error={wrong.has(`materials/${code}`) ? words.wrong.reason : undefined}
                />
              </>
            ) : null}
          </View>
        )
      })}
      {wrong.has('materials') ? <Banner tone="bad">{words.wrong.materials}</Banner> : null}
    </View>
  )
}
