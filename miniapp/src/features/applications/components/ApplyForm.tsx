import { View } from '@tarojs/components'
import type { ApplicationMaterial, ApplicationView, MaterialOption } from '@zsb/shared/application'
import { fieldsOf, isText } from '@zsb/shared/form'
import { useEffect, useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { useCopy, usePick } from '@/platform/copy'
import { formatTime } from '@/platform/copy/dates'
import { replaceWith } from '@/platform/navigate'
import { ActionBar, Banner, Button, Card, Fact, Heading, Page, Section } from '@/ui'
import { isNeeded, refusalsAt } from '../apply.flow'
import { applyCopy } from '../copy'
import { placeOf } from '../sendings'
import { uploadCopy } from '../upload-copy'
import { useFilling, type Filling } from '../useFilling'
import { AnswerList } from './AnswerList'
import { ContestSheet } from './ContestSheet'
import { FormField } from './FormField'
import { LaterSheet } from './LaterSheet'
import { MaterialCard } from './MaterialCard'
import { MaterialSheets, type Asking } from './MaterialSheets'

/** A draft from its first letter until it is handed in: one form in sections, the materials, then all of it once more. */
export function ApplyForm({ first, onDone }: { first: ApplicationView; onDone: (view: ApplicationView) => void }) {
  const pick = usePick()
  const filling = useFilling(first, onDone)
  const [asking, ask] = useState<Asking | null>(null)
  const [contested, contest] = useState<string | null>(null)
  const [postponed, postpone] = useState<ApplicationMaterial | null>(null)
  const { view } = filling.saving
  const handedInElsewhere = view.status !== 'draft'
  useEffect(() => {
    if (handedInElsewhere) replaceWith(ENTRANCES.application, { id: view.id, from: 'draft' })
  }, [handedInElsewhere, view.id])
  return (
    <Page
      title={pick(view.item)}
      onLeave={filling.checking ? filling.back : undefined}
      actions={filling.checking ? <CheckBar filling={filling} /> : <FillBar filling={filling} />}
      over={
        <>
          <MaterialSheets
            application={view}
            asking={asking}
            onAgree={({ material, option }) => {
              filling.choose(material.code, option.kind)
              ask(null)
            }}
            onRefuse={() => ask(null)}
          />
          <LaterSheet
            offer={view.gapOffer}
            material={postponed}
            onAgree={(code) => {
              filling.postpone(code)
              postpone(null)
            }}
            onRefuse={() => postpone(null)}
          />
          <ContestSheet key={contested} form={view.form} field={contested} onClose={() => contest(null)} />
        </>
      }
    >
      {filling.checking ? (
        <CheckStage filling={filling} />
      ) : (
        <FillStage filling={filling} carried={first.carried} onAsk={ask} onPostpone={postpone} onContest={contest} />
      )}
    </Page>
  )
}

interface FillStageProps {
  filling: Filling
  /** What became of the draft under a new version of the form; told until it is left. */
  carried: ApplicationView['carried']
  onAsk: (asking: Asking) => void
  onPostpone: (material: ApplicationMaterial) => void
  onContest: (code: string) => void
}

function FillStage({ filling, carried, onAsk, onPostpone, onContest }: FillStageProps) {
  const words = useCopy(applyCopy)
  const uploading = useCopy(uploadCopy)
  const pick = usePick()
  const { saving, read, refusals, chosen, files, onTheWay, judged, missing } = filling
  const { view, filled } = saving
  const errorOf = (material: ApplicationMaterial): string | undefined => {
    if (onTheWay.includes(material.code)) return uploading.stillSending
    if (!missing.includes(material)) return undefined
    return chosen[material.code] === 'upload' ? words.sendFirst : words.chooseWay
  }
  return (
    <View className="l-stack">
      <View className="t-note">{words.office(pick(view.office))}</View>
      <Told filling={filling} carried={carried} />
      {view.form.sections.map((section) => {
        const fields = section.fields.filter(({ code }) => read.asked.includes(code))
        if (fields.length === 0) return null
        return (
          <Section key={section.code} title={pick(section)}>
            <Card>
              <View className="z-form">
                {fields.map((field) => {
                  const computed = field.kind === 'computed' ? read.answers[field.code] : ''
                  return (
                    <FormField
                      key={field.code}
                      field={field}
                      value={filled[field.code]}
                      computed={isText(computed) ? computed : ''}
                      sourced={view.sourced.find((each) => each.field === field.code) ?? null}
                      refusals={refusals}
                      place={placeOf(view.id, field.code)}
                      onChange={(value) => filling.fill(field.code, value)}
                      onLeave={(part) => filling.leave(field.code, part)}
                      onRemoveRow={(row) => filling.removeRow(field.code, row)}
                      onContest={() => onContest(field.code)}
                    />
                  )
                })}
              </View>
            </Card>
          </Section>
        )
      })}
      {view.materials.some(isNeeded) ? (
        <Section title={words.materials} aside={words.materialsWhy}>
          <View className="l-stack">
            {view.materials.filter(isNeeded).map((material) => {
              const refusal = refusalsAt(refusals, `/materials/${material.code}`)[0]
              return (
                <MaterialCard
                  key={material.code}
                  applicationId={view.id}
                  material={material}
                  chosen={chosen[material.code]}
                  later={filling.later.includes(material.code)}
                  onLater={() => onPostpone(material)}
                  files={files[material.code] ?? []}
                  error={refusal ? pick(refusal) : judged ? errorOf(material) : undefined}
                  onFiles={(ids) => filling.keepFiles(material.code, ids)}
                  onChoose={(option) =>
                    option.kind === 'licence' || option.kind === 'commitment' ? onAsk({ material, option }) : filling.choose(material.code, option.kind)
                  }
                />
              )
            })}
          </View>
        </Section>
      ) : null}
    </View>
  )
}

/** What is to be known before anything is typed: what changed, why it cannot be, what is wrong. */
function Told({ filling, carried }: Pick<FillStageProps, 'filling' | 'carried'>) {
  const words = useCopy(applyCopy)
  const pick = usePick()
  const { saving, barred, problem, refusals, judged, missing } = filling
  const { form } = saving.view
  const listed = (named: readonly { zh: string; en: string }[]) => words.listed(named.map(pick))
  const wrong = [...fieldsOf(form).filter(({ code }) => refusalsAt(refusals, `/${code}`).length > 0), ...(judged ? missing : [])]
  return (
    <>
      {carried ? (
        <Banner tone="info">
          <View className="t-strong">{words.carried}</View>
          {carried.dropped.length > 0 ? <View>{words.dropped(listed(carried.dropped))}</View> : null}
          {carried.added.length > 0 ? <View>{words.added(listed(carried.added))}</View> : null}
        </Banner>
      ) : null}
      {saving.changedElsewhere ? (
        <View id="changed-elsewhere">
          <Banner tone="warn" live>
            {words.elsewhere}
          </Banner>
        </View>
      ) : null}
      {barred.length > 0 ? (
        <View id="not-entitled" className="l-stack-tight">
          {barred.map(({ refusal }) => (
            <Banner key={refusal.zh} tone="bad" live>
              {pick(refusal)}
            </Banner>
          ))}
        </View>
      ) : null}
      {problem ? (
        <View id="apply-problem">
          <Banner tone="bad" live>
            <View className="t-strong">{pick(problem)}</View>
            {refusals
              .filter(({ pointer }) => pointer === '')
              .map((refusal) => (
                <View key={refusal.zh}>{pick(refusal)}</View>
              ))}
          </Banner>
        </View>
      ) : null}
      {judged && wrong.length > 2 ? (
        <Banner tone="bad" live>
          <View className="t-strong">{words.wrongCount(wrong.length)}</View>
          <View>{words.wrongWhere(listed(wrong))}</View>
        </Banner>
      ) : null}
    </>
  )
}

function FillBar({ filling }: { filling: Filling }) {
  const words = useCopy(applyCopy)
  const { saved, view } = filling.saving
  const said = { server: words.saved(formatTime(view.lastAt)), saving: words.saving, phone: words.onPhone, refused: words.notSaved }
  return (
    <ActionBar>
      <View className="z-foot">
        <View id="draft-state" className="t-note t-centre">
          {said[saved]}
        </View>
        <Button id="to-check" onPress={filling.check}>
          {words.next}
        </Button>
      </View>
    </ActionBar>
  )
}

function CheckStage({ filling }: { filling: Filling }) {
  const words = useCopy(applyCopy)
  const pick = usePick()
  const { saving, read, chosen, files, problem } = filling
  return (
    <View id="check" className="l-stack">
      <Heading level={2} className="t-title">
        {words.check}
      </Heading>
      <View className="t-note">{words.checkWhy}</View>
      {problem ? (
        <Banner tone="bad" live>
          <View className="t-strong">{words.notSent}</View>
          <View>{pick(problem)}</View>
        </Banner>
      ) : null}
      <AnswerList application={saving.view} read={read} />
      <ChosenMaterials application={saving.view} chosen={chosen} files={files} later={filling.later} />
    </View>
  )
}

function ChosenMaterials({ application, chosen, files, later }: Pick<Filling, 'chosen' | 'files' | 'later'> & { application: ApplicationView }) {
  const words = useCopy(applyCopy)
  const uploading = useCopy(uploadCopy)
  const pick = usePick()
  const saidOf = (code: string, { kind, words: way }: MaterialOption) =>
    kind === 'upload' ? `${pick(way)} · ${uploading.count((files[code] ?? []).length)}` : pick(way)
  const taken = application.materials.flatMap((material) => {
    const option = material.options.find(({ kind }) => kind === chosen[material.code])
    const said = later.includes(material.code) ? words.laterTaken(application.gapOffer?.days ?? 0) : option && saidOf(material.code, option)
    return said ? [{ material, said }] : []
  })
  if (taken.length === 0) return null
  return (
    <Card>
      <Heading level={3}>{words.materials}</Heading>
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

function CheckBar({ filling }: { filling: Filling }) {
  const words = useCopy(applyCopy)
  return (
    <ActionBar>
      <Button id="to-change" kind="quiet" onPress={filling.back}>
        {words.change}
      </Button>
      <Button id="submit" onPress={() => void filling.submit()} loading={filling.working}>
        {words.submit}
      </Button>
    </ActionBar>
  )
}
