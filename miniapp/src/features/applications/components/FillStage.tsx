import { View } from '@tarojs/components'
import type { ApplicationMaterial } from '@zsb/shared/application'
import { fieldsOf } from '@zsb/shared/form'
import type { ReactNode } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { formatTime } from '@/platform/copy/dates'
import { ActionBar, Banner, Button, Section } from '@/ui'
import { isNeeded, refusalsAt } from '../apply.flow'
import { applyCopy } from '../copy'
import { placeOf } from '../sendings'
import { uploadCopy } from '../upload-copy'
import type { Filling } from '../useFilling'
import { FormSections } from './FormSections'
import { MaterialCard } from './MaterialCard'
import type { Asking } from './MaterialSheets'
import '../applications.scss'

interface Props {
  filling: Filling
  /** Who receives it. */
  lead: ReactNode
  /** Below the materials. */
  children?: ReactNode
  /** Sections that are answered elsewhere. */
  elsewhere?: readonly string[]
  onAsk: (asking: Asking) => void
  onPostpone: (material: ApplicationMaterial) => void
  onContest: (code: string) => void
}

/** One form in sections, and the materials below it; all that is wrong stands at its place. */
export function FillStage({ filling, lead, elsewhere = [], children, onAsk, onPostpone, onContest }: Props) {
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
      {lead}
      <Told filling={filling} />
      <FormSections
        form={view.form}
        filled={filled}
        read={read}
        refusals={refusals}
        fill={filling.fill}
        leave={filling.leave}
        removeRow={filling.removeRow}
        sourced={view.sourced}
        contested={filling.contested}
        elsewhere={elsewhere}
        placeOf={(code) => placeOf(view.id, code)}
        onContest={onContest}
      />
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
      {children}
    </View>
  )
}

/** What is to be known before anything is typed: what changed, why it cannot be, what is wrong. */
function Told({ filling }: Pick<Props, 'filling'>) {
  const words = useCopy(applyCopy)
  const pick = usePick()
  const { saving, barred, problem, refusals, judged, missing } = filling
  const { carried } = saving
  const { form, materials } = saving.view
  // What stands at no field and no material is said above them.
  const places = [...fieldsOf(form).map(({ code }) => `/${code}`), ...materials.map(({ code }) => `/materials/${code}`)]
  const ofAll = refusals.filter(({ pointer }) => !places.some((place) => pointer === place || pointer.startsWith(`${place}/`)))
  const listed = (named: readonly { zh: string; en: string }[]) => words.listed(named.map(pick))
  const wrong = [...fieldsOf(form).filter(({ code }) => refusalsAt(refusals, `/${code}`).length > 0), ...(judged ? missing : [])]
  return (
    <>
      {carried ? (
        <View id="carried">
          <Banner tone="info" live>
            <View className="t-strong">{words.carried}</View>
            {carried.dropped.length > 0 ? <View>{words.dropped(listed(carried.dropped))}</View> : null}
            {carried.added.length > 0 ? <View>{words.added(listed(carried.added))}</View> : null}
          </Banner>
        </View>
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
            {ofAll.map((refusal) => (
              <View key={`${refusal.pointer} ${refusal.zh}`}>{pick(refusal)}</View>
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

/** At the foot of a form: what became of the draft, and on to the sum-up. */
export function FillBar({ filling }: { filling: Filling }) {
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
