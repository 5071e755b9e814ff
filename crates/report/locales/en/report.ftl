# Every text of a report in English. The keys are those of ar/report.ftl, in the same order; a test compares them.

subtitle = Counts and findings, with definitions
untitled = Report { $title }
footer = { $archive } · log of { $n } entries, root { $root }…

particular-archive = Archive
particular-made = Made
particular-agent = Made by
particular-software = Made with
particular-log = Log
particular-root = Root of the log
log-entries = { $n ->
    [one] { $n } entry
   *[other] { $n } entries
}
log-at = { $n ->
    [one] { $n } entry, root { $root }
   *[other] { $n } entries, root { $root }
}

## How to read it
read-title = How to read this
read-counts = No number stands here without its definition, without that of which it is a part, and without what is missing. Two numbers with different definitions may both be right.
read-missing = What cannot be told is a row of its own. “Not assessable” means that the photographs do not show enough to tell. It never means “absent”.
read-people = Machines suggested which files are copies and which photographs might belong together. People decided. A number of people is the number of people on whom people decided.
read-card = A branch number is what stands on the card in the photograph. It is not evidence of where a person was held or died.
read-exact = Citations such as D9.1 name a definition in one version. Whoever has the log at the size named below, and the keys, counts the same numbers.

## Words used all through
percent = { $n } %
n-of = { $n } of { $of }
told = { $label }: { $value }
list-separator = {"; "}
sum = Together
below = <{ $n }
withheld = withheld
hidden = hidden
undefined = not defined
no-value = –
entry = Entry
answer = Answer
region = Region
interval = 95 % interval
hidden-note = “<” and “withheld”: small numbers are hidden, and others with them, so that no hidden number can be computed from this table. Another table of the same people may give away what this one hides.
branch-note = Branch numbers as they stand on the cards: people who, according to the numbers on the card, were held by that branch.
figure-alternative = { $caption }. { $list }.
figure-rest = the others stand in the table
unit-occurrences = Paths
unit-photographs = Photographs
unit-pictures = Pictures
unit-people = People
n-occurrences = { $n ->
    [one] { $n } path
   *[other] { $n } paths
}
n-photographs = { $n ->
    [one] { $n } photograph
   *[other] { $n } photographs
}
n-pictures = { $n ->
    [one] { $n } picture
   *[other] { $n } pictures
}
n-people = { $n ->
    [one] { $n } person
   *[other] { $n } people
}
category-detainee = Detainee
category-soldier = Soldier
category-civilian = Civilian
category-other = Other
sex-female = Female
sex-male = Male
sex-not-assessable = Not assessable
age-band-infant = Infant
age-band-child = Child
age-band-adolescent = Adolescent
age-band-adult = Adult
age-band-elder = Elder
age-band-not-assessable = Not assessable
side-left = left
side-right = right
month-year = { $month } { $year }
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

## Counts
counts-title = Counts
counts-lead = { $n ->
    [one] Counted at { $n } entry of the log, root { $root }.
   *[other] Counted at { $n } entries of the log, root { $root }.
}
counts-table = Every count
counts-note = “Of”: all units of the kind. “Cannot be told”: units of which it is not known whether they belong to the count; the number would be at most so much higher. All others are left out by the definition.
counts-note-ratio = “Of”: all units of the kind. “Cannot be told”: units of which it is not known whether they belong to the count; the number would be at most so much higher. All others are left out by the definition. “Ratio”: the number divided by that of the count in brackets; it is of everything in the archive, so no interval belongs to it.
count-citation = Cited as
count-what = What is counted
count-number = Number
count-denominator = Of
count-missing = Cannot be told
count-ratio = Ratio
ratio = { $value } ({ $over })
definition-title = { $citation }: { $title }
definition-asks = Query.
definition-query = { $counts }, where { $asks }
definition-query-all = { $counts }, without a condition: all are counted
definition-coded = As coded.
definition-coded-text = { $what }: { $values }. Not assessable: { $unseen }. Not coded, or not settled: { $uncoded }.{" "}
coded-counted = counted
coded-missing = missing, neither counted nor left out
or = {" or "}
definition-copies = Copies.
definition-conflicts = Contradictions.
definition-not-said = What is not said.
definition-missing = Cannot be told.
definition-beside = Published figures that it may be put beside. They were made by other definitions, from other holdings: neither confirms or refutes the other.
missing-text = { $list }
missing-by = { $why }: { $n }
published = { $number }: { $source }
criterion-picture = whether it is a picture
criterion-put = whether it is put to a person
criterion-category = the category
criterion-coded-sex = the sex as coded: not coded, or not settled
criterion-coded-sex-not-assessable = the sex as coded: not assessable
criterion-coded-age-band = the age as coded: not coded, or not settled
criterion-coded-age-band-not-assessable = the age as coded: not assessable
criterion-state = where its numbers stand
criterion-branch = the branch
criterion-date = the date
criterion-file = the condition of the file
part-withheld = { $citation } { $title }, { $by }: not shown. So few numbers are in it that those to be hidden could be computed from the count.
part-caption = { $citation }, { $title }: { $by }
by-branch = by branch number
by-month = by month
by-category = by category
by-sex = by sex as seen
by-age-band = by apparent age
by-coded-sex = by sex as coded
by-coded-age-band = by age as coded
by-photographs = by photographs of each
dimension-branch = Branch number
dimension-month = Month
dimension-category = Category
dimension-sex = Sex as seen
dimension-age-band = Apparent age
dimension-coded-sex = Sex as coded
dimension-coded-age-band = Age as coded
dimension-photographs = Photographs of each
untold-branch = no branch settled
untold-month = no month told
untold-category = no category said
untold-sex = not said
untold-age-band = not said
untold-coded-sex = not coded, or not settled
untold-coded-age-band = not coded, or not settled
untold-photographs = cannot be told

## From paths to people
chain-title = From paths to people
chain-lead = Totals of one archive differ because they count different things. This is how the four kinds of unit lead from one to the next, over the whole archive.
chain-figure = What each step takes away or adds
chain-table = From paths to people, step by step
chain-step = Step
chain-number = Number
chain-note = A path is a place at which something was found. A photograph is one content, however often it was found. A picture is a group of photographs that a machine takes for copies of each other. A person is whom people decided on.
step-not-read = not read
step-not-a-picture = not a picture
step-further-paths = further paths of a photograph
step-copies = copies of a picture
step-put-to-nobody = put to nobody
step-further-pictures = further pictures of a person
step-copies-of-anothers = people with copies of another’s pictures

## Studies
study-title = Study { $n }: { $title }
design-title = Design
design-study = Study.
design-people = People.
design-codebook = Codebook.
design-entries = What was coded.
design-coders = Coders.
design-overlap = Overlap.
design-blind = Blind.
design-order = Order.
design-codebook-text = { $title }, { $word }, SHA-256 { $digest }
design-entries-all = { $n ->
    [one] { $n } entry: all of the codebook
   *[other] { $n } entries: all of the codebook
}
design-entries-preset = { $n ->
    [one] { $n } entry, the selection “{ $preset }”. { $note }
   *[other] { $n } entries, the selection “{ $preset }”. { $note }
}
n-coders = { $n ->
    [one] { $n } coder
   *[other] { $n } coders
}
design-overlap-text = { $n ->
    [one] { $percent } of the people, { $n } person, coded by { $each } coders each; one coder for the rest
   *[other] { $percent } of the people, { $n } people, coded by { $each } coders each; one coder for the rest
}
design-calibration = A calibration: every coder codes everybody
design-alone = None: each person is coded by one coder
design-blind-text = Nobody saw another’s coding of a person, or a name or number of hers, before all who were to code her had done so. Where they differed, a third decided, with reasons.
design-order-text = Who codes whom, and in which order, follows from the seed { $seed }
sample-title = Sample
sample-none = { $n ->
    [one] This study is of no sample. It codes the { $n } person that it names, who was not drawn by chance. Its numbers are of that person and say nothing of anybody else, so no interval belongs to them.
   *[other] This study is of no sample. It codes the { $n } people that it names, who were not drawn by chance. Its numbers are of these people and say nothing of anybody else, so no interval belongs to them.
}
sample-lead = Who was drawn follows from the seed and the frame alone. Whoever has both draws the same people.
sample-sample = Sample.
sample-name = { $title } ({ $sample })
sample-method = Method.
sample-drawn = Drawn.
sample-drawn-text = { $n } of { $of } people
sample-category = Frame.
sample-left-out = Left out.
sample-untold = not told
sample-excluded = { $n ->
    [one] { $n } person: { $who }. Why: { $reason }
   *[other] { $n } people: { $who }. Why: { $reason }
}
sample-excluded-values = { $n ->
    [one] { $n } person: { $who } ({ $values }). Why: { $reason }
   *[other] { $n } people: { $who } ({ $values }). Why: { $reason }
}
left-out-branch = people of these branch numbers
left-out-month = people whose earliest photograph is of these months
left-out-state = people whose numbers stand so
left-out-without-three-numbers = people of whom not all three numbers are settled
left-out-sample = people of these samples
left-out-study = people of these studies or calibrations
left-out-person = these people
state-accepted = nothing contradicts
state-without-numbers = without numbers
state-numbers-differ = numbers differ
state-same-as-another = the same numbers as another
sample-everybody = everybody in the archive
sample-only = { $n ->
    [one] people of the category “{ $category }”; { $n } person of another category, or of none that is said, is left out
   *[other] people of the category “{ $category }”; { $n } people of another category, or of none that is said, are left out
}
sample-frame = SHA-256 of the frame.
sample-log = Log when it was frozen.
sample-seed = Seed.
draw-simple = simple random, without replacement
draw-stratified = { $n ->
    [one] simple random within each of { $n } stratum, { $by }
   *[other] simple random within each of { $n } strata, { $by }
}
draw-systematic = at equal steps through the frame, from a start by chance
draw-clusters = { $n ->
    [one] simple random, of { $n } cluster whole, { $by }
   *[other] simple random, of { $n } clusters whole, { $by }
}
draw-by-branch = by the branch number on the card
draw-by-month = by the month of the earliest photograph
draw-by-day = by the day of the earliest photograph
draw-by-category = by category
draw-by-folder = by the folder of the first photograph
standings-title = How far it has come
standings-table = The people of the study
standings-note = Only what is settled is told below: one coder coded alone, all agreed, or a third decided. Nothing of a single coder’s coding of a disputed or awaited person stands in this report.
standing = Standing
standing-agreed = Settled: coded by one, or all agree
standing-adjudicated = Settled: coders differed, and a third decided
standing-disputed = Open: coders differ
standing-waiting = Open: coders are awaited
agreement-title = How far the coders agree
agreement-none = No person has been coded by several coders, so nothing is known of how far they agree.
agreement-lead = Of people coded by several, as they coded blind, before anybody decided. “Not assessable” is an answer like others here. That coders agree does not show that they are right.
agreement-table = Agreement, entry by entry
agreement-level = Level
level-nominal = nominal
level-ordinal = ordinal
agreement-people = Coded by several
agreement-percent = Same answer, %
agreement-alpha = Alpha
agreement-ac1 = AC1, AC2
agreement-note = “Same answer”: share of pairs of coders. Alpha: Krippendorff’s, at the level told, with its 95 % interval. AC1, AC2: Gwet’s. A dash: not defined, as where all answers are alike. Alpha falls to nothing where nearly all answers are one; AC1 does not. They answer different questions, and no word such as “substantial” belongs to either.
agreement-note-ordinal = An entry whose answers are grades stands twice: nominal, of all answers, “not assessable” among them (AC1); and ordinal, of the people to whom two coders or more gave a grade, where answers further apart agree less (AC2, with ordinal weights). There “same answer” is the same grade.
results-title = Results
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
answer-present = present
answer-equivocal = equivocal
answer-absent = absent
answer-not-assessable = not assessable
answer-open = not settled
answers-lead = Of how many people each entry is settled how. Each person stands in exactly one column of each entry. “Not assessable” is never “absent”.
answers-table = { $section }: people, by answer
estimates-lead = { $n ->
    [one] Shares of those whom the photographs show enough of, with what they say of the { $n } person in the frame and of nobody else.
   *[other] Shares of those whom the photographs show enough of, with what they say of the { $n } people in the frame and of nobody else.
}
estimates-table = { $section }: shares of those assessed
estimates-figure = { $section }: shares with their intervals, and their range if all not assessable or not settled were no, or yes
estimates-entry = Entry and answer
estimates-of = Of those assessed
estimates-share = Share, %
estimates-bounds = If not told were no–yes, %
estimates-coders = By coders, %
estimates-open = Not told
estimates-read = “Of those assessed”: people of whom the answer is settled, of those of whom any is settled and assessable. “Interval”: by the way the people were drawn. “Not told”: people drawn who are not assessable or not settled. “If not told were no–yes”: the share if all of them were no, and if all were yes. “By coders”: no where any coder said no, and yes where any said yes, as they coded blind. A dash: there is none.
estimates-note-hidden = “Withheld”: an entry with small numbers, whose shares would give them away.
estimates-told = { $of }, { $share } %, interval { $interval }, bounds { $bounds }
regions-title = Where on the body
regions-lead = The darker a region, the more people of whom the sign is settled as present there. Left and right are shaded alike, because coders are not compared by the side. A region within a thin line cannot be told of in that entry.
regions-figure = { $entry }: people by region, settled as present
regions-table = { $entry }: people by region
regions-note = Regions are no parts of one whole: a person may count in several. Regions in which nobody counts are left out of the table.
regions-note-hidden = Regions are no parts of one whole: a person may count in several. Regions in which nobody counts are left out of the table. “<”: a small number is hidden; another table of the same people may give it away.
crossed-title = Entries by branch number
crossed-lead = What is settled, parted by the branch number that is settled of a person: what the card says. It does not show that a branch caused what is seen.
crossed-table = { $entry }: people, by branch number

## Rechecks of the machine’s part
rechecks-title = How often the machine’s part was wrong
rechecks-lead = Where a machine had a part in what was settled, a simple random sample was looked at once more by people who had none. What nobody could tell is in no share.
rechecks-table = Rechecks
rechecks-note = “Not told”: drawn, but nobody could tell, or nobody has looked yet. “Interval”: Wilson’s, of the finite number drawn from; in %. “If not told were right–wrong”: the share if all of them were right, and if all were wrong.
recheck-of = What was rechecked
recheck-drawn = Drawn
recheck-right = Right
recheck-wrong = Wrong
recheck-not-told = Not told
recheck-share = Wrong, %
recheck-bounds = If not told were right–wrong, %
recheck-of-readings = Numbers settled by one person and a machine ({ $recheck })
recheck-of-groups = Groups that a machine suggested and somebody accepted ({ $recheck })

## Findings
findings-title = Findings
findings-lead = What experts state on these studies, in their own words, each signed with a key that only the expert has. A finding is never edited: a later version supersedes it. Each stands here in its newest version; the signed texts stand in the annex.
finding-name = Finding { $finding }, version { $n }
finding-alleged = How far what is seen fits what is alleged, on the five levels of the Istanbul Protocol:
finding-limits = Limits.
finding-expert = Expert.
finding-qualifications = Qualifications.
finding-people = On.
finding-people-all = { $n ->
    [one] { $n } person, all of study { $study }
   *[other] { $n } people, all of study { $study }
}
finding-people-named = { $n ->
    [one] { $n } person of study { $study }, named in the signed text
   *[other] { $n } people of study { $study }, named in the signed text
}
finding-day = Drafted.
finding-day-text = { $day }
finding-log = Log when it was drafted.
finding-settled = SHA-256 of the settled answers it rests on.
finding-signature = Signature.
finding-fits = The signature fits the text and the key. Recorded as entry { $n } of the log.
finding-broken = The signature does not fit the text and the key. This finding must not be relied on. Recorded as entry { $n } of the log.
finding-key = Key.
consistency-not-consistent = Not consistent with:
consistency-consistent = Consistent with:
consistency-highly-consistent = Highly consistent with:
consistency-typical = Typical of:
consistency-diagnostic = Diagnostic of:

## Limits
limits-title = Limits
limit-archive = These are numbers of what is in this archive. How many people died, or were photographed, they do not tell.
limit-people = Photographs that are put to nobody may show further people, and one person may have been taken for two, so numbers of people are of those decided on so far. Where categories are not said, the true number lies between the number told and the sum of it and of what cannot be told.
limit-pictures = Pictures are groups of copies that a machine made. A group may be wrong, and nobody has looked at each.
limit-no-recheck = What machines had a part in was not rechecked by chance, so how often it is wrong is not known.
limit-branch = A branch number is what stands on a card. Who wrote the cards, and whether they are right, the photographs do not tell. Where several are settled of one person, the first counts, or none, as the definition says.
limit-month = Months are of folder names, else of the camera’s clock, which may have been wrong or reset.
limit-seen = Sex and age are as people saw them on photographs, not from documents.
limit-coded = Sex and age as coded are what experts saw on photographs and settled: agreed, or decided by a third. Whoever was not coded, or is not settled, is told apart and never taken for one or the other; calibrations count for nothing.
limit-photographs = Coders saw photographs, not bodies. What lies beneath the skin, what clothing or another’s hand covers, and what a camera does not resolve cannot be coded. Cause and manner of death are no entries: they are only ever an expert’s words, in a finding.
limit-agreement = Coders who agree may all be wrong alike. Intervals of agreement take the coders as fixed and say nothing of other coders.
limit-open = { $n ->
    [one] { $title }. { $n } person is not settled. Those who are may differ from those who are not.
   *[other] { $title }. { $n } people are not settled. Those who are may differ from those who are not.
}
limit-alone = { $n ->
    [one] { $title }. { $n } person was given to one coder only. Nobody has checked that coding against another’s.
   *[other] { $title }. { $n } people were given to one coder each. Nobody has checked those codings against another’s.
}
limit-not-drawn = { $title }. Its people were not drawn by chance. Nothing may be concluded from it about people who are not in it.
limit-sample = { $n ->
    [one] { $title }. Its estimates are of the { $n } person in the frame, take that what is not assessable or not settled is like the rest, and leave out coders’ errors. The bounds beside each show how far that may mislead.
   *[other] { $title }. Its estimates are of the { $n } people in the frame, take that what is not assessable or not settled is like the rest, and leave out coders’ errors. The bounds beside each show how far that may mislead.
}
limit-systematic = { $title }. The sample is systematic. Its intervals take that the order of the frame has nothing to do with what is looked for; the sample itself cannot show whether that holds.
limit-stratified = { $title }. The sample is stratified. Where a stratum has few people assessed, its share, and so the interval, is uncertain beyond what the interval says.
limit-clusters = { $title }. Whole clusters were drawn. With fewer than 30, or of very different sizes, the interval is too short.
limit-hidden = Numbers below { $n } and above 0 are hidden in tables, and others with them. That protects within one table. Another table of the same people, in this report or elsewhere, may give away what one hides. The numbers of all that cannot be told, of the way from paths to people, of samples and of how far coding has come are never hidden.

## Method and proof
proof-title = Method and proof
method-title = Methods used
method-lead = Formulas, sources and what each was checked against stand in { $page } of the program’s documentation.
method-percent = Same answer: the share of pairs of coders that agree, a mean over people (Fleiss 1971; Gwet 2014).
method-alpha = Alpha: Krippendorff’s alpha, nominal (Krippendorff 2011).
method-ac1 = AC1: Gwet’s first-order agreement coefficient (Gwet 2008).
method-alpha-ordinal = Alpha of grades: Krippendorff’s alpha, ordinal (Krippendorff 2011).
method-ac2 = AC2: Gwet’s coefficient with ordinal weights (Gwet 2014).
method-wilson = 95 % interval of a share: Wilson’s score interval (Wilson 1927).
method-wilson-finite = 95 % interval of a share: Wilson’s score interval with the variance of a draw without replacement from a finite frame (Wilson 1927; O’Neill 2021).
method-wilson-effective = 95 % interval of a share of a sample by strata or clusters: Wilson’s, with the size that a simple random sample of the same variance would have (Kott and Carr 1997; Franco and others 2019).
method-clopper-pearson = 95 % interval of a share: exact (Clopper and Pearson 1934).
method-hypergeometric = 95 % interval of a share: exact, of a draw without replacement (Buonaccorsi 1987).
method-normal = 95 % interval: value ± standard error × quantile of the normal distribution.
method-t = 95 % interval: value ± standard error × quantile of Student’s t.
method-bootstrap = 95 % interval of alpha: percentiles over people drawn again and again, with replacement, from the study’s seed (Efron and Tibshirani 1993; Zapf and others 2016).
method-bounds = Bounds: the share if all that is not assessable or not settled were no, and if all were yes (Manski 1989).
method-coders = By coders: the share if all on whom coders differ were no, and if all were yes.
check-title = How to check
check-lead = { $n ->
    [one] Everything was read at { $n } entry of the log, root { $root }. Its checkpoint, as it was signed:
   *[other] Everything was read at { $n } entries of the log, root { $root }. Its checkpoint, as it was signed:
}
check-recount = { $command } makes every number of this report again from { $frozen }, which holds all that they were made of, where that was taken away with it. It needs neither the archive nor its keys.
check-verify = { $command } shows, offline and without keys, that the log of the archive, at any later size, still begins with the log of this checkpoint.
check-made = The log’s entry { $act } names the digest of what was frozen and of each file handed out. Whoever has a file compares its SHA-256 with it.
check-findings = A finding’s signed text is a signed note of the C2SP form. { $command }, or any tool that reads such notes, checks the signature against the key given beside the finding.
annex-title = Annex: the signed findings
annex-lead = Each as it was signed, to the letter, with its signature.
