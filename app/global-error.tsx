'use client'
import './globals.css'

// Stands in for the layout itself, so nothing of it may be used: no language, no theme, no providers.
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Sluice</title>
        <main className="mx-auto grid max-w-[60ch] gap-4 px-4 py-16">
          <h1 className="text-xl font-semibold">This page stopped working · 页面停止工作</h1>
          <p>Nothing was sent and no money moved: deposits live on the two chains, not on this page.</p>
          <p lang="zh">没有发送任何内容，资金没有移动：存款记录在两条链上，不在本页面上。</p>
          <p>
            <button
              type="button"
              onClick={reset}
              className="h-11 rounded border border-line-strong px-4 font-semibold"
            >
              Try again · 重试
            </button>
          </p>
        </main>
      </body>
    </html>
  )
}
