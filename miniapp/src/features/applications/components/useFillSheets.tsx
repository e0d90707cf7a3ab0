import type { ApplicationMaterial, ApplicationView } from '@zsb/shared/application'
import { useState, type ReactNode } from 'react'
import type { Fillable } from '../fillable'
import type { Filling } from '../useFilling'
import { LaterSheet } from './LaterSheet'
import { MaterialSheets, type Asking } from './MaterialSheets'

interface FillSheets {
  onAsk: (asking: Asking) => void
  onPostpone: (material: ApplicationMaterial) => void
  sheets: ReactNode
}

/**
 * What a material needs a yes for before it counts: its licence, its commitment, or that it follows later.
 * @param receiverOf whose application it is for, of a material that is asked about
 */
export function useFillSheets<V extends Fillable>(
  filling: Filling<V>,
  receiverOf: (asked: ApplicationMaterial | null) => Pick<ApplicationView, 'item' | 'office'>,
): FillSheets {
  const [asking, ask] = useState<Asking | null>(null)
  const [postponed, postpone] = useState<ApplicationMaterial | null>(null)
  return {
    onAsk: ask,
    onPostpone: postpone,
    sheets: (
      <>
        <MaterialSheets
          application={receiverOf(asking?.material ?? null)}
          asking={asking}
          onAgree={({ material, option }) => {
            filling.choose(material.code, option.kind)
            ask(null)
          }}
          onRefuse={() => ask(null)}
        />
        <LaterSheet
          offer={filling.saving.view.gapOffer}
          material={postponed}
          onAgree={(code) => {
            filling.postpone(code)
            postpone(null)
          }}
          onRefuse={() => postpone(null)}
        />
      </>
    ),
  }
}
