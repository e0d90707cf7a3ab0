import { View } from '@tarojs/components'
import { ChildByName } from '@zsb/shared/family'
import type { BeginAtWindow, BeginJointAtWindow, WindowItems } from '@zsb/shared/window-application'
import { useState } from 'react'
import * as z from 'zod/mini'
import { useCopy, usePick } from '@/platform/copy'
import { useHandIn } from '@/platform/hand-in'
import { useResource } from '@/platform/resource'
import { Banner, Button, Card, ChipChoice, ChoiceCard, ChoiceGroup, Field, Heading, NotYet } from '@/ui'
import { DocumentFields, useDocumentInHand } from '@/ui/document-in-hand'
import { beginAtWindow, beginJointAtWindow, itemsPath, itemsSchema } from '../api'
import { atWindowCopy } from '../copy'

type ToBegin = WindowItems['items'][number]
interface Begun {
  id: string
  isJoint: boolean
}
type Asked = { isJoint: true; body: BeginJointAtWindow } | { isJoint: false; body: BeginAtWindow }

async function doBegin(asked: Asked, key: string): Promise<Begun> {
  const { id } = asked.isJoint ? (await beginJointAtWindow({ body: asked.body, key })).joint : (await beginAtWindow({ body: asked.body, key })).application
  return { id, isJoint: asked.isJoint }
}

/** 代录 for a person without a phone: what for, who, for which child, and that document and consent were seen. Nothing of it is kept on this machine. */
export function BeginForm({ onBegun }: { onBegun: (begun: Begun) => void }) {
  const words = useCopy(atWindowCopy)
  const pick = usePick()
  const items = useResource<WindowItems>(itemsPath, { schema: itemsSchema })
  const [what, choose] = useState<{ isJoint: boolean; code: string } | null>(null)
  const [whom, setWhom] = useState<'self' | 'child'>('self')
  const inHand = useDocumentInHand()
  const [seen, setSeen] = useState(false)
  const [consent, setConsent] = useState(false)
  const [childName, typeChildName] = useState('')
  const [childNumber, typeChildNumber] = useState('')
  const { judged, working, problem, send } = useHandIn(doBegin, onBegun)
  const isJoint = what?.isJoint ?? false
  const chosen: ToBegin | null = (isJoint ? items.data?.bundles : items.data?.items)?.find(({ code }) => code === what?.code) ?? null
  const [forSelf, forChild] = [chosen?.mayAct.includes('self') ?? false, chosen?.mayAct.includes('guardian') ?? false]
  const isForChild = forChild && (!forSelf || whom === 'child')
  const child = isForChild ? z.safeParse(ChildByName, { name: childName, number: childNumber }) : null
  const ofChild = child?.error?.issues.flatMap(({ path }) => path.slice(0, 1)) ?? []
  const begin = () => {
    const person = inHand.read()
    if (chosen === null || !person || child?.success === false) return void send(null)
    const { code } = chosen
    const here = { person, ...(child && { child: child.data }), documentSeen: true, consentSigned: true } as const
    void send(isJoint ? { isJoint, body: { bundle: code, ...here } } : { isJoint, body: { item: code, ...here } })
  }
  const numberRefused = problem?.field('/body/person/number')
  return (
    <Card>
      <View className="l-stack">
        <Heading level={2} className="t-title">
          {words.beginTitle}
        </Heading>
        <View className="t-note">{words.beginWhy}</View>
        {problem ? (
          <View id="begin-refused">
            <Banner tone="bad" live>
              {pick(problem)}
            </Banner>
          </View>
        ) : null}
        {items.data ? (
          <View className="l-stack-tight">
            <View className="t-strong">{words.item}</View>
            {items.data.items.length + items.data.bundles.length === 0 ? <View className="t-note">{words.noItems}</View> : null}
            <ChoiceGroup label={words.item}>
              {items.data.bundles.map((each) => (
                <ChoiceCard
                  key={each.code}
                  id={`bundle-${each.code}`}
                  title={pick(each)}
                  why={words.bundles}
                  chosen={isJoint && what?.code === each.code}
                  onChoose={() => choose({ isJoint: true, code: each.code })}
                />
              ))}
              {items.data.items.map((each) => (
                <ChoiceCard
                  key={each.code}
                  id={`item-${each.code}`}
                  title={pick(each)}
                  chosen={!isJoint && what?.code === each.code}
                  onChoose={() => choose({ isJoint: false, code: each.code })}
                />
              ))}
            </ChoiceGroup>
            {judged && chosen === null ? <Banner tone="bad">{words.itemWrong}</Banner> : null}
          </View>
        ) : (
          <NotYet of={items} rows={2} />
        )}
        {forSelf && forChild ? (
          <ChipChoice
            id="begin-whom"
            label={words.whom}
            options={(['self', 'child'] as const).map((value) => ({ value, label: words.whoms[value] }))}
            value={whom}
            onChange={setWhom}
          />
        ) : null}
        <DocumentFields id="begin" inHand={inHand} refused={numberRefused ? pick(numberRefused) : undefined} />
        {isForChild ? (
          <View id="begin-child" className="l-stack">
            <View>
              <View className="t-strong">{words.childTitle}</View>
              <View className="t-note">{words.childWhy}</View>
            </View>
            <Field
              id="begin-child-name"
              label={words.childName}
              maxLength={60}
              value={childName}
              onChange={typeChildName}
              error={judged && ofChild.includes('name') ? words.childNameWrong : undefined}
            />
            <Field
              id="begin-child-number"
              kind="idNumber"
              label={words.childNumber}
              maxLength={24}
              value={childNumber}
              onChange={typeChildNumber}
              error={judged && ofChild.includes('number') ? words.childNumberWrong : undefined}
            />
          </View>
        ) : null}
        <ChoiceGroup kind="checkbox" label={words.beginFirst}>
          <ChoiceCard id="begin-seen" kind="checkbox" title={words.seen} chosen={seen} onChoose={() => setSeen(!seen)} />
          <ChoiceCard
            id="begin-consent"
            kind="checkbox"
            title={isForChild ? words.consentChild : words.consent}
            chosen={consent}
            onChoose={() => setConsent(!consent)}
          />
        </ChoiceGroup>
        <Button id="begin" onPress={begin} loading={working} disabled={!seen || !consent} disabledReason={words.beginFirst}>
          {words.begin}
        </Button>
      </View>
    </Card>
  )
}
