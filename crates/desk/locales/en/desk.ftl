# Every text of the desk in English. The same keys stand in ar/desk.ftl; a test compares them.

amana = Amana
skip = Skip to the content
assets-missing = The pages were built without their styles and scripts. They work, but plainly. To build them:
all = All
show = Show
print = Print
not-told = not told

## Around every page
nav-label = Rooms
nav-first = Overview
nav-accessions = Accessions
nav-photographs = Photographs
nav-found = Files found
nav-people = People
nav-keying = Keying
nav-activity = Activity
nav-account = Account
nav-help = Help
sign-out = Sign out
foot-archive = Archive { $x }
foot-record = Every uncovered view is recorded in the custody log.
banner-label = Pictures are uncovered
banner-text = Pictures are shown uncovered, and each view is recorded.
banner-left = { $x } left
banner-minutes = { "{n}" } min left
cover-again = Cover again
pager-label = Pages
pager-previous = Previous
pager-next = Next
pager-place = Page { $n } of { $of }

## Numbers, sizes, times
bytes = { $n ->
    [one] { $n } byte
   *[other] { $n } bytes
}
kilobytes = { $x } kB
megabytes = { $x } MB
gigabytes = { $x } GB
per-second = { $x } a second
percent = { $x }%
x-of = { $x } of { $y }
n-of = { $n } of { $of }
named = { $x }
when = { $x }, { $y } UTC
date-clock = { $x }, { $y }
month-year = { $x } { $y }
day-month = { $x } { $y }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
seconds = { $n ->
    [one] { $n } second
   *[other] { $n } seconds
}
seconds-tenths = { $x } seconds
seconds-none = less than a second
minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
files-count = { $n ->
    [one] { $n } file
   *[other] { $n } files
}
accounts-count = { $n ->
    [one] { $n } account
   *[other] { $n } accounts
}
photographs-count = { $n ->
    [one] { $n } photograph
   *[other] { $n } photographs
}
entries = { $n ->
    [one] { $n } entry
   *[other] { $n } entries
}
findings = { $n ->
    [0] nothing damaged
    [one] { $n } finding
   *[other] { $n } findings
}

## Signing in
signin-title = Sign in
signin-lead = To the archive { $x }
signin-name = Name
signin-password = Password
signin-button = Sign in
signin-note = Signing in, signing out and failed attempts are recorded in the custody log.
signin-wrong = The name or the password is not right.
signin-wait = Too many attempts. Please try again in { $x }.
signin-disabled = This account is switched off. Please speak to a custodian.

## First page
first-figures = What the archive holds
first-photographs = { $n ->
    [one] photograph
   *[other] photographs
}
first-occurrences = { $n ->
    [one] file found
   *[other] files found
}
first-originals = { $n ->
    [one] original kept
   *[other] originals kept
}
first-accessions = { $n ->
    [one] accession
   *[other] accessions
}
first-copies = { $n ->
    [one] photograph with copies
   *[other] photographs with copies
}
first-groups = { $n ->
    [one] in { $n } group
   *[other] in { $n } groups
}
first-entries = { $n ->
    [one] entry in the custody log
   *[other] entries in the custody log
}
first-outcomes = What became of every file
first-outcomes-lead = Each file of each deposit is here once, whatever became of it.
first-found = Found
first-conditions = How the photographs can be read
first-conditions-lead = A damaged photograph is kept and sealed like every other.
first-all-photographs = Photographs
first-close = Looked at closely
first-close-none = No photograph has been looked at for faces and markings yet:
first-close-looked = { $n } of { $of } photographs have been looked at for faces and markings, by a machine.
first-close-faces = { $n ->
    [one] It found { $n } face
   *[other] It found { $n } faces
}
first-close-markings = { $n ->
    [one] and { $n } patch that may be a marking; those on which it read a number are keyed.
   *[other] and { $n } patches that may be markings; those on which it read a number are keyed.
}
first-latest = Latest accessions
first-all-accessions = All accessions
adds-up = The lines add up to what was found.
adds-up-report = The lines add up to what was found, and the kinds to what was read.
adds-not-up = The lines do not add up. Please run “amana verify” and speak to a custodian.

## Running intakes
running-title = Intake running
running-progress = Files done
running-files = Files
running-bytes = Read
running-rate = Rate
running-left = Time left
stage-survey = Counting what is there
stage-reading = Reading, sealing and looking
stage-analysing = Looking at what was read
stage-closing = Writing the report

## Accessions
accession = Accession
accession-title = Accession { $x }
accessions-lead = Each time the archive took responsibility for a deposit.
accessions-none = Nothing has been taken in yet. An intake begins on the command line: amana intake ARCHIVE DEPOSIT
accession-sources = Handed in
accession-opened = Begun
accession-ended = Ended
accession-closed = closed
accession-open = not closed
accession-state = State
accession-note = Words of the deposit
accession-kept-short = Kept
accession-exceptions-short = Not taken in
accession-running-note = This intake is running. The counts below are those so far.
accession-open-note = This intake was interrupted. The same command takes it up again; nothing is lost. The counts below are those so far.
accession-photographs = See its photographs
source-folder = folder
source-file = file
report-title = Acquisition report
report-of = Archive { $x }
report-not-again = Gone or changed after an interruption
report-not-again-note = in the custody log, not in the counts
report-archive = Archive identifier
report-root = Root digest of the deposit
report-root-method = How a third party recomputes it
report-counts = What was there, and what became of it
report-outcomes = Files found, by what became of them
report-formats = Files read, by kind of content
report-read = Read
report-conditions = New originals, as far as they were looked at
report-folders = Folders seen
report-not-counted = counted when the intake ends
report-in-containers = Files inside containers
report-bytes-read = Read and hashed
report-bytes-kept = New originals
report-exceptions = Exceptions
report-exceptions-lead = { $n ->
    [one] { $n } file was not simply taken in. It is listed with the reason.
   *[other] { $n } files were not simply taken in. Each is listed with the reason.
}
report-no-exceptions = Every file was taken in without a remark.
report-more-exceptions = { $n ->
    [one] { $n } more stands in the report file.
   *[other] { $n } more stand in the report file.
}
report-resumed = { $n ->
    [one] interrupted and taken up again once
   *[other] interrupted and taken up again { $n } times
}
report-file = Report as a file (JSON)
report-signature = Signature
report-place-date = Place and date

## Files found
found-lead = Every path of every deposit, as it was found, in the order of the custody log.
found-count = { $n ->
    [one] { $n } file
   *[other] { $n } files
}
found-none = Nothing was found with these choices.
path = Path
outcome = What became of it
outcome-kept = kept
outcome-known = known already
outcome-symlink = symbolic link, not followed
outcome-special = device, pipe or socket, not opened
outcome-failed = could not be read
outcome-refused = refused
reason = Reason
size = Size
link-target = points to
exact-bytes = Exact bytes
path-odd = This path has characters that cannot be seen, or bytes that are not text. They are shown as marks.

## The grid
filters = Filters
filter-condition = Condition
filter-accession = Accession
filter-folder = Folder
filter-year = Year
filter-camera = Camera
filter-format = Kind
filter-copies = Copies
filter-from = From
filter-to = To
filter-date-shape = 2012-03-15
filter-clear = any
filter-clear-all = Show all
filter-more = { $n ->
    [one] { $n } more
   *[other] { $n } more
}
copies-all = All photographs
copies-best = Best version only
copies-only = Only with copies
search-label = Search in paths
search-placeholder = Search in paths
search-button = Search
order-label = Order
order-accession = As taken in
order-taken = By camera time
order-path = By path
photographs-none = No photograph fits these choices.
grid-hint = Covered. Hold a picture, or press U on it, to uncover that one; Enter opens it.
grid-hint-covered = All pictures are covered. Enter opens one.
grid-failed = The picture could not be shown.
grid-uncovered = Uncovered. The view was recorded.
cell-copies = { $n ->
    [one] { $n } version
   *[other] { $n } versions
}
condition = Condition
condition-ready = readable
condition-damaged = damaged
condition-unreadable = unreadable
condition-not-a-picture = not a picture
condition-not-decoded = not decoded
format-jpeg = JPEG
format-png = PNG
format-gif = GIF
format-bmp = BMP
format-tiff = TIFF
format-webp = WebP
format-heic = HEIC
format-zip = ZIP container
format-tar = tar container
format-gzip = gzip
format-pdf = PDF
format-video = video
format-text = text
format-html = HTML
format-svg = SVG
format-empty = empty file
format-other = other

## One photograph
photograph-title = Photograph { $x }
photograph-trail = Place in the list
photograph-back = Back to the grid
photograph-previous = Previous
photograph-next = Next
picture = Picture
picture-covered = Covered.
picture-covered-alt = Covered: a grey blur of the photograph
picture-uncover = Uncover this photograph
picture-cover = Cover
picture-zoom = Full size
picture-scale = Scale
picture-in = Larger
picture-out = Smaller
picture-whole = Whole
picture-recorded = Uncovering is recorded with your name and the time.
picture-not-yours = Your account sees photographs covered.
picture-none = Its bytes are kept and sealed as they were found; only the picture is missing. What is known of it stands on this page.
no-picture-not-looked-at = It has not been looked at yet, so there is no preview.
no-picture-not-a-picture = Its bytes are not a picture.
no-picture-not-decoded = It is a picture of a kind or size that this version cannot decode.
no-picture-unreadable = It claims to be a picture, but no picture can be read out of its bytes.
no-picture-take = To open it with other programs, a custodian takes an unaltered copy on the command line. That is recorded.
no-picture-page = What is known of it
facts-title = What is known
readable = { $x } readable
pixels = { $x } × { $y } pixels
date-folder = Date by its folder
date-from = from
date-camera = Date by the camera’s clock
dates-differ = The camera’s clock and the folder tell different days. Camera clocks are reset when a battery is changed.
serial = serial number
position = Position
measures = Measures
measures-text = sharpness { $x }, brightness { $y }
quality = quality { $n } of { $of }
not-analysed = not looked at yet
digest = Digest (SHA-256)
exif-all = All metadata fields
exif-primary = Picture
exif-thumbnail = Thumbnail
exif-exif = Camera
exif-gps = Position
exif-interop = Interoperability
exif-xmp = XMP
damage-truncated = Cut off before its end.
damage-no-end-marker = Has no end marker.
damage-bad-entropy-data = Picture data broken inside.
damage-zero-filled = Filled with zeros from a point on.
damage-leftover-data = Left-over data after the picture.
damage-header-only = Only a header, no picture.
damage-wrong-name = The name says another kind than the content.
damage-trailing-data = Further data after the end.
damage-too-large = Beyond the limit of pixels.
damage-time-limit = Took too long to decode.
occurrences-title = { $n ->
    [one] Found at { $n } place
   *[other] Found at { $n } places
}
modified = modified { $x }
entry-n = entry { $x }
copies-title = { $n ->
    [one] { $n } version of this picture
   *[other] { $n } versions of this picture
}
copies-lead = Suggested by the machine: the same picture, saved again or changed. Best version first.
copy-here = This one.
copy-distance = { $n ->
    [one] { $n } of { $of } bits differs from the best
   *[other] { $n } of { $of } bits differ from the best
}
relation-best = Best version
relation-reencoded = Saved again
relation-resized = Resized
relation-cropped = Cropped
relation-altered = Altered
relation-exact = Same bytes
turning-none = not turned
turning-rotated-90 = turned by 90°
turning-rotated-180 = turned by 180°
turning-rotated-270 = turned by 270°
turning-mirrored = mirrored
turning-mirrored-90 = mirrored, turned by 90°
turning-mirrored-180 = mirrored, turned by 180°
turning-mirrored-270 = mirrored, turned by 270°

## Living bystanders
bystanders-title = Living bystanders
bystanders-lead = Guards, conscripts, relatives: people in the frame who are not the dead. What is marked is blurred beyond recovery wherever the picture is shown, its faces are compared with nothing, and no copy leaves with it unless somebody says why.
bystanders-copies = Copies of this picture are marked one by one: a mark here does not protect them.
bystanders-places = Where they are, over the picture as you see it above. Draw a rectangle here to mark another.
bystanders-marked = { $n ->
    [0] Nobody is marked
    [one] { $n } bystander marked
   *[other] { $n } bystanders marked
}
bystanders-by = Marked by { $x }
bystanders-take-back = Take the mark back
bystanders-why = Why
bystanders-see = Show the bystanders too
bystanders-see-why = Why they are to be seen; recorded with your name
bystanders-faces = Faces that a machine found
bystanders-face = Face { $x }
bystanders-mark = Mark as a bystander
bystanders-mark-face = Mark as a bystander: face { $x }
bystanders-by-hand = Mark another region
bystanders-by-hand-how = Draw over the small picture, or set the numbers: shares of the picture, from its left and upper edge. The outline follows.
bystanders-region = Region, in percent
bystanders-left = From the left
bystanders-top = From the top
bystanders-width = Width
bystanders-height = Height
bystanders-note = What is seen, never a name (may stay empty)

## What machines saw
photograph-person = Person
photograph-nobody = put to nobody yet
closely-title = What machines saw
closely-lead = Faces and markings that a machine found, the surest first. It misses some and takes other things for them; nothing is decided by it.
closely-none = No machine has looked at this photograph closely yet.
closely-places = Where they are, over the covered picture: a face in a solid line, a marking in a broken one.
closely-faces = { $n ->
    [0] No face found
    [one] { $n } face
   *[other] { $n } faces
}
closely-markings = { $n ->
    [0] No marking found
    [one] { $n } marking
   *[other] { $n } markings
}
closely-open = Not settled
closely-not-asked = Nobody is asked to key it: no number was read on it, or a face is in it
closely-hidden = What a machine read is shown once people have settled it, so that nobody keys after a machine.
closely-reading = A machine read { $x } ({ $y })
closely-number = { $x } { $y }
closely-engine = { $x }, { $y } probable
engine-digits = the digit reader
engine-version = { $x }, version { $y }
face-quality-poor = too poor to be compared
face-quality-fair = fair
face-quality-good = good
reading-field-branch = branch
reading-field-detainee = detainee
reading-field-examination = examination
reading-field-unknown = a number

## A number that no machine found
draw-title = A number that is in no list
draw-lead = Where a number stands on this photograph and is not among those above, draw a rectangle around it, close to the writing. Two people then key it like any other, and see nothing of the picture but the rectangle.
draw-drawn = { $n ->
    [0] Nothing is drawn yet. Draw a rectangle here.
    [one] { $n } number is drawn. Draw a rectangle here to add another.
   *[other] { $n } numbers are drawn. Draw a rectangle here to add another.
}
draw-by-hand = The rectangle
draw-do = Hand it to those who key
draw-fault-outside = Nothing was recorded: the rectangle is not in the picture. Draw it again.
draw-fault-small = Nothing was recorded: the rectangle is too small to read anything in it. Draw it around the whole number.
draw-fault-large = Nothing was recorded: the rectangle is more than a quarter of the picture. Those who key are to see nothing of a body; draw it close to the number.
draw-fault-face = Nothing was recorded: a face lies in the rectangle. Those who key see numbers only; draw it around the number alone.
draw-fault-known = Nothing was recorded: a number at this place is drawn or settled already.
draw-fault-no-picture = Nothing was recorded: of this original no picture can be made.

## Proof
proof-title = Proof
proof-lead = The custody log shows when this photograph came in, and that it has not changed since.
proof-check = Check the proof
proof-file = Take the proof as a file
proof-busy = Checking …
proof-holds = The proof holds: this is the photograph that was taken in, unchanged.
proof-fails = The proof does not hold. Change nothing, and speak to a custodian.
proof-place = Entry { $n } of { $of } in the custody log.
proof-taken-in = Taken in { $x }.
proof-checked = Checked { $x }.
proof-root = Root of the log:
step-ok = Holds:
step-failed = Fails:
step-original = The original’s bytes give its digest.
step-log = The entry that names this digest lies under the root of the log, which is signed with the archive’s key.

## Custody history
history-title = Custody history
history-lead = { $n ->
    [one] { $n } entry of the custody log is about this photograph.
   *[other] { $n } entries of the custody log are about this photograph, in their order.
}
activity-lead = What people and the archive did, newest first. Every line is a signed entry of the custody log.
activity-since = since { $x }
of-table-occurrences = files found
of-table-photographs = photographs
of-table-copies = copies
of-table-faces = faces
of-table-markings = markings
of-table-readings = readings
of-table-keyings = keyings
of-table-candidates = suggested groups
of-table-people = people
of-table-assignments = assignments
of-table-queues = queues
of-table-places = places
of-table-bystanders = bystanders
of-table-samples = samples
of-table-codings = codings
of-table-estimates = estimates
of-table-agreement = agreement
of-table-findings = findings
of-table-rechecks = rechecks
of-table-reports = reports about the missing
of-table-links = reports compared
of-table-claims = claims
of-table-viewings = viewings
of-table-letters = letters
of-table-publications = publications
of-table-takedowns = takedowns
of-table-counts = counts
of-table-definitions = definitions
of-table-events = events
activity-which = Which entries
activity-acts = Acts
activity-everything = Every entry
activity-none = There is no such act.
activity-of-all = Show all acts
pager-newer = Newer
pager-older = Older
event-entry = Entry
event-time = Time
event-agent = Who
event-what = What
event-about = About
act-archive-created = Created the archive
act-configuration-changed = Changed the configuration
act-accession-opened = Began an accession
act-accession-resumed = Took an accession up again
act-file-found = Found a file
act-observations-added = Looked at what was taken in
act-accession-closed = Closed an accession
act-fixity-checked = Checked the archive
act-depositor-revealed = Read who deposited
act-proof-issued = Took a proof away
act-original-exported = Took a copy of an original away
act-log-exported = Wrote the log out
act-key-exported = Wrote a key out
act-table-exported = Wrote a table out
act-account-created = Made an account
act-account-disabled = Switched an account off
act-password-changed = Changed a password
act-accounts-backed-up = Sealed a copy of the accounts
act-accounts-restored = Put the accounts back
act-signed-in = Signed in
act-signed-out = Signed out
act-sign-in-failed = Recorded failed attempts to sign in
act-covered-again = Covered pictures again
failure-unknown-name = a name that no account has
failure-wrong-password = wrong password
failure-disabled = right password, account switched off
attempts = { $n ->
    [one] { $n } attempt
   *[other] { $n } attempts
}
act-uncovered-for-session = Uncovered pictures for a while
act-original-viewed = Saw a photograph uncovered
act-exposure-rule-set = Set the rule about looking
act-marking-shown = Was shown the crop of a marking
act-marking-keyed = Keyed a marking
act-marking-drawn = Drew where a number stands
act-marking-settled = Settled what stands on a marking
act-marking-reopened = Opened a settled marking again
act-keying-rule-set = Set the rule about keying
act-faces-compared = Compared faces with one from outside
act-people-decided = Decided about a person
act-list-imported = Took over a list of people made elsewhere
act-place-described = Described a branch or facility
act-codebook-adopted = Adopted a codebook
act-sample-drawn = Drew a sample of people
act-coding-planned = Planned coding
act-coding-submitted = Submitted a coding
act-coding-adjudicated = Decided where coders differed
act-recheck-drawn = Drew a recheck
act-recheck-told = Looked once more at the machine’s part
act-report-made = Made a report
act-expert-key-set = Named a key to sign findings with
act-finding-signed = Signed a finding
act-finding-handed-out = Handed out a finding
act-definition-described = Described what a count counts
act-bystander-marked = Marked a bystander
act-bystander-unmarked = Took back a bystander's mark
act-working-copy-exported = Took out a working copy
seen-with-bystanders = { $x } · bystanders shown: { $y }
keyed-cannot-be-read = cannot be read
keyed-not-a-number = not a number
size-grid = small, in the grid
size-view = on its page
size-original = full size

## Uncovering
uncover-session = Uncover for a while
uncover-title = Show pictures uncovered
uncover-what = For the time you choose, the grid and the pages show every photograph as it is. Many show bodies and injuries.
uncover-recorded = The choice and each photograph that you see are recorded in the custody log with your name and the time.
uncover-care = Look only as long as the work needs it. You can cover everything again at any time with C or the button at the top.
uncover-long = For how long
uncover-button = Uncover
uncover-stay = Stay covered

## Care while looking
care-views-left = { $n ->
    [one] { $n } view is left today (UTC).
   *[other] { $n } views are left today (UTC).
}
care-views-free = This archive sets no number of views a day.
care-minutes-left = { $n ->
    [0] A pause is due in less than a minute of looking.
    [one] A pause is due after { $n } more minute of looking.
   *[other] A pause is due after { $n } more minutes of looking.
}
care-shorter = Where a pause is due earlier than the time you choose, pictures are covered then.
care-alone = How much you have looked is counted for you and shown to nobody else. Each view stands in the custody log, as it always does.
care-rule = The rule about looking
care-rule-lead = Looking at these pictures harms. The rule holds for everybody, at once, for what was seen today too. Setting it is an entry of the custody log.
care-rule-views = Views a day
care-rule-views-note = After so many nothing more is uncovered for a person on that day (UTC). Leave it empty for no number.
care-rule-looking = Minutes of looking until a pause
care-rule-pause = Minutes of the pause
care-rule-set = Set the rule
care-rule-told = The rule is set.

## People
people-lead = Each is one person, as people of this archive decided. A machine only suggests; every decision is an entry of the custody log and can be undone by another.
people-suggestions = Look through suggestions
people-waiting = { $n ->
    [one] { $n } group waits
   *[other] { $n } groups wait
}
people-none-waits = No suggested group waits for a decision.
people-states = Which people
people-count = { $n ->
    [one] { $n } person
   *[other] { $n } people
}
people-none = Nobody here yet.
people-listed = By a list
state-accepted = Nothing contradicts
state-without-numbers = Without numbers
state-numbers-differ = Numbers differ
state-same-as-another = Same numbers as another
people-unusual = { $n ->
    [one] { $n } person with unusual numbers
   *[other] { $n } people with unusual numbers
}
category-detainee = Detainee
category-soldier = Soldier
category-civilian = Civilian
category-other = Other
category-scene = Place or thing
category-document = Document
sex-female = Female
sex-male = Male
sex-not-assessable = Not assessable
age-band-infant = Infant
age-band-child = Child
age-band-adolescent = Adolescent
age-band-adult = Adult
age-band-elder = Elder
age-band-not-assessable = Not assessable
fact-category = Category
fact-sex = Sex, as seen
fact-age-band = Age, as seen
fact-note = Note
fact-listed-numbers = Numbers in a list made elsewhere
suggestion-title = One person?
suggestion-trail = Where you are
suggestion-back = Back to people
suggestion-lead = A machine takes these photographs for one person’s. Take out whatever is not; what is left is accepted as one person.
suggestion-first = The earliest of the group
suggestion-probability = { $x } probable, by the machine
suggestion-numbers = Settled numbers:
suggestion-others = Others of this group were put to somebody already
suggestion-new = Somebody new
suggestion-accept = Accept as one person
suggestion-skip = Leave for later
suggestion-nobody = All that are ticked show nobody, but
suggestion-put = Put to the person chosen above
suggestion-put-told = Recorded. The photographs were put to:
suggestion-nobody-told = Recorded: they show nobody.
suggestion-nobody-see = See one, and take it back there
suggestion-hint = A machine would say: { $x }. Only a hint.
showing-scene = a place or a thing
showing-document = a document
showing-other = something else
photograph-shows-nobody = Shows nobody: { $x }
strip-take = Belongs together
strip-choose = Choose
strip-keys = Arrows move, X takes a photograph out or in, U uncovers it, A accepts, 1, 2 and 3 say that the ticked show nobody, N leaves the group for later.
strip-keys-person = Arrows move, X chooses a photograph, U uncovers it, O takes the chosen out, S makes another person of them.
reason-numbers = Same numbers { $x } as { $y }
reason-numbers-read = The same numbers as { $x }, by a machine’s reading
reason-time-after = { $x } after { $y }
reason-time-before = { $x } before { $y }
reason-steps-after = { $n ->
    [one] Next after { $x } in the camera’s count
   *[other] { $n } steps after { $x } in the camera’s count
}
reason-steps-before = { $n ->
    [one] Just before { $x } in the camera’s count
   *[other] { $n } steps before { $x } in the camera’s count
}
reason-face = A face like that in { $x }
reason-copy = The same picture as { $x }
reason-folder = In the same folder as { $x }
individual-title = Person { $x }
individual-title-differ = Person { $x }: the numbers differ
individual-differ = Photographs of this person tell different numbers. Perhaps they show two people.
individual-doubles = Somebody else has the same numbers. Perhaps it is one person:
individual-take-out = Take the chosen out
individual-split = Make another person of the chosen
views-lead = A machine sorted these, by where it found faces and markings. It is often wrong; nothing is decided by it.
view-face = Face
view-card = Card or other patch
view-whole = Whole body
view-part = Part of the body
view-unsorted = Not sorted: no machine has looked at them closely
individual-numbers = Numbers
individual-no-numbers = No number is settled on these photographs yet.
individual-keyed-by = { $x } keyed { $y }
individual-fact-from = Seen in
individual-fact-from-none = no photograph in particular
individual-said-by = said by { $x }
individual-said-from = said by { $x }, seen in { $y }
unusual-title = Unusual
unusual-lead = Nothing is corrected by this: cards have mistakes, and clocks and folders have them too.
unusual-unknown-branch = Branch { $x } is not in this collection’s list.
unusual-range = { $x } to { $y }
unusual-digits-branch = The branch number { $x } has an unusual count of digits; usual: { $y }.
unusual-digits-detainee = The detainee number { $x } has an unusual count of digits; usual: { $y }.
unusual-digits-examination = The examination number { $x } has an unusual count of digits; usual: { $y }.
unusual-letter-detainee = ج stands for a branch; here it was keyed as the detainee number.
unusual-letter-examination = ج stands for a branch; here it was keyed as the examination number.
unusual-path-branch = A path names branch { $x }, the card { $y }.
unusual-path-detainee = A path names detainee number { $x }, the card { $y }.
unusual-path-examination = A path names examination number { $x }, the card { $y }.
unusual-out-of-order = By the examination numbers of this branch, { $x } belongs { $z }; the photographs claim { $y }. A clock, a folder or a number may be wrong, here or beside it.
unusual-about = to { $x }
unusual-between = between { $x } and { $y }
unusual-after = to { $x } or later
unusual-before = to { $x } or earlier
individual-numbers-note = According to what people keyed from the cards, tapes and papers in the photographs.
individual-facts = What is seen
individual-facts-lead = Each with who said it, below. “Not assessable” is never “absent”.
individual-listed-note = Somebody’s word from a list that was taken over; no card was read for it.
individual-keep-note = Keep the note
individual-merge = Is it the same person as somebody else?
individual-merge-lead = Both keep their photographs, facts and history; undoing it parts them again, whatever was done since.
individual-other = The other’s three numbers, identifier or page
individual-id = Identifier:
individual-likely = Likely the same
individual-likely-numbers = has the same numbers
individual-likely-machine = a machine groups photographs of both as one person
individual-merge-button = They are one person
individual-history = Decisions
individual-history-lead = The latest first. Each can be undone; the undoing is an entry of its own, and can be undone too.
individual-undo = Undo
otherwise-title = The machine says otherwise
otherwise-lead = What people decided stays as it is. This is what a machine would group now, from what it has seen since; decide anew only where it convinces you.
otherwise-parts = { $n ->
    [one] It would leave these photographs in { $n } group:
   *[other] It would make { $n } groups of these photographs:
}
otherwise-more = { $n ->
    [one] It would add a photograph that is put to nobody:
   *[other] It would add { $n } photographs that are put to nobody:
}
otherwise-others = { $n ->
    [one] It takes photographs of somebody else for this person’s:
   *[other] It takes photographs of { $n } others for this person’s:
}
decision-together = Put together
decision-taken-out = Took out
decision-shows-nobody = Said that nobody is shown
decision-merged = Found to be the same as
decision-described = Described
decision-undone = Undid
decision-fact = { $x }: { $y }
decision-fact-from = { $x } (seen in { $y })
decision-list-taken-back = Took a list back
decision-entry = entry { $x }
decision-entries = { $n ->
    [one] one decision that it brought
   *[other] { $n } decisions that it brought
}
decision-no-longer = no longer counts

## Lists made elsewhere
lists-title = Take over a list
lists-lead = A list of people and numbers that was made elsewhere, a row a photograph. It is tried first: you see what every row does before anything is recorded. A list only adds; what people decided here stays.
lists-file = File (CSV or XLSX)
lists-read = Read it
lists-limit = Up to { $n } MB. The file stays in this machine’s memory for an hour and is not kept; a formula in it is never carried out.
lists-gone = That list is no longer at hand. What was recorded stays; choose the file again.
lists-taken-back = The list was taken back: what it brought counts no longer. Its entries stay in the custody log.
lists-over = Lists taken over
lists-over-lead = What a list brought can be taken back whole, for instance where a column was told wrongly; the mended list, or the same one, can then be taken over.
lists-over-counting = { $n } of { $of } decisions count
lists-over-back = Taken back: nothing that it brought counts any more.
lists-over-before = It came before it was written down which decisions are its own: undo them on the pages of its people.
lists-back = Take it back…
lists-back-lead = Everything that this list brought and that still counts will count no longer: its photographs are put to nobody, and what it said of people is not said any more. What people decided stands.
lists-back-worked = { $n ->
    [one] About one of its people somebody decided something since.
   *[other] About { $n } of its people somebody decided something since.
}
lists-back-do = Take the whole list back
lists-wrong-empty = There is nothing in this file.
lists-wrong-large = This list is too long:
lists-wrong-old = This is an old Excel workbook (.xls), or one locked with a password.
lists-wrong-unreadable = This file cannot be read as a list:
lists-wrong-next = Nothing was recorded. Save it as CSV (UTF-8) or XLSX with one row of headers, and try again.
lists-columns = Columns
lists-columns-lead = The file’s column is needed, and either one for the person or all three numbers. Headers in English and Arabic are recognised; you can tell the others on the next page.
lists-first = The first rows of the list
lists-more-columns = { $n ->
    [one] and { $n } column more
   *[other] and { $n } columns more
}
lists-none = – not in the list –
lists-try = Try with these columns
lists-another = Choose another file
lists-rows = Rows
lists-read-as = Read as
lists-outcome = What every row does
lists-outcome-lead = Nothing is recorded yet. Each number opens its rows.
lists-recorded = Recorded. What follows is the same list, held against the archive as it is now.
lists-record = { $n ->
    [one] Record { $n } person
   *[other] Record { $n } people
}
lists-record-note = With your name, as entries of the custody log. Each can be undone on the person’s page.
lists-nothing = There is nothing to record.
lists-no-file = Tell which column names the file; then every row is tried.
lists-every-row = Every row
lists-rows-count = { $n ->
    [one] { $n } row
   *[other] { $n } rows
}
lists-row = Row
lists-photograph = Photograph
lists-person = Person
list-comma = {", "}
list-field-file = File
list-field-person = Person
list-field-branch = Branch number
list-field-detainee = Detainee number
list-field-examination = Examination number
list-field-category = Category
list-field-sex = Sex
list-field-age-band = Age
list-field-note = Note
list-field-what-file = The photograph’s file name, or as much of its path as tells it apart from others of that name.
list-field-what-person = The list’s own name or number for the person; rows with the same one are one person.
list-field-what-branch = Digits of any script, or ج.
list-field-what-detainee = As given by the branch.
list-field-what-examination = As given by the hospital.
list-field-what-category = Detainee, soldier, civilian, other.
list-field-what-sex = Female, male, not assessable.
list-field-what-age-band = Infant, child, adolescent, adult, elder, not assessable.
list-field-what-note = Free words.
row-outcome-joined = Put to a person
row-outcome-already = Put to that person already
row-outcome-not-found = No photograph has this name
row-outcome-ambiguous = Several photographs have this name
row-outcome-decided = People decided otherwise, which stays
row-outcome-refused = Cannot be used
row-no-file = It names no file.
row-no-person = It names no person: neither a name for one nor all three numbers.
row-not-a-number = { $x }: { $y } is neither 1 to 8 digits nor ج.
row-unknown-word = { $x }: { $y } is no word known here.
row-too-long = { $x } is too long.
row-several = { $n ->
    [one] { $n } photograph ends with this name; tell more of the path.
   *[other] { $n } photographs end with this name; tell more of the path.
}
row-two-people = The list puts this photograph to two people.
row-taken-out = People took this photograph out.
row-numbers-differ = Rows of this person tell different numbers: { $x }
row-fact-differs = Rows of this person tell different things ({ $x }): { $y }
row-put-to = People put photographs of these rows to { $x }.
row-said-otherwise = Said otherwise here, which stays: { $x }
row-keyed-otherwise = People keyed other numbers from this photograph: { $x }

## Work
nav-work = Work
work-lead = What waits, and for whom. Nobody does the same as somebody else at the same time: what one person has before her is not shown to others.
work-mine = Yours
work-mine-none = Nothing was given to you in particular. Take whatever waits.
work-waits = { $n ->
    [one] { $n } waits
   *[other] { $n } wait
}
work-due-by = by { $x }
work-late = late
work-key = Key numbers
work-queues = What waits
work-queue = Work
work-waiting = Waiting
work-done = Done
waits-title = What waits with families
waits-letters-urgent = Urgent letters
waits-letters = Letters not answered yet
waits-duplicates = Two reports that may be about one person
waits-news = Kept searches with somebody new
waits-claims-first = Claims waiting for a first reviewer
waits-claims-second = Claims waiting for a second reviewer
waits-claims-disputed = Claims on which reviewers differ
waits-claims-conflicts = Claims in conflict
waits-claims-told = Families still to be told
waits-publications = Publications waiting for a decision
work-assigned = Who was given what
work-assigned-lead = Whoever was given work is shown it first, the earliest day first; others are shown it last. Giving it and taking it back are entries of the custody log.
work-nothing-assigned = Nothing is given to anybody in particular.
work-to = To
work-due = By
work-by = Given by
work-give = Give
work-choose = – choose –
work-assign = Give the work
work-withdraw = Take back
work-people = Who did what
work-who = Who
work-keyed = Keyed
work-decided = Decided
work-lately = last week
work-told-given = The work is given.
work-told-refused = That was not recorded: she cannot do this work.
work-told-already = That was not recorded: she has this work already. To give it another day, take it back first.
work-told-over = That was not recorded: the day is over. Choose today or a later one.
work-told-withdrawn = The work is taken back. What was done stays.
queue-keying = Keying numbers
queue-candidates = Suggested groups
queue-contradictions = Contradicting numbers
queue-description = What is seen
queue-what-keying = markings that two people have still to agree on
queue-what-candidates = groups in which a photograph is put to nobody
queue-what-contradictions = a person with two sets of numbers, two people with one, an order of examinations that cannot be, a path against its card
queue-what-description = people of whom category, sex or age is not said
people-work-contradictions = Only those whose numbers contradict.
people-work-unusual = Only those about whose numbers something is unusual.
people-work-description = Only those of whom category, sex or age is not said.
people-work-described = Only those of whom category, sex and age are said.
groups-title = Suggested groups
groups-lead = Photographs that a machine takes for one person’s. A group waits as long as one of them is put to nobody.
groups-which = Which groups
groups-none = No such group.
act-work-assigned = Gave work to somebody
act-work-withdrawn = Took work back
## Branches and facilities
places-title = Branches and facilities
places-lead = What the numbers on cards stand for, as this collection goes by it. Each record begins as in the starting list of the program; whatever was changed since is an entry of the custody log.
places-counted = A branch number is settled for { $n } of { $of } people; whose photographs tell two is counted at the one settled first.
places-back = Back to branches and facilities
places-unknown = Numbers that no branch of this list goes by
places-unknown-lead = Settled as branch numbers of people. Perhaps a branch is missing here, perhaps a card was misread.
place-kind-branch = Branch
place-kind-facility = Facility
place-field-name = Name
place-field-kind = Kind
place-field-numbers = Numbers on cards
place-field-name-ar = Name in Arabic
place-field-name-en = Name in English
place-field-aliases = Other names
place-field-note = Note
place-field-identifier = Identifier
place-field-withdrawn = Withdrawn
place-called = branch { $x } ({ $y })
place-numbered-branch = branch { $x }
place-numbered-facility = facility { $x }
place-or = { $x } or { $y }
place-record = Record of { $x }
held-by = According to the numbers on the card, held by { $x }
branch-unknown = { $x } is not in the list of branches
branch-add = Add { $x }
people-of-branch = Only people on whose photographs the branch number { $x } is settled.
people-of-all = Show everybody
people-of-list = Only those of whom this list brought something that still counts.
place-known = The record
place-counted = Counted are people by the branch number settled on their photographs: what the cards say, not where a person was.
place-nothing = none
place-yes = yes
place-withdrawn = withdrawn
place-withdrawn-note = This collection no longer goes by this record. Its numbers do not lead to it.
place-same-number = Another place has one of its numbers. On a card nobody can tell which of them is meant:
place-history = Entries
place-from-list = It is in the starting list of the program. Entries since then, the latest first:
place-not-from-list = It is not in the starting list of the program. Its entries, the latest first:
place-no-entries = It is in the starting list of the program, and stands as it is there.
place-unchanged = Described as it was
place-describe = Describe it anew
place-describe-lead = The whole record is kept as it stands here; what stood before stays in the custody log.
place-new = Add a branch or facility
place-new-lead = It is recorded with your name and the time as an entry of the custody log, and can be changed or withdrawn later.
place-identifier-how = a-z, 0-9 and hyphens; it stays for ever
place-numbers-how = several with spaces between them
place-aliases-how = one on a line
place-withdraw = Withdrawn: this collection does not go by this record
place-keep = Record
place-wrong-identifier = The identifier will not do: 1 to 40 of a-z, 0-9 and hyphens, none of them at its ends. Nothing was recorded.
place-wrong-taken = There is a record with this identifier already. Nothing was recorded.
place-wrong-kind = Please choose what it is. Nothing was recorded.
place-wrong-number = One of the numbers is none: 1 to 8 digits, or ج. Nothing was recorded.
place-wrong-numbers = A number stands there twice, or there are more than 16. Nothing was recorded.
place-wrong-nameless = It needs a name or a number. Nothing was recorded.
place-wrong-length = A name may have 200 characters, the note 2,000. Nothing was recorded.
place-wrong-unseen = A text holds a character that cannot be seen or that turns the direction of others. Please type it anew. Nothing was recorded.
place-wrong-aliases = Another name stands there twice or holds a semicolon, or there are more than 32. Nothing was recorded.

## Keying
keying-lead = You see the crop of a marking and nothing else of the picture. Key what stands there. Somebody else does the same without seeing yours; two who agree settle it.
keying-next = Next crop
keying-care = Being shown a crop, and what you key, are recorded with your name and the time.
keying-standing = Markings
keying-untouched = Nobody has keyed them
keying-one-untouched = Nobody has keyed it
keying-once = Keyed by one person
keying-disagreed = They disagree: a third is asked, or decides
keying-reopened = Opened again
keying-settled-two-agree = Settled: two people agree
keying-settled-third = Settled by a third
keying-settled-decided = Decided with every reading in view
keying-settled-machine-agrees = Settled: one person and the machine agree
keying-all = All markings to be keyed
keying-all-note = Only those on which a machine read a number with some chance, and that show no face. A machine found more patches than these; nobody is asked to key those.
keying-pace = What remains
keying-needed = Keyings needed
keying-needed-note = { $n ->
    [one] for { $n } marking
   *[other] for { $n } markings
}
keying-thirds = Of these, by a third
keying-thirds-note = expected, because the first two disagreed on { $x } so far
keying-thirds-unknown = not counted: how often two disagree is not known yet
keying-each = Time for each
keying-left = Work left
keying-left-note = of one person without a pause, at the middle pace so far
keying-agreement = Agreement of the first two
keying-not-known = not known yet
keying-people = Who has keyed
keying-nobody = Nobody yet.
keying-rule = The rule
keying-rule-lead = How many must agree. Setting it is an entry of the custody log; it holds for what is keyed from then on, and nothing settled before changes.
keying-rule-who = A marking is settled when
keying-rule-two = two people agree
keying-rule-machine = one person and a machine’s reading of probability { $x } or more agree, or else two people
keying-rule-set = Set the rule
keying-told-recorded = Recorded. This is the next.
keying-told-late = Others had settled that one meanwhile, or you had keyed it before. Nothing was recorded for it.
keying-told-nothing = Nothing waits for you at the moment.
keying-told-gone = That crop is no longer in your hands. What you keyed before is recorded.
keying-told-rule = The rule is set.
keying-told-decided = It is settled as you decided.
keying-told-reopened = It is open again.
keying-hers = What you keyed last
keying-hers-lead = As long as a marking is not settled you can take back what you keyed: key it again. Both stay in the custody log; the later one counts.
keying-again = Key it again
keying-again-last = That was a slip: key it again
markings-title = Markings
markings-back = Back to keying
markings-count = { $n ->
    [one] { $n } marking
   *[other] { $n } markings
}
markings-number = Number in it
markings-settled = What is settled
markings-all = All that were handed out or wait to be
markings-stands = Where it stands
markings-act = What can be done
markings-reopen = Open again
markings-decide = Decide
marking-title = What stands here?
marking-alt = The crop of one marking
marking-only = Only the marking is shown.
marking-turn = Turn
marking-turn-back = Turn back
marking-branch = Branch
marking-detainee = Detainee
marking-examination = Examination
marking-other-branch = رقم الفرع
marking-other-detainee = رقم المعتقل
marking-other-examination = رقم الفحص
marking-keypad = Digits
marking-erase = Erase
marking-record = Record
marking-cannot = Cannot be read
marking-none = Not a number
marking-how = Leave a field empty if its number is not there. Digits of every script are taken; J writes ج. Enter leads to the next field and records after the last.
marking-stop = Stop for now
marking-wrong-empty = No number was keyed. Key at least one, or say that it cannot be read.
marking-wrong-number = A field holds something that is no number: 1 to 8 digits, or ج for a branch. Nothing was recorded.
marking-wrong-letter = ج can only stand for a branch. Nothing was recorded.
marking-wrong-long = A field holds more than 8 digits. No number on a card has so many; nothing was recorded.
marking-wrong-choice = Nothing was chosen. Choose one of the readings, or that it cannot be read.
marking-wrong-reason = This needs a reason. Say in a sentence why; nothing was recorded.
marking-wrong-reason-long = The reason is too long: at most 1,000 letters. Nothing was recorded.
marking-third = Two people read this differently. You are the third: key what you see. If you agree with one of them, that settles it; if with neither, you will be shown all three and decide.
marking-again = You keyed this one before. What you key now takes that back; both stay in the custody log.
deciding-title = Which is it?
deciding-lead = Three people read this differently, you among them. Look again, and decide; who read what is not told.
deciding-reopened = What was settled here was opened again: “{ $x }”. These are all the readings so far; who read what is not told. People who have not keyed it can also key it anew.
deciding-what = What stands there
deciding-hers = (your reading)
deciding-other = Something else, in these fields
deciding-why = Why
deciding-why-hers = Why, if it is your own reading
deciding-settle = Settle it so
deciding-note = The decision stands in the custody log with your name, and can be opened again.
reopening-title = Open a settled marking again
reopening-lead = What is settled here will count no longer, for people too, until it is settled anew: by people who have not keyed it, or by decision. All that was keyed stays in the custody log.
reopening-why = Why it is doubted
reopening-button = Open it again

## Account
account-name = Name
account-role = Role
account-expires = Session ends
account-expires-note = at the latest; earlier if nothing is done
account-language = Language and digits
account-theme = Colours
account-keep = Keep these choices
account-views = Seen uncovered today
account-views-lead = { $n ->
    [0] You have seen no photograph uncovered today (UTC).
    [one] You have seen { $n } photograph uncovered today (UTC).
   *[other] You have seen photographs uncovered { $n } times today (UTC).
}
account-views-limit = { $n ->
    [one] After { $n } in a day nothing more is uncovered.
   *[other] After { $n } in a day nothing more is uncovered.
}
account-looked = Looking took { $x } of today: the time in which pictures were uncovered, and a minute for each single view.
account-pause = After { $x } of it a pause of { $y } is due.
theme-machine = As this machine is set
theme-light = Light
theme-dark = Dark
role-custodian = Custodian
role-organiser = Organiser
role-keyer = Keyer
role-reviewer = Reviewer
role-expert = Expert
role-family-worker = Family worker
role-publisher = Publisher
role-auditor = Auditor
role-reader = Reader

## Help
about-1 = Amana (أمانة, a thing entrusted to one’s keeping) keeps photographs of the dead and the disappeared: unaltered, in order, and provable.
about-2 = Machines observe and suggest; people decide. Every act of a person, views of uncovered pictures included, is an entry in the custody log, and the log only grows.
about-3 = Nothing leaves this machine. The pages load nothing from outside.
about-version = Version
keys-title = Keys
key-arrows = Move through the grid
key-ends = First and last photograph
key-pages = A screen back and forth
key-open = Open the photograph
key-uncover = Uncover the chosen photograph
key-cover = Cover again
key-zoom = Full size, after uncovering
key-scale = Larger, smaller, whole, in full size
key-next = Next and previous photograph on its page
key-back = Back to the grid
key-search = To the search field
key-help = This page
glossary-title = Words
term-accession = Accession
term-text-accession = One taking of responsibility for a deposit, with a report of all that was there.
term-occurrence = File found
term-text-occurrence = One path at which something was found. The same content can be found at many paths.
term-original = Original
term-text-original = One content, byte for byte as it came in. It is sealed and never changed.
term-digest = Digest
term-text-digest = The SHA-256 of an original’s bytes: its identity.
term-copy = Version
term-text-copy = A photograph that the machine takes for the same picture, saved again or changed.
term-custody = Custody log
term-text-custody = The signed list of everything that was done. Nothing in it can be changed or taken out unseen.
term-proof = Proof
term-text-proof = What shows, without trust in us, that a photograph stands in the log and is unchanged.
term-covered = Covered
term-text-covered = Shown as a grey blur. Pictures are covered until a person uncovers them.

## When something cannot be done
error-reference = For the trace:
error-home = To the overview
error-signin-title = Please sign in
error-signin-text = The session has ended. Nothing was changed.
error-forbidden-title = Not with this account
error-forbidden-text = Your account does not have the right for this. A custodian can tell you who has.
error-form-title = This form is no longer valid
error-form-text = It was not sent by a page of this session, or the session has changed. Nothing was done. Please go back, load the page again and repeat it.
error-covered-title = Pictures are covered again
error-covered-text = The time of uncovered viewing has ended. Nothing was shown.
error-missing-title = There is no such page
error-missing-text = The address leads nowhere in this archive. Nothing that was taken in is ever deleted; the address may be mistyped.
error-request-title = This address cannot be understood
error-request-text = A part of it is not what it should be. Nothing was changed.
error-large-title = Too much was sent
error-large-text = The form was larger than the desk accepts. Nothing was changed.
error-picture-title = There is no picture to show
error-picture-text = This original is in the archive, but it cannot be shown as a picture. Its bytes are kept and sealed as they were found. Nothing was shown, so no view was recorded.
error-conflict-title = Somebody decided meanwhile
error-pause-title = Time for a pause
error-pause-text = You have looked at uncovered pictures for a good while, and a pause is due. Nothing is lost: all you did is kept, and what is covered can be worked with. You can look again in { $x }: { $y }. Stand up, look out of the window, and talk to somebody.
error-day-title = Enough for today
error-day-text = You have seen as many uncovered pictures today as the rule of this archive allows. Nothing is lost: all you did is kept, and what is covered can be worked with. You can look again in { $x }: { $y }. Stand up, leave it for today, and talk to somebody about what you saw.
error-conflict-text = Others decided about the same photographs, people or places after your page was made (entry { $x } of the custody log). Your decision was not recorded, and theirs was not touched. Please open the page anew, and decide on what stands there now.
error-typed = This is what you decided or wrote; it is not recorded:
error-back = Back to the page, as it stands now
error-asks-title = Something is still missing
choose-to-accept = Every photograph was taken out, so there is nobody to accept. Take in at least one with X, or go on to the next group with N. Nothing was recorded.
choose-photographs = No photograph was chosen. Choose those it is about, with X or by their boxes, and press again. Nothing was recorded.
merge-empty = Nobody was named. Give the other’s three numbers, identifier or page. Nothing was recorded.
merge-nobody = Nobody of these numbers or this identifier is in this archive. Give three numbers as 227-957-272, the identifier that a person’s page shows, or the address of that page. Nothing was recorded.
merge-several = Several people have these numbers. Open the one you mean, and give the identifier that the page shows. Nothing was recorded.
merge-itself = That is this person already. Nothing was recorded.
error-failed-title = Something went wrong here
error-failed-text = The page could not be made. What is in the archive is not touched by this. Please try again; if it stays so, tell a custodian the number below.

## Coding
nav-coding = Coding
coding-lead = Experts say what the photographs of a person show, by a codebook, each without seeing what others said. Not assessable is never absent.
coding-none = Nothing is planned for you to code.
coding-mine = { $n } of { $of } coded by you
coding-next = Code the next person
coding-done = { $n } of { $of } people coded by all who are to code them
coding-people-disputed = { $n ->
    [one] in { $n } coders differ
   *[other] in { $n } coders differ
}
coding-calibration = Calibration: everybody codes everybody
coding-plan = Plan coding
coding-plan-lead = Who codes whom follows from the seed, in an order that anybody can make again. It is recorded and cannot be changed; plan another if need be.
coding-no-coders = Nobody can code yet: a custodian makes an account with the role expert.
coding-refused = This plan will not do: choose coders, at least as many as each person is to have, and people who are in the archive. Nothing was planned.
coding-title = What it is called
coding-scheme = Codebook
coding-entries = { $n ->
    [one] { $n } entry
   *[other] { $n } entries
}
coding-coders = Coders
coding-each = How many code each person of the overlap
coding-overlap = Share of people coded by several, in percent
coding-calibration-plan = Calibration: everybody codes everybody, before the work begins
coding-sample = The people of a sample
coding-people = People, by identifier; everybody if left empty
coding-seed = Seed; drawn if left empty
coding-seed-told = Seed
coding-plan-button = Plan and record it
coding-design = Design
coding-design-text = { $x } coders each for { $y } of the people, one for the rest
coding-agreement = Agreement
coding-agreement-lead = Of what was coded blind, at 95 % confidence. Not assessable is an answer like others here. That coders agree does not say that they are right.
coding-entry = Entry
coding-people-twice = People coded by several
coding-percent = Same answer
coding-alpha = Krippendorff’s alpha
coding-ac1 = Gwet’s AC1, AC2
coding-level = Level
level-nominal = nominal
level-ordinal = ordinal
coding-level-note = An entry whose answers are grades stands twice: nominal, of all answers, “not assessable” among them, with AC1; and ordinal, of people to whom several gave a grade, where answers further apart agree less, with AC2.
coding-undefined = not defined
coding-waiting = { $n ->
    [one] { $n } coder has still to code
   *[other] { $n } coders have still to code
}
coding-agreed = All who are to code have coded, and agree
coding-disputed = { $n ->
    [one] Coders differ in { $n } answer
   *[other] Coders differ in { $n } answers
}
coding-adjudicated = A third decided where coders differed
coding-blind = You see nothing of what others answered before all have coded this person.
coding-third = You decide where coders differ, from the photographs, with a reason.
coding-no-photographs = No photograph of this person can be shown.
coding-photograph = Photograph { $x }
coding-uncover = Uncover
coding-rest-not-assessable = The rest of this section: not assessable
coding-rest-absent = The rest: absent
coding-help = What to look for
coding-other = Coder { $x }: { $y }
coding-in-region = { $x }: { $y }
coding-in-photograph = Seen in photograph
coding-place = Where in it, %
coding-mark = Mark in the picture
coding-place-note = Where in a photograph something is seen can be told too: from the left, from the top, width and height, in percent of the picture, as in “12 30 10 8”; or drawn over the picture.
coding-draw = Draw a rectangle over the picture.
coding-bare-first = Uncover the photograph in which it is seen first.
coding-fault-place = The place is four numbers from 0 to 100 that lie in the photograph, from the left, from the top, width and height: { $x }
coding-count = How many
coding-certainty = How sure
coding-regions = Where, region by region
coding-side = Side: { $x }
coding-submit = Submit and go on
coding-keep = Keep and go on later
coding-kept = Your answers are kept so far, for you alone.
coding-unkept = Your answers could not be kept just now. They stand on this page; submit, or try again.
coding-supersede = Submit again, in place of your last
coding-submit-note = What you submit is recorded as it is. You can submit again; the earlier coding stays in the record.
coding-reason = Why
coding-decide = Decide and record
coding-nothing-disputed = Nothing is disputed about this person.
coding-again = You coded this person meanwhile on another page, or something changed. Open the page again; your answers stand here still.
coding-undecided = This cannot be decided so: decide each disputed answer, and say why. What you chose stands here still.
coding-fault-missing = Not answered yet: { $x }
coding-fault-unasked = Not asked, or answered twice: { $x }
coding-fault-answer = This cannot be answered so: { $x }
coding-fault-unpinned = Say in which photograph it is seen: { $x }
answer-present = present
answer-equivocal = equivocal
answer-absent = absent
answer-not-assessable = not assessable
certainty-low = low
certainty-moderate = moderate
certainty-high = high
side-left = left
side-right = right
side-both = both
section-person = Person
section-views = Visible parts
section-nutrition = Nutrition
section-injuries = Injuries
section-neck = Neck
section-restraint = Marks of restraint
section-limbs = Limbs
section-death = Signs of death and decomposition
section-medical = Medical traces
section-clothing = Clothing
section-consistency = Consistency with an alleged method

## Results of coding
answer-open = not settled
results-of = { $x }: results
results-title = Results
results-lead = Only what is settled is told here: all who are to code a person have done so, and they agree or a third decided. Nothing of a single coder’s coding can be seen.
results-closed = You still have people to code in this study. Its results open for you once you have coded them all: until then you are to see nothing of what others saw, not even added up.
results-settled = Settled
results-settled-of = { $n } of { $of } people
results-agreement = How far the coders agree
results-sample = Sample
results-parts = On this page
results-tally = Entry by entry
results-tally-lead = Each person stands in exactly one column of each entry. Not assessable means that the photographs do not show enough to tell: it is never absent. Each number opens the people it counts.
results-choose = Entry
results-hide = Hide small numbers
results-show = Show
results-body = Where on the body
results-body-lead = People of whom the sign is settled in a region, as present or equivocal. A person may count in several regions. Left and right are shaded alike: coders are not compared by the side.
results-body-table = The numbers of the drawing
results-region = Region
results-no-regions = This entry is not told region by region.
results-branches = By branch
results-no-branch = no branch settled
results-alone = This table stands alone: with other numbers of the study beside it, what it hides could be computed.
results-whole = Show all results
results-hidden-lead = Numbers below { $x } are hidden, except 0, and as many others are withheld as it takes that none of them can be computed from this table.
results-below = under { $x }
results-withheld = withheld
results-estimates = What the sample says of all
results-estimates-lead = { $n } people were drawn at random from { $of }. What follows holds for these { $of } and for nobody else. Intervals are of 95 % confidence, by the way in which the people were drawn.
results-share = Share, with its interval
results-assessed = Of those assessed
results-bounds = If all not assessable were no, or yes
results-coders = As coders differ
results-estimates-note = The share is of the people of whom it is settled and assessable. The pale band goes from the share if everybody not assessable or not settled were no, to the share if everybody were yes. The broken line goes from counting what every coder said to counting what any coder said, as they coded blind.
from-to = { $x } to { $y }
results-people-lead = The people behind one number, as it stands now.

## Samples
samples-title = Samples
samples-lead = People drawn at random, so that what is coded of them says something of all. Who is drawn follows from the seed and from the people drawn from; anybody can draw it again.
samples-none = No sample has been drawn yet.
samples-drawn = Drawn so far
sample-draw = Draw a sample
sample-draw-lead = It is shown first. Recording it is an entry of the custody log and cannot be changed.
sample-title = What it is called
sample-method = Method
draw-simple = Simple random
draw-stratified = Simple random in each stratum
draw-systematic = At equal steps from a random start
draw-clusters = Simple random of whole clusters
sample-by = Strata or clusters, where the method goes by them
draw-by-branch = by the branch number on the card
draw-by-month = by the month of the earliest photograph
draw-by-day = by the day of the earliest photograph
draw-by-category = by category
draw-by-folder = by the folder of the first photograph
sample-size = How many people; of clusters, how many clusters
sample-category = Drawn from
sample-everybody = Everybody
sample-try = Show who would be drawn
sample-try-note = This records nothing.
sample-sizes = { $n ->
    [one] How many to draw of { $n } person
   *[other] How many to draw of { $n } people
}
sample-within = to know a share to ±{ $x } points
sample-sizes-note = Simple random, 95 % sure, at worst. Those who turn out not assessable come on top.
sample-shown = A sample, not recorded
sample-shown-lead = So it would be drawn. Recording takes exactly these people; if the archive has changed by then, it says so and records nothing.
sample-record = Record this sample
sample-other = Change it
sample-people = People drawn
sample-frame = Frame
sample-digest = Digest of the frame
sample-left-out = Left out of the frame
sample-left-out-category = { $n ->
    [0] Nobody: everybody is said to be of the category { $x }
    [one] { $n } person, who is not said to be of the category { $x }
   *[other] { $n } people, who are not said to be of the category { $x }
}
sample-left-out-nobody = Nobody: everybody in the archive was in it
sample-top = (at the top of the deposit)
sample-excluded = { $x }: { $y }
sample-excluded-and = {", "}
sample-why = Why
sample-exclude = Left out of the frame
sample-exclude-lead = Each with its reason, which is recorded with the sample. Several are parted by commas; a branch that is not settled is not-said, a month that is not told is unknown. Who is in two of them counts in the first.
sample-exclude-kind = By what
sample-exclude-who = Which
left-out-branch = people of these branch numbers
left-out-month = people whose earliest photograph is of these months
left-out-state = people whose numbers stand so
left-out-without-three-numbers = people of whom not all three numbers are settled
left-out-sample = people of these samples
left-out-study = people of these studies or calibrations
left-out-person = these people
sample-labels = Strata or clusters
sample-who = Who was drawn
sample-drawn-by = Drawn by { $x }, { $y }
sample-plan = Plan a study of it
sample-again = Draw again
sample-again-same = Drawn again just now: the same people came out.
sample-again-other = Drawn again just now from the same frame and seed, other people came out than the log says. A custodian should run “amana verify”.
sample-again-changed = The people in the archive, or what they are parted by, have changed since. The sample stands as it was drawn; a copy of the archive as it was then draws it again.
sample-planning = How many are enough
sample-fault-title = Say what it is called, in 1 to 200 characters. Nothing was recorded.
sample-fault-label = This method goes by strata or clusters: choose by what they are made. Nothing was recorded.
sample-fault-strata = { $x } strata need { $y } people: two of each, or all it has. Nothing was recorded.
sample-fault-long = These are { $x } people, more than a sample holds. Nothing was recorded.
sample-fault-frame = The people in the archive have changed since the sample was shown. Nothing was recorded. What you chose stands below: have it shown again.
sample-fault-more = { $x } were asked for of { $y }, and nobody is drawn twice. Nothing was recorded.
sample-fault-reason = Each exclusion needs a reason, in 1 to 500 characters that can be seen. Nothing was recorded.
sample-fault-values = An exclusion says by what people are left out and which, none twice; only people without all three numbers need nothing more. Nothing was recorded.
sample-fault-value = “{ $x }” is nothing to be left out by, as { $y }. Nothing was recorded.
sample-fault-exclusions = A frame has 20 exclusions at most. Nothing was recorded.
sample-fault-unknown = { $x } is to be left out and is not there. Nothing was recorded.
sample-fault-nobody = With these exclusions nobody is left to draw from. Nothing was recorded.
sample-fault-large = With its labels the sample is longer than an entry of the custody log: draw fewer people, or by shorter labels. Nothing was recorded.
sample-fault-other = It cannot be drawn so: there is nobody to draw from, nobody was asked for, or the seed will not do. Nothing was recorded.

## Counts
nav-counts = Counts
counts-lead = No count stands without its definition, what it is a part of, and what is missing. Each number opens what it counts. What cannot be told is never counted as absent.
counts-definitions = Definitions, counted now
counts-chain = From paths to people
counts-chain-lead = What each step takes away or adds, over the whole archive.
counts-log = { $n ->
    [one] { $n } entry of the log
   *[other] { $n } entries of the log
}
count-citation = Cited as
count-what = What is counted
count-number = Count
count-denominator = Of
count-missing = Cannot be told
count-left-out = Left out
count-asks = Asks
count-asks-nothing = Nothing: all are counted
count-coded = { $x }: { $y }.
count-coded-rest = Not assessable: { $x }. Not coded, or not settled: { $y }.
count-coded-none = no answer
count-coded-counted = counted
count-coded-missing = missing, neither counted nor left out
count-or = {" or "}
count-closed = What experts coded is counted for you once you have coded all that is yours: until then you are to see nothing of what others saw, not even added up.
count-copies = Copies
count-conflicts = Contradictions
count-not-said = What is not said
count-beside = Published
count-parts = In rows
count-sum = Together
count-units = What is counted
count-all-units = All there are, counted or not
count-none = Nothing is counted.
count-untold = cannot be told
unit-occurrences = paths
unit-photographs = photographs
unit-pictures = pictures
unit-people = people
step-not-read = not read
step-not-a-picture = not a picture
step-further-paths = further paths of a photograph
step-copies = copies
step-put-to-nobody = put to nobody
step-further-pictures = further pictures of a person
step-copies-of-anothers = people with copies of another’s pictures
criterion-picture = whether it is a picture
criterion-put = whether it is put to a person
criterion-category = category
criterion-coded-sex = sex as coded
criterion-coded-sex-not-assessable = sex as coded, not assessable
criterion-coded-age-band = age band as coded
criterion-coded-age-band-not-assessable = age band as coded, not assessable
criterion-state = numbers
criterion-branch = branch
criterion-date = date
criterion-file = file
dimension-branch = Branch
dimension-month = Month
dimension-category = Category
dimension-sex = Sex
dimension-age-band = Age band
dimension-coded-sex = Sex as coded
dimension-coded-age-band = Age band as coded
dimension-photographs = Photographs each

## Findings
nav-findings = Findings
findings-lead = What experts state out of coding that is settled: with its limits, signed with a key that only the expert has, never edited. A later version supersedes it, and both stay.
findings-none = There is no finding yet that you may read.
finding-title = Finding
finding-new = Write a finding
finding-next = Write the next version
finding-no-study = You can write a finding on a study in which you have coded everybody whom you were given. There is none yet.
finding-key = Your key
finding-key-lead = A finding is signed with a key of your own. You make it on a machine that you trust and keep its file and its passphrase; the archive is told its public half alone. A later key takes the place of an earlier one; what was signed before stays signed.
finding-key-public = Public half of the key
finding-key-name = Name this key
finding-key-other = Name another key
finding-form-lead = Write what you conclude, in your words. Cause and manner of death are only ever an expert’s words, and stand here or nowhere.
finding-people = People, by identifier, a line each; leave it empty for all people of the study
finding-statement = Statement
finding-alleged = Consistency with what is alleged
finding-alleged-lead = Where something is alleged: how far what you saw fits it, on the five levels of the Istanbul Protocol.
finding-level = What is seen is
finding-method = What is alleged
finding-limits = Limits
finding-expert = Expert
finding-qualifications = Qualifications
finding-to-read = Read it as it will be signed
finding-read = Read before you sign
finding-read-lead = This is the text that is signed, to the letter. Nothing is recorded yet.
finding-text = The text to be signed
finding-sign-here = Sign here
finding-sign-here-lead = Choose the file of your key and type its passphrase. Both are used for this one signature and kept nowhere. The key must be the one that you named:
finding-key-file = File of your key
finding-passphrase = Passphrase of the key
finding-sign = Sign and record
finding-sign-elsewhere = Or sign on a machine of your own
finding-sign-elsewhere-lead = Take the text away, sign it there, and bring the signed note back. Then your key never comes near this machine.
finding-take-text = Take the text away
finding-note-file = The signed note
finding-bring = Bring it back and record it
finding-no-file = No file was chosen. Nothing was recorded.
finding-version-n = Version { $x }
finding-superseded = A later version supersedes this one.
finding-broken = The signature does not fit this text. Somebody altered one of them: have a custodian run “amana verify”, and do not rely on this page.
finding-moved-on = What is settled about these people has changed since this was signed. It stands as it was signed; ask the expert whether she holds to it.
finding-basis = What it rests on
finding-study = Study
finding-whole-study = all people of the study
finding-settled = SHA-256 of the settled answers
finding-log = Log when it was drafted
finding-signature = Signature
finding-fits = The signature fits the text and the key that the expert named.
finding-note = The signed note, as other tools check it
finding-versions = Versions
finding-take-pdf = Take it away as PDF
finding-take-note = Take the signed note away
finding-refused-not-coded = There is no such study that you have coded to its end. Nothing was recorded.
finding-refused-not-in-study = One of these people is not in the study. Nothing was recorded.
finding-refused-open = { $n ->
    [one] Of { $n } person nothing is settled yet: coders are awaited, or differ. Leave the person out, or wait.
   *[other] Of { $n } people nothing is settled yet: coders are awaited, or differ. Leave them out, or wait.
}
finding-refused-text = { $x }: it is empty, too long, or holds a character that cannot be seen. Nothing was recorded.
finding-refused-who = Name 1 to 200 people, nobody twice, or leave the field empty for all. Nothing was recorded.
finding-refused-alleged = At most ten alleged methods go into one finding. Nothing was recorded.
finding-refused-other-version = Another version was recorded since, or this finding is not yours. Nothing was recorded; begin again from the newest version.
finding-refused-changed = What is settled about these people has changed since you read the text. Nothing was recorded; read it again before you sign.
finding-refused-no-key = You have not named a key yet.
finding-refused-bad-key = This is no public key that signs findings. It is one line, as “amana finding key” prints it. Nothing was recorded.
finding-refused-key-taken = This key was named before. A key is one person’s, once. Nothing was recorded.
finding-refused-not-an-expert = This account cannot sign findings. Nothing was recorded.
finding-refused-not-a-key = This file is not an expert’s key, or it is damaged. Nothing was recorded, and nothing of it was kept.
finding-refused-wrong-passphrase = The passphrase does not open this key. Nothing was recorded.
finding-refused-other-key = This is signed with another key than the one that you named. Nothing was recorded.
finding-refused-other-text = The note that you brought signs another text than this one. Nothing was recorded.
finding-refused-note = This is no signed note, or its signature does not fit. Nothing was recorded.
consistency-not-consistent = Not consistent with
consistency-consistent = Consistent with
consistency-highly-consistent = Highly consistent with
consistency-typical = Typical of
consistency-diagnostic = Diagnostic of

## Rechecks
rechecks-title = Rechecks of the machine’s part
rechecks-lead = What a machine had a part in is looked at once more, in a sample, by people who had none. So its errors have a rate, printed with the counts.
rechecks-none = Nothing was rechecked yet.
recheck-of = What is rechecked
recheck-of-readings = Numbers settled by one person and a machine
recheck-of-groups = Groups suggested by a machine and accepted
recheck-drawn = Drawn, of
recheck-right = Right
recheck-wrong = Wrong
recheck-cannot-tell = Nobody can tell
recheck-open = Not looked at yet
recheck-share = Share that is wrong
recheck-interval = The interval is Wilson’s at 95 %, of the finite number drawn from. What nobody could tell is in no share.
recheck-next = Look at the next
recheck-nothing = Nothing of it is left for you: you had a part in the rest, or it is done.
recheck-late = Somebody told of it meanwhile, or it is no longer in your hands. Nothing was recorded.
recheck-draw = Draw a recheck
recheck-draw-lead = A simple random sample; who is in it follows from the seed. It is recorded and not changed.
recheck-size = How many
recheck-draw-button = Draw and record
recheck-refused-readings = Nothing was drawn: fewer numbers than that were settled with a machine’s part. Where two people settle each number, there is nothing to recheck.
recheck-refused-groups = Nothing was drawn: fewer groups than that were accepted as a machine suggested them.
recheck-group-title = One person?
recheck-group-lead = Somebody accepted these photographs as one person, as a machine suggested. Look, and say what you see.
recheck-verdict-right = All show one person
recheck-verdict-wrong = One shows another
recheck-verdict-cannot-tell = Nobody can tell

## Reports
nav-report = Reports
reports-lead = Chosen counts and studies with their definitions, method, uncertainty and limits, at one size of the log. It is shown first. What is taken away can be made again from the log, to the digit.
reports-title = What it is called
reports-definitions = Counts
reports-definitions-none = All of them, if none is chosen.
reports-by = In rows
reports-studies = Studies
reports-no-studies = There is no study of which you may be told results: none is planned, or you still have people to code.
reports-crossed = Entries against branch numbers
reports-hide = Hide numbers below this in tables; none if left empty
reports-language = Language of the report
reports-show = Show it
reports-take = Take it away as PDF
reports-take-note = That it is taken away is recorded first, with its digest and that of everything it was made of.
reports-take-data = Take it away with what it was made of (ZIP)
reports-data-note = What it was made of names people and photographs by identifier and digest: keep it as you keep the archive. “amana recount” makes the same numbers from it again.
reports-change = Change what is in it
reports-refused = This report will not do: give it a title in one line of at most 200 characters, hide numbers below 2 or more, and choose entries of the studies that are in it. Nothing was recorded.
reports-no-font = This program was built without the Arabic font of printed pieces, so it cannot print this report. Nothing was recorded.

nav-missing = Missing
missing-title = Missing people
missing-lead = What families say of people who are missing. It is kept apart from what photographs show, and who said it is sealed apart from what was said. Nothing here tells that somebody was found.
missing-find = Name or identifier
missing-find-button = Find
missing-new = Take a report in
missing-none = No report has been taken in yet.
missing-none-found = No report has such a name.
missing-count = { $n ->
    [one] { $n } report
   *[other] { $n } reports
}
missing-erased = erased
missing-lost = cannot be read
missing-no-consent = No consent stands.
missing-new-lead = Write what is said, as it is said; leave empty what is not said. One name is enough to begin with.
missing-who = Who is missing
missing-what-happened = What happened
missing-recognised-by = What they may be recognised by
missing-name_arabic = Name in Arabic
missing-name_latin = Name in Latin letters
missing-father = Father’s name
missing-mother = Mother’s name
missing-other_names = Other names
missing-other-how = one on each line: nicknames, other spellings
missing-sex = Sex
missing-not-said = not said
missing-born = Born
missing-birthplace = Where born
missing-date-how = as far as known: 2013, 5/2013 or 17/5/2013
missing-taken = Taken
missing-taken_where = Where taken
missing-held_by = By whom taken or held, as said
missing-last_seen = Last seen or heard of
missing-last_seen_where = Where
missing-marks = Marks on the body
missing-teeth = Teeth
missing-clothing = Clothing and things carried
missing-testimony = What else is told
missing-contact = Who reports
missing-contact-lead = This is sealed apart, under a key of its own. Whoever reads it says why, and that is recorded.
missing-contact-name = Name of whoever reports
missing-contact-relation = What they are to the missing person
missing-contact-reach = How to reach them
missing-contact-reach-how = and how not: who must not answer, when not to call
missing-contact-language = Language to speak
missing-consent = Consent
missing-consent-lead = What the family agrees to, each for itself. They can withdraw it at any time; what is not ticked is not agreed to.
missing-how = How they consented: on paper, by voice, before whom
missing-take-in = Take it in
missing-came = Taken in { $x }.
missing-version = Told anew: version { $x }, { $y }.
missing-said = What is said
missing-erased-lead = What was said was erased: its key was destroyed, and nobody can read it any more. That it was there, and that it was erased, stays in the log.
missing-lost-lead = This cannot be read: its key or its sealed object is lost or damaged. Nobody erased it. Take both from a copy of the archive; “amana verify” names them.
missing-contact-apart = Sealed apart from what is said.
missing-contact-none = Nobody is named.
missing-contact-erased = It was erased.
missing-contact-why = Why it is read
missing-contact-read = Read it
missing-contact-new = Seal a contact
missing-contact-first = Seal a contact
missing-contact-seal = Seal it
missing-anew = Tell it anew
missing-keep = Record the new version
missing-keep-note = The earlier version stays, sealed.
missing-erase = Erase
missing-erase-lead = Erasing destroys keys. It cannot be undone, and it reaches this archive alone: erase it in every copy too. The log keeps that something was said and erased, not what.
missing-erase-order = By whose wish or order
missing-erase-sure = Type { $x } to be sure
missing-erase-button = Erase for good
missing-refused-absent = There is no such report.
missing-refused-nameless = A report needs one name at least. Nothing was recorded.
missing-refused-long = One of the texts is too long. Nothing was recorded.
missing-refused-recipient = Consent to hand something on names to whom; other consent names nobody. Nothing was recorded.
missing-refused-how = Say how they consented or withdrew. Nothing was recorded.
missing-refused-changed = Somebody told this report anew meanwhile. Nothing was recorded; what you typed stands below, and what stands now above.
missing-refused-erased = What was said was erased. Nothing was recorded.
missing-refused-already = That stands so already. Nothing was recorded.
missing-refused-no-consent = A photograph of the person alive is used for the search alone, and the family does not consent to it. Nothing was kept.
missing-refused-chosen = Picture { $x }: { $y }
missing-refused-why = A reason is needed, and for erasing the report’s identifier. Nothing was recorded and nothing was erased.
missing-refused-date = A date is a year, a month or a day, as in 2013, 5/2013 or 17/5/2013. Nothing was recorded.
consent-search = Search in this archive
consent-publication = Publish the name, a photograph of the living, or the face of the dead
consent-prosecution = Hand on to a prosecutor or court
consent-sharing = Hand on to another organisation
consent-to-whom = to whom, by name; empty: not agreed to
consent-give = Record a consent
consent-purpose = For what
consent-recipient = To whom
consent-recipient-how = only for handing on
consent-record = Record it
consent-withdraw = Withdraw
consent-withdraw-how = How it was withdrawn
erase-contact = Who reports and how to reach them
erase-everything = Everything that was said, in every version, and who said it
act-missing-reported = Took in what a family says
act-contact-sealed = Sealed who reports
act-contact-read = Read who reports
act-consent-given = Recorded a consent
act-consent-withdrawn = Recorded that a consent is withdrawn
act-publication-policy-set = Set the policy of publication
act-publication-proposed = Proposed that a face is published
act-derivative-made = The picture of a publication was made
act-publication-looked-at = Looked at the picture of a publication
act-publication-decided = Decided about a publication
act-publication-taken-down = Took a face down
act-publication-objected = Recorded an objection to publication
act-objection-withdrawn = Recorded that an objection was withdrawn
act-gallery-published = Began to write the gallery
act-gallery-stands = Wrote the gallery
act-statements-erased = Erased what was said
missing-alike = Reports that may be about the same person
missing-alike-lead = Two relatives may report one person. These agree by name; what else both tell speaks for it or against it. People decide, can take it back, and each report stays its own.
alike-for = For it
alike-against = Against it
alike-name-same = the same name
alike-name-spelled = the same name in another spelling or script
alike-name-within = one name within the other
alike-name-close = the name with small differences
alike-name-all-but-one = all words of the name but one
duplicates-title = Reports that may be about one person
duplicates-waiting = Waiting
duplicates-decided = Decided
duplicates-none = No two reports wait: none agree by name, or people decided about all that do.
duplicates-none-decided = Nobody decided about two reports yet.
duplicates-beside = What both say
duplicates-later = Later
missing-same = About the same person, as people decided
beside-why = Why
beside-same = The same person
beside-different = Another person
beside-is-different = About another person:
beside-back = Take that back
act-reports-compared = Decided whether two reports are about one person
living-title = Photographs of the person alive
living-lead = As the family gave them. They are sealed like all that they say, and are used for nothing but this search; who looks at one is recorded.
living-none = None was given.
living-n = Photograph { $x }
living-look = Look at it
living-add = Seal a photograph
living-file = Photograph (JPEG, PNG, WebP or TIFF, up to 16 MiB; save HEIC of a telephone as JPEG first)
living-which = Whose face
living-which-how = only if several people are in it: counted from the left, 1 for the first
living-seal = Seal it
living-no-models = The models for faces are not at hand here, so a new photograph is kept and its face is not described: no faces are compared with it. “amana serve --models DIR” names their folder.
search-title = Search among the people of this archive
search-lead = Everybody in this archive is put beside this report, in the order in which to look, with what speaks for and against. Nothing is decided by it, and no family is shown it. Each search is recorded with its purpose.
search-purpose = Purpose
search-faces = Compare faces with the photographs of the person alive
search-keep = Keep the search: tell the team when somebody new matches
search-start = Search
search-refused-consent = The family has not consented to a search, or withdrew it. Record the consent first.
search-refused-gone = What was said cannot be read any more: there is nothing to search by.
search-refused-why = A purpose is needed, of 500 characters at most. Nothing was searched and nothing was recorded.
search-found = People in the order in which to look
search-found-lead = The order comes from the reasons beside each person, and is no probability. Many are here who have nothing to do with the report; somebody far down may be the one. Look at the photographs, and decide with others.
search-compared-people = People put beside the report
search-compared-faces = Faces
search-no-living = no photograph of the person alive is sealed with the report
search-neither = Neither for it nor against it
search-elsewhere = { $n ->
    [one] { $n } person is chosen on another page
   *[other] { $n } people are chosen on other pages
}
search-no-faces = not compared
search-faces-of = { $x } of { $y } photographs of the living, with { $z } people
search-branches = Branches that the report names
search-marks = Marks that could be compared
search-none-understood = none that is understood here
search-closed = You still have people to code, so what others coded is left out here.
search-much = { $n ->
    [0] Nobody stands out.
    [one] Much speaks for one person.
   *[other] Much speaks for { $n } people.
 }
search-new = { $n ->
    [0] Nobody is new.
    [one] One is new.
   *[other] { $n } are new.
 }
search-is-new = new
search-nothing = Nothing is known that speaks for or against.
search-show = to be shown
search-viewing = Begin a viewing with those chosen
search-viewing-note = The family describes first; whom to show can still be changed afterwards. Choices hold for this page of the list.
searches-title = Kept searches
searches-lead = Who is new to each since it was made. To see them, search again from the report and say why; the newer search takes the place of this one.
searches-none = No search is kept.
searches-made = { $x }, by { $y }
searches-let-go = Stop keeping it
ground-name-path = { $x }, in the name of a file or folder: { $y }
ground-name-note = { $x }, in a note: { $y }
ground-face = A face is the { $x }. nearest of { $y } people to photograph { $z } of the living
ground-branch = The card has a branch that the report names: { $x }
ground-not-branch = The card has another branch than the report names: { $x } (people are moved between branches)
ground-sex = Sex agrees
ground-not-sex = Sex as seen is another
ground-age = Age agrees with the age band as seen
ground-not-age = The age band as seen is far from the age
ground-taken = Photographed after the person was taken
ground-not-taken = Photographed before the person was taken, as the camera or the folder claims
ground-last-seen = Photographed after the person was last seen or heard of
ground-not-last-seen = Photographed before the person was last seen or heard of, as the camera or the folder claims
ground-mark = The report tells of it and it was coded: { $x }
ground-not-mark = The report tells of it and it was coded as absent: { $x }
mark-scar = scar
mark-eye-missing = missing eye
mark-tissue-loss = missing part
mark-in = { $x } ({ $y })
mark-region-scalp = head
mark-region-face = face
mark-region-eye = eye
mark-region-ear = ear
mark-region-nose = nose
mark-region-mouth = mouth
mark-region-neck-front = neck
mark-region-neck-back = back of the neck
mark-region-chest = chest
mark-region-abdomen = abdomen
mark-region-upper-back = upper back
mark-region-lower-back = lower back
mark-region-shoulder = shoulder
mark-region-upper-arm = upper arm
mark-region-elbow = elbow
mark-region-forearm = forearm
mark-region-hand = hand
mark-region-thigh = thigh
mark-region-knee = knee
mark-region-lower-leg = lower leg
mark-region-ankle = ankle
mark-region-foot = foot
mark-region-sole = sole
faces-title = What comparing faces is worth
faces-lead = A machine puts faces in an order. It recognises nobody. Read this before you use it.
faces-what = What it does
faces-said-what = Two models by others (YuNet of 2023 finds faces, SFace of 2021 describes them; both run on this machine alone) give each face a direction of 128 numbers. Faces of photographs in this archive are put in the order of how near their directions are to a face of the living. “3rd nearest of 800” says where to look, and no more: the nearest of all may be a stranger.
faces-tested = What it was tested on
faces-said-tested = Drawn faces of invented people: on three megapixels all 40 faces of 2048 × 1536 pixels were found, at any rotation; of 40 faces with another picture of their person, 23 had it in first place. Of 80 invented people drawn alive, 2 had their own photographs in first place, hardly more than by chance: drawn faces are more alike than real ones. Two official portraits, among drawn faces, were first at every turn.
faces-not-tested = What it was not tested on
faces-said-not-tested = No real photograph of a dead or injured person, and no photograph of the same person alive and dead: this project has none. How starvation, swelling, injuries and decomposition change the order was not measured, nor how it does for different ages, complexions and sexes, nor for old, small or printed photographs of the living.
faces-rules = How it may be used
faces-said-rules = By trained people, inside this archive, from a report whose family consents. Never shown to a family, never as a percentage, never as a reason by itself. That a face is far down, or that none was found, says nothing.
missing-refused-picture = This is no picture that can be read, or it is longer than 16 MiB. Nothing was kept.
missing-refused-faces = { $n ->
   *[other] The picture shows { $n } faces. Choose it again and say whose face it is, counted from the left. Nothing was kept.
 }
erase-photographs = Photographs of the person alive
act-living-photograph-sealed = Sealed a photograph of a missing person alive
act-living-photograph-viewed = Looked at a photograph of a missing person alive
act-person-searched = Searched the people of the archive for a missing person
act-search-let-go = Let a kept search go
form-title = Paper form
form-lead = Print it, fill it in by hand, and take it in later. The last page, with who reports, is torn off and kept apart.
form-heading = Report about a missing person
form-said = Write what is said, as it is said. Leave empty what is not known. A day, a month or a year is enough for a date.
form-number = Number of the form
form-date = Date
form-signed = Signed for what is consented to on the pages with this number. The signature names who reports, so it stays with this page.
form-signature = Signature
form-witness = Taken down by
form-apart = Tear this page off and keep it apart from the rest. Only the number joins them.
faces-models = The models are at hand here.

# Claims of families on people whom photographs show.
nav-claims = Claims
claims-title = Claims
claims-lead = Families say that somebody in these photographs is the one they miss. Several families may claim one person, and one family several: nothing is chosen early. A level is proposed by one reviewer and stands once a second agrees. Recognition by sight alone never confirms; only dental, fingerprint or DNA evidence does.
claims-waiting = What claims wait for
claims-none = No claim has been opened. A claim is opened on the page of a report.
claims-none-waits = No claim waits for this.
claims-count = { $n ->
    [one] { $n } claim
   *[other] { $n } claims
}
claim-waits-first = first review
claim-waits-second = second review
claim-waits-disputed = reviewers disagree
claim-waits-conflicts = does not fit
claim-waits-told = family to be told
claim-on = on
claim-title = Claim { $x }
claim-opened = Opened by { $x }, { $y }.
claim-conflict = What does not fit
claim-said-lost = What they say cannot be read: a key or a sealed object is lost or damaged. Nobody erased it.
claim-said = What the family says of whom they miss
claim-person = The person whom photographs show
claim-merged = It was opened on { $x }, who was merged into this person. If the merge is undone, the claim goes back.
claim-others = Other claims on this person
claim-others-lead = For the team alone: a family never learns that another claims the same person.
claim-evidence = Evidence
claim-no-evidence = Nothing has been put forward yet.
claim-from-viewing = from a viewing
claim-level = Level
claim-level-lead = Excluded: evidence against. Possible: evidence for; sight is enough. Probable: evidence for beside sight. Confirmed: dental, fingerprint or DNA evidence for, and none of these against. Two different reviewers, each with reasons; a later pair may decide otherwise, and nothing is erased.
claim-level-open = open
claim-level-excluded = excluded
claim-level-possible = possible
claim-level-probable = probable
claim-level-confirmed = confirmed by scientific means
claim-level-withdrawn = withdrawn
claim-told = What the family was told
claim-told-nothing = Nothing yet.
claim-tell = Record what they were told
claim-tell-button = Record it
claim-told-back = Take that back
claim-told-back-lead = If it was recorded amiss, or was not so. Both stay; what is right is recorded as another entry.
claim-told-what = What they were told
claim-told-on = When
claim-told-by = By whom
claim-told-way = How
claim-wish = The family’s wish
claim-wish-lead = It holds at once. What was recorded stays, and the claim can be taken up again.
claim-wish-how = How they said so
claim-wish-how-not = on paper, by voice, before whom; not what they told
claim-withdraw = The family withdraws its claim
claim-resume = The family takes its claim up again
claim-turn-withdrawn = Withdrawn
claim-turn-resumed = Taken up again
claim-individual = The person’s three numbers or identifier
claim-choice = From viewings and searches
claim-choice-viewing = shown in a viewing
claim-choice-search = found in a search
claim-other = or another’s numbers or identifier
claim-open = Claim this person
claim-open-lead = Three numbers as 227-957-272, the identifier that a person’s page shows, or the address of that page. A claim says nothing yet: evidence comes next.
claim-nothing-recorded = Nothing was recorded.
claim-refused-absent = There is no such person, report or claim. Nothing was recorded.
claim-refused-changed = Somebody did something about this claim meanwhile, in entry { $x }. Look at what stands now, and decide again. Nothing was recorded.
claim-refused-already = That stands so already. Nothing was recorded.
claim-involved = You opened this claim or recorded its evidence: another reviewer proposes its level first, and you may be the second.
claim-refused-involved = Whoever opened the claim or recorded its evidence is not its first reviewer. Nothing was recorded.
claim-refused-same-person = The second reviewer must be another person than the first. Nothing was recorded.
claim-refused-nothing-proposed = Nothing waits for a second reviewer. Nothing was recorded.
claim-refused-withdrawn = The family withdrew this claim. Nothing was recorded.
claim-refused-future = Nobody was told anything on a day that has not come. Nothing was recorded.
claim-refused-file = The file is empty, or longer than 16 MiB. Nothing was recorded.
claim-refused-why = Words or a reason are needed, and not endless ones. Nothing was recorded.
missing-claims = Claims of this family
missing-no-claims = This family claims nobody here.
individual-claims = Families’ claims on this person
individual-no-claims = No family claims this person.
evidence-sight = recognised by sight
evidence-document = document
evidence-marks = marks on the body
evidence-clothing = clothing and things carried
evidence-number = number or card
evidence-dental = teeth, by a dentist
evidence-fingerprints = fingerprints
evidence-dna = DNA
evidence-other = something else
evidence-add = Add evidence
evidence-add-button = Record it
evidence-kind = What it is
evidence-bearing = It speaks
evidence-words = In words
evidence-words-how = sealed as what the family says is, and erased with it
evidence-file = A file with it
evidence-file-how = a document, a chart, a laboratory’s report: any file up to 16 MiB, sealed and erased with the rest
evidence-file-open = A file came with it
evidence-file-lead = Nobody has looked into it. Whoever opens it says why, and that is recorded. As a picture it is drawn anew; as a file it is handed over as it came, whatever it is.
evidence-file-picture = Show it as a picture
evidence-file-keep = Take the file away
evidence-file-no-picture = That file is no picture that can be shown. Nothing was recorded as seen. It can be taken away as a file.
evidence-back = Take it back
evidence-back-entry = taken back in entry { $x }
bearing-for = for the claim
bearing-against = against it
level-propose = Propose a level
level-propose-button = Propose it
level-proposed = proposed by { $x }, { $y }
level-agreed = { $x } agrees, { $y }
level-disputed = { $x } does not agree, { $y }
level-overtaken = overtaken by a later proposal
level-waits = waits for a second reviewer
level-hers = You proposed this level. Another reviewer must look at it.
level-second = A second reviewer is asked: { $x }
level-agree = I agree
level-disagree = I do not agree
level-why = Why
level-why-how = your reasons, without words of the family: this stays in the log
shortfall-nothing-against = A claim is excluded by evidence against it, and there is none.
shortfall-nothing-for = Nothing speaks for it yet.
shortfall-sight-alone = Recognition by sight alone is never more than possible.
shortfall-not-scientific = Only dental, fingerprint or DNA evidence confirms, and there is none.
shortfall-contradicted = Dental, fingerprint or DNA evidence speaks against it.
conflict-confirmed-beside = One family’s claim is confirmed, and another’s on the same person is probable or confirmed
conflict-two-probable = Two families’ claims on one person are probable
conflict-contradictory = One family’s claims on one person were decided against each other: one excluded, one probable or confirmed
conflict-lost-basis = What bore the decision was taken back or is contradicted: it does not stand
conflict-person-gone = The person has no photograph any more: its decisions were undone
conflict-person-changed = Photographs that were looked at are no longer this person’s
conflict-several-people = One family claims several people
way-in-person = face to face
way-telephone = by telephone
way-message = by a message
way-letter = by a letter
way-through = through somebody they trust
act-claim-opened = Opened a family’s claim
act-evidence-added = Added evidence to a claim
act-evidence-taken-back = Took evidence back
act-level-proposed = Proposed a level for a claim
act-level-answered = Answered a proposed level as second reviewer
act-claim-withdrawn = Recorded that a family withdraws its claim
act-claim-resumed = Recorded that a family takes its claim up again
act-family-told = Recorded what a family was told
act-told-taken-back = Took back what was recorded of what a family was told
act-evidence-file-opened = Opened a file that came with evidence
claim-no-words = recognised; nothing was named

# Guided viewings: the family worker's pages, then the family's.
nav-viewings = Viewings
viewings-title = Viewings
viewings-lead = A family worker shows a family a few faces. They describe whom they look for before anything is shown. A viewing begins on the page of a report.
viewings-none = No viewing has been held.
viewing-new = Begin a viewing
viewing-new-lead = First let them describe whom they look for, in their own words, before anything is shown. What they say now is not coloured by what they see later. It is sealed as their report is.
viewing-chosen = { $n ->
    [one] One person was chosen to be shown. After the description comes the plan, and they stand in it.
   *[other] { $n } people were chosen to be shown. After the description comes the plan, and they stand in it.
}
viewing-language = Language of what the family sees
viewing-language-en = English
viewing-language-ar = Arabic, ١٢٣
viewing-language-ar-latn = Arabic, 123
viewing-description = How they describe them
viewing-description-how = face, hair, eyes, ears, teeth, marks, habits; and what they wish not to see
viewing-begin = Seal it, and go on
viewing-title = Viewing { $x }
viewing-begun = Begun by { $x }, { $y }.
viewing-described = What they described
viewing-faces = Faces
viewing-no-faces = No face is planned.
viewing-not-shown = not shown
viewing-passed = could not be shown, passed over
viewing-see = See it as they will
viewing-shown-of = { $n } of { $of } faces shown
viewing-look-alike = look-alike
viewing-claim = Open a claim out of it
viewing-plan = Plan faces
viewing-plan-button = Plan them
viewing-candidates = People to show
viewing-candidates-how = their numbers or identifiers, one person on each line; of each the best face of all photographs
viewing-look-alikes = Look-alikes
viewing-look-alikes-how = people whom nobody takes for the one who is sought; they are shuffled in, if the protocol asks for it
viewing-at-once = Faces at a time
viewing-pause-after = Faces until a pause
viewing-order = In which order
viewing-order-given = as named above
viewing-order-shuffled = shuffled
viewing-hand-over = Open the family’s page
viewing-hand-over-note = Stay beside them. Their page has nothing of the archive on it, but this browser is still signed in as you.
viewing-again = Take it up again
viewing-again-note = The family stopped. Only if they wish to go on; what was before them is before them again.
viewing-end = End the viewing
viewing-end-note = An ended viewing is not taken up again; one that is stopped can be.
viewing-state-described = described
viewing-state-running = going on
viewing-state-paused = paused
viewing-state-stopped = stopped
viewing-state-ended = ended
viewing-step-face = the face
viewing-step-head = the head with what is around it
viewing-step-whole = the whole picture
viewing-answer-not-them = Not them
viewing-answer-not-sure = Not sure
viewing-answer-possibly = Possibly
viewing-answer-surely = Surely
viewing-support = Whom a family can turn to
viewing-support-lead = It stands on every page that a family sees. Nothing is shown to a family until it is set.
viewing-support-none = Nobody is named yet.
viewing-support-set = Set it
viewing-support-how = a line each, in the languages of the families: names and numbers that answer
viewing-support-button = Record it
viewing-refused-absent = There is no such viewing, report or person.
viewing-refused-faceless = No photograph of { $x } has a face that can be shown. Nothing was recorded.
viewing-refused-undescribed = Their description comes first. Nothing was recorded.
viewing-refused-plan = A plan names people by identifiers, each once and none whom this viewing has already, at least one of them no look-alike; at most { $x } at a time, and a pause after { $y } at the latest. Nothing was recorded.
viewing-refused-anew = A picture is to be shown again. Press the button below the faces.
viewing-refused-unmade = This picture cannot be shown. Nothing was recorded.
viewing-refused-unanswered = No answer was chosen. Nothing was recorded.
viewing-refused-rest = A pause comes first.
viewing-refused-closed = The viewing is stopped or over.
viewing-refused-order = What is on the page comes first. Nothing was recorded.
viewing-refused-why = Words or a reason are needed, and not endless ones; more of a picture is shown only if the family asks and the worker agrees. Nothing was recorded.
viewing-refused-support = Nobody is named to whom a family can turn. Set that first; nothing is shown before.
missing-viewings = Viewings with this family
missing-no-viewings = No viewing has been held with this family.
family-title = Looking together
family-ready = When you are ready, a face will be shown. Take all the time you need. You can pause or stop at any moment, and no answer is wrong.
family-next = Show it
family-shown-face = A face, in grey, with all around it covered
family-shown-head = A head with what is around it, in grey
family-shown-whole = The whole picture, with cards and other people blurred
family-again = A picture is missing? Show it again
family-features = What you recognise, or what is different
family-answer = Is this the face of whom you look for?
family-answer-button = These are our answers
family-says-not-them = No
family-says-not-sure = We do not know
family-says-possibly = Perhaps
family-says-surely = Yes, surely
family-rest = We pause here. Nothing is shown now. Drink something, breathe, step outside. We go on when you wish, or on another day.
family-go-on = We go on
family-stopped = We have stopped. Nothing is shown any more. You can come back another day and go on where you stopped, or not at all.
family-plan = Nothing is prepared yet. Whoever is with you will tell you when it is.
family-worker-rests = We rest now, for a while: whoever is with you has looked at much today, and nothing more is shown before. Nothing is lost.
family-done = That was all we had to show. Thank you. Whatever you said, nobody decides by it alone, and somebody will speak with you.
family-always = At any moment
family-pause = Pause
family-stop = Stop
family-support = If you wish to speak with somebody
family-worker = For the family worker: back to the viewing
family-more = I wish to see more
family-more-head = Next is the head with what is around it, in grey.
family-more-whole = Next is the whole picture, as it was taken; cards and other people in it are blurred. The body and injuries may be seen.
family-asked = The family asks for it
family-agreed = The family worker agrees
family-more-why = Why
family-more-button = Show it
act-support-contacts-set = Set whom families can turn to
act-viewing-begun = Began a viewing with a family
act-viewing-planned = Planned faces for a viewing
act-viewing-shown = Showed a face to a family
act-viewing-passed-over = Passed over a face that could not be shown to a family
act-viewing-answered = Recorded what a family said of a face
act-viewing-turned = Paused, resumed, stopped or ended a viewing
nav-letters = Letters
letters-title = Letters of families
letters-lead = What families wrote through the portal. Requests to take a face down and objections come first, then whoever has waited longest. Who wrote is sealed apart.
letters-waits = The longest wait
letters-nothing-waits = nobody waits
letters-open = new and in work
letters-all = all
letters-any = any
letters-complete = Complete
letters-lack-nothing = nothing is missing
letters-lack-something = something is missing
letters-show = Show
letters-none = There are no such letters.
letters-count = { $n ->
    [one] { $n } letter
   *[other] { $n } letters
}
letter-days = { $n ->
    [0] less than a day
    [one] { $n } day
   *[other] { $n } days
}
letter-waits = { $n ->
    [0] It has waited less than a day.
    [one] It has waited { $n } day.
   *[other] It has waited { $n } days.
}
letter-pictures = { $n ->
    [one] { $n } picture
   *[other] { $n } pictures
}
letter-kind = Kind
letter-kind-takedown = Take a face down
letter-kind-objection = Objection
letter-kind-recognition = Recognition
letter-kind-report = Report of a missing person
letter-state = State
letter-state-new = new
letter-state-in-work = in work
letter-state-answered = answered
letter-state-closed = closed
letter-script = Written in
letter-script-arabic = Arabic letters
letter-script-latin = Latin letters
letter-script-other = other letters
letter-script-none = no words
letter-urgency = Urgency
letter-urgency-urgent = urgent
letter-urgency-usual = usual
letter-urgency-later = later
letter-lacks = Missing in it
letter-lack-name = the name
letter-lack-father = the father’s name
letter-lack-mother = the mother’s name
letter-lack-born = the birth
letter-lack-taken = when or where they were taken
letter-lack-reach = how to reach them
letter-lack-face = which face
letter-erased = erased
letter-lost = cannot be read
letter-face = Published face
letter-face-unknown = no face has this number
letter-shows = Whose face it is
letter-viewing = Begin a viewing with this person
letter-came = Sent on { $x }, taken in on { $y }.
letter-stands = Where it stands
letter-became = Became the report
letter-follows = Follows their letter
letter-later = Followed by
letter-take-up = Take it up
letter-put-back = Put it back
letter-rank = Set
letter-close = Close it
letter-close-why = Why it is closed
letter-said = What they say
letter-no-words = Nothing was written
letter-erased-lead = The letter was erased. Nobody can read it any more; the log keeps that there was one.
letter-lost-lead = It cannot be read, though nobody erased it: its key or its object is lost or damaged. Run amana verify.
letter-pictures-lead = Pictures came with it. Nobody has looked into them. Each opens in a page of its own, drawn anew, and that somebody looked is recorded.
letter-picture = Show picture { $x }
letter-no-picture = That file is no picture that can be shown. It is kept as it came; nothing was recorded as seen.
letter-report = Take it in as a report
letter-report-title = Take a letter in as a report
letter-report-lead = What the letter says stands below. Go over it: put things where they belong, change no word of theirs. Who wrote is taken over from the letter, sealed.
letter-report-living = Choose the pictures that show the missing person alive. They are sealed with the report, for the search alone, if the family consents to it; each is an entry of its own. The letter keeps its pictures as they came.
letter-living = Seal a picture with a report, as a photograph of the person alive
letter-living-lead = For a report that is here. The family of that report must consent to the search. The letter keeps its own.
letter-living-picture = Picture
letter-living-report = The report
letter-living-with = Picture { $x } is sealed as a photograph of the person alive with
letter-report-how = in their letter { $x }
letter-reports = Reports that may be about this person
letter-reports-lead = If one of them is by the same family, close this letter with that report as the reason. If not, take it in: each relative’s report stays its own, and people decide there whether two are about one person.
letter-same = About the same matter, as people decided
letter-is-different = About another matter:
letter-alike = Letters that may be about the same matter
letter-alike-lead = People decide and can take it back; each letter stays its own.
letter-same-face = about the same face
letter-beside-same = The same matter
letter-beside-different = Another matter
letter-contact = Who wrote
letter-answer = Answer
letter-answer-written = Written by { $x } on { $y }. It goes out with the next amana inbox … --answers.
letter-answer-out = Written by { $x } on { $y }, and handed out.
letter-answer-lead = Whoever has the letter’s number reads the answer, on a device that others may use. Name nobody, and nothing that harms them if it is found. Who is told of a death must hear it from a person, not from a page.
letter-answer-text = What they will read
letter-answer-write = Seal the answer
letter-erase = Erase this letter
letter-erase-lead = Its words, who wrote it, its pictures and the answers to it. It cannot be undone, and it reaches this archive alone: erase it in every copy too. A report that was made of it is erased on its own page.
letter-refused-absent = There is no such letter.
letter-refused-erased = The letter was erased. Nothing was done.
letter-refused-lost = It cannot be read, though nobody erased it. Nothing was done.
letter-refused-already = It stands so already. Nothing was done.
letter-refused-why = It needs a reason or a text, and none that is too long; for erasing, the letter’s identifier. Nothing was done.
letter-refused-no-report = Only a letter that reports somebody becomes a report, and only once. Nothing was done.
letter-refused-meanwhile = Not recorded: somebody else did something with this letter meanwhile. Look at how it stands now; what you typed is kept, and can be sent again.
act-letter-received = Took a letter in
act-letter-moved = Moved a letter
act-letter-ranked = Set how soon a letter is looked at
act-letter-answered = Wrote an answer to a letter
act-answer-handed-out = Handed an answer out
act-letters-compared = Decided whether two letters are about the same matter
act-letter-reported = Took a letter in as a report
act-letter-picture-viewed = Looked at a picture of a letter
act-letter-contact-read = Read who wrote a letter
act-letter-erased = Erased a letter

## Publication

nav-publications = Publication
publications-title = Publication
publications-of = Publication of { $x }
publications-of-person = Publication of this person
publications-lead = Nothing is public without the decision of two people, each with a reason. Whatever is learnt later closes it again. The gallery is written with amana publish.
publications-no-policy = The policy of publication was never set: nothing can be proposed before.
gallery-never = The gallery was never written. Nobody sees a face before this is run:
gallery-begun = A gallery is being written, or its writing was cut off, since
gallery-begun-next = What is taken down may still stand in its folder until this has ended well:
gallery-written = The gallery was last written on
gallery-faces = { $n ->
    [one] one face in it
   *[other] { $n } faces in it
}
gallery-added = { $n ->
    [one] one face became public since and is not in it yet; to write it:
   *[other] { $n } faces became public since and are not in it yet; to write it:
}
gallery-removed = { $n ->
    [one] One face that was taken down or closed is still in the gallery that was written last. To remove it, run:
   *[other] { $n } faces that were taken down or closed are still in the gallery that was written last. To remove them, run:
}
publications-person = This person's page
publications-standings = By standing
publications-none = None here.
standing-first = Waits for the first decision
standing-further = Waits for a further decision
standing-closed = Decided, and closed
standing-public = Public
standing-refused = Refused
standing-taken-down = Taken down
standing-lead-first = Nobody has decided yet.
standing-lead-further = Somebody else must decide too.
standing-lead-closed = It was decided, and is not public for the reasons below.
standing-lead-public = In the gallery from its next run on.
standing-lead-refused = Somebody decided against it.
standing-lead-taken-down = In no gallery from its next run on. The evidence stays.
publication-votes = Decisions for it: { $x } of { $y }.
closed-objection = Somebody objects to this person's face being published.
closed-embargo = Not before { $x }.
closed-age-not-said = Nobody said how old this person was: a child needs a further decision.
closed-bystander = A bystander who is marked in the photograph would be seen.
closed-not-theirs = The photograph is no longer put to this person.
closed-consent = A family whose report is linked has not consented to publication.
closed-withdrawn = A family whose report is linked withdrew its consent to publication.
closed-family = No family's report is linked to this person.
closed-category = Of the category “{ $x }”, which the policy does not publish.
closed-category-not-said = Nobody said of which category this person is.
publication-title = Publication
publication-lead = A face of this person may be proposed for publication, and objections are recorded here.
publication-person = Person
publication-photograph = Photograph
publication-category-not-said = Nobody said it.
publication-proposed = Proposed by
publication-covered = Covered
publication-face = Face
publication-face-covered = A part of the face is covered by: { $x }. Another photograph may show it whole.
publication-face-small = The face is small in this photograph (under 60 pixels): enlarged, little of it is to be recognised. Another photograph may show it larger.
publication-covered-none = Nothing is covered.
publication-see = See the face as it would be published
publication-decisions = Decisions
publication-undecided = Nobody has decided.
publication-undecided-since = Nobody has decided since it was taken down. What was decided before stays in the log.
publication-why = Reason
publication-publish = It may be published
publication-refuse = It may not
publication-take-back = Take my decision back
publication-decide = Your decision
publication-record = Record the decision
verdict-publish = May be published
verdict-refuse = May not
verdict-taken-back = Taken back
publication-take-down = Take down
publication-take-down-lead = At once, for every gallery that is written from now on. What was decided no longer counts; the evidence stays as it is.
publication-was-down = Taken down
publication-cause = Cause
cause-family = A family's wish
cause-safety = Somebody is in danger
cause-mistake = A mistake
cause-order = An order of a court
cause-other = Something else
publication-never-who = never who asked
publication-channel = How the request came
publication-proof = Proof
publication-proof-lead = Shows that this picture was made out of an original of the archive, without a word about which. It tells the day, and no name; pictures made by an earlier version also tell who proposed them.
publication-proof-take = Take the proof away
objections-title = { $n ->
    [one] One objection stands
   *[other] { $n } objections stand
}
objection-record = Record an objection
objection-lead = It holds at once, for what is public and for what is proposed later, until it is withdrawn.
objection-report = The report of the family, if there is one
objection-withdraw = The objection is withdrawn
takedowns-title = Taken down, by month
cover-wound = Wound
cover-body = Body
cover-bystander = Somebody else
cover-card = Card
cover-other = Something else
publishing-choose = Choose the face
publishing-choose-lead = The outlines are faces that a machine found. Choose one, or draw a rectangle around the face.
publishing-no-photograph = No photograph of this person can be shown.
publishing-photograph = Photograph { $x }
publishing-face = Face { $x }
publishing-by-hand = Draw the face
publishing-this = This is the face
publishing-draft = Prepare the face
publishing-draft-lead = What is shaded is covered: its pixels are replaced, and nothing of them is in the picture that is published. The thick outline is what is kept.
publishing-places = What is kept and what is covered
publishing-uncover = Uncover the photograph here
publishing-margin = Kept around the face, in hundredths of it
publishing-turn = Turned by, in degrees
publishing-grey = Without colours
publishing-leave-out = Leave uncovered
publishing-cover-how = Draw a rectangle over the picture or type it, say what it is, and cover it.
publishing-what = What it is
publishing-cover = Cover this too
publishing-update = Show anew
publishing-preview = See the face as it would be published
publishing-embargo = Not before
publishing-embargo-how = a day, 2027-03-15, or nothing
publishing-propose = Propose
publishing-no-region = Nothing more was covered: the region needs a width and a height, and must lie in the picture.
publishing-not-covered = A region is marked and not covered yet. Cover it, or empty its fields. Nothing was shown or proposed.
publishing-day = A day is written as 2027-03-15.
publication-refused-absent = There is no such publication, person, report or objection.
publication-refused-reason = A reason is needed, of 1,000 characters at most.
publication-refused-channel = Say how the request came.
publication-refused-policy = The policy of publication was never set.
publication-refused-theirs = The photograph is not put to this person.
publication-refused-already = A face of this person is proposed or public already.
publication-refused-same = It stands so already.
publication-refused-proposer = You proposed this face: others decide that it is published. You may refuse it.
publication-refused-not-looked = Look at the picture first: only who has looked at exactly this picture decides that it is published. Where a bystander in it was marked since, it is proposed anew.
publication-refused-verdict = Say what you decide. Nothing was recorded.
publication-refused-picture = The picture cannot be made so: { $x }
not-made-face = the face is not in the picture, is too small, or has no face's shape.
not-made-margin = at most three times the face may be kept on each side of it.
not-made-turn = a picture is turned by half a turn at most.
not-made-cover = a covered region needs three corners or more, in or near the picture, and an inside.
not-made-covers = more regions are covered than are taken, which is 60. Cover several with one larger region, or keep less around the face.
not-made-line = the line does not fit below a face this narrow. Keep more around it, or choose a shorter name for the gallery.
not-made-recipe = one of its numbers is none that can be used.
not-made-other-size = it was prepared for a picture of another size. Choose the face again.
not-made-mark = the face is too small or too plain for the hidden number. Keep more around it, or cover less.
not-made-large = it is larger than a gallery takes, at any quality. Keep less around the face.
not-made-original = the original cannot be read as a picture.
nav-families = Families
missing-refused-many = A report has twelve photographs at most. Nothing was kept.
