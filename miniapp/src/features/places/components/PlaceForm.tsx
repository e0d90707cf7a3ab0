import { View } from '@tarojs/components'
import { PlaceKind, PlaceRequest } from '@zsb/shared/place'
import { REGIONS, regionName } from '@zsb/shared/region'
import * as z from 'zod/mini'
import { useCopy, usePick } from '@/platform/copy'
import { useDraft } from '@/platform/draft'
import { useHandIn } from '@/platform/hand-in'
import { Banner, Button, Card, ChipChoice, Field, FieldFrame, Heading, Toggle } from '@/ui'
import { applyForPlace } from '../api'
import { placesCopy } from '../places-copy'

const EMPTY = { name: '', kind: '', region: '', address: '', isFirm: '', creditCode: '', firmName: '' }
type FieldName = Exclude<keyof typeof EMPTY, 'isFirm'>
/** Where each stands in what is sent. */
const POINTER_OF: Record<FieldName, string> = {
  name: '/name',
  kind: '/kind',
  region: '/region',
  address: '/address',
  creditCode: '/firm/creditCode',
  firmName: '/firm/name',
}
/** A place stands in a district, not in the whole city. */
const DISTRICTS = REGIONS.filter(({ parent }) => parent !== null)

/** 申请场所: what stands on the door, and where it is. */
export function PlaceForm({ onSent, onLeave }: { onSent: () => void; onLeave?: () => void }) {
  const words = useCopy(placesCopy)
  const pick = usePick()
  const { typed, type, clear } = useDraft('place', EMPTY, { saved: words.draftKept })
  const { judged, working, problem, send } = useHandIn(applyForPlace, () => {
    clear()
    onSent()
  })
  const { isFirm, creditCode, firmName, ...place } = typed
  const hasFirm = isFirm === 'yes'
  const read = z.safeParse(PlaceRequest, { ...place, ...(hasFirm && { firm: { creditCode, name: firmName } }) })
  const wrong = judged && !read.success ? read.error.issues.map(({ path }) => `/${path.join('/')}`) : []
  const errorOf = (field: FieldName): string | undefined => {
    const refused = problem?.field(`/body${POINTER_OF[field]}`)
    return refused ? pick(refused) : wrong.includes(POINTER_OF[field]) ? words.wrong[field] : undefined
  }
  const filled = (field: FieldName) => ({ value: typed[field], onChange: type(field), error: errorOf(field) })
  return (
    <Card id="place-form">
      <View className="l-stack">
        <Heading level={2} className="t-title">
          {words.form}
        </Heading>
        <Field id="place-name" label={words.name} help={words.nameHelp} maxLength={80} {...filled('name')} />
        <FieldFrame id="place-kind" label={words.kind} error={errorOf('kind')} group>
          <ChipChoice
            id="place-kind-choice"
            label={words.kind}
            options={PlaceKind.options.map((kind) => ({ value: kind as string, label: words.kinds[kind] }))}
            value={typed.kind || null}
            onChange={type('kind')}
          />
        </FieldFrame>
        <FieldFrame id="place-region" label={words.region} error={errorOf('region')} group>
          <ChipChoice
            id="place-region-choice"
            label={words.region}
            options={DISTRICTS.map(({ code }) => ({ value: code, label: pick(regionName(code) ?? { zh: code }) }))}
            value={typed.region || null}
            onChange={type('region')}
          />
        </FieldFrame>
        <Field id="place-address" label={words.address} help={words.addressHelp} maxLength={140} {...filled('address')} />
        <Toggle
          id="place-is-firm"
          label={words.isFirm}
          why={words.isFirmWhy}
          on={hasFirm}
          onChange={(on) => type('isFirm')(on ? 'yes' : '')}
          words={words.on}
        />
        {hasFirm ? (
          <>
            <Field id="place-credit-code" label={words.creditCode} help={words.creditCodeHelp} maxLength={24} {...filled('creditCode')} />
            <Field id="place-firm-name" label={words.firmName} help={words.firmNameHelp} maxLength={120} {...filled('firmName')} />
          </>
        ) : null}
        {problem ? (
          <Banner tone="bad" live>
            {pick(problem)}
          </Banner>
        ) : null}
        <Button id="send-place" onPress={() => void send(read.success ? read.data : null)} loading={working}>
          {words.send}
        </Button>
        {onLeave ? (
          <Button id="leave-place" kind="plain" onPress={onLeave}>
            {words.leave}
          </Button>
        ) : null}
      </View>
    </Card>
  )
}
