/** The sign: two gate boards and the water line between them. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true">
      <path d="M4 3h6.5v26H4zM21.5 3H28v26h-6.5z" fill="currentColor" />
      <path d="M12 17h8v12h-8z" className="fill-water" />
    </svg>
  )
}
