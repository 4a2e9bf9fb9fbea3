import { accountScenes } from './account.ts'
import { connectionScenes } from './connection.ts'
import { formScenes, listScenes } from './lists.ts'
import { loginReasonScenes } from './login-reasons.ts'
import { loginScenes } from './login.ts'
import { pageScenes } from './pages.ts'
import { sessionEndScenes } from './session-end.ts'
import type { SceneGroup } from './scene.ts'

/** Every view in every state, in the order of the contact sheet. */
export const sceneGroups: readonly SceneGroup[] = [
  loginScenes,
  loginReasonScenes,
  pageScenes.home,
  listScenes,
  formScenes,
  accountScenes,
  sessionEndScenes,
  connectionScenes,
  pageScenes.trouble,
  pageScenes.start,
  pageScenes.panel,
]
