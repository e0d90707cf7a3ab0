import type { Form } from '../form'
import type { ServiceItem } from '../service-item'

/** What a bundle may name: content that is published, in its newest version. */
export interface KnownToBundle {
  item: (code: string) => Pick<ServiceItem, 'version' | 'materials' | 'result' | 'mayAct' | 'delivery'> | null
  form: (code: string) => Form | null
  licenceTypes: readonly string[]
  ratingSchemes: readonly string[]
  /** Relying parties whose windows hand over 单位. */
  offices: readonly string[]
}
