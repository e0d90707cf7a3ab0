import { View } from '@tarojs/components'
import { parseSignature, signaturePicture, writeSignature, type Stroke } from '@zsb/shared/form'
import { useRef, useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { useCopy } from '@/platform/copy'
import { goTo } from '@/platform/navigate'
import { Button, Picture, TextLink } from '@/ui'
import { applyCopy } from '../copy'
import { useSigning } from './signing'
import { Pad } from './Pad'

interface Props {
  id: string
  label: string
  /** What was drawn before, as `writeSignature` writes it; '' where nothing was. */
  value: string
  onChange: (value: string) => void
  /** The pen was lifted. */
  onLeave: () => void
}

/** 手写签名: drawn in the box, or as it was drawn before. One that is not right is cleared whole and given again; who cannot draw signs at a window. */
export function SignatureField({ id, label, value, onChange, onLeave }: Props) {
  const words = useCopy(applyCopy)
  const signing = useSigning()
  const before = signaturePicture(value)
  const [isDrawing, draw] = useState(before === null)
  /** The clean sheet after this many. */
  const [sheet, turn] = useState(0)
  const strokes = useRef<readonly Stroke[]>([])
  const clear = () => {
    strokes.current = []
    draw(true)
    turn(sheet + 1)
    onChange('')
  }
  const caseId = signing?.on === 'phone' ? signing.caseId : null
  return (
    <View className="l-stack-tight">
      <View className="z-signature">
        {value === '' ? <View className="z-signature-hint">{words.signHere}</View> : null}
        {isDrawing || before === null ? (
          <Pad
            key={sheet}
            id={`${id}-pad`}
            label={words.signatureSheet(label)}
            onStroke={(stroke) => {
              strokes.current = [...strokes.current, stroke]
              onChange(writeSignature(strokes.current))
              onLeave()
            }}
          />
        ) : (
          <Picture id={`${id}-signed`} className="z-signature-sheet" src={before} label={words.signed(label)} />
        )}
      </View>
      {value === '' ? null : (
        <View className="l-row l-between l-wrap">
          <View className="t-note">{parseSignature(value).ok ? words.signedNote : ''}</View>
          <Button id={`${id}-clear`} kind="quiet" small narrow icon="refresh-cw" onPress={clear}>
            {words.signAgain}
          </Button>
        </View>
      )}
      {caseId === null ? null : (
        <TextLink id={`${id}-at-window`} icon="building-2" chevron onPress={() => goTo(ENTRANCES.atWindow, { id: caseId })}>
          {words.signAtWindow}
        </TextLink>
      )}
    </View>
  )
}
