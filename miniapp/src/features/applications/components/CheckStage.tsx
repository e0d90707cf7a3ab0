import { View } from '@tarojs/components'
import type { MaterialOption } from '@zsb/shared/application'
import type { ReactNode } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { ActionBar, Banner, Button, Heading } from '@/ui'
import { applyCopy } from '../copy'
import type { Fillable } from '../fillable'
import { uploadCopy } from '../upload-copy'
import type { Filling } from '../useFilling'
import { AnswerList } from './AnswerList'
import { TakenMaterials } from './TakenMaterials'

/** Everything once more before it is handed in; what belongs to it alone stands below. */
export function CheckStage({ filling, children }: { filling: Filling; children?: ReactNode }) {
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
      <AnswerList application={saving.view} read={read} contested={filling.contested} />
      <ChosenMaterials application={saving.view} chosen={chosen} files={files} later={filling.later} />
      {children}
    </View>
  )
}

function ChosenMaterials({ application, chosen, files, later }: Pick<Filling, 'chosen' | 'files' | 'later'> & { application: Fillable }) {
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
  return <TakenMaterials title={words.materials} taken={taken} />
}

export function CheckBar({ filling }: { filling: Filling }) {
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
