import { View } from '@tarojs/components'
import type { ApplicationView } from '@zsb/shared/application'
import { isDrawn, type SoFar } from '@zsb/shared/form'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatIfDay } from '@/platform/copy/dates'
import { Card, Fact, Heading, SignaturePicture } from '@/ui'
import { applyCopy } from '../copy'
import { linesOf } from '../display'
import { KeptFiles } from './HandedInFiles'

interface Props {
  application: Pick<ApplicationView, 'form' | 'sourced' | 'formFiles'>
  read: SoFar
  /** Handed in: numbers hide their middle. */
  masked?: boolean
  /** What he says it should be 信息有误, by field. */
  contested?: Readonly<Record<string, string>>
  /** The case whose files they are; without one none is opened. */
  caseId?: string
}

/** What was filled in, as it is read, by section: the fields that are asked. */
export function AnswerList({ application: { form, sourced, formFiles = {} }, read, masked = false, contested = {}, caseId }: Props) {
  const words = useCopy(applyCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const shown = new Map(sourced.flatMap(({ field, display }) => (display === null ? [] : [[field, display] as const])))
  return (
    <>
      {form.sections.map((section) => {
        const fields = section.fields.filter(({ code }) => read.asked.includes(code))
        if (fields.length === 0) return null
        return (
          <Card key={section.code}>
            <Heading level={3}>{pick(section)}</Heading>
            <View>
              {fields.map((field) => {
                const known = shown.get(field.code)
                const lines = known !== undefined ? [formatIfDay(known, language)] : linesOf(field, read.answers[field.code], { pick, language, masked })
                const value = read.answers[field.code]
                const says = contested[field.code]
                const files = caseId === undefined ? undefined : formFiles[field.code]
                if (files && caseId !== undefined)
                  return (
                    <Fact key={field.code} name={pick(field)}>
                      <KeptFiles id={`answer-${field.code}`} caseId={caseId} uploads={files} />
                    </Fact>
                  )
                return (
                  <Fact key={field.code} name={pick(field)}>
                    {isDrawn(field, value) ? <SignaturePicture value={value} label={pick(field)} /> : null}
                    {lines.length > 0 ? lines.map((line, i) => <View key={i}>{line}</View>) : <View className="t-note">{words.none}</View>}
                    {says ? <View className="t-note">{words.contestedAs(linesOf(field, says, { pick, language, masked }).join(' '))}</View> : null}
                  </Fact>
                )
              })}
            </View>
          </Card>
        )
      })}
    </>
  )
}
