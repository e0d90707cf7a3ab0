import { View } from '@tarojs/components'
import type { CaseView } from '@zsb/shared/application'
import { useCopy, usePick } from '@/platform/copy'
import { applicationCopy } from '@/platform/copy/applications'
import { Card, Heading, Icon, SignaturePicture } from '@/ui'
import { deskCopy } from '../copy'
import { CaseFiles } from './CaseFiles'

/** 申请表: what was filled in, as it is read, each with where it comes from. */
export function FormFacts({ id, sections }: Pick<CaseView, 'id' | 'sections'>) {
  const words = useCopy(deskCopy)
  const pick = usePick()
  return (
    <Card id="case-form">
      <Heading level={2}>{words.form}</Heading>
      {sections.map((section) => (
        <View key={section.code}>
          <View className="t-note">{pick(section)}</View>
          {section.fields.map((field) => (
            <View key={field.code} className="z-case-fact">
              <View className="t-note">{pick(field)}</View>
              <View className="t-strong">{pick(field.display)}</View>
              {field.drawn === undefined ? null : <SignaturePicture id={`case-field-${field.code}-drawn`} value={field.drawn} label={pick(field)} />}
              <View className="t-note">{field.source ? pick(field.source) : words.own}</View>
              {field.contested ? (
                <View id={`case-field-${field.code}-contested`} className="z-case-contested">
                  {words.contested(pick(field.contested))}
                </View>
              ) : null}
              {field.uploads ? <CaseFiles caseId={id} id={`case-field-${field.code}-files`} name={pick(field)} uploads={field.uploads} /> : null}
            </View>
          ))}
        </View>
      ))}
    </Card>
  )
}

/** 材料: how each was covered, what it says as far as this office may see it, and what was asked for again. */
export function MaterialFacts({ id, materials }: Pick<CaseView, 'id' | 'materials'>) {
  const words = useCopy(deskCopy)
  const own = useCopy(applicationCopy)
  const pick = usePick()
  return (
    <Card id="case-materials">
      <View className="l-row l-between">
        <Heading level={2}>{words.materials}</Heading>
        <View className="t-note">{words.count(materials.length)}</View>
      </View>
      {materials.map((material) => {
        const { taken, asked, need, facts, uploads, promised } = material
        const state = asked !== null ? 'asked' : taken ? 'taken' : 'open'
        return (
          <View key={material.code} id={`case-material-${material.code}`} className={`z-case-material is-${state}`}>
            <Icon name={state === 'taken' ? 'circle-check' : state === 'asked' ? 'triangle-alert' : 'circle-minus'} />
            <View className="l-grow">
              <View className="t-strong">{pick(material)}</View>
              <View className="t-note">{taken ? own.kinds[taken] : promised ? words.promised : need === 'always' ? words.notTaken : words.notNeeded}</View>
              {facts.map((fact) => (
                <View key={fact.zh} className="z-case-line">
                  <View className="t-note">{pick(fact)}</View>
                  <View>{fact.display}</View>
                </View>
              ))}
              {uploads ? <CaseFiles caseId={id} id={`case-files-${material.code}`} name={pick(material)} uploads={uploads} /> : null}
              {asked !== null ? <View className="z-case-asked">{words.asked(asked)}</View> : null}
            </View>
          </View>
        )
      })}
    </Card>
  )
}
