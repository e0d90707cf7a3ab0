/** migrate-mongo 14 ships without types; what we use of it. */
declare module 'migrate-mongo' {
  import type { Db, MongoClient } from 'mongodb'
  interface Settings {
    migrationsDir: string
    changelogCollectionName: string
    lockCollectionName: string
    lockTtl: number
    migrationFileExtension: string
    useFileHash: boolean
    moduleSystem: 'commonjs' | 'esm'
  }
  export const config: { set: (settings: Settings) => void }
  export function up(db: Db, client: MongoClient): Promise<string[]>
}
