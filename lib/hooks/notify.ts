/**
 * Shows a notification where the browser can. Chrome on Android offers the permission and then refuses the constructor, which
 * only a service worker may use there: the page itself and the tab's title say it all the same.
 */
export function notify(text: string, tag: string): void {
  try {
    new Notification(text, { tag })
  } catch {
    // nothing is lost
  }
}
