<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
 <context>
  <name>spark_setup</name>
  <message>
   <source>Set up {device} – step {n} of {count}</source>
   <comment>frame.window</comment>
   <translation>{device} einrichten – Schritt {n} von {count}</translation>
  </message>
  <message>
   <source>Set up {device} – finished</source>
   <comment>frame.window.finished</comment>
   <translation>{device} einrichten – fertig</translation>
  </message>
  <message>
   <source>Step {n} of {count}</source>
   <comment>frame.eyebrow</comment>
   <translation>Schritt {n} von {count}</translation>
  </message>
  <message>
   <source>Step {n} of {count}: {step}</source>
   <comment>frame.strip</comment>
   <translation>Schritt {n} von {count}: {step}</translation>
  </message>
  <message>
   <source>Step {n} of {count}</source>
   <comment>frame.strip.spoken</comment>
   <translation>Schritt {n} von {count}</translation>
  </message>
  <message>
   <source>This computer was asleep for about a minute. Setup looks again and goes on.</source>
   <comment>frame.slept</comment>
   <translation>Dieser Computer hat etwa eine Minute geschlafen. Die Einrichtung sieht nach und geht weiter.</translation>
  </message>
  <message>
   <source>This computer was asleep for about {n} minutes. Setup looks again and goes on.</source>
   <comment>frame.slept.plural</comment>
   <translation>Dieser Computer hat etwa {n} Minuten geschlafen. Die Einrichtung sieht nach und geht weiter.</translation>
  </message>
  <message>
   <source>Help</source>
   <comment>frame.help</comment>
   <translation>Hilfe</translation>
  </message>
  <message>
   <source>Cancel</source>
   <comment>frame.cancel</comment>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Back</source>
   <comment>frame.back</comment>
   <translation>Zurück</translation>
  </message>
  <message>
   <source>Close</source>
   <comment>frame.close</comment>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Step {n} of {count}, code {code}, opens details for support</source>
   <comment>frame.code.spoken</comment>
   <translation>Schritt {n} von {count}, Code {code}, öffnet die Angaben für den Support</translation>
  </message>
  <message>
   <source>Demo. Nothing real is changed.</source>
   <comment>frame.demo</comment>
   <translation>Vorführung. Nichts Echtes wird verändert.</translation>
  </message>
  <message>
   <source>Step {n} of {count}, {title}</source>
   <comment>frame.page.spoken</comment>
   <translation>Schritt {n} von {count}, {title}</translation>
  </message>
  <message>
   <source>{title} {cause} Code {code}.</source>
   <comment>frame.problem.spoken</comment>
   <translation>{title} {cause} Code {code}.</translation>
  </message>
  <message>
   <source>Replay of a report. Nothing can be changed.</source>
   <comment>frame.replay</comment>
   <translation>Wiedergabe eines Berichts. Nichts kann verändert werden.</translation>
  </message>
  <message>
   <source>Get ready</source>
   <comment>rail.1</comment>
   <translation>Vorbereiten</translation>
  </message>
  <message>
   <source>Find your device</source>
   <comment>rail.2</comment>
   <translation>Gerät finden</translation>
  </message>
  <message>
   <source>Choose the Wi-Fi</source>
   <comment>rail.3</comment>
   <translation>WLAN wählen</translation>
  </message>
  <message>
   <source>Enter the password</source>
   <comment>rail.4</comment>
   <translation>Passwort eingeben</translation>
  </message>
  <message>
   <source>Send the details</source>
   <comment>rail.5</comment>
   <translation>Daten übertragen</translation>
  </message>
  <message>
   <source>Come online</source>
   <comment>rail.6</comment>
   <translation>Online gehen</translation>
  </message>
  <message>
   <source>Name and finish</source>
   <comment>rail.7</comment>
   <translation>Name und Abschluss</translation>
  </message>
  <message>
   <source>All checks passed</source>
   <comment>rail.note.checked</comment>
   <translation>Alles geprüft</translation>
  </message>
  <message>
   <source>Without account</source>
   <comment>rail.note.no_account</comment>
   <translation>Ohne Konto</translation>
  </message>
  <message>
   <source>{suffix}, connected</source>
   <comment>rail.note.connected</comment>
   <translation>{suffix}, verbunden</translation>
  </message>
  <message>
   <source>{suffix}, connected again</source>
   <comment>rail.note.connected_again</comment>
   <translation>{suffix}, wieder verbunden</translation>
  </message>
  <message>
   <source>{suffix}, already yours</source>
   <comment>rail.note.mine</comment>
   <translation>{suffix}, gehört Ihnen schon</translation>
  </message>
  <message>
   <source>Entered</source>
   <comment>rail.note.entered</comment>
   <translation>Eingegeben</translation>
  </message>
  <message>
   <source>Not needed</source>
   <comment>rail.note.not_needed</comment>
   <translation>Nicht nötig</translation>
  </message>
  <message>
   <source>Delivered</source>
   <comment>rail.note.delivered</comment>
   <translation>Übertragen</translation>
  </message>
  <message>
   <source>Online</source>
   <comment>rail.note.online</comment>
   <translation>Online</translation>
  </message>
  <message>
   <source>Could not join</source>
   <comment>rail.note.could_not_join</comment>
   <translation>Keine Verbindung</translation>
  </message>
  <message>
   <source>Not seen online yet</source>
   <comment>rail.note.not_seen</comment>
   <translation>Nicht online gesehen</translation>
  </message>
  <message>
   <source>Needs attention</source>
   <comment>rail.note.problem</comment>
   <translation>Bitte beachten</translation>
  </message>
  <message>
   <source>Step {n}, {step}, done. {note}</source>
   <comment>rail.spoken.done</comment>
   <translation>Schritt {n}, {step}, erledigt. {note}</translation>
  </message>
  <message>
   <source>Step {n}, {step}, current</source>
   <comment>rail.spoken.current</comment>
   <translation>Schritt {n}, {step}, aktuell</translation>
  </message>
  <message>
   <source>Step {n}, {step}, to come</source>
   <comment>rail.spoken.upcoming</comment>
   <translation>Schritt {n}, {step}, kommt noch</translation>
  </message>
  <message>
   <source>Step {n}, {step}, not needed</source>
   <comment>rail.spoken.skipped</comment>
   <translation>Schritt {n}, {step}, nicht nötig</translation>
  </message>
  <message>
   <source>Step {n}, {step}, problem. {note}</source>
   <comment>rail.spoken.problem</comment>
   <translation>Schritt {n}, {step}, Problem. {note}</translation>
  </message>
  <message>
   <source>quotation mark</source>
   <comment>sign.quote</comment>
   <translation>das Anführungszeichen</translation>
  </message>
  <message>
   <source>backslash</source>
   <comment>sign.backslash</comment>
   <translation>den umgekehrten Schrägstrich</translation>
  </message>
  <message>
   <source>{sign}</source>
   <comment>sign.other</comment>
   <translation>das Zeichen {sign}</translation>
  </message>
  <message>
   <source>{time} of up to {limit}</source>
   <comment>time.of</comment>
   <translation>{time} von höchstens {limit}</translation>
  </message>
  <message>
   <source>{time} of {limit}</source>
   <comment>time.spent</comment>
   <translation>{time} von {limit}</translation>
  </message>
  <message>
   <source>Waiting, {seconds} seconds of up to {minutes} minutes</source>
   <comment>time.spoken</comment>
   <translation>Wartet, {seconds} Sekunden von höchstens {minutes} Minuten</translation>
  </message>
  <message>
   <source>Plug in your {device}</source>
   <comment>ready.title</comment>
   <translation>Schließen Sie Ihren {device} an</translation>
  </message>
  <message>
   <source>Keep it near this computer. The right light: {listen_light}.</source>
   <comment>ready.lead</comment>
   <translation>Lassen Sie ihn nahe am Computer. Das richtige Licht: {listen_light}.</translation>
  </message>
  <message>
   <source>Internet</source>
   <comment>ready.internet</comment>
   <translation>Internet</translation>
  </message>
  <message>
   <source>{host} answers</source>
   <comment>ready.internet.done</comment>
   <translation>{host} antwortet</translation>
  </message>
  <message>
   <source>{brand} account</source>
   <comment>ready.account</comment>
   <translation>{brand}-Konto</translation>
  </message>
  <message>
   <source>Signed in</source>
   <comment>ready.account.done</comment>
   <translation>Angemeldet</translation>
  </message>
  <message>
   <source>Prepared by {brand}</source>
   <comment>ready.account.prepared</comment>
   <translation>Von {brand} vorbereitet</translation>
  </message>
  <message>
   <source>Signed in, for {n} more minute</source>
   <comment>ready.account.minutes</comment>
   <translation>Angemeldet, noch {n} Minute lang</translation>
  </message>
  <message>
   <source>Signed in, for {n} more minutes</source>
   <comment>ready.account.minutes.plural</comment>
   <translation>Angemeldet, noch {n} Minuten lang</translation>
  </message>
  <message>
   <source>Signed in, for {n} more hour</source>
   <comment>ready.account.hours</comment>
   <translation>Angemeldet, noch {n} Stunde lang</translation>
  </message>
  <message>
   <source>Signed in, for {n} more hours</source>
   <comment>ready.account.hours.plural</comment>
   <translation>Angemeldet, noch {n} Stunden lang</translation>
  </message>
  <message>
   <source>Signed in, for {n} more day</source>
   <comment>ready.account.days</comment>
   <translation>Angemeldet, noch {n} Tag lang</translation>
  </message>
  <message>
   <source>Signed in, for {n} more days</source>
   <comment>ready.account.days.plural</comment>
   <translation>Angemeldet, noch {n} Tage lang</translation>
  </message>
  <message>
   <source>Signed in, but not for much longer. What you type is kept if it ends.</source>
   <comment>ready.account.ends</comment>
   <translation>Angemeldet, aber nicht mehr lange. Was Sie eingeben, bleibt erhalten.</translation>
  </message>
  <message>
   <source>Wi-Fi of this computer</source>
   <comment>ready.wifi</comment>
   <translation>WLAN dieses Computers</translation>
  </message>
  <message>
   <source>On {own}</source>
   <comment>ready.wifi.on</comment>
   <translation>Im Netzwerk {own}</translation>
  </message>
  <message>
   <source>Switched on</source>
   <comment>ready.wifi.done</comment>
   <translation>Eingeschaltet</translation>
  </message>
  <message>
   <source>Names are shown only with permission</source>
   <comment>ready.wifi.asks</comment>
   <translation>Namen werden nur mit Erlaubnis gezeigt</translation>
  </message>
  <message>
   <source>Names cannot be read: you will join by hand</source>
   <comment>ready.wifi.by_hand</comment>
   <translation>Namen sind nicht lesbar: Sie verbinden von Hand</translation>
  </message>
  <message>
   <source>Not used</source>
   <comment>ready.wifi.none</comment>
   <translation>Wird nicht benutzt</translation>
  </message>
  <message>
   <source>Nothing in the way</source>
   <comment>ready.path</comment>
   <translation>Nichts im Weg</translation>
  </message>
  <message>
   <source>No VPN, no second network with its address</source>
   <comment>ready.path.done</comment>
   <translation>Kein VPN, kein zweites Netzwerk mit seiner Adresse</translation>
  </message>
  <message>
   <source>A VPN is on ({name}). That may matter later.</source>
   <comment>ready.path.vpn</comment>
   <translation>Ein VPN ist aktiv ({name}). Das kann später stören.</translation>
  </message>
  <message>
   <source>Your cable network uses the same address as {device}. That may matter later.</source>
   <comment>ready.path.clash</comment>
   <translation>Ihr Kabelnetz benutzt dieselbe Adresse wie {device}. Das kann später stören.</translation>
  </message>
  <message>
   <source>{device} nearby</source>
   <comment>ready.device</comment>
   <translation>{device} in der Nähe</translation>
  </message>
  <message>
   <source>Looking for your {device} … {time}</source>
   <comment>ready.device.looking</comment>
   <translation>Sucht Ihren {device} … {time}</translation>
  </message>
  <message>
   <source>{suffix} found</source>
   <comment>ready.device.done</comment>
   <translation>{suffix} gefunden</translation>
  </message>
  <message>
   <source>You will join its network by hand</source>
   <comment>ready.device.not_looking</comment>
   <translation>Sie verbinden den Computer von Hand</translation>
  </message>
  <message>
   <source>Hold {button} for 3 seconds until its light is {listen_light}.</source>
   <comment>ready.hint</comment>
   <translation>Halten Sie {button} 3 Sekunden lang gedrückt, bis das Licht so aussieht: {listen_light}.</translation>
  </message>
  <message>
   <source>An earlier setup was interrupted. This computer is back on {own} now.</source>
   <comment>ready.recovered</comment>
   <translation>Eine frühere Einrichtung wurde unterbrochen. Dieser Computer ist jetzt wieder im Netzwerk {own}.</translation>
  </message>
  <message>
   <source>An earlier setup was interrupted. This computer is back on its own network now.</source>
   <comment>ready.recovered.unnamed</comment>
   <translation>Eine frühere Einrichtung wurde unterbrochen. Dieser Computer ist jetzt wieder in seinem eigenen Netzwerk.</translation>
  </message>
  <message>
   <source>An earlier setup left a note about this computer’s Wi-Fi that cannot be trusted. Nothing was changed.</source>
   <comment>ready.recovered.refused</comment>
   <translation>Eine frühere Einrichtung hat zum WLAN dieses Computers eine Notiz hinterlassen, der nicht zu trauen ist. Es wurde nichts geändert.</translation>
  </message>
  <message>
   <source>Continue</source>
   <comment>ready.continue</comment>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>Checks</source>
   <comment>ready.list</comment>
   <translation>Prüfungen</translation>
  </message>
  <message>
   <source>Watch how it is done</source>
   <comment>film.watch</comment>
   <translation>Ansehen, wie es geht</translation>
  </message>
  <message>
   <source>{what}, in order</source>
   <comment>ready.check.spoken</comment>
   <translation>{what}, in Ordnung</translation>
  </message>
  <message>
   <source>{what}, being checked</source>
   <comment>ready.check.open.spoken</comment>
   <translation>{what}, wird geprüft</translation>
  </message>
  <message>
   <source>Setup was interrupted</source>
   <comment>resume.title</comment>
   <translation>Die Einrichtung wurde unterbrochen</translation>
  </message>
  <message>
   <source>It stopped at step {n}, {time}.</source>
   <comment>resume.lead</comment>
   <translation>Sie endete um {time} bei Schritt {n}.</translation>
  </message>
  <message>
   <source>This computer is back on {own}</source>
   <comment>resume.home</comment>
   <translation>Dieser Computer ist wieder in {own}</translation>
  </message>
  <message>
   <source>This computer is back on its own network</source>
   <comment>resume.home.unnamed</comment>
   <translation>Dieser Computer ist wieder in seinem eigenen Netzwerk</translation>
  </message>
  <message>
   <source>Your {device} already has the Wi-Fi details.</source>
   <comment>resume.delivered</comment>
   <translation>Ihr {device} hat die WLAN-Daten schon.</translation>
  </message>
  <message>
   <source>Go on</source>
   <comment>resume.go_on</comment>
   <translation>Fortsetzen</translation>
  </message>
  <message>
   <source>Start again</source>
   <comment>resume.again</comment>
   <translation>Neu beginnen</translation>
  </message>
  <message>
   <source>Your {brand} sign-in has run out</source>
   <comment>expired.title</comment>
   <translation>Ihre Anmeldung bei {brand} ist abgelaufen</translation>
  </message>
  <message>
   <source>It is valid for a short time only.</source>
   <comment>expired.lead</comment>
   <translation>Sie gilt nur für kurze Zeit.</translation>
  </message>
  <message>
   <source>What you typed is kept.</source>
   <comment>expired.kept</comment>
   <translation>Ihre Eingaben bleiben erhalten.</translation>
  </message>
  <message>
   <source>Get a new sign-in from {brand}, and start setup once more.</source>
   <comment>expired.over</comment>
   <translation>Holen Sie sich bei {brand} eine neue Anmeldung, und starten Sie die Einrichtung noch einmal.</translation>
  </message>
  <message>
   <source>{device} may still come online without it.</source>
   <comment>expired.online</comment>
   <translation>{device} kann auch ohne sie online gehen.</translation>
  </message>
  <message>
   <source>The light shows when it is: {online_light}.</source>
   <comment>expired.light</comment>
   <translation>Das Licht zeigt es: {online_light}.</translation>
  </message>
  <message>
   <source>Looking for your {device}</source>
   <comment>join.searching.title</comment>
   <translation>Ihr {device} wird gesucht</translation>
  </message>
  <message>
   <source>The right light: {listen_light}.</source>
   <comment>join.searching.lead</comment>
   <translation>Das richtige Licht: {listen_light}.</translation>
  </message>
  <message>
   <source>Looking … {time}</source>
   <comment>join.searching.looking</comment>
   <translation>Sucht … {time}</translation>
  </message>
  <message>
   <source>Still looking. Bring it nearer to this computer.</source>
   <comment>join.searching.near</comment>
   <translation>Sucht noch. Stellen Sie das Gerät näher an diesen Computer.</translation>
  </message>
  <message>
   <source>Join by hand</source>
   <comment>join.searching.by_hand</comment>
   <translation>Von Hand verbinden</translation>
  </message>
  <message>
   <source>My device has another name</source>
   <comment>join.searching.other_name</comment>
   <translation>Mein Gerät heißt anders</translation>
  </message>
  <message>
   <source>Is this your {device}?</source>
   <comment>join.one.title</comment>
   <translation>Ist das Ihr {device}?</translation>
  </message>
  <message>
   <source>Compare the code with the label on the back of the device.</source>
   <comment>join.one.lead</comment>
   <translation>Vergleichen Sie den Code mit dem Etikett auf der Rückseite des Geräts.</translation>
  </message>
  <message>
   <source>To talk to it, this computer leaves {own} for a short time. It goes back by itself.</source>
   <comment>join.one.leaves</comment>
   <translation>Um mit ihm zu sprechen, verlässt dieser Computer kurz {own}. Er kehrt von selbst zurück.</translation>
  </message>
  <message>
   <source>To talk to it, this computer leaves its own Wi-Fi for a short time. It goes back by itself.</source>
   <comment>join.one.leaves.unnamed</comment>
   <translation>Um mit ihm zu sprechen, verlässt dieser Computer kurz sein WLAN. Er kehrt von selbst zurück.</translation>
  </message>
  <message>
   <source>Your cable connection stays as it is.</source>
   <comment>join.one.cable</comment>
   <translation>Ihre Kabelverbindung bleibt, wie sie ist.</translation>
  </message>
  <message>
   <source>Your computer may say “No internet”. That is expected. Stay connected.</source>
   <comment>join.one.no_internet</comment>
   <translation>Vielleicht meldet Ihr Computer „Kein Internet“. Das ist normal. Bleiben Sie verbunden.</translation>
  </message>
  <message>
   <source>My code is different</source>
   <comment>join.one.different</comment>
   <translation>Mein Code ist anders</translation>
  </message>
  <message>
   <source>Join by hand</source>
   <comment>join.one.by_hand</comment>
   <translation>Von Hand verbinden</translation>
  </message>
  <message>
   <source>Connect to {suffix}</source>
   <comment>join.one.connect</comment>
   <translation>Mit {suffix} verbinden</translation>
  </message>
  <message>
   <source>Connect</source>
   <comment>join.one.connect.short</comment>
   <translation>Verbinden</translation>
  </message>
  <message>
   <source>Code {suffix}, {signal}</source>
   <comment>join.card.spoken</comment>
   <translation>Code {suffix}, {signal}</translation>
  </message>
  <message>
   <source>Code {suffix}, {signal}, chosen</source>
   <comment>join.card.chosen.spoken</comment>
   <translation>Code {suffix}, {signal}, gewählt</translation>
  </message>
  <message>
   <source>Found, code {suffix}, {signal}</source>
   <comment>join.found.spoken</comment>
   <translation>Gefunden, Code {suffix}, {signal}</translation>
  </message>
  <message>
   <source>Very near</source>
   <comment>signal.very_near</comment>
   <translation>Sehr nah</translation>
  </message>
  <message>
   <source>Near</source>
   <comment>signal.near</comment>
   <translation>Nah</translation>
  </message>
  <message>
   <source>Far away</source>
   <comment>signal.far</comment>
   <translation>Weit weg</translation>
  </message>
  <message>
   <source>In reach</source>
   <comment>signal.unknown</comment>
   <translation>In Reichweite</translation>
  </message>
  <message>
   <source>{n} devices found. Which one is yours?</source>
   <comment>join.several.title</comment>
   <translation>{n} Geräte gefunden. Welches ist Ihres?</translation>
  </message>
  <message>
   <source>The code is on the label on the back.</source>
   <comment>join.several.lead</comment>
   <translation>Der Code steht auf dem Etikett auf der Rückseite.</translation>
  </message>
  <message>
   <source>Choose a device</source>
   <comment>join.several.choose</comment>
   <translation>Gerät wählen</translation>
  </message>
  <message>
   <source>Choose the code on your label</source>
   <comment>join.several.choose.reason</comment>
   <translation>Wählen Sie den Code auf Ihrem Etikett</translation>
  </message>
  <message>
   <source>Connecting to {suffix}</source>
   <comment>join.joining.title</comment>
   <translation>Verbindung mit {suffix}</translation>
  </message>
  <message>
   <source>Connecting to your {device}</source>
   <comment>join.joining.title.unnamed</comment>
   <translation>Verbindung mit Ihrem {device}</translation>
  </message>
  <message>
   <source>This computer has left {own}</source>
   <comment>join.joining.left</comment>
   <translation>Dieser Computer hat {own} verlassen</translation>
  </message>
  <message>
   <source>This computer has left its own network</source>
   <comment>join.joining.left.unnamed</comment>
   <translation>Dieser Computer hat sein Netzwerk verlassen</translation>
  </message>
  <message>
   <source>This computer is on {own}</source>
   <comment>join.joining.left.failed</comment>
   <translation>Dieser Computer ist in {own}</translation>
  </message>
  <message>
   <source>This computer is on its own network</source>
   <comment>join.joining.left.failed.unnamed</comment>
   <translation>Dieser Computer ist in seinem eigenen Netzwerk</translation>
  </message>
  <message>
   <source>Noted, so that it can return</source>
   <comment>join.joining.left.done</comment>
   <translation>Gemerkt, damit er zurückkehren kann</translation>
  </message>
  <message>
   <source>Joined {net}</source>
   <comment>join.joining.joined</comment>
   <translation>Mit {net} verbunden</translation>
  </message>
  <message>
   <source>Joined its network</source>
   <comment>join.joining.joined.unnamed</comment>
   <translation>Mit seinem Netzwerk verbunden</translation>
  </message>
  <message>
   <source>Its network is not joined</source>
   <comment>join.joining.joined.failed</comment>
   <translation>Nicht mit seinem Netzwerk verbunden</translation>
  </message>
  <message>
   <source>No address in its network</source>
   <comment>join.joining.joined.no_address</comment>
   <translation>Keine Adresse in seinem Netzwerk</translation>
  </message>
  <message>
   <source>Address received</source>
   <comment>join.joining.joined.done</comment>
   <translation>Adresse erhalten</translation>
  </message>
  <message>
   <source>{device} answers</source>
   <comment>join.joining.answers</comment>
   <translation>{device} antwortet</translation>
  </message>
  <message>
   <source>No answer from {device}</source>
   <comment>join.joining.answers.failed</comment>
   <translation>Keine Antwort von {device}</translation>
  </message>
  <message>
   <source>Device ID ends in {id}</source>
   <comment>join.joining.answers.done</comment>
   <translation>Die Geräte-ID endet auf {id}</translation>
  </message>
  <message>
   <source>Networks it can see</source>
   <comment>join.joining.networks</comment>
   <translation>Netzwerke, die er sieht</translation>
  </message>
  <message>
   <source>Its list of networks is still missing</source>
   <comment>join.joining.networks.failed</comment>
   <translation>Seine Netzwerkliste fehlt noch</translation>
  </message>
  <message>
   <source>{n} found</source>
   <comment>join.joining.networks.done</comment>
   <translation>{n} gefunden</translation>
  </message>
  <message>
   <source>Try {n} of {of}</source>
   <comment>join.joining.try</comment>
   <translation>Versuch {n} von {of}</translation>
  </message>
  <message>
   <source>Leaving …</source>
   <comment>join.joining.left.running</comment>
   <translation>Wechselt …</translation>
  </message>
  <message>
   <source>Joining …</source>
   <comment>join.joining.joined.running</comment>
   <translation>Verbindet …</translation>
  </message>
  <message>
   <source>Asking …</source>
   <comment>join.joining.answers.running</comment>
   <translation>Fragt …</translation>
  </message>
  <message>
   <source>Waiting for its list …</source>
   <comment>join.joining.networks.running</comment>
   <translation>Wartet auf seine Liste …</translation>
  </message>
  <message>
   <source>Stop</source>
   <comment>join.joining.stop</comment>
   <translation>Anhalten</translation>
  </message>
  <message>
   <source>Windows hides the names of Wi-Fi networks</source>
   <comment>join.permission.title</comment>
   <translation>Windows verbirgt die Namen von WLANs</translation>
  </message>
  <message>
   <source>macOS hides the names of Wi-Fi networks</source>
   <comment>join.permission.title.location</comment>
   <translation>macOS verbirgt die Namen von WLANs</translation>
  </message>
  <message>
   <source>macOS will ask about your local network</source>
   <comment>join.permission.title.mac</comment>
   <translation>macOS wird nach Ihrem lokalen Netzwerk fragen</translation>
  </message>
  <message>
   <source>It shows them only to programs that may use location. Setup neither uses nor stores your location.</source>
   <comment>join.permission.lead</comment>
   <translation>Es zeigt sie nur Programmen, die den Standort nutzen dürfen. Die Einrichtung nutzt und speichert Ihren Standort nicht.</translation>
  </message>
  <message>
   <source>Choose Allow, so that setup can talk to {device}. It is used for nothing else.</source>
   <comment>join.permission.lead.mac</comment>
   <translation>Wählen Sie „Erlauben“, damit die Einrichtung mit {device} sprechen kann. Sonst wird es für nichts benutzt.</translation>
  </message>
  <message>
   <source>Windows asks you next. Allow it: setup then finds your {device} by itself.</source>
   <comment>join.permission.next.windows</comment>
   <translation>Windows fragt Sie als Nächstes. Erlauben Sie es: Dann findet die Einrichtung {device} von selbst.</translation>
  </message>
  <message>
   <source>macOS asks you next. Allow it: setup then finds your {device} by itself.</source>
   <comment>join.permission.next.mac</comment>
   <translation>macOS fragt Sie als Nächstes. Erlauben Sie es: Dann findet die Einrichtung {device} von selbst.</translation>
  </message>
  <message>
   <source>Windows asks you now. Allow it. If you see no question, open the location settings.</source>
   <comment>join.permission.asked.windows</comment>
   <translation>Windows fragt Sie jetzt. Erlauben Sie es. Sehen Sie keine Frage, öffnen Sie die Standort-Einstellungen.</translation>
  </message>
  <message>
   <source>macOS asks you now. Allow it. If you see no question, open the location settings.</source>
   <comment>join.permission.asked.mac</comment>
   <translation>macOS fragt Sie jetzt. Erlauben Sie es. Sehen Sie keine Frage, öffnen Sie die Standort-Einstellungen.</translation>
  </message>
  <message>
   <source>Open the location settings of Windows.</source>
   <comment>join.permission.refused.windows.1</comment>
   <translation>Öffnen Sie die Standort-Einstellungen von Windows.</translation>
  </message>
  <message>
   <source>Switch on “Location services”, “Let apps access your location” and “Let desktop apps access your location”.</source>
   <comment>join.permission.refused.windows.2</comment>
   <translation>Schalten Sie dort alle drei Schalter ein: für die Ortungsdienste, für Apps und für Desktop-Apps.</translation>
  </message>
  <message>
   <source>Come back here. Setup notices and goes on by itself.</source>
   <comment>join.permission.refused.windows.3</comment>
   <translation>Kommen Sie hierher zurück. Die Einrichtung bemerkt es und macht von selbst weiter.</translation>
  </message>
  <message>
   <source>Open the location settings of macOS.</source>
   <comment>join.permission.refused.mac.1</comment>
   <translation>Öffnen Sie die Standort-Einstellungen von macOS.</translation>
  </message>
  <message>
   <source>Switch on “Location Services”, and in the list below it this program.</source>
   <comment>join.permission.refused.mac.2</comment>
   <translation>Schalten Sie die „Ortungsdienste“ ein, und in der Liste darunter dieses Programm.</translation>
  </message>
  <message>
   <source>Come back here. Setup notices and goes on by itself.</source>
   <comment>join.permission.refused.mac.3</comment>
   <translation>Kommen Sie hierher zurück. Die Einrichtung bemerkt es und macht von selbst weiter.</translation>
  </message>
  <message>
   <source>If macOS does not ask, switch this program on under Privacy &amp; Security, Local Network. If nothing changes after that, close setup and open it again.</source>
   <comment>join.permission.network</comment>
   <translation>Fragt macOS nicht, dann schalten Sie dieses Programm unter „Datenschutz &amp; Sicherheit“, „Lokales Netzwerk“ ein. Ändert das nichts, schließen Sie die Einrichtung und öffnen Sie sie noch einmal.</translation>
  </message>
  <message>
   <source>I know the name of its network</source>
   <comment>join.permission.named</comment>
   <translation>Ich kenne den Namen seines Netzwerks</translation>
  </message>
  <message>
   <source>Connect this computer to your {device}</source>
   <comment>join.manual.title</comment>
   <translation>Verbinden Sie diesen Computer mit dem {device}</translation>
  </message>
  <message>
   <source>The right light: {listen_light}.</source>
   <comment>join.manual.lead</comment>
   <translation>Das richtige Licht: {listen_light}.</translation>
  </message>
  <message>
   <source>Click the Wi-Fi icon at the bottom right of the screen.</source>
   <comment>join.manual.1.windows</comment>
   <translation>Klicken Sie unten rechts in der Taskleiste auf das WLAN-Symbol.</translation>
  </message>
  <message>
   <source>Click the Wi-Fi icon at the top right of the screen.</source>
   <comment>join.manual.1.mac</comment>
   <translation>Klicken Sie oben rechts auf das WLAN-Symbol.</translation>
  </message>
  <message>
   <source>Open the system menu at the edge of the screen and choose Wi-Fi.</source>
   <comment>join.manual.1.linux</comment>
   <translation>Öffnen Sie das Systemmenü am Bildschirmrand und wählen Sie WLAN.</translation>
  </message>
  <message>
   <source>Choose the network that begins with {network}. The characters after the dash are on the label.</source>
   <comment>join.manual.2</comment>
   <translation>Wählen Sie das Netzwerk, das mit {network} beginnt. Die Zeichen nach dem Strich stehen auf dem Etikett.</translation>
  </message>
  <message>
   <source>Come back here. “No internet” is normal: stay connected.</source>
   <comment>join.manual.3</comment>
   <translation>Kommen Sie hierher zurück. „Kein Internet“ ist normal: Bleiben Sie verbunden.</translation>
  </message>
  <message>
   <source>Waiting until {device} answers. Then it goes on by itself.</source>
   <comment>join.manual.waiting</comment>
   <translation>Wartet, bis der {device} antwortet. Danach geht es von selbst weiter.</translation>
  </message>
  <message>
   <source>Open Wi-Fi settings</source>
   <comment>join.manual.settings</comment>
   <translation>WLAN-Einstellungen öffnen</translation>
  </message>
  <message>
   <source>Let setup do it</source>
   <comment>join.manual.let_setup</comment>
   <translation>Das Programm verbinden lassen</translation>
  </message>
  <message>
   <source>I am connected</source>
   <comment>join.manual.connected</comment>
   <translation>Ich bin verbunden</translation>
  </message>
  <message>
   <source>What is the name of its network?</source>
   <comment>join.named.title</comment>
   <translation>Wie heißt sein Netzwerk?</translation>
  </message>
  <message>
   <source>It is on the label, for example {network}.</source>
   <comment>join.named.lead</comment>
   <translation>Der Name steht auf dem Etikett, zum Beispiel {network}.</translation>
  </message>
  <message>
   <source>Network name of the device</source>
   <comment>join.named.field</comment>
   <translation>Netzwerkname des Geräts</translation>
  </message>
  <message>
   <source>Connect</source>
   <comment>join.named.connect</comment>
   <translation>Verbinden</translation>
  </message>
  <message>
   <source>Type the name first</source>
   <comment>join.named.reason</comment>
   <translation>Geben Sie zuerst den Namen ein</translation>
  </message>
  <message>
   <source>This {device} has been linked to an account before</source>
   <comment>owner.title</comment>
   <translation>Dieser {device} war schon mit einem Konto verknüpft</translation>
  </message>
  <message>
   <source>Is this the right {device}?</source>
   <comment>owner.title.check</comment>
   <translation>Ist das der richtige {device}?</translation>
  </message>
  <message>
   <source>It is not in yours. You can move it to your account; if another account still has it, that one loses access.</source>
   <comment>owner.text</comment>
   <translation>Mit Ihrem ist er nicht verknüpft. Sie können ihn in Ihr Konto übernehmen; falls er noch zu einem anderen gehört, verliert dieses den Zugriff.</translation>
  </message>
  <message>
   <source>It is not in yours. Its Wi-Fi can be changed; moving it is up to {brand}.</source>
   <comment>owner.text.forbidden</comment>
   <translation>Mit Ihrem ist er nicht verknüpft. Sein WLAN lässt sich ändern; übertragen kann ihn nur {brand}.</translation>
  </message>
  <message>
   <source>Move it to my account</source>
   <comment>owner.take_over</comment>
   <translation>In mein Konto übernehmen</translation>
  </message>
  <message>
   <source>Move it</source>
   <comment>owner.take_over.short</comment>
   <translation>Übernehmen</translation>
  </message>
  <message>
   <source>Only change the Wi-Fi</source>
   <comment>owner.only_wifi</comment>
   <translation>Nur das WLAN ändern</translation>
  </message>
  <message>
   <source>Details for support</source>
   <comment>owner.details</comment>
   <translation>Angaben für den Support</translation>
  </message>
  <message>
   <source>Choose the Wi-Fi for your {device}</source>
   <comment>network.title</comment>
   <translation>Wählen Sie das WLAN für Ihren {device}</translation>
  </message>
  <message>
   <source>This computer is on {own}. That is 5 GHz, and your {device} uses 2.4 GHz. {net} is probably the same router.</source>
   <comment>network.lead.sibling</comment>
   <translation>Dieser Computer ist in {own}. Das ist 5 GHz, und Ihr {device} nutzt 2,4 GHz. {net} ist vermutlich derselbe Router.</translation>
  </message>
  <message>
   <source>This computer is on {own}. Your {device} uses 2.4 GHz and cannot see it.</source>
   <comment>network.lead.other_band</comment>
   <translation>Dieser Computer ist in {own}. Ihr {device} nutzt 2,4 GHz und sieht dieses Netzwerk nicht.</translation>
  </message>
  <message>
   <source>Wi-Fi networks your {device} can reach</source>
   <comment>network.list</comment>
   <translation>WLANs, die Ihr {device} erreicht</translation>
  </message>
  <message>
   <source>Seen by your {device}</source>
   <comment>network.seen_by</comment>
   <translation>Von Ihrem {device} gesehen</translation>
  </message>
  <message>
   <source>{n} network</source>
   <comment>network.count</comment>
   <translation>{n} Netzwerk</translation>
  </message>
  <message>
   <source>{n} networks</source>
   <comment>network.count.plural</comment>
   <translation>{n} Netzwerke</translation>
  </message>
  <message>
   <source>Look again</source>
   <comment>network.again</comment>
   <translation>Noch einmal suchen</translation>
  </message>
  <message>
   <source>Look again for Wi-Fi networks</source>
   <comment>network.again.spoken</comment>
   <translation>Noch einmal nach WLANs suchen</translation>
  </message>
  <message>
   <source>List refreshed, {n} networks</source>
   <comment>network.refreshed.spoken</comment>
   <translation>Liste erneuert, {n} Netzwerke</translation>
  </message>
  <message>
   <source>{n} networks, {net} chosen</source>
   <comment>network.chosen.spoken</comment>
   <translation>{n} Netzwerke, {net} gewählt</translation>
  </message>
  <message>
   <source>My network is not in the list</source>
   <comment>network.not_listed</comment>
   <translation>Mein Netzwerk ist nicht in der Liste</translation>
  </message>
  <message>
   <source>Cannot be used</source>
   <comment>network.unusable</comment>
   <translation>Nicht nutzbar</translation>
  </message>
  <message>
   <source>Continue</source>
   <comment>network.continue</comment>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>Connect {device}</source>
   <comment>network.connect</comment>
   <translation>{device} verbinden</translation>
  </message>
  <message>
   <source>Connect</source>
   <comment>network.connect.short</comment>
   <translation>Verbinden</translation>
  </message>
  <message>
   <source>Choose a network first</source>
   <comment>network.reason</comment>
   <translation>Wählen Sie zuerst ein Netzwerk</translation>
  </message>
  <message>
   <source>This computer’s network</source>
   <comment>network.row.own</comment>
   <translation>Das Netzwerk dieses Computers</translation>
  </message>
  <message>
   <source>Probably the same router as {own}</source>
   <comment>network.row.sibling</comment>
   <translation>Vermutlich derselbe Router wie {own}</translation>
  </message>
  <message>
   <source>Open, no password</source>
   <comment>network.row.open</comment>
   <translation>Offen, ohne Passwort</translation>
  </message>
  <message>
   <source>Old protection (WEP)</source>
   <comment>network.row.wep</comment>
   <translation>Alter Schutz (WEP)</translation>
  </message>
  <message>
   <source>5 GHz only, so {device} cannot see it.</source>
   <comment>network.row.band</comment>
   <translation>Nur 5 GHz, deshalb sieht {device} es nicht.</translation>
  </message>
  <message>
   <source>This computer’s network. 5 GHz or too far away, so {device} cannot see it.</source>
   <comment>network.row.own.band</comment>
   <translation>Das Netzwerk dieses Computers. 5 GHz oder zu weit weg: {device} sieht es nicht.</translation>
  </message>
  <message>
   <source>Asks for a user name. This setup cannot use such networks.</source>
   <comment>network.row.enterprise</comment>
   <translation>Verlangt einen Benutzernamen. Diese Einrichtung kann solche Netzwerke nicht nutzen.</translation>
  </message>
  <message>
   <source>{device} cannot store the {sign} in its name.</source>
   <comment>network.row.sign</comment>
   <translation>{device} kann {sign} im Namen nicht speichern.</translation>
  </message>
  <message>
   <source>{device} cannot use its kind of protection.</source>
   <comment>network.row.unusable</comment>
   <translation>{device} kann diese Art von Schutz nicht nutzen.</translation>
  </message>
  <message>
   <source>The name ends with a space</source>
   <comment>network.row.space_end</comment>
   <translation>Der Name endet mit einem Leerzeichen</translation>
  </message>
  <message>
   <source>The name ends with {n} spaces</source>
   <comment>network.row.space_end.plural</comment>
   <translation>Der Name endet mit {n} Leerzeichen</translation>
  </message>
  <message>
   <source>The name starts with a space</source>
   <comment>network.row.space_start</comment>
   <translation>Der Name beginnt mit einem Leerzeichen</translation>
  </message>
  <message>
   <source>The name starts with {n} spaces</source>
   <comment>network.row.space_start.plural</comment>
   <translation>Der Name beginnt mit {n} Leerzeichen</translation>
  </message>
  <message>
   <source>Spaces around the name: {start} before, {end} after</source>
   <comment>network.row.space_both</comment>
   <translation>Leerzeichen um den Namen: {start} davor, {end} danach</translation>
  </message>
  <message>
   <source>{net}, {strength}, {lock}</source>
   <comment>network.row.spoken</comment>
   <translation>{net}, {strength}, {lock}</translation>
  </message>
  <message>
   <source>{net}, {strength}, {lock}, {note}</source>
   <comment>network.row.note.spoken</comment>
   <translation>{net}, {strength}, {lock}, {note}</translation>
  </message>
  <message>
   <source>{net}, cannot be used, {note}</source>
   <comment>network.row.unusable.spoken</comment>
   <translation>{net}, nicht nutzbar, {note}</translation>
  </message>
  <message>
   <source>password needed</source>
   <comment>network.row.locked</comment>
   <translation>Passwort nötig</translation>
  </message>
  <message>
   <source>no password</source>
   <comment>network.row.unlocked</comment>
   <translation>ohne Passwort</translation>
  </message>
  <message>
   <source>Strong</source>
   <comment>strength.strong</comment>
   <translation>Stark</translation>
  </message>
  <message>
   <source>Good</source>
   <comment>strength.good</comment>
   <translation>Gut</translation>
  </message>
  <message>
   <source>Fair</source>
   <comment>strength.fair</comment>
   <translation>Mäßig</translation>
  </message>
  <message>
   <source>Weak</source>
   <comment>strength.weak</comment>
   <translation>Schwach</translation>
  </message>
  <message>
   <source>Not in reach</source>
   <comment>strength.none</comment>
   <translation>Nicht in Reichweite</translation>
  </message>
  <message>
   <source>{net} has no password.</source>
   <comment>network.open.warning</comment>
   <translation>{net} hat kein Passwort.</translation>
  </message>
  <message>
   <source>Anyone near can read what is sent.</source>
   <comment>network.open.warning.more</comment>
   <translation>Jeder in der Nähe kann mitlesen.</translation>
  </message>
  <message>
   <source>Which network is it?</source>
   <comment>hidden.title</comment>
   <translation>Welches Netzwerk ist es?</translation>
  </message>
  <message>
   <source>Type the name exactly as on your other devices. Capital letters count.</source>
   <comment>hidden.lead</comment>
   <translation>Schreiben Sie den Namen genau wie auf Ihren anderen Geräten. Groß- und Kleinschreibung zählt.</translation>
  </message>
  <message>
   <source>Network name</source>
   <comment>hidden.name</comment>
   <translation>Netzwerkname</translation>
  </message>
  <message>
   <source>{n} of 32</source>
   <comment>hidden.bytes</comment>
   <translation>{n} von 32</translation>
  </message>
  <message>
   <source>The name ends with a space. It is sent that way.</source>
   <comment>hidden.space</comment>
   <translation>Der Name endet mit einem Leerzeichen. So wird er gesendet.</translation>
  </message>
  <message>
   <source>The name starts with a space. It is sent that way.</source>
   <comment>hidden.space_start</comment>
   <translation>Der Name beginnt mit einem Leerzeichen. So wird er gesendet.</translation>
  </message>
  <message>
   <source>Protection</source>
   <comment>hidden.protection</comment>
   <translation>Schutz</translation>
  </message>
  <message>
   <source>WPA2 (usual)</source>
   <comment>hidden.wpa2</comment>
   <translation>WPA2 (üblich)</translation>
  </message>
  <message>
   <source>WPA</source>
   <comment>hidden.wpa</comment>
   <translation>WPA</translation>
  </message>
  <message>
   <source>WEP (old)</source>
   <comment>hidden.wep</comment>
   <translation>WEP (alt)</translation>
  </message>
  <message>
   <source>None</source>
   <comment>hidden.open</comment>
   <translation>Keiner</translation>
  </message>
  <message>
   <source>User name and password (work or school)</source>
   <comment>hidden.enterprise</comment>
   <translation>Benutzername und Passwort (Firma oder Schule)</translation>
  </message>
  <message>
   <source>Continue</source>
   <comment>hidden.continue</comment>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>Connect {device}</source>
   <comment>hidden.connect</comment>
   <translation>{device} verbinden</translation>
  </message>
  <message>
   <source>Type the name first</source>
   <comment>hidden.reason</comment>
   <translation>Geben Sie zuerst den Namen ein</translation>
  </message>
  <message>
   <source>A network name has at most 32 bytes</source>
   <comment>hidden.reason.long</comment>
   <translation>Ein Netzwerkname hat höchstens 32 Byte</translation>
  </message>
  <message>
   <source>{device} cannot store the {sign} in this name</source>
   <comment>hidden.reason.sign</comment>
   <translation>{device} kann {sign} in diesem Namen nicht speichern</translation>
  </message>
  <message>
   <source>Enter the Wi-Fi password for {net}</source>
   <comment>password.title</comment>
   <translation>Geben Sie das WLAN-Passwort für {net} ein</translation>
  </message>
  <message>
   <source>This is the password other devices use for {net}. It is often printed on the router.</source>
   <comment>password.lead</comment>
   <translation>Das Passwort, das auch andere Geräte für {net} benutzen. Oft steht es auf dem Router.</translation>
  </message>
  <message>
   <source>2.4 GHz, strong signal at the device</source>
   <comment>password.signal.strong</comment>
   <translation>2,4 GHz, starkes Signal am Gerät</translation>
  </message>
  <message>
   <source>2.4 GHz, good signal at the device</source>
   <comment>password.signal.good</comment>
   <translation>2,4 GHz, gutes Signal am Gerät</translation>
  </message>
  <message>
   <source>2.4 GHz, fair signal at the device</source>
   <comment>password.signal.fair</comment>
   <translation>2,4 GHz, mäßiges Signal am Gerät</translation>
  </message>
  <message>
   <source>2.4 GHz, weak signal at the device</source>
   <comment>password.signal.weak</comment>
   <translation>2,4 GHz, schwaches Signal am Gerät</translation>
  </message>
  <message>
   <source>Typed by hand, not seen by the device</source>
   <comment>password.typed</comment>
   <translation>Von Hand eingegeben, vom Gerät nicht gesehen</translation>
  </message>
  <message>
   <source>Choose another network</source>
   <comment>password.other</comment>
   <translation>Anderes Netzwerk wählen</translation>
  </message>
  <message>
   <source>Wi-Fi password</source>
   <comment>password.field</comment>
   <translation>WLAN-Passwort</translation>
  </message>
  <message>
   <source>Show</source>
   <comment>password.show</comment>
   <translation>Anzeigen</translation>
  </message>
  <message>
   <source>Hide</source>
   <comment>password.hide</comment>
   <translation>Verbergen</translation>
  </message>
  <message>
   <source>Show password</source>
   <comment>password.show.spoken</comment>
   <translation>Passwort anzeigen</translation>
  </message>
  <message>
   <source>Caps Lock is on</source>
   <comment>password.caps</comment>
   <translation>Feststelltaste ist an</translation>
  </message>
  <message>
   <source>{n} character. A Wi-Fi password has 8 to 63.</source>
   <comment>password.length</comment>
   <translation>{n} Zeichen. Ein WLAN-Passwort hat 8 bis 63.</translation>
  </message>
  <message>
   <source>{n} characters. A Wi-Fi password has 8 to 63.</source>
   <comment>password.length.plural</comment>
   <translation>{n} Zeichen. Ein WLAN-Passwort hat 8 bis 63.</translation>
  </message>
  <message>
   <source>{n} character. A WEP key has 5 or 13, or 10 or 26 of 0–9 and A–F.</source>
   <comment>password.length.wep</comment>
   <translation>{n} Zeichen. Ein WEP-Schlüssel hat 5 oder 13, oder 10 oder 26 aus 0–9 und A–F.</translation>
  </message>
  <message>
   <source>{n} characters. A WEP key has 5 or 13, or 10 or 26 of 0–9 and A–F.</source>
   <comment>password.length.wep.plural</comment>
   <translation>{n} Zeichen. Ein WEP-Schlüssel hat 5 oder 13, oder 10 oder 26 aus 0–9 und A–F.</translation>
  </message>
  <message>
   <source>The password starts with a space. Keep it?</source>
   <comment>password.space_start</comment>
   <translation>Das Passwort beginnt mit einem Leerzeichen. Soll es bleiben?</translation>
  </message>
  <message>
   <source>The password ends with a space. Keep it?</source>
   <comment>password.space_end</comment>
   <translation>Das Passwort endet mit einem Leerzeichen. Soll es bleiben?</translation>
  </message>
  <message>
   <source>This is a 64-digit key.</source>
   <comment>password.hex</comment>
   <translation>Das ist ein Schlüssel aus 64 Ziffern.</translation>
  </message>
  <message>
   <source>The password is encrypted for your {device} and sent to it directly. It is not stored and not sent anywhere else.</source>
   <comment>password.safe</comment>
   <translation>Das Passwort wird für Ihren {device} verschlüsselt und direkt an ihn gesendet. Es wird nicht gespeichert und nirgendwohin sonst gesendet.</translation>
  </message>
  <message>
   <source>Connect {device}</source>
   <comment>password.connect</comment>
   <translation>{device} verbinden</translation>
  </message>
  <message>
   <source>Connect</source>
   <comment>password.connect.short</comment>
   <translation>Verbinden</translation>
  </message>
  <message>
   <source>Type the password first</source>
   <comment>password.reason</comment>
   <translation>Geben Sie zuerst das Passwort ein</translation>
  </message>
  <message>
   <source>Your {device} is joining {net}</source>
   <comment>progress.title</comment>
   <translation>Ihr {device} verbindet sich mit {net}</translation>
  </message>
  <message>
   <source>Your {device} is not set up yet</source>
   <comment>progress.title.stopped</comment>
   <translation>{device} ist noch nicht eingerichtet</translation>
  </message>
  <message>
   <source>Your {device} is online</source>
   <comment>progress.title.online</comment>
   <translation>Ihr {device} ist online</translation>
  </message>
  <message>
   <source>Leave it plugged in. This page goes on by itself.</source>
   <comment>progress.lead</comment>
   <translation>Lassen Sie ihn angeschlossen. Es geht von selbst weiter.</translation>
  </message>
  <message>
   <source>Wi-Fi details delivered</source>
   <comment>progress.delivered</comment>
   <translation>WLAN-Daten übertragen</translation>
  </message>
  <message>
   <source>Wi-Fi details not confirmed yet</source>
   <comment>progress.delivered.failed</comment>
   <translation>WLAN-Daten noch nicht bestätigt</translation>
  </message>
  <message>
   <source>Sending …</source>
   <comment>progress.delivered.running</comment>
   <translation>Überträgt …</translation>
  </message>
  <message>
   <source>Your {device} looks for {net}. That can take a minute.</source>
   <comment>progress.delivered.checking</comment>
   <translation>Ihr {device} sucht {net}. Das kann eine Minute dauern.</translation>
  </message>
  <message>
   <source>Your {device} confirmed them</source>
   <comment>progress.delivered.done</comment>
   <translation>Ihr {device} hat sie bestätigt</translation>
  </message>
  <message>
   <source>It has left setup mode</source>
   <comment>progress.left</comment>
   <translation>Er hat den Einrichtungsmodus verlassen</translation>
  </message>
  <message>
   <source>Its own network is gone</source>
   <comment>progress.left.gone</comment>
   <translation>Sein eigenes Netzwerk ist weg</translation>
  </message>
  <message>
   <source>Its address no longer answers</source>
   <comment>progress.left.silent</comment>
   <translation>Seine Adresse antwortet nicht mehr</translation>
  </message>
  <message>
   <source>It may still be in setup mode</source>
   <comment>progress.left.failed</comment>
   <translation>Vielleicht ist er noch im Einrichtungsmodus</translation>
  </message>
  <message>
   <source>Not observed</source>
   <comment>progress.left.unknown</comment>
   <translation>Nicht beobachtet</translation>
  </message>
  <message>
   <source>This computer is back on {own}</source>
   <comment>progress.back</comment>
   <translation>Dieser Computer ist wieder in {own}</translation>
  </message>
  <message>
   <source>This computer is back on the internet</source>
   <comment>progress.back.unnamed</comment>
   <translation>Dieser Computer ist wieder im Internet</translation>
  </message>
  <message>
   <source>This computer is not back on {own} yet</source>
   <comment>progress.back.failed</comment>
   <translation>Dieser Computer ist noch nicht wieder in {own}</translation>
  </message>
  <message>
   <source>This computer is not back on the internet yet</source>
   <comment>progress.back.failed.unnamed</comment>
   <translation>Dieser Computer ist noch nicht wieder im Internet</translation>
  </message>
  <message>
   <source>Now reconnect this computer to your network. It is noticed by itself.</source>
   <comment>progress.back.by_hand</comment>
   <translation>Verbinden Sie diesen Computer jetzt wieder mit Ihrem Netzwerk. Das wird von selbst bemerkt.</translation>
  </message>
  <message>
   <source>Going back …</source>
   <comment>progress.back.running</comment>
   <translation>Kehrt zurück …</translation>
  </message>
  <message>
   <source>Waiting for the internet</source>
   <comment>progress.back.waiting</comment>
   <translation>Wartet auf das Internet</translation>
  </message>
  <message>
   <source>The internet answers</source>
   <comment>progress.back.done</comment>
   <translation>Das Internet antwortet</translation>
  </message>
  <message>
   <source>It is off the network of {device}</source>
   <comment>progress.back.off_device</comment>
   <translation>Er ist nicht mehr im Netzwerk von {device}</translation>
  </message>
  <message>
   <source>Waiting for it to come online</source>
   <comment>progress.online</comment>
   <translation>Wartet, bis er online geht</translation>
  </message>
  <message>
   <source>Asking the {brand} service</source>
   <comment>progress.online.asking</comment>
   <translation>Fragt den Dienst von {brand}</translation>
  </message>
  <message>
   <source>{device} is online</source>
   <comment>progress.online.done</comment>
   <translation>{device} ist online</translation>
  </message>
  <message>
   <source>The {brand} service reported it</source>
   <comment>progress.online.event</comment>
   <translation>Der Dienst von {brand} hat es gemeldet</translation>
  </message>
  <message>
   <source>The {brand} service lists it as online</source>
   <comment>progress.online.list</comment>
   <translation>Der Dienst von {brand} führt ihn als online</translation>
  </message>
  <message>
   <source>Not seen online</source>
   <comment>progress.online.failed</comment>
   <translation>Nicht online gesehen</translation>
  </message>
  <message>
   <source>Asked the {brand} service {n} times</source>
   <comment>progress.online.asked</comment>
   <translation>Den Dienst von {brand} {n}-mal gefragt</translation>
  </message>
  <message>
   <source>Linked to your account</source>
   <comment>progress.linked</comment>
   <translation>Mit Ihrem Konto verknüpft</translation>
  </message>
  <message>
   <source>Not linked to your account</source>
   <comment>progress.linked.failed</comment>
   <translation>Nicht mit Ihrem Konto verknüpft</translation>
  </message>
  <message>
   <source>It is in your list of devices</source>
   <comment>progress.linked.list</comment>
   <translation>Er steht in Ihrer Geräteliste</translation>
  </message>
  <message>
   <source>The {brand} service made the link</source>
   <comment>progress.linked.claimed_by_id</comment>
   <translation>Der Dienst von {brand} hat ihn verknüpft</translation>
  </message>
  <message>
   <source>Stop waiting</source>
   <comment>progress.stop</comment>
   <translation>Warten beenden</translation>
  </message>
  <message>
   <source>{device} already has the details.</source>
   <comment>progress.leave.title</comment>
   <translation>{device} hat die Daten schon.</translation>
  </message>
  <message>
   <source>If you leave now, it may still come online.</source>
   <comment>progress.leave.text</comment>
   <translation>Auch wenn Sie jetzt gehen, kann er noch online gehen.</translation>
  </message>
  <message>
   <source>Keep waiting</source>
   <comment>progress.leave.stay</comment>
   <translation>Weiter warten</translation>
  </message>
  <message>
   <source>Leave, and give me back my Wi-Fi</source>
   <comment>progress.leave.go</comment>
   <translation>Gehen und mein WLAN zurückgeben</translation>
  </message>
  <message>
   <source>Leave</source>
   <comment>progress.leave.go.home</comment>
   <translation>Gehen</translation>
  </message>
  <message>
   <source>What has been seen so far</source>
   <comment>progress.list</comment>
   <translation>Was bisher gesehen wurde</translation>
  </message>
  <message>
   <source>Done: {what}. {evidence}. {time}</source>
   <comment>progress.row.done.spoken</comment>
   <translation>Erledigt: {what}. {evidence}. {time}</translation>
  </message>
  <message>
   <source>Running: {what}. {evidence}</source>
   <comment>progress.row.running.spoken</comment>
   <translation>Läuft: {what}. {evidence}</translation>
  </message>
  <message>
   <source>Problem: {what}. {evidence}</source>
   <comment>progress.row.failed.spoken</comment>
   <translation>Problem: {what}. {evidence}</translation>
  </message>
  <message>
   <source>To come: {what}</source>
   <comment>progress.row.coming.spoken</comment>
   <translation>Kommt noch: {what}</translation>
  </message>
  <message>
   <source>{device} could not join {net}</source>
   <comment>wrong_password.title</comment>
   <translation>{device} konnte sich nicht mit {net} verbinden</translation>
  </message>
  <message>
   <source>Check the Wi-Fi password for {net}</source>
   <comment>wrong_password.title.asked</comment>
   <translation>Prüfen Sie das WLAN-Passwort für {net}</translation>
  </message>
  <message>
   <source>Wi-Fi password for {net}</source>
   <comment>wrong_password.field</comment>
   <translation>WLAN-Passwort für {net}</translation>
  </message>
  <message>
   <source>Your text is kept. Choose Show to compare it. Capital letters count.</source>
   <comment>wrong_password.kept</comment>
   <translation>Ihr Text ist noch da; „Anzeigen“ zeigt ihn. Groß- und Kleinschreibung zählt.</translation>
  </message>
  <message>
   <source>Type the password once more. Capital letters count.</source>
   <comment>wrong_password.again</comment>
   <translation>Geben Sie das Passwort noch einmal ein. Groß- und Kleinschreibung zählt.</translation>
  </message>
  <message>
   <source>This computer is connected to {suffix} again. You need not press anything on it.</source>
   <comment>wrong_password.connected</comment>
   <translation>Dieser Computer ist wieder mit {suffix} verbunden. Sie müssen dort nichts drücken.</translation>
  </message>
  <message>
   <source>Your {device} answers again. You need not press anything on it.</source>
   <comment>wrong_password.connected.unnamed</comment>
   <translation>Ihr {device} antwortet wieder. Sie müssen dort nichts drücken.</translation>
  </message>
  <message>
   <source>Connecting to {suffix} again …</source>
   <comment>wrong_password.rejoining</comment>
   <translation>Verbindet wieder mit {suffix} …</translation>
  </message>
  <message>
   <source>Hold {button} for 3 seconds until its light is {listen_light}. Then it goes on by itself.</source>
   <comment>wrong_password.button</comment>
   <translation>Halten Sie {button} 3 Sekunden lang gedrückt, bis das Licht so aussieht: {listen_light}. Danach geht es von selbst weiter.</translation>
  </message>
  <message>
   <source>To check the password, connect a phone to {net} with it.</source>
   <comment>wrong_password.phone</comment>
   <translation>Prüfen Sie das Passwort: Verbinden Sie ein Telefon damit mit {net}.</translation>
  </message>
  <message>
   <source>Try this password</source>
   <comment>wrong_password.try</comment>
   <translation>Dieses Passwort probieren</translation>
  </message>
  <message>
   <source>Try</source>
   <comment>wrong_password.try.short</comment>
   <translation>Probieren</translation>
  </message>
  <message>
   <source>{device} is installing an update</source>
   <comment>progress.updating.title</comment>
   <translation>{device} installiert eine Aktualisierung</translation>
  </message>
  <message>
   <source>The light: {update_light}. This can take several minutes. Do not unplug it.</source>
   <comment>progress.updating.lead</comment>
   <translation>Das Licht: {update_light}. Das kann einige Minuten dauern. Nicht ausstecken.</translation>
  </message>
  <message>
   <source>Finish, I will check later</source>
   <comment>progress.updating.finish</comment>
   <translation>Beenden, ich sehe später nach</translation>
  </message>
  <message>
   <source>Finish</source>
   <comment>progress.updating.finish.short</comment>
   <translation>Beenden</translation>
  </message>
  <message>
   <source>Wi-Fi details delivered, not online yet</source>
   <comment>progress.not_seen.title</comment>
   <translation>WLAN-Daten übertragen, noch nicht online</translation>
  </message>
  <message>
   <source>{device} is on {net}, but cannot reach {brand}</source>
   <comment>progress.no_service.title</comment>
   <translation>{device} ist in {net}, erreicht aber {brand} nicht</translation>
  </message>
  <message>
   <source>Your {device} is online</source>
   <comment>result.success.title</comment>
   <translation>Ihr {device} ist online</translation>
  </message>
  <message>
   <source>{brand} sees it online on {net} since {time}</source>
   <comment>result.success.online</comment>
   <translation>{brand} sieht ihn seit {time} in {net} online</translation>
  </message>
  <message>
   <source>Linked to your account</source>
   <comment>result.success.linked</comment>
   <translation>Mit Ihrem Konto verknüpft</translation>
  </message>
  <message>
   <source>This computer is back on {own}, with internet</source>
   <comment>result.success.back</comment>
   <translation>Dieser Computer ist wieder in {own}, mit Internet</translation>
  </message>
  <message>
   <source>This computer is back on the internet</source>
   <comment>result.success.back.unnamed</comment>
   <translation>Dieser Computer ist wieder im Internet</translation>
  </message>
  <message>
   <source>Switch your VPN on again.</source>
   <comment>result.success.vpn</comment>
   <translation>Schalten Sie Ihr VPN wieder ein.</translation>
  </message>
  <message>
   <source>Give it a name (optional)</source>
   <comment>result.success.name</comment>
   <translation>Geben Sie ihm einen Namen (optional)</translation>
  </message>
  <message>
   <source>Finish</source>
   <comment>result.success.finish</comment>
   <translation>Fertig</translation>
  </message>
  <message>
   <source>Set up another</source>
   <comment>result.success.another</comment>
   <translation>Noch eins einrichten</translation>
  </message>
  <message>
   <source>Saving the name …</source>
   <comment>result.success.saving</comment>
   <translation>Speichert den Namen …</translation>
  </message>
  <message>
   <source>Wi-Fi details are delivered</source>
   <comment>result.offline.title</comment>
   <translation>Die WLAN-Daten sind übertragen</translation>
  </message>
  <message>
   <source>We have not seen your {device} online. The light tells you when it is: {online_light}.</source>
   <comment>result.offline.lead</comment>
   <translation>Wir haben Ihren {device} noch nicht online gesehen. Das Licht zeigt, wenn er es ist: {online_light}.</translation>
  </message>
  <message>
   <source>Finish</source>
   <comment>result.offline.finish</comment>
   <translation>Fertig</translation>
  </message>
  <message>
   <source>Look once more</source>
   <comment>result.offline.again</comment>
   <translation>Erneut nachsehen</translation>
  </message>
  <message>
   <source>Save details …</source>
   <comment>result.offline.details</comment>
   <translation>Angaben speichern …</translation>
  </message>
  <message>
   <source>{device} has the Wi-Fi details</source>
   <comment>result.wifi.title</comment>
   <translation>{device} hat die WLAN-Daten</translation>
  </message>
  <message>
   <source>It has left setup mode</source>
   <comment>result.wifi.left</comment>
   <translation>Er hat den Einrichtungsmodus verlassen</translation>
  </message>
  <message>
   <source>Your {device} confirmed the details for {net}</source>
   <comment>result.wifi.delivered</comment>
   <translation>Ihr {device} hat die Daten für {net} bestätigt</translation>
  </message>
  <message>
   <source>Without an account we cannot see whether it is online. The light shows it: {online_light}.</source>
   <comment>result.wifi.unseen</comment>
   <translation>Ohne Konto können wir nicht sehen, ob er online ist. Das Licht zeigt es: {online_light}.</translation>
  </message>
  <message>
   <source>The link to your account is made when it comes online.</source>
   <comment>result.wifi.code</comment>
   <translation>Die Verknüpfung mit Ihrem Konto entsteht, wenn er online geht.</translation>
  </message>
  <message>
   <source>This computer is back on {own}</source>
   <comment>result.wifi.back</comment>
   <translation>Dieser Computer ist wieder in {own}</translation>
  </message>
  <message>
   <source>Finish</source>
   <comment>result.wifi.finish</comment>
   <translation>Fertig</translation>
  </message>
  <message>
   <source>Set up another</source>
   <comment>result.wifi.another</comment>
   <translation>Noch eins einrichten</translation>
  </message>
  <message>
   <source>Setup has stopped</source>
   <comment>result.cancelled.title</comment>
   <translation>Die Einrichtung ist beendet</translation>
  </message>
  <message>
   <source>This computer is back on {own}</source>
   <comment>result.cancelled.back</comment>
   <translation>Dieser Computer ist wieder in {own}</translation>
  </message>
  <message>
   <source>This computer is back on its own network</source>
   <comment>result.cancelled.back.unnamed</comment>
   <translation>Dieser Computer ist wieder in seinem eigenen Netzwerk</translation>
  </message>
  <message>
   <source>This computer is going back to {own}</source>
   <comment>result.cancelled.going</comment>
   <translation>Dieser Computer kehrt zu {own} zurück</translation>
  </message>
  <message>
   <source>This computer is going back to its own network</source>
   <comment>result.cancelled.going.unnamed</comment>
   <translation>Dieser Computer kehrt in sein eigenes Netzwerk zurück</translation>
  </message>
  <message>
   <source>{device} was not changed.</source>
   <comment>result.cancelled.unchanged</comment>
   <translation>{device} wurde nicht verändert.</translation>
  </message>
  <message>
   <source>{device} already has the details for {net}.</source>
   <comment>result.cancelled.delivered</comment>
   <translation>{device} hat die Daten für {net} schon.</translation>
  </message>
  <message>
   <source>Close</source>
   <comment>result.cancelled.close</comment>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Start again</source>
   <comment>result.cancelled.again</comment>
   <translation>Neu beginnen</translation>
  </message>
  <message>
   <source>This needs the {brand} support team</source>
   <comment>result.support.title</comment>
   <translation>Hier hilft der Support von {brand}</translation>
  </message>
  <message>
   <source>Have this ready: code, device ID.</source>
   <comment>result.support.lead</comment>
   <translation>Halten Sie Code und Geräte-ID bereit.</translation>
  </message>
  <message>
   <source>Copy summary</source>
   <comment>result.support.copy</comment>
   <translation>Zusammenfassung kopieren</translation>
  </message>
  <message>
   <source>Save details …</source>
   <comment>result.support.save</comment>
   <translation>Angaben speichern …</translation>
  </message>
  <message>
   <source>Details for support</source>
   <comment>drawer.title</comment>
   <translation>Angaben für den Support</translation>
  </message>
  <message>
   <source>Close details</source>
   <comment>drawer.close</comment>
   <translation>Angaben schließen</translation>
  </message>
  <message>
   <source>Device ID</source>
   <comment>drawer.device_id</comment>
   <translation>Geräte-ID</translation>
  </message>
  <message>
   <source>Network chosen</source>
   <comment>drawer.network</comment>
   <translation>Gewähltes Netzwerk</translation>
  </message>
  <message>
   <source>This computer</source>
   <comment>drawer.computer</comment>
   <translation>Dieser Computer</translation>
  </message>
  <message>
   <source>Version</source>
   <comment>drawer.version</comment>
   <translation>Version</translation>
  </message>
  <message>
   <source>Light</source>
   <comment>drawer.light</comment>
   <translation>Licht</translation>
  </message>
  <message>
   <source>Not asked yet</source>
   <comment>drawer.light.none</comment>
   <translation>Noch nicht gefragt</translation>
  </message>
  <message>
   <source>Not known yet</source>
   <comment>drawer.unknown</comment>
   <translation>Noch nicht bekannt</translation>
  </message>
  <message>
   <source>What was seen</source>
   <comment>drawer.timeline</comment>
   <translation>Was gesehen wurde</translation>
  </message>
  <message>
   <source>Copy summary</source>
   <comment>drawer.copy</comment>
   <translation>Zusammenfassung kopieren</translation>
  </message>
  <message>
   <source>Save details …</source>
   <comment>drawer.save</comment>
   <translation>Angaben speichern …</translation>
  </message>
  <message>
   <source>Give me back my Wi-Fi</source>
   <comment>drawer.wifi</comment>
   <translation>Mein WLAN zurückgeben</translation>
  </message>
  <message>
   <source>What does the light do?</source>
   <comment>drawer.lights</comment>
   <translation>Was macht das Licht?</translation>
  </message>
  <message>
   <source>Open the guide</source>
   <comment>drawer.guide</comment>
   <translation>Anleitung öffnen</translation>
  </message>
  <message>
   <source>Help with problems</source>
   <comment>drawer.troubleshooting</comment>
   <translation>Hilfe bei Problemen</translation>
  </message>
  <message>
   <source>Language</source>
   <comment>drawer.language</comment>
   <translation>Sprache</translation>
  </message>
  <message>
   <source>About</source>
   <comment>drawer.about</comment>
   <translation>Über</translation>
  </message>
  <message>
   <source>Sign in to {brand}</source>
   <comment>signin.title</comment>
   <translation>Bei {brand} anmelden</translation>
  </message>
  <message>
   <source>{device} will be linked to this account.</source>
   <comment>signin.lead</comment>
   <translation>{device} wird mit diesem Konto verknüpft.</translation>
  </message>
  <message>
   <source>E-mail</source>
   <comment>signin.email</comment>
   <translation>E-Mail</translation>
  </message>
  <message>
   <source>Password</source>
   <comment>signin.password</comment>
   <translation>Passwort</translation>
  </message>
  <message>
   <source>Sign in</source>
   <comment>signin.sign_in</comment>
   <translation>Anmelden</translation>
  </message>
  <message>
   <source>Signing in …</source>
   <comment>signin.busy</comment>
   <translation>Anmeldung läuft …</translation>
  </message>
  <message>
   <source>Type e-mail and password</source>
   <comment>signin.reason</comment>
   <translation>Geben Sie E-Mail und Passwort ein</translation>
  </message>
  <message>
   <source>Create an account</source>
   <comment>signin.create</comment>
   <translation>Konto anlegen</translation>
  </message>
  <message>
   <source>I forgot the password</source>
   <comment>signin.forgot</comment>
   <translation>Passwort vergessen</translation>
  </message>
  <message>
   <source>I have a code</source>
   <comment>signin.code</comment>
   <translation>Ich habe einen Code</translation>
  </message>
  <message>
   <source>Continue without an account</source>
   <comment>signin.skip</comment>
   <translation>Ohne Konto fortfahren</translation>
  </message>
  <message>
   <source>Set up {device} without an account?</source>
   <comment>signin.skip_question</comment>
   <translation>{device} ohne Konto einrichten?</translation>
  </message>
  <message>
   <source>It joins the Wi-Fi and is linked to nobody: {brand} does not show it, and setup cannot see whether it came online. To link it later, run setup again.</source>
   <comment>signin.skip.means</comment>
   <translation>Das WLAN wird eingerichtet, aber das Gerät gehört zu niemandem: {brand} zeigt es nicht an, und wir können nicht sehen, ob es online gegangen ist. Um es später zu verknüpfen, führen Sie die Einrichtung noch einmal aus.</translation>
  </message>
  <message>
   <source>The e-mail or the password did not match.</source>
   <comment>signin.wrong</comment>
   <translation>E-Mail oder Passwort stimmen nicht.</translation>
  </message>
  <message>
   <source>Capital letters count. Choose Show to compare the password.</source>
   <comment>signin.wrong.why</comment>
   <translation>Groß- und Kleinschreibung zählt. Mit „Anzeigen“ können Sie das Passwort prüfen.</translation>
  </message>
  <message>
   <source>{n} more try, then setup asks no more: {brand} locks an internet address after 10.</source>
   <comment>signin.left</comment>
   <translation>Noch {n} Versuch, dann fragen wir nicht weiter: {brand} sperrt eine Internetadresse nach 10.</translation>
  </message>
  <message>
   <source>{n} more tries, then setup asks no more: {brand} locks an internet address after 10.</source>
   <comment>signin.left.plural</comment>
   <translation>Noch {n} Versuche, dann fragen wir nicht weiter: {brand} sperrt eine Internetadresse nach 10.</translation>
  </message>
  <message>
   <source>{n} tries did not match.</source>
   <comment>signin.stopped</comment>
   <translation>{n} Versuche waren falsch.</translation>
  </message>
  <message>
   <source>After 10 {brand} locks this internet address for 30 minutes, so setup asks no more. A new password, or closing and opening setup later, helps.</source>
   <comment>signin.stopped.why</comment>
   <translation>Nach 10 sperrt {brand} diese Internetadresse für 30 Minuten, darum fragen wir nicht weiter. Ein neues Passwort hilft, oder die Einrichtung später neu zu öffnen.</translation>
  </message>
  <message>
   <source>No more tries for now</source>
   <comment>signin.stopped.reason</comment>
   <translation>Vorerst keine Versuche mehr</translation>
  </message>
  <message>
   <source>{brand} takes no more tries for now.</source>
   <comment>signin.locked</comment>
   <translation>{brand} nimmt vorerst keine Versuche mehr an.</translation>
  </message>
  <message>
   <source>There were too many from this internet address. Try again in 30 minutes.</source>
   <comment>signin.locked.why</comment>
   <translation>Von dieser Internetadresse kamen zu viele. Versuchen Sie es in 30 Minuten noch einmal.</translation>
  </message>
  <message>
   <source>{brand} did not accept this.</source>
   <comment>signin.not_allowed</comment>
   <translation>{brand} hat das nicht angenommen.</translation>
  </message>
  <message>
   <source>It says: {message}</source>
   <comment>signin.not_allowed.says</comment>
   <translation>Die Antwort: {message}</translation>
  </message>
  <message>
   <source>Type your e-mail address</source>
   <comment>signin.email.empty</comment>
   <translation>Geben Sie Ihre E-Mail-Adresse ein</translation>
  </message>
  <message>
   <source>An e-mail address has no spaces</source>
   <comment>signin.email.space</comment>
   <translation>Eine E-Mail-Adresse hat keine Leerzeichen</translation>
  </message>
  <message>
   <source>An e-mail address has an @</source>
   <comment>signin.email.no_at</comment>
   <translation>Eine E-Mail-Adresse hat ein @</translation>
  </message>
  <message>
   <source>An e-mail address has only one @</source>
   <comment>signin.email.two_at</comment>
   <translation>Eine E-Mail-Adresse hat nur ein @</translation>
  </message>
  <message>
   <source>Something is missing before the @</source>
   <comment>signin.email.no_name</comment>
   <translation>Vor dem @ fehlt etwas</translation>
  </message>
  <message>
   <source>After the @ comes a name with a dot, as in example.com</source>
   <comment>signin.email.no_dot</comment>
   <translation>Nach dem @ kommt ein Name mit Punkt, wie in example.com</translation>
  </message>
  <message>
   <source>There is a comma. Should it be a dot?</source>
   <comment>signin.email.comma</comment>
   <translation>Hier steht ein Komma. Soll es ein Punkt sein?</translation>
  </message>
  <message>
   <source>This has a sign that an e-mail address cannot have</source>
   <comment>signin.email.sign</comment>
   <translation>Hier steht ein Zeichen, das eine E-Mail-Adresse nicht haben kann</translation>
  </message>
  <message>
   <source>This is too long for an e-mail address</source>
   <comment>signin.email.long</comment>
   <translation>Das ist zu lang für eine E-Mail-Adresse</translation>
  </message>
  <message>
   <source>Create your {brand} account</source>
   <comment>signin.create.title</comment>
   <translation>Legen Sie Ihr Konto bei {brand} an</translation>
  </message>
  <message>
   <source>{device} will be linked to it.</source>
   <comment>signin.create.lead</comment>
   <translation>{device} wird damit verknüpft.</translation>
  </message>
  <message>
   <source>Password, 8 characters or more</source>
   <comment>signin.create.password</comment>
   <translation>Passwort, mindestens 8 Zeichen</translation>
  </message>
  <message>
   <source>Password again</source>
   <comment>signin.create.again</comment>
   <translation>Passwort noch einmal</translation>
  </message>
  <message>
   <source>{n} character</source>
   <comment>signin.create.length</comment>
   <translation>{n} Zeichen</translation>
  </message>
  <message>
   <source>{n} characters</source>
   <comment>signin.create.length.plural</comment>
   <translation>{n} Zeichen</translation>
  </message>
  <message>
   <source>The same</source>
   <comment>signin.create.same</comment>
   <translation>Gleich</translation>
  </message>
  <message>
   <source>At least 8 characters</source>
   <comment>signin.create.short</comment>
   <translation>Mindestens 8 Zeichen</translation>
  </message>
  <message>
   <source>The two passwords are not the same</source>
   <comment>signin.create.different</comment>
   <translation>Die beiden Passwörter sind nicht gleich</translation>
  </message>
  <message>
   <source>Fill in all three fields</source>
   <comment>signin.create.reason</comment>
   <translation>Füllen Sie alle drei Felder aus</translation>
  </message>
  <message>
   <source>Tick the box to go on</source>
   <comment>signin.create.tick</comment>
   <translation>Setzen Sie zuerst das Häkchen</translation>
  </message>
  <message>
   <source>Tick the boxes to go on</source>
   <comment>signin.create.tick.plural</comment>
   <translation>Setzen Sie zuerst alle Häkchen</translation>
  </message>
  <message>
   <source>With an account you agree to the terms of {brand}.</source>
   <comment>signin.create.agree</comment>
   <translation>Mit dem Konto stimmen Sie den Bedingungen von {brand} zu.</translation>
  </message>
  <message>
   <source>Terms</source>
   <comment>signin.create.terms</comment>
   <translation>Bedingungen</translation>
  </message>
  <message>
   <source>Privacy</source>
   <comment>signin.create.privacy</comment>
   <translation>Datenschutz</translation>
  </message>
  <message>
   <source>I have an account</source>
   <comment>signin.create.have</comment>
   <translation>Ich habe ein Konto</translation>
  </message>
  <message>
   <source>Create account</source>
   <comment>signin.create.act</comment>
   <translation>Konto anlegen</translation>
  </message>
  <message>
   <source>Create</source>
   <comment>signin.create.act.short</comment>
   <translation>Anlegen</translation>
  </message>
  <message>
   <source>Creating the account …</source>
   <comment>signin.create.busy</comment>
   <translation>Konto wird angelegt …</translation>
  </message>
  <message>
   <source>There is an account with this e-mail.</source>
   <comment>signin.create.exists</comment>
   <translation>Mit dieser E-Mail gibt es schon ein Konto.</translation>
  </message>
  <message>
   <source>Sign in instead</source>
   <comment>signin.create.instead</comment>
   <translation>Damit anmelden</translation>
  </message>
  <message>
   <source>Enter the code from your authenticator app</source>
   <comment>signin.mfa.title</comment>
   <translation>Geben Sie den Code aus Ihrer Authentifizierungs-App ein</translation>
  </message>
  <message>
   <source>Code, 6 digits</source>
   <comment>signin.mfa.code</comment>
   <translation>Code, 6 Ziffern</translation>
  </message>
  <message>
   <source>The code has 6 digits</source>
   <comment>signin.mfa.reason</comment>
   <translation>Der Code hat 6 Ziffern</translation>
  </message>
  <message>
   <source>Continue</source>
   <comment>signin.mfa.act</comment>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>Use another account</source>
   <comment>signin.mfa.other</comment>
   <translation>Anderes Konto verwenden</translation>
  </message>
  <message>
   <source>I cannot get a code</source>
   <comment>signin.mfa.lost</comment>
   <translation>Ich bekomme keinen Code</translation>
  </message>
  <message>
   <source>The code did not match.</source>
   <comment>signin.mfa.wrong</comment>
   <translation>Der Code stimmt nicht.</translation>
  </message>
  <message>
   <source>Codes change every 30 seconds.</source>
   <comment>signin.mfa.wrong.why</comment>
   <translation>Codes wechseln alle 30 Sekunden.</translation>
  </message>
  <message>
   <source>We will send you a link</source>
   <comment>signin.forgot.title</comment>
   <translation>Wir senden Ihnen einen Link</translation>
  </message>
  <message>
   <source>With it you choose a new password.</source>
   <comment>signin.forgot.lead</comment>
   <translation>Damit wählen Sie ein neues Passwort.</translation>
  </message>
  <message>
   <source>Choose a new password</source>
   <comment>signin.forgot.title.page</comment>
   <translation>Wählen Sie ein neues Passwort</translation>
  </message>
  <message>
   <source>{brand} has a page for this. Then come back here.</source>
   <comment>signin.forgot.lead.page</comment>
   <translation>{brand} hat dafür eine Seite. Kommen Sie danach hierher zurück.</translation>
  </message>
  <message>
   <source>Send the link</source>
   <comment>signin.forgot.act</comment>
   <translation>Link senden</translation>
  </message>
  <message>
   <source>Open the page</source>
   <comment>signin.forgot.open</comment>
   <translation>Seite öffnen</translation>
  </message>
  <message>
   <source>Sending …</source>
   <comment>signin.forgot.busy</comment>
   <translation>Wird gesendet …</translation>
  </message>
  <message>
   <source>If there is an account for {email}, a message is on its way.</source>
   <comment>signin.forgot.sent</comment>
   <translation>Wenn es ein Konto für {email} gibt, ist eine Nachricht unterwegs.</translation>
  </message>
  <message>
   <source>Back to sign-in</source>
   <comment>signin.forgot.back</comment>
   <translation>Zurück zur Anmeldung</translation>
  </message>
  <message>
   <source>Enter your setup code</source>
   <comment>signin.code.title</comment>
   <translation>Geben Sie Ihren Einrichtungscode ein</translation>
  </message>
  <message>
   <source>You get it from {brand}. It works once, and only for a short time.</source>
   <comment>signin.code.lead</comment>
   <translation>Sie bekommen ihn von {brand}. Er gilt einmal und nur kurze Zeit.</translation>
  </message>
  <message>
   <source>Setup code</source>
   <comment>signin.code.field</comment>
   <translation>Einrichtungscode</translation>
  </message>
  <message>
   <source>Type or paste the code</source>
   <comment>signin.code.reason</comment>
   <translation>Geben oder fügen Sie den Code ein</translation>
  </message>
  <message>
   <source>Continue</source>
   <comment>signin.code.act</comment>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>Checking the code …</source>
   <comment>signin.code.busy</comment>
   <translation>Code wird geprüft …</translation>
  </message>
  <message>
   <source>Sign in instead</source>
   <comment>signin.code.other</comment>
   <translation>Stattdessen anmelden</translation>
  </message>
  <message>
   <source>This code was used before.</source>
   <comment>signin.code_used</comment>
   <translation>Dieser Code wurde schon verwendet.</translation>
  </message>
  <message>
   <source>Each code works once. Get a new one from {brand}.</source>
   <comment>signin.code_used.why</comment>
   <translation>Jeder Code gilt einmal. Holen Sie einen neuen von {brand}.</translation>
  </message>
  <message>
   <source>This code is too old.</source>
   <comment>signin.code_expired</comment>
   <translation>Dieser Code ist zu alt.</translation>
  </message>
  <message>
   <source>Get a new one from {brand}.</source>
   <comment>signin.code_expired.why</comment>
   <translation>Holen Sie einen neuen von {brand}.</translation>
  </message>
  <message>
   <source>{brand} does not know this code.</source>
   <comment>signin.code_unknown</comment>
   <translation>{brand} kennt diesen Code nicht.</translation>
  </message>
  <message>
   <source>Compare it with the one you got. Capital letters and dashes do not matter.</source>
   <comment>signin.code_unknown.why</comment>
   <translation>Vergleichen Sie ihn mit dem, den Sie bekommen haben. Groß- und Kleinschreibung und Striche sind egal.</translation>
  </message>
  <message>
   <source>This computer has no internet</source>
   <comment>problem.S1-01.title</comment>
   <translation>Dieser Computer hat kein Internet</translation>
  </message>
  <message>
   <source>Setup needs it for a moment to link {device} to your account.</source>
   <comment>problem.S1-01.cause</comment>
   <translation>Die Einrichtung braucht es kurz, um {device} mit Ihrem Konto zu verknüpfen.</translation>
  </message>
  <message>
   <source>{brand} cannot be reached</source>
   <comment>problem.S1-02.title</comment>
   <translation>{brand} ist nicht erreichbar</translation>
  </message>
  <message>
   <source>The internet works, but {host} does not answer; a proxy or filter may block it.</source>
   <comment>problem.S1-02.cause</comment>
   <translation>Das Internet geht, aber {host} antwortet nicht; vielleicht sperrt ein Proxy oder Filter.</translation>
  </message>
  <message>
   <source>The proxy {proxy} does not let setup through to {host}, or setup cannot use its kind.</source>
   <comment>problem.S1-02.cause.proxy</comment>
   <translation>Der Proxy {proxy} lässt die Einrichtung nicht zu {host} durch, oder seine Art wird nicht unterstützt.</translation>
  </message>
  <message>
   <source>{host} sends setup on to another address. Setup does not go there: your sign-in would go along.</source>
   <comment>problem.S1-02.cause.redirect</comment>
   <translation>{host} schickt die Einrichtung an eine andere Adresse weiter. Dorthin geht sie nicht: Ihre Anmeldung ginge mit.</translation>
  </message>
  <message>
   <source>The secure connection is not trusted</source>
   <comment>problem.S1-03.title</comment>
   <translation>Die sichere Verbindung ist nicht vertrauenswürdig</translation>
  </message>
  <message>
   <source>Most likely a security program or a company network reads secure traffic.</source>
   <comment>problem.S1-03.cause</comment>
   <translation>Wahrscheinlich liest ein Sicherheitsprogramm oder ein Firmennetz den sicheren Datenverkehr mit.</translation>
  </message>
  <message>
   <source>What answers as {host} vouches only for itself; it may be a router or a filter of this network.</source>
   <comment>problem.S1-03.cause.tls_self_signed</comment>
   <translation>Was sich als {host} meldet, bürgt nur für sich selbst; vielleicht ist es ein Router oder ein Filter dieses Netzwerks.</translation>
  </message>
  <message>
   <source>What answers as {host} shows the certificate of another address. This network may want you to sign in on a web page first.</source>
   <comment>problem.S1-03.cause.tls_name</comment>
   <translation>Was sich als {host} meldet, zeigt das Zertifikat einer anderen Adresse. Vielleicht will dieses Netzwerk zuerst eine Anmeldung auf einer Webseite.</translation>
  </message>
  <message>
   <source>{host} can only be reached with an old encryption that is no longer safe; something in this network may be the cause.</source>
   <comment>problem.S1-03.cause.tls_old</comment>
   <translation>{host} ist nur mit einer alten Verschlüsselung erreichbar, die nicht mehr sicher ist; vielleicht liegt es an diesem Netzwerk.</translation>
  </message>
  <message>
   <source>Your {brand} sign-in has run out</source>
   <comment>problem.S1-04.title</comment>
   <translation>Ihre Anmeldung bei {brand} ist abgelaufen</translation>
  </message>
  <message>
   <source>It is valid for a short time only.</source>
   <comment>problem.S1-04.cause</comment>
   <translation>Sie gilt nur für kurze Zeit.</translation>
  </message>
  <message>
   <source>This code was used before</source>
   <comment>problem.S1-04.title.code_used</comment>
   <translation>Dieser Code wurde schon verwendet</translation>
  </message>
  <message>
   <source>This code is too old</source>
   <comment>problem.S1-04.title.code_expired</comment>
   <translation>Dieser Code ist zu alt</translation>
  </message>
  <message>
   <source>{brand} does not know this code</source>
   <comment>problem.S1-04.title.code_unknown</comment>
   <translation>{brand} kennt diesen Code nicht</translation>
  </message>
  <message>
   <source>Each code works once. Get a new one from {brand}.</source>
   <comment>problem.S1-04.cause.code_used</comment>
   <translation>Jeder Code gilt einmal. Holen Sie einen neuen von {brand}.</translation>
  </message>
  <message>
   <source>Each code is valid for a short time. Get a new one from {brand}.</source>
   <comment>problem.S1-04.cause.code_expired</comment>
   <translation>Jeder Code gilt nur für kurze Zeit. Holen Sie einen neuen von {brand}.</translation>
  </message>
  <message>
   <source>Get a new one from {brand}.</source>
   <comment>problem.S1-04.cause.code_unknown</comment>
   <translation>Holen Sie einen neuen von {brand}.</translation>
  </message>
  <message>
   <source>{brand} cannot add a device to this account now</source>
   <comment>problem.S1-05.title</comment>
   <translation>{brand} kann diesem Konto jetzt kein Gerät hinzufügen</translation>
  </message>
  <message>
   <source>The service refused to prepare the setup.</source>
   <comment>problem.S1-05.cause</comment>
   <translation>Der Dienst hat die Vorbereitung abgelehnt.</translation>
  </message>
  <message>
   <source>The service refused to prepare the setup. It says: {message}</source>
   <comment>problem.S1-05.cause.message</comment>
   <translation>Der Dienst hat die Vorbereitung abgelehnt. Er sagt: {message}</translation>
  </message>
  <message>
   <source>This computer’s date may be wrong</source>
   <comment>problem.S1-06.title</comment>
   <translation>Das Datum dieses Computers stimmt vielleicht nicht</translation>
  </message>
  <message>
   <source>It says it is {date}, {time}; secure connections need the right date.</source>
   <comment>problem.S1-06.cause</comment>
   <translation>Er zeigt {date}, {time}; sichere Verbindungen brauchen das richtige Datum.</translation>
  </message>
  <message>
   <source>This computer has no Wi-Fi</source>
   <comment>problem.S2-01.title</comment>
   <translation>Dieser Computer hat kein WLAN</translation>
  </message>
  <message>
   <source>Setup talks to {device} over Wi-Fi.</source>
   <comment>problem.S2-01.cause</comment>
   <translation>Die Einrichtung spricht über WLAN mit {device}.</translation>
  </message>
  <message>
   <source>Wi-Fi is switched off</source>
   <comment>problem.S2-02.title</comment>
   <translation>WLAN ist ausgeschaltet</translation>
  </message>
  <message>
   <source>{device} can only be found with it.</source>
   <comment>problem.S2-02.cause</comment>
   <translation>{device} ist nur damit zu finden.</translation>
  </message>
  <message>
   <source>The names of Wi-Fi networks are hidden</source>
   <comment>problem.S2-03.title</comment>
   <translation>Die Namen von WLANs sind verborgen</translation>
  </message>
  <message>
   <source>The system shows them only to programs that may use location.</source>
   <comment>problem.S2-03.cause</comment>
   <translation>Das System zeigt sie nur Programmen, die den Standort nutzen dürfen.</translation>
  </message>
  <message>
   <source>The local network is not allowed yet</source>
   <comment>problem.S2-04.title</comment>
   <translation>Das lokale Netzwerk ist noch nicht erlaubt</translation>
  </message>
  <message>
   <source>Choose Allow, so that setup can talk to {device}. It is used for nothing else.</source>
   <comment>problem.S2-04.cause</comment>
   <translation>Wählen Sie „Erlauben“, damit die Einrichtung mit {device} sprechen kann. Sonst wird es für nichts benutzt.</translation>
  </message>
  <message>
   <source>Nothing found yet</source>
   <comment>problem.S2-05.title</comment>
   <translation>Noch nichts gefunden</translation>
  </message>
  <message>
   <source>Either the light is not {listen_light}, or it is too far away.</source>
   <comment>problem.S2-05.cause</comment>
   <translation>Entweder ist das Licht nicht {listen_light}, oder das Gerät ist zu weit weg.</translation>
  </message>
  <message>
   <source>Several devices found</source>
   <comment>problem.S2-06.title</comment>
   <translation>Mehrere Geräte gefunden</translation>
  </message>
  <message>
   <source>The code on the label tells which one is yours.</source>
   <comment>problem.S2-06.cause</comment>
   <translation>Der Code auf dem Etikett zeigt, welches Ihres ist.</translation>
  </message>
  <message>
   <source>This computer could not join {suffix}</source>
   <comment>problem.S2-07.title</comment>
   <translation>Dieser Computer konnte sich nicht mit {suffix} verbinden</translation>
  </message>
  <message>
   <source>The computer’s Wi-Fi refused; the reason is in the details.</source>
   <comment>problem.S2-07.cause</comment>
   <translation>Sein WLAN hat die Verbindung abgelehnt; der Grund steht in den Angaben.</translation>
  </message>
  <message>
   <source>Another setup is using this computer’s Wi-Fi</source>
   <comment>problem.S2-07B.title</comment>
   <translation>Eine andere Einrichtung benutzt das WLAN dieses Computers</translation>
  </message>
  <message>
   <source>Finish or close it first. Until then this one leaves the Wi-Fi alone.</source>
   <comment>problem.S2-07B.cause</comment>
   <translation>Beenden oder schließen Sie sie zuerst. So lange lässt diese das WLAN in Ruhe.</translation>
  </message>
  <message>
   <source>Setup cannot write anything down on this computer</source>
   <comment>problem.S2-07S.title</comment>
   <translation>Auf diesem Computer kann die Einrichtung nichts notieren</translation>
  </message>
  <message>
   <source>Its folder is full or write-protected. If this computer loses power during setup, it stays on {device}’s network until you switch back.</source>
   <comment>problem.S2-07S.cause</comment>
   <translation>Ihr Ordner ist voll oder schreibgeschützt. Fällt während der Einrichtung der Strom aus, bleibt dieser Computer im Netzwerk von {device}, bis Sie zurückwechseln.</translation>
  </message>
  <message>
   <source>Connected, but without an address</source>
   <comment>problem.S2-08.title</comment>
   <translation>Verbunden, aber ohne Adresse</translation>
  </message>
  <message>
   <source>{suffix} did not give this computer an address.</source>
   <comment>problem.S2-08.cause</comment>
   <translation>{suffix} hat diesem Computer keine Adresse gegeben.</translation>
  </message>
  <message>
   <source>{device} is not answering</source>
   <comment>problem.S2-09.title</comment>
   <translation>{device} antwortet nicht</translation>
  </message>
  <message>
   <source>It may be busy or too far away; tried 3 times.</source>
   <comment>problem.S2-09.cause</comment>
   <translation>Vielleicht ist er beschäftigt oder zu weit weg; 3-mal versucht.</translation>
  </message>
  <message>
   <source>A VPN is on ({name})</source>
   <comment>problem.S2-09V.title</comment>
   <translation>Ein VPN ist aktiv ({name})</translation>
  </message>
  <message>
   <source>It keeps this computer from reaching {device}.</source>
   <comment>problem.S2-09V.cause</comment>
   <translation>Es hält diesen Computer von {device} fern.</translation>
  </message>
  <message>
   <source>Your cable network uses the same address as {device}</source>
   <comment>problem.S2-10.title</comment>
   <translation>Ihr Kabelnetz benutzt dieselbe Adresse wie {device}</translation>
  </message>
  <message>
   <source>Unplug the network cable until setup tells you.</source>
   <comment>problem.S2-10.cause</comment>
   <translation>Ziehen Sie das Netzwerkkabel, bis die Einrichtung Bescheid gibt.</translation>
  </message>
  <message>
   <source>This computer went back to {own} by itself</source>
   <comment>problem.S2-11.title</comment>
   <translation>Dieser Computer ist von selbst zu {own} zurückgekehrt</translation>
  </message>
  <message>
   <source>This computer left {device}’s network by itself</source>
   <comment>problem.S2-11.title.unnamed</comment>
   <translation>Dieser Computer hat das Netzwerk von {device} von selbst verlassen</translation>
  </message>
  <message>
   <source>It prefers networks with internet.</source>
   <comment>problem.S2-11.cause</comment>
   <translation>Er bevorzugt Netzwerke mit Internet.</translation>
  </message>
  <message>
   <source>{device} sees no Wi-Fi at all</source>
   <comment>problem.S3-01.title</comment>
   <translation>{device} sieht gar kein WLAN</translation>
  </message>
  <message>
   <source>It may be too far from the router.</source>
   <comment>problem.S3-01.cause</comment>
   <translation>Vielleicht ist er zu weit vom Router weg.</translation>
  </message>
  <message>
   <source>The list may be incomplete</source>
   <comment>problem.S3-02.title</comment>
   <translation>Die Liste ist vielleicht unvollständig</translation>
  </message>
  <message>
   <source>{device}’s answer broke off, so some networks may be missing.</source>
   <comment>problem.S3-02.cause</comment>
   <translation>Die Antwort von {device} brach ab; vielleicht fehlen Netzwerke.</translation>
  </message>
  <message>
   <source>{device} cannot see {net}</source>
   <comment>problem.S3-03.title</comment>
   <translation>{device} sieht {net} nicht</translation>
  </message>
  <message>
   <source>It uses 2.4 GHz; {net} is 5 GHz or too far away.</source>
   <comment>problem.S3-03.cause</comment>
   <translation>Er nutzt 2,4 GHz; {net} ist 5 GHz oder zu weit weg.</translation>
  </message>
  <message>
   <source>{net} is hidden, 5 GHz or too far away.</source>
   <comment>problem.S3-03.cause.sent</comment>
   <translation>{net} ist verborgen, 5 GHz oder zu weit weg.</translation>
  </message>
  <message>
   <source>{net} asks for a user name</source>
   <comment>problem.S3-04.title</comment>
   <translation>{net} verlangt einen Benutzernamen</translation>
  </message>
  <message>
   <source>This setup cannot use such networks.</source>
   <comment>problem.S3-04.cause</comment>
   <translation>Diese Einrichtung kann solche Netzwerke nicht nutzen.</translation>
  </message>
  <message>
   <source>{net} uses WEP, an old protection</source>
   <comment>problem.S3-05.title</comment>
   <translation>{net} nutzt WEP, einen alten Schutz</translation>
  </message>
  <message>
   <source>{device} handles it badly; WPA2 works best.</source>
   <comment>problem.S3-05.cause</comment>
   <translation>{device} kommt damit schlecht zurecht; WPA2 geht am besten.</translation>
  </message>
  <message>
   <source>This password has {n} characters</source>
   <comment>problem.S4-01.title</comment>
   <translation>Dieses Passwort hat {n} Zeichen</translation>
  </message>
  <message>
   <source>A Wi-Fi password has 8 to 63 (counted as the device does: é is two).</source>
   <comment>problem.S4-01.cause</comment>
   <translation>Ein WLAN-Passwort hat 8 bis 63 Zeichen (wie das Gerät zählt: é sind zwei).</translation>
  </message>
  <message>
   <source>A WEP key has 5 or 13 characters, or 10 or 26 of 0–9 and A–F.</source>
   <comment>problem.S4-01.cause.wep</comment>
   <translation>Ein WEP-Schlüssel hat 5 oder 13 Zeichen, oder 10 oder 26 aus 0–9 und A–F.</translation>
  </message>
  <message>
   <source>{device} cannot store the {sign} in {net}</source>
   <comment>problem.S4-02.title</comment>
   <translation>{device} kann {sign} in {net} nicht speichern</translation>
  </message>
  <message>
   <source>The name has to be sent exactly, and this sign cannot.</source>
   <comment>problem.S4-02.cause</comment>
   <translation>Der Name muss genau gesendet werden, und dieses Zeichen geht nicht.</translation>
  </message>
  <message>
   <source>{device} did not accept the details</source>
   <comment>problem.S5-01.title</comment>
   <translation>{device} hat die Daten nicht angenommen</translation>
  </message>
  <message>
   <source>It refused to store them.</source>
   <comment>problem.S5-01.cause</comment>
   <translation>Er hat sie nicht gespeichert.</translation>
  </message>
  <message>
   <source>The connection was lost while sending</source>
   <comment>problem.S5-02.title</comment>
   <translation>Die Verbindung brach beim Übertragen ab</translation>
  </message>
  <message>
   <source>Nobody can say whether {device} has the details; sending them twice does no harm.</source>
   <comment>problem.S5-02.cause</comment>
   <translation>Niemand weiß, ob {device} die Daten hat; sie zweimal zu senden, schadet nicht.</translation>
  </message>
  <message>
   <source>{device} did not accept the link to your account</source>
   <comment>problem.S5-03.title</comment>
   <translation>{device} hat die Verknüpfung mit Ihrem Konto nicht angenommen</translation>
  </message>
  <message>
   <source>The Wi-Fi can still be set up.</source>
   <comment>problem.S5-03.cause</comment>
   <translation>Das WLAN lässt sich trotzdem einrichten.</translation>
  </message>
  <message>
   <source>This {device} has been linked to an account before</source>
   <comment>problem.S5-04.title</comment>
   <translation>Dieser {device} war schon mit einem Konto verknüpft</translation>
  </message>
  <message>
   <source>It is not in yours.</source>
   <comment>problem.S5-04.cause</comment>
   <translation>Mit Ihrem ist er nicht verknüpft.</translation>
  </message>
  <message>
   <source>This {device} is not on {brand}’s list</source>
   <comment>problem.S5-05.title</comment>
   <translation>Dieser {device} steht nicht auf der Liste von {brand}</translation>
  </message>
  <message>
   <source>{brand} has to add it first; have the device ID ready.</source>
   <comment>problem.S5-05.cause</comment>
   <translation>{brand} muss ihn erst eintragen; halten Sie die Geräte-ID bereit.</translation>
  </message>
  <message>
   <source>This is a different {device}</source>
   <comment>problem.S5-06.title</comment>
   <translation>Das ist ein anderer {device}</translation>
  </message>
  <message>
   <source>Setup began with {first}; now {other} answers. Nothing was sent to it.</source>
   <comment>problem.S5-06.cause</comment>
   <translation>Begonnen wurde mit {first}; jetzt antwortet {other}. An ihn wurde nichts gesendet.</translation>
  </message>
  <message>
   <source>The password is probably different from the one typed.</source>
   <comment>problem.S6-01.title</comment>
   <translation>Wahrscheinlich stimmt das eingegebene Passwort nicht.</translation>
  </message>
  <message>
   <source>The password may be different from the one typed.</source>
   <comment>problem.S6-01.title.asked</comment>
   <translation>Vielleicht stimmt das eingegebene Passwort nicht.</translation>
  </message>
  <message>
   <source>It tried for {tried}, then went back to setup mode. {net} was in reach.</source>
   <comment>problem.S6-01.cause</comment>
   <translation>Er hat es {tried} lang versucht und ist dann in den Einrichtungsmodus zurückgekehrt. {net} war in Reichweite.</translation>
  </message>
  <message>
   <source>It tried for {tried}, then went back to setup mode.</source>
   <comment>problem.S6-01.cause.unseen</comment>
   <translation>Er hat es {tried} lang versucht und ist dann in den Einrichtungsmodus zurückgekehrt.</translation>
  </message>
  <message>
   <source>Correct it here.</source>
   <comment>problem.S6-01.cause.asked</comment>
   <translation>Berichtigen Sie es hier.</translation>
  </message>
  <message>
   <source>We cannot see your {device} yet.</source>
   <comment>problem.S6-02.title</comment>
   <translation>Wir sehen Ihren {device} noch nicht.</translation>
  </message>
  <message>
   <source>The light tells which part is missing.</source>
   <comment>problem.S6-02.cause</comment>
   <translation>Das Licht zeigt, was fehlt.</translation>
  </message>
  <message>
   <source>This computer is still on {device}’s network</source>
   <comment>problem.S6-03.title</comment>
   <translation>Dieser Computer ist noch im Netzwerk von {device}</translation>
  </message>
  <message>
   <source>It should go back to {own}, and did not.</source>
   <comment>problem.S6-03.cause</comment>
   <translation>Er sollte zu {own} zurückkehren und tat es nicht.</translation>
  </message>
  <message>
   <source>Setup needs the internet first. Your own network has it.</source>
   <comment>problem.S6-03.cause.at_start</comment>
   <translation>Die Einrichtung braucht zuerst das Internet. Ihr eigenes Netzwerk hat es.</translation>
  </message>
  <message>
   <source>Choose your own network in this computer’s Wi-Fi menu. Setup notices it by itself.</source>
   <comment>problem.S6-03.cause.by_hand</comment>
   <translation>Wählen Sie im WLAN-Menü dieses Computers Ihr eigenes Netzwerk. Die Einrichtung merkt es von selbst.</translation>
  </message>
  <message>
   <source>It should go back to its own network, and did not.</source>
   <comment>problem.S6-03.cause.unnamed</comment>
   <translation>Er sollte in sein eigenes Netzwerk zurückkehren und tat es nicht.</translation>
  </message>
  <message>
   <source>{device} is online, but not in your account</source>
   <comment>problem.S6-04.title</comment>
   <translation>{device} ist online, aber nicht in Ihrem Konto</translation>
  </message>
  <message>
   <source>{device} could not be linked to your account</source>
   <comment>problem.S6-04.title.refused</comment>
   <translation>{device} konnte nicht mit Ihrem Konto verknüpft werden</translation>
  </message>
  <message>
   <source>The link was not made.</source>
   <comment>problem.S6-04.cause</comment>
   <translation>Die Verknüpfung kam nicht zustande.</translation>
  </message>
  <message>
   <source>The {brand} service refused the link; another account may still have it.</source>
   <comment>problem.S6-04.cause.refused</comment>
   <translation>Der Dienst von {brand} hat die Verknüpfung abgelehnt; vielleicht gehört das Gerät noch zu einem anderen Konto.</translation>
  </message>
  <message>
   <source>Its owner was asked by e-mail. Once they agree, it can be linked.</source>
   <comment>problem.S6-04.cause.owner_asked</comment>
   <translation>Der Besitzer wurde per E-Mail gefragt. Sobald er zustimmt, kann es verknüpft werden.</translation>
  </message>
  <message>
   <source>{device} is installing an update</source>
   <comment>problem.S6-05.title</comment>
   <translation>{device} installiert eine Aktualisierung</translation>
  </message>
  <message>
   <source>Do not unplug it.</source>
   <comment>problem.S6-05.cause</comment>
   <translation>Nicht ausstecken.</translation>
  </message>
  <message>
   <source>It is on your Wi-Fi; the way to the service is closed.</source>
   <comment>problem.S6-06.title</comment>
   <translation>Er ist in Ihrem WLAN; der Weg zum Dienst ist versperrt.</translation>
  </message>
  <message>
   <source>A firewall or a sign-in page may be in the way.</source>
   <comment>problem.S6-06.cause</comment>
   <translation>Vielleicht ist eine Firewall oder eine Anmeldeseite im Weg.</translation>
  </message>
  <message>
   <source>The name could not be saved.</source>
   <comment>problem.S7-01.title</comment>
   <translation>Der Name konnte nicht gespeichert werden.</translation>
  </message>
  <message>
   <source>Your {device} is online all the same.</source>
   <comment>problem.S7-01.cause</comment>
   <translation>Ihr {device} ist trotzdem online.</translation>
  </message>
  <message>
   <source>The service says: {message}</source>
   <comment>problem.S7-01.cause.message</comment>
   <translation>Der Dienst sagt: {message}</translation>
  </message>
  <message>
   <source>Check again</source>
   <comment>way.check_again</comment>
   <translation>Noch einmal prüfen</translation>
  </message>
  <message>
   <source>Try again</source>
   <comment>way.try_again</comment>
   <translation>Noch einmal versuchen</translation>
  </message>
  <message>
   <source>Only set up the Wi-Fi</source>
   <comment>way.only_wifi</comment>
   <translation>Nur das WLAN einrichten</translation>
  </message>
  <message>
   <source>Sign in again</source>
   <comment>way.sign_in_again</comment>
   <translation>Neu anmelden</translation>
  </message>
  <message>
   <source>Enter a new code</source>
   <comment>way.sign_in_again.code</comment>
   <translation>Neuen Code eingeben</translation>
  </message>
  <message>
   <source>Finish anyway</source>
   <comment>way.finish_anyway</comment>
   <translation>Trotzdem beenden</translation>
  </message>
  <message>
   <source>Close setup</source>
   <comment>way.finish_anyway.unsent</comment>
   <translation>Einrichtung schließen</translation>
  </message>
  <message>
   <source>Switch Wi-Fi on</source>
   <comment>way.switch_wifi_on</comment>
   <translation>WLAN einschalten</translation>
  </message>
  <message>
   <source>Ask me now</source>
   <comment>way.ask_permission</comment>
   <translation>Jetzt fragen</translation>
  </message>
  <message>
   <source>Look again</source>
   <comment>way.look_again</comment>
   <translation>Noch einmal suchen</translation>
  </message>
  <message>
   <source>Join by hand</source>
   <comment>way.join_by_hand</comment>
   <translation>Von Hand verbinden</translation>
  </message>
  <message>
   <source>I have paused it</source>
   <comment>way.vpn_paused</comment>
   <translation>Ich habe es angehalten</translation>
  </message>
  <message>
   <source>Connect again</source>
   <comment>way.connect_again</comment>
   <translation>Wieder verbinden</translation>
  </message>
  <message>
   <source>Type the name</source>
   <comment>way.type_name</comment>
   <translation>Namen eingeben</translation>
  </message>
  <message>
   <source>Continue</source>
   <comment>way.continue</comment>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>Choose another network</source>
   <comment>way.choose_network</comment>
   <translation>Anderes Netzwerk wählen</translation>
  </message>
  <message>
   <source>Another network</source>
   <comment>way.choose_network.short</comment>
   <translation>Anderes Netzwerk</translation>
  </message>
  <message>
   <source>Use it anyway</source>
   <comment>way.use_anyway</comment>
   <translation>Trotzdem benutzen</translation>
  </message>
  <message>
   <source>Connect {device}</source>
   <comment>way.connect_device</comment>
   <translation>{device} verbinden</translation>
  </message>
  <message>
   <source>Connect</source>
   <comment>way.connect_device.short</comment>
   <translation>Verbinden</translation>
  </message>
  <message>
   <source>Send again</source>
   <comment>way.send_again</comment>
   <translation>Noch einmal senden</translation>
  </message>
  <message>
   <source>Connect and send again</source>
   <comment>way.connect_and_send</comment>
   <translation>Verbinden und noch einmal senden</translation>
  </message>
  <message>
   <source>Send again</source>
   <comment>way.connect_and_send.short</comment>
   <translation>Noch einmal senden</translation>
  </message>
  <message>
   <source>Move it to my account</source>
   <comment>way.take_over</comment>
   <translation>In mein Konto übernehmen</translation>
  </message>
  <message>
   <source>Move it</source>
   <comment>way.take_over.short</comment>
   <translation>Übernehmen</translation>
  </message>
  <message>
   <source>Look for {first}</source>
   <comment>way.look_for_first</comment>
   <translation>{first} suchen</translation>
  </message>
  <message>
   <source>Go on with {other}</source>
   <comment>way.go_on_with_other</comment>
   <translation>Mit {other} weitermachen</translation>
  </message>
  <message>
   <source>Try this password</source>
   <comment>way.try_password</comment>
   <translation>Dieses Passwort probieren</translation>
  </message>
  <message>
   <source>Try</source>
   <comment>way.try_password.short</comment>
   <translation>Probieren</translation>
  </message>
  <message>
   <source>Change the password</source>
   <comment>way.change_password</comment>
   <translation>Passwort ändern</translation>
  </message>
  <message>
   <source>Keep waiting</source>
   <comment>way.keep_waiting</comment>
   <translation>Weiter warten</translation>
  </message>
  <message>
   <source>Switch back</source>
   <comment>way.switch_back</comment>
   <translation>Zurückwechseln</translation>
  </message>
  <message>
   <source>Try to link again</source>
   <comment>way.link_again</comment>
   <translation>Noch einmal verknüpfen</translation>
  </message>
  <message>
   <source>Link again</source>
   <comment>way.link_again.short</comment>
   <translation>Verknüpfen</translation>
  </message>
  <message>
   <source>Ask its owner by e-mail</source>
   <comment>way.ask_owner</comment>
   <translation>Besitzer per E-Mail fragen</translation>
  </message>
  <message>
   <source>Ask its owner</source>
   <comment>way.ask_owner.short</comment>
   <translation>Besitzer fragen</translation>
  </message>
  <message>
   <source>Try again</source>
   <comment>way.save_name_again</comment>
   <translation>Noch einmal versuchen</translation>
  </message>
  <message>
   <source>Finish without a name</source>
   <comment>way.finish_without_name</comment>
   <translation>Ohne Namen beenden</translation>
  </message>
  <message>
   <source>Copy the note for your network administrator</source>
   <comment>way.copy_note</comment>
   <translation>Notiz für die Netzwerkverwaltung kopieren</translation>
  </message>
  <message>
   <source>Copy note for administrator</source>
   <comment>way.copy_note.short</comment>
   <translation>Notiz für die IT kopieren</translation>
  </message>
  <message>
   <source>Details for support</source>
   <comment>way.details</comment>
   <translation>Angaben für den Support</translation>
  </message>
  <message>
   <source>Compare the light</source>
   <comment>way.compare_light</comment>
   <translation>Licht vergleichen</translation>
  </message>
  <message>
   <source>Check the light</source>
   <comment>way.compare_light.check</comment>
   <translation>Licht prüfen</translation>
  </message>
  <message>
   <source>Open Wi-Fi settings</source>
   <comment>way.open_wifi_settings</comment>
   <translation>WLAN-Einstellungen öffnen</translation>
  </message>
  <message>
   <source>Open location settings</source>
   <comment>way.open_location_settings</comment>
   <translation>Standort-Einstellungen öffnen</translation>
  </message>
  <message>
   <source>Open settings</source>
   <comment>way.open_location_settings.short</comment>
   <translation>Einstellungen öffnen</translation>
  </message>
  <message>
   <source>Open local network settings</source>
   <comment>way.open_network_settings</comment>
   <translation>Einstellungen für das lokale Netzwerk öffnen</translation>
  </message>
  <message>
   <source>Open settings</source>
   <comment>way.open_network_settings.short</comment>
   <translation>Einstellungen öffnen</translation>
  </message>
  <message>
   <source>Open date and time</source>
   <comment>way.open_date_settings</comment>
   <translation>Datum und Uhrzeit öffnen</translation>
  </message>
  <message>
   <source>Restart {device}: show me how</source>
   <comment>way.show_restart</comment>
   <translation>{device} neu starten: so geht es</translation>
  </message>
  <message>
   <source>Show me how</source>
   <comment>way.show_vpn</comment>
   <translation>So geht es</translation>
  </message>
  <message>
   <source>Use another computer or a phone</source>
   <comment>way.show_other_computer</comment>
   <translation>Anderer Computer oder Telefon</translation>
  </message>
  <message>
   <source>Show what to change in the router</source>
   <comment>way.show_router</comment>
   <translation>Was am Router zu ändern ist</translation>
  </message>
  <message>
   <source>Show three ways out</source>
   <comment>way.show_name_ways</comment>
   <translation>Drei Auswege zeigen</translation>
  </message>
  <message>
   <source>Unplug {device}, plug it in again, and hold {button} for 3 seconds until its light is {listen_light}.</source>
   <comment>more.show_restart</comment>
   <translation>Stecken Sie {device} aus und wieder ein, und halten Sie {button} 3 Sekunden lang gedrückt, bis das Licht so aussieht: {listen_light}.</translation>
  </message>
  <message>
   <source>The note is copied: paste it into a message to whoever looks after your network.</source>
   <comment>more.copy_note</comment>
   <translation>Die Notiz ist kopiert: Fügen Sie sie in eine Nachricht an die Person ein, die Ihr Netzwerk betreut.</translation>
  </message>
  <message>
   <source>Open the program of your VPN and choose Pause or Disconnect. Switch it on again after setup.</source>
   <comment>more.show_vpn</comment>
   <translation>Öffnen Sie das Programm Ihres VPN und wählen Sie Anhalten oder Trennen. Schalten Sie es danach wieder ein.</translation>
  </message>
  <message>
   <source>A laptop has Wi-Fi; a desktop computer can get it with a small USB adapter. The {brand} app on a phone may set the device up as well.</source>
   <comment>more.show_other_computer</comment>
   <translation>Ein Laptop hat WLAN; einem Tischcomputer hilft ein kleiner USB-Adapter. Vielleicht geht die Einrichtung auch mit der App von {brand} auf einem Telefon.</translation>
  </message>
  <message>
   <source>In the router, switch 2.4 GHz on, use WPA2, and give the two bands different names. A guest network on 2.4 GHz works as well.</source>
   <comment>more.show_router</comment>
   <translation>Schalten Sie im Router 2,4 GHz ein, benutzen Sie WPA2, und geben Sie den beiden Bändern verschiedene Namen. Ein Gastnetz mit 2,4 GHz geht auch.</translation>
  </message>
  <message>
   <source>One: use a guest network with a plain name. Two: rename the network in the router. Three: ask {brand} support for the setup by cable.</source>
   <comment>more.show_name_ways</comment>
   <translation>Erstens: ein Gastnetz mit einfachem Namen benutzen. Zweitens: das Netzwerk im Router umbenennen. Drittens: den Support von {brand} nach der Einrichtung mit Kabel fragen.</translation>
  </message>
  <message>
   <source>{device} needs: Wi-Fi on 2.4 GHz with WPA2 and DHCP, TCP port 5683 outgoing, no sign-in page. Device ID: {id}. This computer needs: HTTPS to {host}.</source>
   <comment>note.network</comment>
   <translation>{device} braucht: WLAN mit 2,4 GHz, WPA2 und DHCP, TCP-Port 5683 ausgehend, keine Anmeldeseite. Geräte-ID: {id}. Dieser Computer braucht: HTTPS zu {host}.</translation>
  </message>
  <message>
   <source>Copied.</source>
   <comment>note.copied</comment>
   <translation>Kopiert.</translation>
  </message>
  <message>
   <source>The light should be</source>
   <comment>light.should_be</comment>
   <translation>Das Licht sollte so sein</translation>
  </message>
  <message>
   <source>The light when online</source>
   <comment>light.when_online</comment>
   <translation>So leuchtet er online</translation>
  </message>
  <message>
   <source>Light code {code}</source>
   <comment>light.code</comment>
   <translation>Lichtcode {code}</translation>
  </message>
  <message>
   <source>It looks different</source>
   <comment>light.different</comment>
   <translation>Es sieht anders aus</translation>
  </message>
  <message>
   <source>Light: {light}, code {code}</source>
   <comment>light.spoken</comment>
   <translation>Licht: {light}, Code {code}</translation>
  </message>
  <message>
   <source>{light} ({code})</source>
   <comment>light.line</comment>
   <translation>{light} ({code})</translation>
  </message>
  <message>
   <source>blinking dark blue</source>
   <comment>light.blink.blue</comment>
   <translation>dunkelblau blinkend</translation>
  </message>
  <message>
   <source>blinking green</source>
   <comment>light.blink.green</comment>
   <translation>grün blinkend</translation>
  </message>
  <message>
   <source>blinking light blue</source>
   <comment>light.blink.cyan</comment>
   <translation>hellblau blinkend</translation>
  </message>
  <message>
   <source>blinking pink-purple</source>
   <comment>light.blink.magenta</comment>
   <translation>pink-lila blinkend</translation>
  </message>
  <message>
   <source>blinking yellow</source>
   <comment>light.blink.yellow</comment>
   <translation>gelb blinkend</translation>
  </message>
  <message>
   <source>blinking white</source>
   <comment>light.blink.white</comment>
   <translation>weiß blinkend</translation>
  </message>
  <message>
   <source>blinking orange</source>
   <comment>light.blink.orange</comment>
   <translation>orange blinkend</translation>
  </message>
  <message>
   <source>blinking red</source>
   <comment>light.blink.red</comment>
   <translation>rot blinkend</translation>
  </message>
  <message>
   <source>quickly blinking dark blue</source>
   <comment>light.fast_blink.blue</comment>
   <translation>schnell dunkelblau blinkend</translation>
  </message>
  <message>
   <source>quickly blinking green</source>
   <comment>light.fast_blink.green</comment>
   <translation>schnell grün blinkend</translation>
  </message>
  <message>
   <source>quickly blinking light blue</source>
   <comment>light.fast_blink.cyan</comment>
   <translation>schnell hellblau blinkend</translation>
  </message>
  <message>
   <source>quickly blinking pink-purple</source>
   <comment>light.fast_blink.magenta</comment>
   <translation>schnell pink-lila blinkend</translation>
  </message>
  <message>
   <source>quickly blinking yellow</source>
   <comment>light.fast_blink.yellow</comment>
   <translation>schnell gelb blinkend</translation>
  </message>
  <message>
   <source>quickly blinking white</source>
   <comment>light.fast_blink.white</comment>
   <translation>schnell weiß blinkend</translation>
  </message>
  <message>
   <source>quickly blinking orange</source>
   <comment>light.fast_blink.orange</comment>
   <translation>schnell orange blinkend</translation>
  </message>
  <message>
   <source>quickly blinking red</source>
   <comment>light.fast_blink.red</comment>
   <translation>schnell rot blinkend</translation>
  </message>
  <message>
   <source>flickering dark blue</source>
   <comment>light.flicker.blue</comment>
   <translation>dunkelblau flackernd</translation>
  </message>
  <message>
   <source>flickering green</source>
   <comment>light.flicker.green</comment>
   <translation>grün flackernd</translation>
  </message>
  <message>
   <source>flickering light blue</source>
   <comment>light.flicker.cyan</comment>
   <translation>hellblau flackernd</translation>
  </message>
  <message>
   <source>flickering pink-purple</source>
   <comment>light.flicker.magenta</comment>
   <translation>pink-lila flackernd</translation>
  </message>
  <message>
   <source>flickering yellow</source>
   <comment>light.flicker.yellow</comment>
   <translation>gelb flackernd</translation>
  </message>
  <message>
   <source>flickering white</source>
   <comment>light.flicker.white</comment>
   <translation>weiß flackernd</translation>
  </message>
  <message>
   <source>flickering orange</source>
   <comment>light.flicker.orange</comment>
   <translation>orange flackernd</translation>
  </message>
  <message>
   <source>flickering red</source>
   <comment>light.flicker.red</comment>
   <translation>rot flackernd</translation>
  </message>
  <message>
   <source>slowly fading dark blue</source>
   <comment>light.breathe.blue</comment>
   <translation>langsam dunkelblau pulsierend</translation>
  </message>
  <message>
   <source>slowly fading green</source>
   <comment>light.breathe.green</comment>
   <translation>langsam grün pulsierend</translation>
  </message>
  <message>
   <source>slowly fading light blue</source>
   <comment>light.breathe.cyan</comment>
   <translation>langsam hellblau pulsierend</translation>
  </message>
  <message>
   <source>slowly fading pink-purple</source>
   <comment>light.breathe.magenta</comment>
   <translation>langsam pink-lila pulsierend</translation>
  </message>
  <message>
   <source>slowly fading yellow</source>
   <comment>light.breathe.yellow</comment>
   <translation>langsam gelb pulsierend</translation>
  </message>
  <message>
   <source>slowly fading white</source>
   <comment>light.breathe.white</comment>
   <translation>langsam weiß pulsierend</translation>
  </message>
  <message>
   <source>slowly fading orange</source>
   <comment>light.breathe.orange</comment>
   <translation>langsam orange pulsierend</translation>
  </message>
  <message>
   <source>slowly fading red</source>
   <comment>light.breathe.red</comment>
   <translation>langsam rot pulsierend</translation>
  </message>
  <message>
   <source>steady dark blue</source>
   <comment>light.steady.blue</comment>
   <translation>gleichmäßig dunkelblau</translation>
  </message>
  <message>
   <source>steady green</source>
   <comment>light.steady.green</comment>
   <translation>gleichmäßig grün</translation>
  </message>
  <message>
   <source>steady light blue</source>
   <comment>light.steady.cyan</comment>
   <translation>gleichmäßig hellblau</translation>
  </message>
  <message>
   <source>steady pink-purple</source>
   <comment>light.steady.magenta</comment>
   <translation>gleichmäßig pink-lila</translation>
  </message>
  <message>
   <source>steady yellow</source>
   <comment>light.steady.yellow</comment>
   <translation>gleichmäßig gelb</translation>
  </message>
  <message>
   <source>steady white</source>
   <comment>light.steady.white</comment>
   <translation>gleichmäßig weiß</translation>
  </message>
  <message>
   <source>steady orange</source>
   <comment>light.steady.orange</comment>
   <translation>gleichmäßig orange</translation>
  </message>
  <message>
   <source>steady red</source>
   <comment>light.steady.red</comment>
   <translation>gleichmäßig rot</translation>
  </message>
  <message>
   <source>one steady colour</source>
   <comment>light.steady</comment>
   <translation>gleichmäßig eine Farbe</translation>
  </message>
  <message>
   <source>light blue, then {n} orange</source>
   <comment>light.bursts.orange</comment>
   <translation>hellblau, dann {n}-mal orange</translation>
  </message>
  <message>
   <source>light blue, then {n} pink-purple</source>
   <comment>light.bursts.magenta</comment>
   <translation>hellblau, dann {n}-mal pink-lila</translation>
  </message>
  <message>
   <source>light blue, then {n} red</source>
   <comment>light.bursts.red</comment>
   <translation>hellblau, dann {n}-mal rot</translation>
  </message>
  <message>
   <source>red: 3 short, 3 long, 3 short</source>
   <comment>light.sos.red</comment>
   <translation>rot: 3 kurz, 3 lang, 3 kurz</translation>
  </message>
  <message>
   <source>all colours in turn</source>
   <comment>light.rainbow</comment>
   <translation>alle Farben nacheinander</translation>
  </message>
  <message>
   <source>no light</source>
   <comment>light.off</comment>
   <translation>kein Licht</translation>
  </message>
  <message>
   <source>Copied</source>
   <comment>drawer.copied</comment>
   <translation>Kopiert</translation>
  </message>
  <message>
   <source>Details for support, code {code}</source>
   <comment>drawer.spoken</comment>
   <translation>Angaben für den Support, Code {code}</translation>
  </message>
  <message>
   <source>Nothing to give back: setup has not taken this computer off its own network.</source>
   <comment>drawer.wifi.home</comment>
   <translation>Es gibt nichts zurückzugeben: Dieser Computer wurde nicht aus seinem Netzwerk genommen.</translation>
  </message>
  <message>
   <source>The guide could not be opened here.</source>
   <comment>drawer.guide.failed</comment>
   <translation>Die Anleitung ließ sich hier nicht öffnen.</translation>
  </message>
  <message>
   <source>Open the support page</source>
   <comment>result.support.site</comment>
   <translation>Support-Seite öffnen</translation>
  </message>
  <message>
   <source>{brand} {device} – setup details</source>
   <comment>summary.title</comment>
   <translation>{brand} {device} – Angaben zur Einrichtung</translation>
  </message>
  <message>
   <source>Code {code} · step {n} of {count} · page {page}</source>
   <comment>summary.code</comment>
   <translation>Code {code} · Schritt {n} von {count} · Seite {page}</translation>
  </message>
  <message>
   <source>Device ID {id} · label {suffix}</source>
   <comment>summary.device</comment>
   <translation>Geräte-ID {id} · Etikett {suffix}</translation>
  </message>
  <message>
   <source>Network chosen: {net}</source>
   <comment>summary.chosen</comment>
   <translation>Gewähltes Netzwerk: {net}</translation>
  </message>
  <message>
   <source>{net}, 2.4 GHz, {strength}</source>
   <comment>summary.network</comment>
   <translation>{net}, 2,4 GHz, {strength}</translation>
  </message>
  <message>
   <source>{net}, not seen by the device</source>
   <comment>summary.network.unseen</comment>
   <translation>{net}, vom Gerät nicht gesehen</translation>
  </message>
  <message>
   <source>strong signal</source>
   <comment>summary.signal.strong</comment>
   <translation>starkes Signal</translation>
  </message>
  <message>
   <source>good signal</source>
   <comment>summary.signal.good</comment>
   <translation>gutes Signal</translation>
  </message>
  <message>
   <source>fair signal</source>
   <comment>summary.signal.fair</comment>
   <translation>mäßiges Signal</translation>
  </message>
  <message>
   <source>weak signal</source>
   <comment>summary.signal.weak</comment>
   <translation>schwaches Signal</translation>
  </message>
  <message>
   <source>This computer: {computer}</source>
   <comment>summary.computer</comment>
   <translation>Dieser Computer: {computer}</translation>
  </message>
  <message>
   <source>{system}, own network {own}</source>
   <comment>summary.computer.on</comment>
   <translation>{system}, eigenes Netzwerk {own}</translation>
  </message>
  <message>
   <source>{system}, on the device’s network now</source>
   <comment>summary.computer.away</comment>
   <translation>{system}, jetzt im Netzwerk des Geräts</translation>
  </message>
  <message>
   <source>Version: {versions}</source>
   <comment>summary.version</comment>
   <translation>Version: {versions}</translation>
  </message>
  <message>
   <source>Setup {setup}, Python {python}</source>
   <comment>summary.versions</comment>
   <translation>Programm {setup}, Python {python}</translation>
  </message>
  <message>
   <source>Light: {light}</source>
   <comment>summary.light</comment>
   <translation>Licht: {light}</translation>
  </message>
  <message>
   <source>{code}, {light}</source>
   <comment>summary.light.seen</comment>
   <translation>{code}, {light}</translation>
  </message>
  <message>
   <source>Earlier codes: {codes}</source>
   <comment>summary.earlier</comment>
   <translation>Frühere Codes: {codes}</translation>
  </message>
  <message>
   <source>An earlier setup was interrupted</source>
   <comment>fact.interrupted</comment>
   <translation>Eine frühere Einrichtung wurde unterbrochen</translation>
  </message>
  <message>
   <source>Looked at this computer’s Wi-Fi</source>
   <comment>fact.wifi_probed</comment>
   <translation>WLAN dieses Computers angesehen</translation>
  </message>
  <message>
   <source>An earlier setup had not given the Wi-Fi back</source>
   <comment>fact.recovered</comment>
   <translation>Eine frühere Einrichtung hatte das WLAN nicht zurückgegeben</translation>
  </message>
  <message>
   <source>Looked for VPN and cable network</source>
   <comment>fact.path_checked</comment>
   <translation>Nach VPN und Kabelnetz gesehen</translation>
  </message>
  <message>
   <source>The service answers</source>
   <comment>fact.internet_answers</comment>
   <translation>Der Dienst antwortet</translation>
  </message>
  <message>
   <source>The account is ready</source>
   <comment>fact.account_ready</comment>
   <translation>Das Konto ist bereit</translation>
  </message>
  <message>
   <source>The link is prepared</source>
   <comment>fact.claim_code_ready</comment>
   <translation>Die Verknüpfung ist vorbereitet</translation>
  </message>
  <message>
   <source>Looked for devices</source>
   <comment>fact.devices_seen</comment>
   <translation>Nach Geräten gesucht</translation>
  </message>
  <message>
   <source>Left the own network</source>
   <comment>fact.own_network_left</comment>
   <translation>Eigenes Netzwerk verlassen</translation>
  </message>
  <message>
   <source>Joined the device’s network</source>
   <comment>fact.device_network_joined</comment>
   <translation>Mit dem Gerät verbunden</translation>
  </message>
  <message>
   <source>The device answered</source>
   <comment>fact.device_answered</comment>
   <translation>Das Gerät antwortete</translation>
  </message>
  <message>
   <source>The device’s key received</source>
   <comment>fact.key_received</comment>
   <translation>Schlüssel des Geräts erhalten</translation>
  </message>
  <message>
   <source>Received the networks it sees</source>
   <comment>fact.networks_seen</comment>
   <translation>Seine Netzwerkliste erhalten</translation>
  </message>
  <message>
   <source>Tried again</source>
   <comment>fact.tried_again</comment>
   <translation>Noch einmal versucht</translation>
  </message>
  <message>
   <source>The device stored the link</source>
   <comment>fact.claim_code_stored</comment>
   <translation>Verknüpfung im Gerät gespeichert</translation>
  </message>
  <message>
   <source>Wi-Fi details delivered</source>
   <comment>fact.details_delivered</comment>
   <translation>WLAN-Daten übertragen</translation>
  </message>
  <message>
   <source>Told the device to join</source>
   <comment>fact.connect_sent</comment>
   <translation>Gerät zum Verbinden aufgefordert</translation>
  </message>
  <message>
   <source>The device left setup mode</source>
   <comment>fact.setup_mode_left</comment>
   <translation>Gerät hat den Einrichtungsmodus verlassen</translation>
  </message>
  <message>
   <source>Back on the own network</source>
   <comment>fact.own_network_back</comment>
   <translation>Zurück im eigenen Netzwerk</translation>
  </message>
  <message>
   <source>The internet answers again</source>
   <comment>fact.internet_back</comment>
   <translation>Das Internet antwortet wieder</translation>
  </message>
  <message>
   <source>Lost the device’s network</source>
   <comment>fact.link_lost</comment>
   <translation>Netzwerk des Geräts verloren</translation>
  </message>
  <message>
   <source>The device is in setup mode again</source>
   <comment>fact.came_back</comment>
   <translation>Gerät ist wieder im Einrichtungsmodus</translation>
  </message>
  <message>
   <source>Asked the service for it</source>
   <comment>fact.cloud_asked</comment>
   <translation>Den Dienst danach gefragt</translation>
  </message>
  <message>
   <source>Its owner is asked by e-mail</source>
   <comment>fact.owner_asked</comment>
   <translation>Der Besitzer wird per E-Mail gefragt</translation>
  </message>
  <message>
   <source>An update is being installed</source>
   <comment>fact.update_seen</comment>
   <translation>Eine Aktualisierung wird installiert</translation>
  </message>
  <message>
   <source>Seen online</source>
   <comment>fact.seen_online</comment>
   <translation>Online gesehen</translation>
  </message>
  <message>
   <source>Linked to the account</source>
   <comment>fact.linked</comment>
   <translation>Mit dem Konto verknüpft</translation>
  </message>
  <message>
   <source>Name saved</source>
   <comment>fact.named</comment>
   <translation>Name gespeichert</translation>
  </message>
  <message>
   <source>This computer was asleep</source>
   <comment>fact.slept</comment>
   <translation>Dieser Computer hat geschlafen</translation>
  </message>
  <message>
   <source>{device} – what does the light do?</source>
   <comment>helper.window</comment>
   <translation>{device} – was macht das Licht?</translation>
  </message>
  <message>
   <source>What does the light do?</source>
   <comment>helper.title</comment>
   <translation>Was macht das Licht?</translation>
  </message>
  <message>
   <source>Watch it for ten seconds. First the movement, then the colour.</source>
   <comment>helper.lead</comment>
   <translation>Beobachten Sie es zehn Sekunden lang. Erst die Bewegung, dann die Farbe.</translation>
  </message>
  <message>
   <source>How does it move?</source>
   <comment>helper.how</comment>
   <translation>Wie bewegt es sich?</translation>
  </message>
  <message>
   <source>Which colour is closest?</source>
   <comment>helper.colour</comment>
   <translation>Welche Farbe kommt am nächsten?</translation>
  </message>
  <message>
   <source>Slow or fast?</source>
   <comment>helper.last</comment>
   <translation>Langsam oder schnell?</translation>
  </message>
  <message>
   <source>How many flashes?</source>
   <comment>helper.flashes</comment>
   <translation>Wie viele Blitze?</translation>
  </message>
  <message>
   <source>This is it</source>
   <comment>helper.this_is_it</comment>
   <translation>Das ist es</translation>
  </message>
  <message>
   <source>I am not sure</source>
   <comment>helper.not_sure</comment>
   <translation>Ich bin nicht sicher</translation>
  </message>
  <message>
   <source>That is all right.</source>
   <comment>helper.not_sure.title</comment>
   <translation>Das macht nichts.</translation>
  </message>
  <message>
   <source>Wait 30 seconds and look again, or film it with a phone and watch the film slowly.</source>
   <comment>helper.not_sure.advice</comment>
   <translation>Warten Sie 30 Sekunden und sehen Sie noch einmal hin, oder filmen Sie es mit dem Telefon und sehen Sie den Film langsam an.</translation>
  </message>
  <message>
   <source>Stop the movement</source>
   <comment>helper.stop</comment>
   <translation>Bewegung anhalten</translation>
  </message>
  <message>
   <source>Let it move</source>
   <comment>helper.start</comment>
   <translation>Bewegung zeigen</translation>
  </message>
  <message>
   <source>Light code {code}. {meaning} {advice}</source>
   <comment>helper.answer.spoken</comment>
   <translation>Lichtcode {code}. {meaning} {advice}</translation>
  </message>
  <message>
   <source>On and off</source>
   <comment>helper.move.blink</comment>
   <translation>An und aus</translation>
  </message>
  <message>
   <source>Slowly fading</source>
   <comment>helper.move.breathe</comment>
   <translation>Langsam heller und dunkler</translation>
  </message>
  <message>
   <source>Steady</source>
   <comment>helper.move.steady</comment>
   <translation>Gleichmäßig</translation>
  </message>
  <message>
   <source>Flickers, pause, flashes</source>
   <comment>helper.move.bursts</comment>
   <translation>Flackern, Pause, Blitze</translation>
  </message>
  <message>
   <source>No light</source>
   <comment>helper.move.off</comment>
   <translation>Kein Licht</translation>
  </message>
  <message>
   <source>Dark blue</source>
   <comment>helper.hue.blue</comment>
   <translation>Dunkelblau</translation>
  </message>
  <message>
   <source>Green</source>
   <comment>helper.hue.green</comment>
   <translation>Grün</translation>
  </message>
  <message>
   <source>Light blue</source>
   <comment>helper.hue.cyan</comment>
   <translation>Hellblau</translation>
  </message>
  <message>
   <source>Pink-purple</source>
   <comment>helper.hue.magenta</comment>
   <translation>Pink-Lila</translation>
  </message>
  <message>
   <source>Yellow</source>
   <comment>helper.hue.yellow</comment>
   <translation>Gelb</translation>
  </message>
  <message>
   <source>White</source>
   <comment>helper.hue.white</comment>
   <translation>Weiß</translation>
  </message>
  <message>
   <source>Orange</source>
   <comment>helper.hue.orange</comment>
   <translation>Orange</translation>
  </message>
  <message>
   <source>Red</source>
   <comment>helper.hue.red</comment>
   <translation>Rot</translation>
  </message>
  <message>
   <source>One colour</source>
   <comment>helper.hue.any</comment>
   <translation>Eine Farbe</translation>
  </message>
  <message>
   <source>All colours</source>
   <comment>helper.hue.rainbow</comment>
   <translation>Alle Farben</translation>
  </message>
  <message>
   <source>like ink</source>
   <comment>helper.like.blue</comment>
   <translation>wie Tinte</translation>
  </message>
  <message>
   <source>like grass</source>
   <comment>helper.like.green</comment>
   <translation>wie Gras</translation>
  </message>
  <message>
   <source>like a pool</source>
   <comment>helper.like.cyan</comment>
   <translation>wie ein Schwimmbad</translation>
  </message>
  <message>
   <source>like a fuchsia</source>
   <comment>helper.like.magenta</comment>
   <translation>wie eine Fuchsie</translation>
  </message>
  <message>
   <source>like a lemon</source>
   <comment>helper.like.yellow</comment>
   <translation>wie eine Zitrone</translation>
  </message>
  <message>
   <source>like snow</source>
   <comment>helper.like.white</comment>
   <translation>wie Schnee</translation>
  </message>
  <message>
   <source>like an orange</source>
   <comment>helper.like.orange</comment>
   <translation>wie eine Orange</translation>
  </message>
  <message>
   <source>like a tomato</source>
   <comment>helper.like.red</comment>
   <translation>wie eine Tomate</translation>
  </message>
  <message>
   <source>whichever it is</source>
   <comment>helper.like.any</comment>
   <translation>gleich welche</translation>
  </message>
  <message>
   <source>like a rainbow</source>
   <comment>helper.like.rainbow</comment>
   <translation>wie ein Regenbogen</translation>
  </message>
  <message>
   <source>Slow</source>
   <comment>helper.last.slow</comment>
   <translation>Langsam</translation>
  </message>
  <message>
   <source>Fast</source>
   <comment>helper.last.fast</comment>
   <translation>Schnell</translation>
  </message>
  <message>
   <source>Very fast</source>
   <comment>helper.last.flicker</comment>
   <translation>Sehr schnell</translation>
  </message>
  <message>
   <source>1 flash</source>
   <comment>helper.last.1</comment>
   <translation>1 Blitz</translation>
  </message>
  <message>
   <source>2 flashes</source>
   <comment>helper.last.2</comment>
   <translation>2 Blitze</translation>
  </message>
  <message>
   <source>3 flashes</source>
   <comment>helper.last.3</comment>
   <translation>3 Blitze</translation>
  </message>
  <message>
   <source>3 short, 3 long, 3 short</source>
   <comment>helper.last.sos</comment>
   <translation>3 kurz, 3 lang, 3 kurz</translation>
  </message>
  <message>
   <source>It is ready for setup.</source>
   <comment>light.L1.meaning</comment>
   <translation>Es ist bereit für die Einrichtung.</translation>
  </message>
  <message>
   <source>Go on with setup.</source>
   <comment>light.L1.advice</comment>
   <translation>Fahren Sie mit der Einrichtung fort.</translation>
  </message>
  <message>
   <source>It could not join your Wi-Fi and is back in setup mode.</source>
   <comment>light.L1.meaning.sent</comment>
   <translation>Es konnte sich nicht mit Ihrem WLAN verbinden und ist wieder im Einrichtungsmodus.</translation>
  </message>
  <message>
   <source>The next page asks for the password again.</source>
   <comment>light.L1.advice.sent</comment>
   <translation>Die nächste Seite fragt noch einmal nach dem Passwort.</translation>
  </message>
  <message>
   <source>It is trying to join your Wi-Fi.</source>
   <comment>light.L2.meaning</comment>
   <translation>Es versucht, sich mit Ihrem WLAN zu verbinden.</translation>
  </message>
  <message>
   <source>Wait up to 60 seconds. If it stays like this for 90 seconds, the password or the network is the cause.</source>
   <comment>light.L2.advice</comment>
   <translation>Warten Sie bis zu 60 Sekunden. Bleibt es 90 Sekunden so, liegt es am Passwort oder am Netzwerk.</translation>
  </message>
  <message>
   <source>It should take less than 90 seconds. If it takes longer, the password or the network is the cause: the next page helps.</source>
   <comment>light.L2.advice.sent</comment>
   <translation>Das sollte weniger als 90 Sekunden dauern. Dauert es länger, liegt es am Passwort oder am Netzwerk: Die nächste Seite hilft.</translation>
  </message>
  <message>
   <source>It is almost on your Wi-Fi: it asks the router for an address.</source>
   <comment>light.L3.meaning</comment>
   <translation>Es ist fast in Ihrem WLAN: Es bittet den Router um eine Adresse.</translation>
  </message>
  <message>
   <source>Wait a minute. If it stays like this, restart the router.</source>
   <comment>light.L3.advice</comment>
   <translation>Warten Sie eine Minute. Bleibt es so, starten Sie den Router neu.</translation>
  </message>
  <message>
   <source>It is on your Wi-Fi, but not connected to the {brand} service.</source>
   <comment>light.L4.meaning</comment>
   <translation>Es ist in Ihrem WLAN, aber nicht mit dem Dienst von {brand} verbunden.</translation>
  </message>
  <message>
   <source>A firewall or a sign-in page may be in the way.</source>
   <comment>light.L4.advice</comment>
   <translation>Eine Firewall oder eine Anmeldeseite kann im Weg sein.</translation>
  </message>
  <message>
   <source>It is on your Wi-Fi and tries to reach the {brand} service.</source>
   <comment>light.L5.meaning</comment>
   <translation>Es ist in Ihrem WLAN und versucht, den Dienst von {brand} zu erreichen.</translation>
  </message>
  <message>
   <source>Wait a minute. If it stays like this, something blocks the way.</source>
   <comment>light.L5.advice</comment>
   <translation>Warten Sie eine Minute. Bleibt es so, versperrt etwas den Weg.</translation>
  </message>
  <message>
   <source>It has reached the {brand} service and signs in.</source>
   <comment>light.L6.meaning</comment>
   <translation>Es hat den Dienst von {brand} erreicht und meldet sich an.</translation>
  </message>
  <message>
   <source>Wait a minute. If it stays like this, something blocks the way.</source>
   <comment>light.L6.advice</comment>
   <translation>Warten Sie eine Minute. Bleibt es so, versperrt etwas den Weg.</translation>
  </message>
  <message>
   <source>It is online.</source>
   <comment>light.L7.meaning</comment>
   <translation>Es ist online.</translation>
  </message>
  <message>
   <source>Setup goes on as soon as the {brand} service reports it.</source>
   <comment>light.L7.advice</comment>
   <translation>Es geht weiter, sobald der Dienst von {brand} es meldet.</translation>
  </message>
  <message>
   <source>It is installing an update.</source>
   <comment>light.L8.meaning</comment>
   <translation>Es installiert eine Aktualisierung.</translation>
  </message>
  <message>
   <source>This can take five minutes. Do not unplug it.</source>
   <comment>light.L8.advice</comment>
   <translation>Das kann fünf Minuten dauern. Stecken Sie es nicht aus.</translation>
  </message>
  <message>
   <source>It is online, but its program is not running.</source>
   <comment>light.L9.meaning</comment>
   <translation>Es ist online, aber sein Programm läuft nicht.</translation>
  </message>
  <message>
   <source>It may update itself; wait five minutes. Then ask support.</source>
   <comment>light.L9.advice</comment>
   <translation>Vielleicht aktualisiert es sich selbst; warten Sie fünf Minuten. Fragen Sie dann den Support.</translation>
  </message>
  <message>
   <source>It is in programming mode.</source>
   <comment>light.L10.meaning</comment>
   <translation>Es ist im Programmiermodus.</translation>
  </message>
  <message>
   <source>Press its reset button once, or unplug it and plug it in again.</source>
   <comment>light.L10.advice</comment>
   <translation>Drücken Sie einmal seinen Reset-Knopf, oder stecken Sie es aus und wieder ein.</translation>
  </message>
  <message>
   <source>Its Wi-Fi is switched off.</source>
   <comment>light.L11.meaning</comment>
   <translation>Sein WLAN ist ausgeschaltet.</translation>
  </message>
  <message>
   <source>Hold {button} for 3 seconds until its light is {listen_light}.</source>
   <comment>light.L11.advice</comment>
   <translation>Halten Sie {button} 3 Sekunden lang gedrückt, bis sein Licht so aussieht: {listen_light}.</translation>
  </message>
  <message>
   <source>Its Wi-Fi is on, but not connected.</source>
   <comment>light.L12.meaning</comment>
   <translation>Sein WLAN ist an, aber nicht verbunden.</translation>
  </message>
  <message>
   <source>Hold {button} for 3 seconds until its light is {listen_light}.</source>
   <comment>light.L12.advice</comment>
   <translation>Halten Sie {button} 3 Sekunden lang gedrückt, bis sein Licht so aussieht: {listen_light}.</translation>
  </message>
  <message>
   <source>Its old Wi-Fi details have been removed.</source>
   <comment>light.L13.meaning</comment>
   <translation>Seine alten WLAN-Daten wurden gelöscht.</translation>
  </message>
  <message>
   <source>Wait until its light is {listen_light}; then go on.</source>
   <comment>light.L13.advice</comment>
   <translation>Warten Sie, bis sein Licht so aussieht: {listen_light}. Dann geht es weiter.</translation>
  </message>
  <message>
   <source>It cannot read what the service sends: its keys do not fit.</source>
   <comment>light.L14.meaning</comment>
   <translation>Es kann nicht lesen, was der Dienst sendet: Seine Schlüssel passen nicht.</translation>
  </message>
  <message>
   <source>This needs the {brand} support team.</source>
   <comment>light.L14.advice</comment>
   <translation>Das braucht den Support von {brand}.</translation>
  </message>
  <message>
   <source>It has joined your Wi-Fi, and there is no internet.</source>
   <comment>light.L15.meaning</comment>
   <translation>Es ist in Ihrem WLAN, und dort gibt es kein Internet.</translation>
  </message>
  <message>
   <source>Check the router. A sign-in page or a filter may be in the way.</source>
   <comment>light.L15.advice</comment>
   <translation>Prüfen Sie den Router. Eine Anmeldeseite oder ein Filter kann im Weg sein.</translation>
  </message>
  <message>
   <source>It has internet, but cannot reach the {brand} service.</source>
   <comment>light.L16.meaning</comment>
   <translation>Es hat Internet, erreicht aber den Dienst von {brand} nicht.</translation>
  </message>
  <message>
   <source>A firewall may be in the way. If not, this needs the {brand} support team.</source>
   <comment>light.L16.advice</comment>
   <translation>Eine Firewall kann im Weg sein. Wenn nicht, braucht das den Support von {brand}.</translation>
  </message>
  <message>
   <source>The service does not accept its keys.</source>
   <comment>light.L17.meaning</comment>
   <translation>Der Dienst nimmt seine Schlüssel nicht an.</translation>
  </message>
  <message>
   <source>This needs the {brand} support team.</source>
   <comment>light.L17.advice</comment>
   <translation>Das braucht den Support von {brand}.</translation>
  </message>
  <message>
   <source>It could not sign in to the service: its keys do not fit.</source>
   <comment>light.L18.meaning</comment>
   <translation>Es konnte sich nicht am Dienst anmelden: Seine Schlüssel passen nicht.</translation>
  </message>
  <message>
   <source>This needs the {brand} support team.</source>
   <comment>light.L18.advice</comment>
   <translation>Das braucht den Support von {brand}.</translation>
  </message>
  <message>
   <source>It has stopped because of a fault.</source>
   <comment>light.L19.meaning</comment>
   <translation>Es ist wegen eines Fehlers stehen geblieben.</translation>
  </message>
  <message>
   <source>Count the flashes that follow the signal and tell the number to {brand} support.</source>
   <comment>light.L19.advice</comment>
   <translation>Zählen Sie die Blitze nach dem Signal und nennen Sie dem Support von {brand} die Zahl.</translation>
  </message>
  <message>
   <source>It has stopped.</source>
   <comment>light.L20.meaning</comment>
   <translation>Es ist stehen geblieben.</translation>
  </message>
  <message>
   <source>Unplug it, plug it in again, and look once more. If it stays like this, ask {brand} support.</source>
   <comment>light.L20.advice</comment>
   <translation>Stecken Sie es aus und wieder ein und sehen Sie noch einmal hin. Bleibt es so, fragen Sie den Support von {brand}.</translation>
  </message>
  <message>
   <source>It shows which one it is: somebody asked it to.</source>
   <comment>light.L21.meaning</comment>
   <translation>Es zeigt, welches es ist: Jemand hat es darum gebeten.</translation>
  </message>
  <message>
   <source>It is online. Nothing needs to be done.</source>
   <comment>light.L21.advice</comment>
   <translation>Es ist online. Es ist nichts zu tun.</translation>
  </message>
  <message>
   <source>It has no power, or it cannot start.</source>
   <comment>light.L22.meaning</comment>
   <translation>Es hat keinen Strom, oder es kann nicht starten.</translation>
  </message>
  <message>
   <source>Is it plugged in? Try another cable or socket. Then ask {brand} support.</source>
   <comment>light.L22.advice</comment>
   <translation>Ist es eingesteckt? Versuchen Sie ein anderes Kabel oder eine andere Steckdose. Fragen Sie dann den Support von {brand}.</translation>
  </message>
  <message>
   <source>Save details for support</source>
   <comment>report.title</comment>
   <translation>Angaben für den Support speichern</translation>
  </message>
  <message>
   <source>This is everything that will be saved. Passwords, sign-in, e-mail are not in it.</source>
   <comment>report.lead</comment>
   <translation>Das ist alles, was gespeichert wird. Passwörter, Anmeldung und E-Mail sind nicht dabei.</translation>
  </message>
  <message>
   <source>Everything that will be saved</source>
   <comment>report.text</comment>
   <translation>Alles, was gespeichert wird</translation>
  </message>
  <message>
   <source>Shorten network names</source>
   <comment>report.shorten</comment>
   <translation>Netzwerknamen kürzen</translation>
  </message>
  <message>
   <source>Save …</source>
   <comment>report.save</comment>
   <translation>Speichern …</translation>
  </message>
  <message>
   <source>Copy</source>
   <comment>report.copy</comment>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Copied</source>
   <comment>report.copied</comment>
   <translation>Kopiert</translation>
  </message>
  <message>
   <source>Close</source>
   <comment>report.close</comment>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Saved. Reference</source>
   <comment>report.saved</comment>
   <translation>Gespeichert. Kennung</translation>
  </message>
  <message>
   <source>Saving sends nothing. Give the file and this reference to {brand} support.</source>
   <comment>report.saved.next</comment>
   <translation>Gesendet wird dabei nichts. Geben Sie die Datei und diese Kennung dem Support von {brand}.</translation>
  </message>
  <message>
   <source>Saved. Reference {reference}</source>
   <comment>report.saved.spoken</comment>
   <translation>Gespeichert. Kennung {reference}</translation>
  </message>
  <message>
   <source>Show the file</source>
   <comment>report.show</comment>
   <translation>Datei zeigen</translation>
  </message>
  <message>
   <source>The file could not be written: {reason}. Choose another folder.</source>
   <comment>report.failed</comment>
   <translation>Die Datei konnte nicht geschrieben werden: {reason}. Wählen Sie einen anderen Ordner.</translation>
  </message>
  <message>
   <source>Details for support</source>
   <comment>report.filter</comment>
   <translation>Angaben für den Support</translation>
  </message>
  <message>
   <source>setup-details-{reference}.zip</source>
   <comment>report.file</comment>
   <translation>einrichtung-{reference}.zip</translation>
  </message>
  <message>
   <source>Language</source>
   <comment>language.title</comment>
   <translation>Sprache</translation>
  </message>
  <message>
   <source>System language</source>
   <comment>language.system</comment>
   <translation>Sprache des Systems</translation>
  </message>
  <message>
   <source>English</source>
   <comment>language.en</comment>
   <translation>English</translation>
  </message>
  <message>
   <source>Deutsch</source>
   <comment>language.de</comment>
   <translation>Deutsch</translation>
  </message>
  <message>
   <source>Close</source>
   <comment>language.close</comment>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>About {app}</source>
   <comment>about.title</comment>
   <translation>Über {app}</translation>
  </message>
  <message>
   <source>Version {version}</source>
   <comment>about.version</comment>
   <translation>Version {version}</translation>
  </message>
  <message>
   <source>Set up {device} by {brand}</source>
   <comment>about.made_for</comment>
   <translation>{device} von {brand} einrichten</translation>
  </message>
  <message>
   <source>Licences</source>
   <comment>about.licences</comment>
   <translation>Lizenzen</translation>
  </message>
  <message>
   <source>The text of this licence is not part of this installation. Licence: {name}</source>
   <comment>about.licence.none</comment>
   <translation>Der Text dieser Lizenz gehört nicht zu dieser Installation. Lizenz: {name}</translation>
  </message>
  <message>
   <source>Sources of the LGPL parts (Qt, PySide)</source>
   <comment>about.sources</comment>
   <translation>Quellen der LGPL-Teile (Qt, PySide)</translation>
  </message>
  <message>
   <source>Close</source>
   <comment>about.close</comment>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Replay of {reference}, page {n} of {count}. Nothing can be changed. The customer could press: {buttons}.</source>
   <comment>replay.ribbon</comment>
   <translation>Wiedergabe von {reference}, Seite {n} von {count}. Nichts kann geändert werden. Drücken ließ sich: {buttons}.</translation>
  </message>
  <message>
   <source>nothing</source>
   <comment>replay.no_buttons</comment>
   <translation>nichts</translation>
  </message>
  <message>
   <source>[left out]</source>
   <comment>replay.left_out</comment>
   <translation>[ausgelassen]</translation>
  </message>
  <message>
   <source>Continue</source>
   <comment>replay.continue</comment>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>Close</source>
   <comment>replay.close</comment>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>{brand} {device}: guide to setup</source>
   <comment>guide.title</comment>
   <translation>{brand} {device}: Anleitung zur Einrichtung</translation>
  </message>
  <message>
   <source>For the telephone: ask for the code in the bottom left corner, then for the light.</source>
   <comment>guide.intro</comment>
   <translation>Am Telefon: Fragen Sie nach dem Code unten links, dann nach dem Licht.</translation>
  </message>
  <message>
   <source>The seven steps</source>
   <comment>guide.steps</comment>
   <translation>Die sieben Schritte</translation>
  </message>
  <message>
   <source>Step {n}</source>
   <comment>guide.step</comment>
   <translation>Schritt {n}</translation>
  </message>
  <message>
   <source>What the light means</source>
   <comment>guide.lights</comment>
   <translation>Was das Licht bedeutet</translation>
  </message>
  <message>
   <source>Code</source>
   <comment>guide.lights.code</comment>
   <translation>Code</translation>
  </message>
  <message>
   <source>Light</source>
   <comment>guide.lights.light</comment>
   <translation>Licht</translation>
  </message>
  <message>
   <source>Meaning</source>
   <comment>guide.lights.meaning</comment>
   <translation>Bedeutung</translation>
  </message>
  <message>
   <source>What helps</source>
   <comment>guide.lights.advice</comment>
   <translation>Was hilft</translation>
  </message>
  <message>
   <source>The codes</source>
   <comment>guide.codes</comment>
   <translation>Die Codes</translation>
  </message>
  <message>
   <source>Code</source>
   <comment>guide.codes.code</comment>
   <translation>Code</translation>
  </message>
  <message>
   <source>What the page says</source>
   <comment>guide.codes.title</comment>
   <translation>Was die Seite sagt</translation>
  </message>
  <message>
   <source>Ways out</source>
   <comment>guide.codes.ways</comment>
   <translation>Auswege</translation>
  </message>
  <message>
   <source>Note for network administrators</source>
   <comment>guide.note</comment>
   <translation>Notiz für die Netzwerkverwaltung</translation>
  </message>
  <message>
   <source>Support</source>
   <comment>guide.support</comment>
   <translation>Support</translation>
  </message>
  <message>
   <source>the network</source>
   <comment>guide.value.net</comment>
   <translation>das Netzwerk</translation>
  </message>
  <message>
   <source>this computer’s network</source>
   <comment>guide.value.own</comment>
   <translation>das Netzwerk dieses Computers</translation>
  </message>
  <message>
   <source>the device</source>
   <comment>guide.value.suffix</comment>
   <translation>das Gerät</translation>
  </message>
  <message>
   <source>name</source>
   <comment>guide.value.name</comment>
   <translation>Name</translation>
  </message>
  <message>
   <source>another one</source>
   <comment>guide.value.other</comment>
   <translation>ein anderes</translation>
  </message>
  <message>
   <source>the first one</source>
   <comment>guide.value.first</comment>
   <translation>das erste</translation>
  </message>
  <message>
   <source>…</source>
   <comment>guide.value.n</comment>
   <translation>…</translation>
  </message>
  <message>
   <source>sign</source>
   <comment>guide.value.sign</comment>
   <translation>ein Zeichen</translation>
  </message>
  <message>
   <source>date</source>
   <comment>guide.value.date</comment>
   <translation>Datum</translation>
  </message>
  <message>
   <source>time</source>
   <comment>guide.value.time</comment>
   <translation>Uhrzeit</translation>
  </message>
  <message>
   <source>a while</source>
   <comment>guide.value.tried</comment>
   <translation>eine Weile</translation>
  </message>
  <message>
   <source>proxy</source>
   <comment>guide.value.proxy</comment>
   <translation>Proxy</translation>
  </message>
  <message>
   <source>…</source>
   <comment>guide.value.message</comment>
   <translation>…</translation>
  </message>
  <message>
   <source>see the label or the code page</source>
   <comment>guide.value.id</comment>
   <translation>siehe Etikett oder Angaben für den Support</translation>
  </message>
  <message>
   <source>Made by setup {version}.</source>
   <comment>guide.made</comment>
   <translation>Erzeugt von Programmversion {version}.</translation>
  </message>
 </context>
</TS>
