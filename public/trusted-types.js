// Every script that the page adds to itself must come from this server (T31). HTML and inline code get no such door:
// whoever tries is reported.
if (window.trustedTypes)
  window.trustedTypes.createPolicy('default', {
    createScriptURL: (url) => (new URL(url, location.href).origin === location.origin ? url : null),
  })
