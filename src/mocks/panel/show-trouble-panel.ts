import { createApp } from 'vue'
import type { TroubleControl } from '../trouble-control'
import './page-room.css'
import TroublePanel from './TroublePanel.vue'

/** Puts the panel at the edge of the page: an app of its own, so that the app beside it knows nothing of it. */
export function showTroublePanel(control: TroubleControl, page: Window): void {
  const place = page.document.createElement('div')
  place.id = 'trouble'
  page.document.body.append(place)
  const openTab = () => void page.open(page.location.href, '_blank', 'noopener')
  createApp(TroublePanel, { control, openTab }).mount(place)
}
