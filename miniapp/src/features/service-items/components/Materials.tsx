import { View } from '@tarojs/components'
import type { GuideMaterial, GuideSource } from '@zsb/shared/service-item'
import { useCopy, usePick } from '@/platform/copy'
import { List, ListRow, Section, StatusChip } from '@/ui'
import { guideCopy } from '../guide-copy'
import { countUploads, mayBeMore, SOURCE_LOOK } from '../material-look'

/** 材料: what is needed, what makes it good, and where it comes from, the first way and the others. */
export function Materials({ materials }: { materials: readonly GuideMaterial[] }) {
  const words = useCopy(guideCopy)
  if (materials.length === 0) return <Section title={words.noMaterials}>{null}</Section>
  return (
    <Section id="guide-materials" title={words.materials(materials.length, countUploads(materials), mayBeMore(materials))}>
      <List>
        {materials.map((material) => (
          <MaterialRow key={material.code} material={material} />
        ))}
      </List>
    </Section>
  )
}

/** Nothing is handed in where this is to be had. */
const isFetched = ({ kind }: GuideSource): boolean => kind === 'licence' || kind === 'dataCheck'

function MaterialRow({ material: { code, name, standard, need, secondary, sources, madeBy, handedIn } }: { material: GuideMaterial }) {
  const words = useCopy(guideCopy)
  const pick = usePick()
  const [first, ...others] = sources
  const wordsOf = ({ kind, what }: GuideSource) => words.from[kind](pick(what))
  const piecesOf = ({ kind, media, copies, size }: NonNullable<GuideMaterial['handedIn']>) =>
    words.handedIn({ kind: words.pieces[kind], copies, media: words.media[media], size: size ? pick(size) : '' })
  const look = first && SOURCE_LOOK[first.kind]
  const when = [need === 'whenAsked' ? words.whenAsked : '', secondary ? words.mayFollow : ''].filter(Boolean).join(words.between)
  return (
    <ListRow
      id={`material-${code}`}
      title={pick(name)}
      trailing={look ? <StatusChip tone={look.tone} icon={look.icon} word={words[look.word]} /> : undefined}
      note={
        <View className="z-material">
          <View>
            <View>{pick(standard)}</View>
            {when ? <View className="t-strong">{when}</View> : null}
          </View>
          <View>
            {madeBy ? <View>{words.madeByWhom(words.madeBy[madeBy.kind], pick(madeBy))}</View> : null}
            {handedIn ? <View>{first && isFetched(first) ? words.elseHandedIn(piecesOf(handedIn)) : piecesOf(handedIn)}</View> : null}
          </View>
          <View>
            {first ? <View>{wordsOf(first)}</View> : null}
            {others.map((source) => (
              <View key={source.kind}>{words.or(wordsOf(source))}</View>
            ))}
          </View>
        </View>
      }
    />
  )
}
