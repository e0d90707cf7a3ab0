import { View } from '@tarojs/components'
import type { ApplicationMaterial, MaterialKind, MaterialOption } from '@zsb/shared/application'
import { useCopy, usePick } from '@/platform/copy'
import { Banner, Card, ChoiceCard, ChoiceGroup, Heading, StatusChip } from '@/ui'
import { applyCopy } from '../copy'
import { placeOf } from '../sendings'
import { uploadCopy } from '../upload-copy'
import { UploadBox } from './UploadBox'

interface Props {
  /** Of which case it is. */
  applicationId: string
  material: ApplicationMaterial
  number?: number
  chosen: MaterialKind | undefined
  /** The files it is to be covered with. */
  files: readonly string[]
  error?: string
  onChoose: (option: MaterialOption) => void
  onFiles: (ids: readonly string[]) => void
  /** It is to follow 容缺. */
  later?: boolean
  onLater?: () => void
}

/** 材料: what it is, the ways to cover it as far as this person can go them, and what was chosen. */
export function MaterialCard({ applicationId, material, number, chosen, files, error, onChoose, onFiles, later = false, onLater }: Props) {
  const words = useCopy(applyCopy)
  const uploading = useCopy(uploadCopy)
  const pick = usePick()
  const name = pick(material)
  const id = `material-${material.code}`
  const upload = chosen === 'upload' ? material.options.find(({ kind }) => kind === 'upload')?.upload : undefined
  const isWaiting = upload !== undefined && files.length === 0
  return (
    <Card id={id}>
      <View className="z-row-top">
        <Heading level={3}>{number ? words.numbered({ number, name }) : name}</Heading>
        {later ? (
          <StatusChip tone="info" icon="calendar-clock" word={words.stateLater} />
        ) : chosen && !isWaiting ? (
          <StatusChip tone="good" word={words.states[chosen]} />
        ) : (
          <StatusChip tone="warn" icon="circle-alert" word={isWaiting ? uploading.notYet : words.stateNone} />
        )}
      </View>
      {material.asked ? (
        <Banner tone="warn">
          <View className="t-strong">{words.askedAgain}</View>
          <View>{material.asked}</View>
        </Banner>
      ) : (
        <View className="t-note">{pick(material.standard)}</View>
      )}
      {error ? (
        <Banner tone="bad" live>
          {error}
        </Banner>
      ) : null}
      <ChoiceGroup label={words.wayFor(name)}>
        {material.options.map((option) => (
          <ChoiceCard
            key={option.kind}
            id={`${id}-${option.kind}`}
            title={pick(option.words)}
            why={option.why ? pick(option.why) : undefined}
            chosen={chosen === option.kind}
            disabled={!option.available}
            onChoose={() => onChoose(option)}
          />
        ))}
        {material.mayFollow && onLater ? <ChoiceCard id={`${id}-later`} title={words.later} why={words.laterHow} chosen={later} onChoose={onLater} /> : null}
      </ChoiceGroup>
      {upload ? (
        <UploadBox
          id={`${id}-files`}
          label={name}
          place={placeOf(applicationId, material.code)}
          code={material.code}
          allowed={upload}
          ids={files}
          onChange={onFiles}
        />
      ) : null}
    </Card>
  )
}
