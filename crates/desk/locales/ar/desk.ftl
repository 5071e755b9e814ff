# نصوص المكتب كلها بالعربية. المفاتيح هي نفسها في en/desk.ftl، ويقارن بينهما اختبار.

amana = أمانة
skip = الانتقال إلى المحتوى
assets-missing = بُنيت الصفحات من دون تنسيقاتها وبرامجها. هي تعمل، لكن في هيئة بسيطة. لبنائها:
all = الكل
show = عرض
print = طباعة
not-told = غير مذكور

## حول كل صفحة
nav-label = الأقسام
nav-first = نظرة عامة
nav-accessions = التسلُّمات
nav-photographs = الصور
nav-found = الملفات الواردة
nav-people = الأشخاص
nav-keying = إدخال الأرقام
nav-activity = النشاط
nav-account = الحساب
nav-help = مساعدة
sign-out = تسجيل الخروج
foot-archive = الأرشيف { $x }
foot-record = كل اطلاع على صورة مكشوفة يُدوَّن في سجل العهدة.
banner-label = الصور مكشوفة
banner-text = الصور معروضة مكشوفة، وكل اطلاع عليها يُدوَّن.
banner-left = بقي { $x }
banner-minutes = بقي { "{n}" } د
cover-again = إعادة الحجب
pager-label = الصفحات
pager-previous = السابق
pager-next = التالي
pager-place = الصفحة { $n } من { $of }

## الأعداد والأحجام والأوقات
bytes = { $form ->
    [zero] صفر بايت
    [one] بايت واحد
    [two] بايتان
    [few] { $n } بايتات
    [many] { $n } بايتًا
   *[other] { $n } بايت
}
kilobytes = { $x } ك.ب
megabytes = { $x } م.ب
gigabytes = { $x } غ.ب
per-second = { $x } في الثانية
percent = { $x }٪
x-of = { $x } من { $y }
n-of = { $n } من { $of }
named = { $x }
when = { $x }، { $y } بالتوقيت العالمي
date-clock = { $x }، { $y }
month-year = { $x } { $y }
day-month = { $x } { $y }
month-1 = كانون الثاني
month-2 = شباط
month-3 = آذار
month-4 = نيسان
month-5 = أيار
month-6 = حزيران
month-7 = تموز
month-8 = آب
month-9 = أيلول
month-10 = تشرين الأول
month-11 = تشرين الثاني
month-12 = كانون الأول
seconds = { $form ->
    [zero] أقل من ثانية
    [one] ثانية واحدة
    [two] ثانيتان
    [few] { $n } ثوانٍ
    [many] { $n } ثانية
   *[other] { $n } ثانية
}
seconds-tenths = { $x } ثانية
seconds-none = أقل من ثانية
minutes = { $form ->
    [zero] أقل من دقيقة
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $n } دقائق
    [many] { $n } دقيقة
   *[other] { $n } دقيقة
}
hours = { $form ->
    [zero] أقل من ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $n } ساعات
    [many] { $n } ساعة
   *[other] { $n } ساعة
}
files-count = { $form ->
    [zero] لا ملفات
    [one] ملف واحد
    [two] ملفان
    [few] { $n } ملفات
    [many] { $n } ملفًا
   *[other] { $n } ملف
}
accounts-count = { $form ->
    [zero] لا حسابات
    [one] حساب واحد
    [two] حسابان
    [few] { $n } حسابات
    [many] { $n } حسابًا
   *[other] { $n } حساب
}
photographs-count = { $form ->
    [zero] لا صور
    [one] صورة واحدة
    [two] صورتان
    [few] { $n } صور
    [many] { $n } صورة
   *[other] { $n } صورة
}
entries = { $form ->
    [zero] لا قيود
    [one] قيد واحد
    [two] قيدان
    [few] { $n } قيود
    [many] { $n } قيدًا
   *[other] { $n } قيد
}
findings = { $form ->
    [zero] لا تلف
    [one] ملاحظة واحدة
    [two] ملاحظتان
    [few] { $n } ملاحظات
    [many] { $n } ملاحظة
   *[other] { $n } ملاحظة
}

## تسجيل الدخول
signin-title = تسجيل الدخول
signin-lead = إلى الأرشيف { $x }
signin-name = الاسم
signin-password = كلمة المرور
signin-button = دخول
signin-note = يُدوَّن الدخول والخروج ومحاولات الدخول الفاشلة في سجل العهدة.
signin-wrong = الاسم أو كلمة المرور غير صحيح.
signin-wait = محاولات كثيرة. يُرجى المحاولة مجددًا بعد { $x }.
signin-disabled = هذا الحساب موقوف. يُرجى مراجعة أحد الأمناء.

## الصفحة الأولى
first-figures = ما يحفظه الأرشيف
first-photographs = { $form ->
    [zero] صور
    [one] صورة
    [two] صورتان
    [few] صور
    [many] صورة
   *[other] صورة
}
first-occurrences = { $form ->
    [zero] ملفات واردة
    [one] ملف وارد
    [two] ملفان واردان
    [few] ملفات واردة
    [many] ملفًا واردًا
   *[other] ملف وارد
}
first-originals = { $form ->
    [zero] أصول محفوظة
    [one] أصل محفوظ
    [two] أصلان محفوظان
    [few] أصول محفوظة
    [many] أصلًا محفوظًا
   *[other] أصل محفوظ
}
first-accessions = { $form ->
    [zero] تسلُّمات
    [one] تسلُّم
    [two] تسلُّمان
    [few] تسلُّمات
    [many] تسلُّمًا
   *[other] تسلُّم
}
first-copies = { $form ->
    [zero] صور لها نسخ
    [one] صورة لها نسخ
    [two] صورتان لهما نسخ
    [few] صور لها نسخ
    [many] صورة لها نسخ
   *[other] صورة لها نسخ
}
first-groups = { $form ->
    [zero] بلا مجموعات
    [one] في مجموعة واحدة
    [two] في مجموعتين
    [few] في { $n } مجموعات
    [many] في { $n } مجموعة
   *[other] في { $n } مجموعة
}
first-entries = { $form ->
    [zero] قيود في سجل العهدة
    [one] قيد في سجل العهدة
    [two] قيدان في سجل العهدة
    [few] قيود في سجل العهدة
    [many] قيدًا في سجل العهدة
   *[other] قيد في سجل العهدة
}
first-outcomes = مآل كل ملف
first-outcomes-lead = كل ملف من كل وديعة مذكور هنا مرة واحدة، أيًّا كان مآله.
first-found = ما ورد
first-conditions = إمكان قراءة الصور
first-conditions-lead = الصورة التالفة تُحفظ وتُختم كسائر الصور.
first-all-photographs = الصور
first-close = الفحص عن قرب
first-close-none = لم تُفحص أي صورة بعد بحثًا عن وجوه ورقع أرقام:
first-close-looked = فحصت الآلة { $n } من أصل { $of } من الصور بحثًا عن وجوه ورقع أرقام.
first-close-faces = { $form ->
    [zero] لم تجد وجوهًا
    [one] وجدت وجهًا واحدًا
    [two] وجدت وجهين
    [few] وجدت { $n } وجوه
    [many] وجدت { $n } وجهًا
   *[other] وجدت { $n } وجه
}
first-close-markings = { $form ->
    [zero] ولا رقع قد تكون رقع أرقام.
    [one] ورقعة واحدة قد تكون رقعة رقم؛ ويُدخَل ما قرأت الآلة عليه رقمًا.
    [two] ورقعتين قد تكونان رقعتَي أرقام؛ ويُدخَل ما قرأت الآلة عليه رقمًا.
    [few] و{ $n } رقع قد تكون رقع أرقام؛ ويُدخَل ما قرأت الآلة عليه رقمًا.
    [many] و{ $n } رقعة قد تكون رقع أرقام؛ ويُدخَل ما قرأت الآلة عليه رقمًا.
   *[other] و{ $n } رقعة قد تكون رقع أرقام؛ ويُدخَل ما قرأت الآلة عليه رقمًا.
}
first-latest = أحدث التسلُّمات
first-all-accessions = جميع التسلُّمات
adds-up = مجموع الأسطر يساوي ما ورد.
adds-up-report = مجموع الأسطر يساوي ما ورد، ومجموع الأنواع يساوي ما قُرئ.
adds-not-up = مجموع الأسطر لا يطابق ما ورد. يُرجى تشغيل «amana verify» ومراجعة أحد الأمناء.

## التسلُّم الجاري
running-title = تسلُّم جارٍ
running-progress = الملفات المنجزة
running-files = الملفات
running-bytes = المقروء
running-rate = السرعة
running-left = الوقت المتبقي
stage-survey = عدّ الموجود
stage-reading = قراءة وختم وفحص
stage-analysing = فحص ما قُرئ
stage-closing = كتابة المحضر

## التسلُّمات
accession = تسلُّم
accession-title = التسلُّم { $x }
accessions-lead = كل مرة تولّى فيها الأرشيف مسؤولية وديعة.
accessions-none = لم يُتسلَّم شيء بعد. يبدأ التسلُّم من سطر الأوامر: amana intake ARCHIVE DEPOSIT
accession-sources = ما سُلِّم
accession-opened = البدء
accession-ended = الانتهاء
accession-closed = مُختتَم
accession-open = غير مُختتَم
accession-state = الحالة
accession-note = وصف الوديعة
accession-kept-short = حُفظ
accession-exceptions-short = لم يُتسلَّم
accession-running-note = هذا التسلُّم جارٍ الآن. الأعداد أدناه هي ما بلغه حتى الآن.
accession-open-note = انقطع هذا التسلُّم. الأمر نفسه يستأنفه، ولم يضع شيء. الأعداد أدناه هي ما بلغه حتى الآن.
accession-photographs = عرض صوره
source-folder = مجلد
source-file = ملف
report-title = محضر تسلُّم
report-of = الأرشيف { $x }
report-not-again = ما فُقد أو تغيّر بعد انقطاع
report-not-again-note = مدوَّن في سجل العهدة ولا يدخل في الأعداد
report-archive = معرّف الأرشيف
report-root = البصمة الجذرية للوديعة
report-root-method = كيف يعيد طرف ثالث حسابها
report-counts = ما كان موجودًا، وما آل إليه
report-outcomes = الملفات الواردة بحسب مآلها
report-formats = الملفات المقروءة بحسب نوع محتواها
report-read = المقروء
report-conditions = الأصول الجديدة، بقدر ما فُحص منها
report-folders = المجلدات
report-not-counted = تُعدّ عند انتهاء التسلُّم
report-in-containers = ملفات داخل حاويات
report-bytes-read = ما قُرئ وحُسبت بصمته
report-bytes-kept = الأصول الجديدة
report-exceptions = الاستثناءات
report-exceptions-lead = { $form ->
    [zero] لا استثناءات.
    [one] ملف واحد لم يُتسلَّم كغيره، وسببه مذكور.
    [two] ملفان لم يُتسلَّما كغيرهما، وسبب كل منهما مذكور.
    [few] { $n } ملفات لم تُتسلَّم كغيرها، وسبب كل منها مذكور.
    [many] { $n } ملفًا لم تُتسلَّم كغيرها، وسبب كل منها مذكور.
   *[other] { $n } ملف لم تُتسلَّم كغيرها، وسبب كل منها مذكور.
}
report-no-exceptions = تُسلِّمت الملفات كلها بلا ملاحظة.
report-more-exceptions = { $form ->
    [zero] لا مزيد في ملف المحضر.
    [one] واحد آخر مذكور في ملف المحضر.
    [two] اثنان آخران مذكوران في ملف المحضر.
    [few] { $n } أخرى مذكورة في ملف المحضر.
    [many] { $n } أخرى مذكورة في ملف المحضر.
   *[other] { $n } أخرى مذكورة في ملف المحضر.
}
report-resumed = { $form ->
    [zero] بلا انقطاع
    [one] انقطع واستؤنف مرة واحدة
    [two] انقطع واستؤنف مرتين
    [few] انقطع واستؤنف { $n } مرات
    [many] انقطع واستؤنف { $n } مرة
   *[other] انقطع واستؤنف { $n } مرة
}
report-file = المحضر في ملف (JSON)
report-signature = التوقيع
report-place-date = المكان والتاريخ

## الملفات الواردة
found-lead = كل مسار في كل وديعة كما وُجد، بترتيب سجل العهدة.
found-count = { $form ->
    [zero] لا ملفات
    [one] ملف واحد
    [two] ملفان
    [few] { $n } ملفات
    [many] { $n } ملفًا
   *[other] { $n } ملف
}
found-none = لا شيء يطابق هذه الاختيارات.
path = المسار
outcome = المآل
outcome-kept = حُفظ
outcome-known = معروف من قبل
outcome-symlink = رابط رمزي، لم يُتبع
outcome-special = جهاز أو أنبوب أو مقبس، لم يُفتح
outcome-failed = تعذّرت قراءته
outcome-refused = رُفض
reason = السبب
size = الحجم
link-target = يشير إلى
exact-bytes = البايتات كما هي
path-odd = في هذا المسار محارف لا تُرى أو بايتات ليست نصًّا، وهي معروضة بعلامات.

## شبكة الصور
filters = التصفية
filter-condition = الحالة
filter-accession = التسلُّم
filter-folder = المجلد
filter-year = السنة
filter-camera = آلة التصوير
filter-format = النوع
filter-copies = النسخ
filter-from = من
filter-to = إلى
filter-date-shape = 2012-03-15
filter-clear = أيًّا كانت
filter-clear-all = عرض الكل
filter-more = { $form ->
    [zero] لا مزيد
    [one] خيار آخر
    [two] خياران آخران
    [few] { $n } خيارات أخرى
    [many] { $n } خيارًا آخر
   *[other] { $n } خيار آخر
}
copies-all = جميع الصور
copies-best = أفضل نسخة فقط
copies-only = ما له نسخ فقط
search-label = البحث في المسارات
search-placeholder = البحث في المسارات
search-button = بحث
order-label = الترتيب
order-accession = بترتيب الورود
order-taken = بوقت آلة التصوير
order-path = بالمسار
photographs-none = لا صورة تطابق هذه الاختيارات.
grid-hint = الصور محجوبة. لكشف صورة وحدها: ضغط مطوّل عليها، أو المفتاح U؛ ومفتاح الإدخال يفتحها.
grid-hint-covered = الصور كلها محجوبة. مفتاح الإدخال يفتح الصورة.
grid-failed = تعذّر عرض الصورة.
grid-uncovered = كُشفت الصورة ودُوِّن الاطلاع.
cell-copies = { $form ->
    [zero] بلا نسخ
    [one] نسخة واحدة
    [two] نسختان
    [few] { $n } نسخ
    [many] { $n } نسخة
   *[other] { $n } نسخة
}
condition = الحالة
condition-ready = مقروءة
condition-damaged = تالفة جزئيًّا
condition-unreadable = غير مقروءة
condition-not-a-picture = ليست صورة
condition-not-decoded = لم تُفكّ
format-jpeg = JPEG
format-png = PNG
format-gif = GIF
format-bmp = BMP
format-tiff = TIFF
format-webp = WebP
format-heic = HEIC
format-zip = حاوية ZIP
format-tar = حاوية tar
format-gzip = gzip
format-pdf = PDF
format-video = فيديو
format-text = نص
format-html = HTML
format-svg = SVG
format-empty = ملف فارغ
format-other = غير ذلك

## صورة واحدة
photograph-title = الصورة { $x }
photograph-trail = الموضع في القائمة
photograph-back = العودة إلى الشبكة
photograph-previous = السابقة
photograph-next = التالية
picture = الصورة
picture-covered = الصورة محجوبة.
picture-covered-alt = محجوبة: الصورة مموّهة بالرمادي
picture-uncover = كشف هذه الصورة
picture-cover = حجب
picture-zoom = الحجم الكامل
picture-scale = المقياس
picture-in = تكبير
picture-out = تصغير
picture-whole = الصورة كاملة
picture-recorded = يُدوَّن الكشف باسمك ووقته.
picture-not-yours = حسابك يعرض الصور محجوبة.
picture-none = بايتاته محفوظة ومختومة كما وُجدت، ولا ينقص إلا الصورة المعروضة. ما هو معروف عنه مذكور في هذه الصفحة.
no-picture-not-looked-at = لم يُفحص بعد، فلا معاينة له.
no-picture-not-a-picture = بايتاته ليست صورة.
no-picture-not-decoded = صورة من نوع أو قياس لا يستطيع هذا الإصدار فكّه.
no-picture-unreadable = يدّعي أنه صورة، لكن لا صورة يمكن قراءتها من بايتاته.
no-picture-take = لفتحه ببرامج أخرى يُخرج أحد الأمناء نسخة منه بلا تغيير من سطر الأوامر، ويُدوَّن ذلك.
no-picture-page = ما هو معروف عنه
facts-title = ما هو معروف
readable = المقروء منها { $x }
pixels = { $x } × { $y } بكسل
date-folder = التاريخ بحسب المجلد
date-from = من
date-camera = التاريخ بحسب ساعة آلة التصوير
dates-differ = ساعة آلة التصوير والمجلد يذكران يومين مختلفين. تعود ساعات آلات التصوير إلى البداية عند تبديل البطارية.
serial = الرقم التسلسلي
position = الموقع
measures = القياسات
measures-text = الحدّة { $x }، السطوع { $y }
quality = الجودة { $n } من { $of }
not-analysed = لم تُفحص بعد
digest = البصمة (SHA-256)
exif-all = جميع حقول البيانات الوصفية
exif-primary = الصورة
exif-thumbnail = الصورة المصغّرة
exif-exif = آلة التصوير
exif-gps = الموقع
exif-interop = التوافق
exif-xmp = XMP
damage-truncated = مقطوعة قبل نهايتها.
damage-no-end-marker = بلا علامة نهاية.
damage-bad-entropy-data = بيانات الصورة معطوبة من الداخل.
damage-zero-filled = مملوءة بالأصفار ابتداءً من موضع ما.
damage-leftover-data = بيانات متبقية بعد الصورة.
damage-header-only = ترويسة فقط بلا صورة.
damage-wrong-name = الاسم يدل على نوع غير نوع المحتوى.
damage-trailing-data = بيانات إضافية بعد النهاية.
damage-too-large = تتجاوز حدّ عدد البكسلات.
damage-time-limit = استغرق فكّها وقتًا أطول من اللازم.
occurrences-title = { $form ->
    [zero] لم ترد في موضع
    [one] وردت في موضع واحد
    [two] وردت في موضعين
    [few] وردت في { $n } مواضع
    [many] وردت في { $n } موضعًا
   *[other] وردت في { $n } موضع
}
modified = آخر تعديل { $x }
entry-n = القيد { $x }
copies-title = { $form ->
    [zero] لا نسخ لهذه الصورة
    [one] نسخة واحدة من هذه الصورة
    [two] نسختان من هذه الصورة
    [few] { $n } نسخ من هذه الصورة
    [many] { $n } نسخة من هذه الصورة
   *[other] { $n } نسخة من هذه الصورة
}
copies-lead = اقتراح من الآلة: الصورة نفسها محفوظة مجددًا أو معدّلة. أفضل نسخة أولًا.
copy-here = هذه النسخة.
copy-distance = { $form ->
    [zero] لا فرق عن الأفضل في { $of } بتًّا
    [one] فرق بت واحد من { $of } عن الأفضل
    [two] فرق بتّين من { $of } عن الأفضل
    [few] فرق { $n } بتات من { $of } عن الأفضل
    [many] فرق { $n } بتًّا من { $of } عن الأفضل
   *[other] فرق { $n } بت من { $of } عن الأفضل
}
relation-best = أفضل نسخة
relation-reencoded = محفوظة مجددًا
relation-resized = مغيّرة القياس
relation-cropped = مقتطعة
relation-altered = معدّلة
relation-exact = البايتات نفسها
turning-none = غير مدوّرة
turning-rotated-90 = مدوّرة ربع دورة
turning-rotated-180 = مدوّرة نصف دورة
turning-rotated-270 = مدوّرة ثلاثة أرباع دورة
turning-mirrored = معكوسة
turning-mirrored-90 = معكوسة ومدوّرة ربع دورة
turning-mirrored-180 = معكوسة ومدوّرة نصف دورة
turning-mirrored-270 = معكوسة ومدوّرة ثلاثة أرباع دورة

## أشخاص أحياء في الصورة
bystanders-title = أشخاص أحياء في الصورة
bystanders-lead = حرّاس ومجنّدون وأقارب: أشخاص في الصورة ليسوا من المتوفين. ما يُعلَّم يُموَّه بلا رجعة حيثما عُرضت الصورة، ولا تُقارن وجوهه بشيء، ولا تخرج نسخة وهو ظاهر فيها إلا بسبب يُذكر.
bystanders-copies = نسخ هذه الصورة تُعلَّم واحدة واحدة: العلامة هنا لا تحميها.
bystanders-places = مواضعهم فوق الصورة كما تظهر أعلاه. لتعليم شخص آخر يُرسم هنا مستطيل.
bystanders-marked = { $form ->
    [zero] لم يُعلَّم أحد
    [one] شخص واحد معلَّم
    [two] شخصان معلَّمان
    [few] { $n } أشخاص معلَّمين
    [many] { $n } شخصًا معلَّمًا
   *[other] { $n } شخص معلَّم
}
bystanders-by = وضع العلامة: { $x }
bystanders-take-back = سحب العلامة
bystanders-why = السبب
bystanders-see = إظهار الأشخاص الأحياء أيضًا
bystanders-see-why = سبب الحاجة إلى رؤيتهم؛ يُدوَّن باسمك
bystanders-faces = وجوه وجدتها الآلة
bystanders-face = الوجه { $x }
bystanders-mark = تعليم شخص حيّ
bystanders-mark-face = تعليم شخص حيّ: الوجه { $x }
bystanders-by-hand = تعليم منطقة أخرى
bystanders-by-hand-how = يُرسم فوق الصورة الصغيرة، أو تُكتب الأرقام: نسب من الصورة، من حافتها اليسرى والعليا. ويتبعها الإطار.
bystanders-region = المنطقة، بالمئة
bystanders-left = من اليسار
bystanders-top = من الأعلى
bystanders-width = العرض
bystanders-height = الارتفاع
bystanders-note = ما يُرى، بلا أسماء أبدًا (يجوز تركه فارغًا)

## ما رأته الآلات
photograph-person = الشخص
photograph-nobody = لم تُنسب إلى أحد بعد
closely-title = ما رأته الآلات
closely-lead = وجوه ورقع أرقام وجدتها الآلة، أوثقها أولًا. يفوتها بعضها وتظن أشياء أخرى منها؛ ولا يُقرَّر بها شيء.
closely-none = لم تفحص أي آلة هذه الصورة عن قرب بعد.
closely-places = مواضعها فوق الصورة المحجوبة: الوجه بخط متصل، ورقعة الرقم بخط متقطع.
closely-faces = { $form ->
    [zero] لم يوجد وجه
    [one] وجه واحد
    [two] وجهان
    [few] { $n } وجوه
    [many] { $n } وجهًا
   *[other] { $n } وجه
}
closely-markings = { $form ->
    [zero] لم توجد رقعة رقم
    [one] رقعة رقم واحدة
    [two] رقعتا أرقام
    [few] { $n } رقع أرقام
    [many] { $n } رقعة أرقام
   *[other] { $n } رقعة أرقام
}
closely-open = لم تُحسم
closely-hidden = ما قرأته الآلة يُعرض بعد أن يحسمه العاملون، كي لا يُدخِل أحد ما قرأته الآلة.
closely-not-asked = لا يُطلب من أحد إدخالها: لم تقرأ الآلة عليها رقمًا، أو فيها وجه
closely-reading = قرأت الآلة { $x } ({ $y })
closely-number = { $x } { $y }
closely-engine = { $x }، باحتمال { $y }
engine-digits = قارئ الأرقام
engine-version = { $x }، الإصدار { $y }
face-quality-poor = أضعف من أن يُقارَن
face-quality-fair = متوسط
face-quality-good = جيد
reading-field-branch = رقم الفرع
reading-field-detainee = رقم المعتقل
reading-field-examination = رقم الفحص
reading-field-unknown = رقمًا

## رقم لم تجده الآلة
draw-title = رقم ليس بين ما سبق
draw-lead = إن كان في هذه الصورة رقم ليس بين ما ورد أعلاه، فليُرسم حوله مستطيل قريب من الكتابة. يُدخله بعدئذ شخصان كأي رقم آخر، ولا يريان من الصورة إلا المستطيل.
draw-drawn = { $form ->
    [zero] لم يُرسم شيء بعد. يُرسم المستطيل هنا.
    [one] رُسم رقم واحد. يُرسم هنا مستطيل آخر لإضافة غيره.
    [two] رُسم رقمان. يُرسم هنا مستطيل آخر لإضافة غيرهما.
    [few] رُسمت { $n } أرقام. يُرسم هنا مستطيل آخر لإضافة غيرها.
    [many] رُسم { $n } رقمًا. يُرسم هنا مستطيل آخر لإضافة غيرها.
   *[other] رُسم { $n } رقم. يُرسم هنا مستطيل آخر لإضافة غيرها.
}
draw-by-hand = المستطيل
draw-do = تسليمه لمن يُدخلون الأرقام
draw-fault-outside = لم يُدوَّن شيء: المستطيل ليس داخل الصورة. ليُرسم من جديد.
draw-fault-small = لم يُدوَّن شيء: المستطيل أصغر من أن يُقرأ فيه شيء. ليُرسم حول الرقم كله.
draw-fault-large = لم يُدوَّن شيء: المستطيل أكبر من ربع الصورة. من يُدخلون الأرقام لا ينبغي أن يروا شيئًا من الجسد؛ ليُرسم قريبًا من الرقم.
draw-fault-face = لم يُدوَّن شيء: في المستطيل وجه. من يُدخلون الأرقام لا يرون إلا الأرقام؛ ليُرسم حول الرقم وحده.
draw-fault-known = لم يُدوَّن شيء: في هذا الموضع رقم مرسوم أو محسوم من قبل.
draw-fault-no-picture = لم يُدوَّن شيء: لا يمكن إظهار صورة من هذا الأصل.

## الإثبات
proof-title = الإثبات
proof-lead = يبيّن سجل العهدة متى وردت هذه الصورة، وأنها لم تتغيّر منذئذ.
proof-check = التحقّق من الإثبات
proof-file = أخذ الإثبات في ملف
proof-busy = جارٍ التحقّق…
proof-holds = الإثبات صحيح: هذه هي الصورة التي تُسلِّمت، بلا تغيير.
proof-fails = الإثبات غير صحيح. يُرجى عدم تغيير أي شيء، ومراجعة أحد الأمناء.
proof-place = القيد { $n } من { $of } في سجل العهدة.
proof-taken-in = تاريخ التسلُّم: { $x }.
proof-checked = تاريخ التحقّق: { $x }.
proof-root = جذر السجل:
step-ok = صحيح:
step-failed = غير صحيح:
step-original = بايتات الأصل تعطي بصمته.
step-log = القيد الذي يذكر هذه البصمة يقع تحت جذر السجل، والجذر موقَّع بمفتاح الأرشيف.

## سجل العهدة
history-title = سجل العهدة
history-lead = { $form ->
    [zero] لا قيود عن هذه الصورة.
    [one] قيد واحد في سجل العهدة عن هذه الصورة.
    [two] قيدان في سجل العهدة عن هذه الصورة، بترتيبهما.
    [few] { $n } قيود في سجل العهدة عن هذه الصورة، بترتيبها.
    [many] { $n } قيدًا في سجل العهدة عن هذه الصورة، بترتيبها.
   *[other] { $n } قيد في سجل العهدة عن هذه الصورة، بترتيبها.
}
activity-lead = ما قام به العاملون والأرشيف، الأحدث أولًا. كل سطر قيد موقَّع في سجل العهدة.
activity-since = منذ { $x }
of-table-occurrences = الملفات الموجودة
of-table-photographs = الصور
of-table-copies = النسخ
of-table-faces = الوجوه
of-table-markings = رُقع الأرقام
of-table-readings = القراءات
of-table-keyings = إدخالات الأرقام
of-table-candidates = المجموعات المقترحة
of-table-people = الأشخاص
of-table-assignments = التكليفات
of-table-queues = قوائم الانتظار
of-table-places = الأماكن
of-table-bystanders = الأشخاص الأحياء في الصور
of-table-samples = العينات
of-table-codings = الترميزات
of-table-estimates = التقديرات
of-table-agreement = الاتفاق
of-table-findings = الاستنتاجات
of-table-rechecks = المراجعات
of-table-reports = الإفادات عن المفقودين
of-table-links = الإفادات المقارَنة
of-table-claims = المطالبات
of-table-viewings = جلسات العرض
of-table-letters = الرسائل
of-table-publications = النشر
of-table-takedowns = الإزالات
of-table-counts = الأعداد
of-table-definitions = التعريفات
of-table-events = القيود
activity-which = القيود المعروضة
activity-acts = الأفعال
activity-everything = كل القيود
activity-none = لا أفعال كهذه.
activity-of-all = عرض كل الأفعال
pager-newer = الأحدث
pager-older = الأقدم
event-entry = القيد
event-time = الوقت
event-agent = من قام به
event-what = ما جرى
event-about = بشأن
act-archive-created = إنشاء الأرشيف
act-configuration-changed = تغيير الإعدادات
act-accession-opened = بدء تسلُّم
act-accession-resumed = استئناف تسلُّم
act-file-found = ورود ملف
act-observations-added = فحص ما تُسلِّم
act-accession-closed = اختتام تسلُّم
act-fixity-checked = التحقّق من سلامة الأرشيف
act-depositor-revealed = الاطلاع على هوية المودِع
act-proof-issued = إصدار إثبات
act-original-exported = إخراج نسخة من أصل
act-log-exported = إخراج السجل
act-key-exported = إخراج مفتاح
act-table-exported = إخراج جدول
act-account-created = إنشاء حساب
act-account-disabled = إيقاف حساب
act-password-changed = تغيير كلمة مرور
act-accounts-backed-up = ختم نسخة من الحسابات
act-accounts-restored = استعادة الحسابات
act-signed-in = تسجيل دخول
act-signed-out = تسجيل خروج
act-sign-in-failed = تدوين محاولات دخول فاشلة
act-covered-again = إعادة حجب الصور
failure-unknown-name = اسم ليس لأي حساب
failure-wrong-password = كلمة مرور غير صحيحة
failure-disabled = كلمة المرور صحيحة والحساب موقوف
attempts = { $form ->
    [zero] لا محاولات
    [one] محاولة واحدة
    [two] محاولتان
    [few] { $n } محاولات
    [many] { $n } محاولة
   *[other] { $n } محاولة
}
act-uncovered-for-session = كشف الصور لمدة
act-original-viewed = الاطلاع على صورة مكشوفة
act-exposure-rule-set = تحديد قاعدة النظر
act-marking-shown = عرض قصاصة رقعة رقم
act-marking-keyed = إدخال ما على رقعة رقم
act-marking-drawn = رسم موضع رقم
act-marking-settled = حسم ما على رقعة رقم
act-keying-rule-set = تحديد قاعدة الإدخال
act-faces-compared = مقارنة الوجوه بوجه من خارج الأرشيف
act-people-decided = قرار بشأن شخص
act-list-imported = استيراد قائمة أشخاص أُعدّت خارج الأرشيف
act-place-described = وصف فرع أو منشأة
act-codebook-adopted = اعتماد دليل ترميز
act-marking-reopened = أعاد فتح علامة محسومة
act-sample-drawn = سحب عينة من الأشخاص
act-coding-planned = تخطيط ترميز
act-coding-submitted = تسليم ترميز
act-coding-adjudicated = حسم ما اختلف فيه المرمّزون
act-recheck-drawn = سحب عينة لإعادة الفحص
act-recheck-told = إعادة النظر في عمل الآلة
act-report-made = إعداد تقرير
act-expert-key-set = تسمية مفتاح لتوقيع الاستنتاجات
act-finding-signed = توقيع استنتاج
act-finding-handed-out = تسليم استنتاج إلى الخارج
act-definition-described = وصف ما يعدّه عددٌ
act-bystander-marked = تعليم شخص حيّ في صورة
act-bystander-unmarked = سحب علامة شخص حيّ
act-working-copy-exported = إخراج نسخة عمل
seen-with-bystanders = { $x } · عُرض الأشخاص الأحياء: { $y }
keyed-cannot-be-read = لا يُقرأ
keyed-not-a-number = ليس رقمًا
size-grid = مصغّرة في الشبكة
size-view = في صفحتها
size-original = بالحجم الكامل

## الكشف
uncover-session = كشف الصور لمدة
uncover-title = عرض الصور مكشوفة
uncover-what = خلال المدة المختارة تعرض الشبكة والصفحات كل صورة كما هي. كثير منها يُظهر جثامين وإصابات.
uncover-recorded = يُدوَّن اختيارك وكل صورة تُعرض عليك في سجل العهدة، باسمك ووقته.
uncover-care = ينبغي ألا يطول النظر عمّا يقتضيه العمل. يمكنك إعادة الحجب في أي وقت بالمفتاح C أو بالزر في أعلى الصفحة.
uncover-long = المدة
uncover-button = كشف
uncover-stay = إبقاء الحجب

## العناية عند النظر
care-views-left = { $form ->
    [zero] لم يبقَ اليوم أي اطلاع (بالتوقيت العالمي).
    [one] بقي اليوم اطلاع واحد (بالتوقيت العالمي).
    [two] بقي اليوم اطلاعان (بالتوقيت العالمي).
    [few] بقي اليوم { $n } اطلاعات (بالتوقيت العالمي).
    [many] بقي اليوم { $n } اطلاعًا (بالتوقيت العالمي).
   *[other] بقي اليوم { $n } اطلاع (بالتوقيت العالمي).
}
care-views-free = لا يحدّد هذا الأرشيف عددًا للاطلاعات في اليوم.
care-minutes-left = { $form ->
    [zero] تحين الاستراحة بعد أقل من دقيقة من النظر.
    [one] تحين الاستراحة بعد دقيقة أخرى من النظر.
    [two] تحين الاستراحة بعد دقيقتين من النظر.
    [few] تحين الاستراحة بعد { $n } دقائق من النظر.
    [many] تحين الاستراحة بعد { $n } دقيقة من النظر.
   *[other] تحين الاستراحة بعد { $n } دقيقة من النظر.
}
care-shorter = إن حانت الاستراحة قبل انتهاء المدة المختارة حُجبت الصور عندئذ.
care-alone = يُعدّ مقدار نظرك لك وحدك ولا يُعرض على أحد غيرك. أما كل اطلاع فمدوَّن في سجل العهدة كما هو دائمًا.
care-rule = قاعدة النظر
care-rule-lead = النظر إلى هذه الصور يؤذي. تسري القاعدة على الجميع فورًا، وعلى ما اطُّلع عليه اليوم أيضًا. وتحديدها قيد في سجل العهدة.
care-rule-views = الاطلاعات في اليوم
care-rule-views-note = بعد هذا العدد لا يُكشف للشخص شيء آخر في ذلك اليوم (بالتوقيت العالمي). وإن تُرك فارغًا فلا حدّ للعدد.
care-rule-looking = دقائق النظر حتى الاستراحة
care-rule-pause = دقائق الاستراحة
care-rule-set = تحديد القاعدة
care-rule-told = حُدّدت القاعدة.

## الأشخاص
people-lead = كل سطر شخص واحد كما قرّره العاملون في هذا الأرشيف. الآلة تقترح فقط؛ وكل قرار قيد في سجل العهدة ويمكن التراجع عنه بقرار آخر.
people-suggestions = استعراض الاقتراحات
people-waiting = { $form ->
    [zero] لا مجموعات بانتظار القرار
    [one] مجموعة واحدة بانتظار القرار
    [two] مجموعتان بانتظار القرار
    [few] { $n } مجموعات بانتظار القرار
    [many] { $n } مجموعة بانتظار القرار
   *[other] { $n } مجموعة بانتظار القرار
}
people-none-waits = لا مجموعة مقترحة بانتظار القرار.
people-states = الأشخاص المعروضون
people-count = { $form ->
    [zero] لا أشخاص
    [one] شخص واحد
    [two] شخصان
    [few] { $n } أشخاص
    [many] { $n } شخصًا
   *[other] { $n } شخص
}
people-none = لا أحد هنا بعد.
people-listed = بحسب قائمة
state-accepted = لا تعارض
state-without-numbers = بلا أرقام
state-numbers-differ = أرقام مختلفة
state-same-as-another = الأرقام نفسها لدى شخص آخر
people-unusual = { $form ->
    [zero] لا أحد بأرقام غير مألوفة
    [one] شخص واحد بأرقام غير مألوفة
    [two] شخصان بأرقام غير مألوفة
    [few] { $n } أشخاص بأرقام غير مألوفة
    [many] { $n } شخصًا بأرقام غير مألوفة
   *[other] { $n } شخص بأرقام غير مألوفة
}
category-detainee = معتقل
category-soldier = عسكري
category-civilian = مدني
category-other = غير ذلك
category-scene = مكان أو شيء
category-document = وثيقة
sex-female = أنثى
sex-male = ذكر
sex-not-assessable = غير قابل للتقييم
age-band-infant = رضيع
age-band-child = طفل
age-band-adolescent = يافع
age-band-adult = بالغ
age-band-elder = مسنّ
age-band-not-assessable = غير قابل للتقييم
fact-category = الفئة
fact-sex = الجنس كما يُرى
fact-age-band = العمر كما يُرى
fact-note = ملاحظة
fact-listed-numbers = أرقام في قائمة أُعدّت خارج الأرشيف
suggestion-title = أهو شخص واحد؟
suggestion-trail = موضعك
suggestion-back = العودة إلى الأشخاص
suggestion-lead = تظن الآلة أن هذه الصور لشخص واحد. يُخرَج منها ما ليس له؛ وما يبقى يُقبل على أنه لشخص واحد.
suggestion-first = أقدم صورة في المجموعة
suggestion-probability = احتمال { $x } بحسب الآلة
suggestion-numbers = الأرقام المحسومة:
suggestion-others = صور أخرى من هذه المجموعة نُسبت إلى شخص من قبل
suggestion-new = شخص جديد
suggestion-accept = قبولها لشخص واحد
suggestion-skip = تركها لوقت لاحق
strip-take = مع هذه الصور
strip-choose = اختيار
strip-keys = الأسهم للتنقّل، وX لإخراج صورة أو إعادتها، وU لكشفها، وA للقبول، و1 و2 و3 للقول إن المحدَّدة لا تُظهر أحدًا، وN لترك المجموعة لوقت لاحق.
suggestion-nobody = الصور المحدَّدة كلها لا تُظهر أحدًا، بل
suggestion-put = إلحاق الصور بالشخص المختار أعلاه
suggestion-put-told = دُوِّن. أُلحقت الصور بالشخص:
suggestion-nobody-told = دُوِّن: لا تُظهر الصور أحدًا.
suggestion-nobody-see = افتح إحداها، ويمكن الرجوع عن ذلك فيها
suggestion-hint = تقول الآلة: { $x }. هذا تلميح فقط.
showing-scene = مكانًا أو شيئًا
showing-document = وثيقة
showing-other = غير ذلك
photograph-shows-nobody = لا تُظهر أحدًا، بل { $x }
strip-keys-person = الأسهم للتنقّل، وX لاختيار صورة، وU لكشفها، وO لإخراج المختار، وS لجعله شخصًا آخر.
reason-numbers = الأرقام { $x } نفسها كما في { $y }
reason-numbers-read = الأرقام نفسها كما في { $x } بحسب قراءة الآلة
reason-time-after = بعد { $y } بـ{ $x }
reason-time-before = قبل { $y } بـ{ $x }
reason-steps-after = { $form ->
    [zero] مع { $x } في عدّاد آلة التصوير
    [one] تلي { $x } في عدّاد آلة التصوير
    [two] بعد { $x } بخطوتين في عدّاد آلة التصوير
    [few] بعد { $x } بـ{ $n } خطوات في عدّاد آلة التصوير
    [many] بعد { $x } بـ{ $n } خطوة في عدّاد آلة التصوير
   *[other] بعد { $x } بـ{ $n } خطوة في عدّاد آلة التصوير
}
reason-steps-before = { $form ->
    [zero] مع { $x } في عدّاد آلة التصوير
    [one] تسبق { $x } مباشرة في عدّاد آلة التصوير
    [two] قبل { $x } بخطوتين في عدّاد آلة التصوير
    [few] قبل { $x } بـ{ $n } خطوات في عدّاد آلة التصوير
    [many] قبل { $x } بـ{ $n } خطوة في عدّاد آلة التصوير
   *[other] قبل { $x } بـ{ $n } خطوة في عدّاد آلة التصوير
}
reason-face = وجه يشبه الوجه في { $x }
reason-copy = الصورة نفسها التي في { $x }
reason-folder = في مجلد { $x } نفسه
individual-title = الشخص { $x }
individual-title-differ = الشخص { $x }: الأرقام مختلفة
individual-differ = صور هذا الشخص تذكر أرقامًا مختلفة. لعلها لشخصين.
individual-doubles = لشخص آخر الأرقام نفسها. لعلهما شخص واحد:
individual-take-out = إخراج المختار
individual-split = جعل المختار شخصًا آخر
views-lead = رتّبت الآلة هذه الصور بحسب مواضع ما وجدته فيها من وجوه ورقع أرقام. كثيرًا ما تخطئ؛ ولا يُقرَّر بها شيء.
view-face = الوجه
view-card = بطاقة أو رقعة فاتحة أخرى
view-whole = الجسد كله
view-part = جزء من الجسد
view-unsorted = غير مرتّبة: لم تفحصها آلة عن قرب
individual-numbers = الأرقام
individual-no-numbers = لم يُحسم أي رقم في هذه الصور بعد.
individual-numbers-note = بحسب ما أدخله العاملون من البطاقات والأشرطة والأوراق الظاهرة في الصور.
individual-keyed-by = أدخل { $x }: { $y }
individual-fact-from = يُرى في
individual-fact-from-none = دون صورة معيّنة
individual-said-by = قاله { $x }
individual-said-from = قاله { $x }، ويُرى في { $y }
unusual-title = غير مألوف
unusual-lead = لا يُصحَّح بهذا شيء: في البطاقات أخطاء، وكذلك في ساعات الكاميرات والمجلدات.
unusual-unknown-branch = الفرع { $x } ليس في قائمة هذه المجموعة.
unusual-range = من { $x } إلى { $y }
unusual-digits-branch = عدد خانات رقم الفرع { $x } غير مألوف؛ المألوف: { $y }.
unusual-digits-detainee = عدد خانات رقم المعتقل { $x } غير مألوف؛ المألوف: { $y }.
unusual-digits-examination = عدد خانات رقم الفحص { $x } غير مألوف؛ المألوف: { $y }.
unusual-letter-detainee = الحرف ج يدل على فرع؛ وقد أُدخل هنا رقمًا للمعتقل.
unusual-letter-examination = الحرف ج يدل على فرع؛ وقد أُدخل هنا رقمًا للفحص.
unusual-path-branch = يذكر المسار الفرع { $x }، وتذكر البطاقة { $y }.
unusual-path-detainee = يذكر المسار رقم المعتقل { $x }، وتذكر البطاقة { $y }.
unusual-path-examination = يذكر المسار رقم الفحص { $x }، وتذكر البطاقة { $y }.
unusual-out-of-order = بحسب أرقام الفحص في هذا الفرع يقع الرقم { $x } { $z }، أما الصور فتذكر { $y }. قد يكون الخطأ في ساعة أو مجلد أو رقم، هنا أو بجواره.
unusual-about = في { $x }
unusual-between = بين { $x } و{ $y }
unusual-after = في { $x } أو بعده
unusual-before = في { $x } أو قبله
individual-facts = ما يُرى
individual-facts-lead = يُذكر مع كل منها، في الأسفل، من قاله. «غير قابل للتقييم» لا يعني أبدًا «غير موجود».
individual-listed-note = هذا ما تقوله قائمة استُوردت من خارج الأرشيف؛ لم تُقرأ له أي بطاقة.
individual-keep-note = حفظ الملاحظة
individual-merge = هل هذا الشخص وشخص آخر واحد؟
individual-merge-lead = يحتفظ كل منهما بصوره وما قيل عنه وتاريخه؛ والتراجع يفصلهما من جديد، مهما جرى بعد ذلك.
individual-other = أرقام الآخر الثلاثة أو معرّفه أو صفحته
individual-id = المعرّف:
individual-likely = يُحتمل أنه الشخص نفسه
individual-likely-numbers = له الأرقام نفسها
individual-likely-machine = تجمع الآلة صورًا لكليهما على أنهما شخص واحد
individual-merge-button = هما شخص واحد
individual-history = القرارات
individual-history-lead = الأحدث أولًا. يمكن التراجع عن كل منها؛ والتراجع قيد مستقل يمكن التراجع عنه أيضًا.
individual-undo = تراجع
otherwise-title = للآلة رأي آخر
otherwise-lead = ما قرّره العاملون باقٍ كما هو. هذا ما كانت الآلة ستجمعه الآن مما رأته منذئذ؛ ولا يُتّخذ قرار جديد إلا حيث تُقنع.
otherwise-parts = { $form ->
    [zero] لا مجموعات.
    [one] تبقي هذه الصور في مجموعة واحدة:
    [two] تجعل هذه الصور مجموعتين:
    [few] تجعل هذه الصور { $n } مجموعات:
    [many] تجعل هذه الصور { $n } مجموعة:
   *[other] تجعل هذه الصور { $n } مجموعة:
}
otherwise-more = { $form ->
    [zero] لا تضيف شيئًا.
    [one] تضيف صورة لم تُنسب إلى أحد:
    [two] تضيف صورتين لم تُنسبا إلى أحد:
    [few] تضيف { $n } صور لم تُنسب إلى أحد:
    [many] تضيف { $n } صورة لم تُنسب إلى أحد:
   *[other] تضيف { $n } صورة لم تُنسب إلى أحد:
}
otherwise-others = { $form ->
    [zero] لا أحد غيره.
    [one] تعدّ صورًا لشخص آخر صورًا لهذا الشخص:
    [two] تعدّ صورًا لشخصين آخرين صورًا لهذا الشخص:
    [few] تعدّ صورًا لـ{ $n } أشخاص آخرين صورًا لهذا الشخص:
    [many] تعدّ صورًا لـ{ $n } شخصًا آخر صورًا لهذا الشخص:
   *[other] تعدّ صورًا لـ{ $n } شخص آخر صورًا لهذا الشخص:
}
decision-together = جمع الصور
decision-taken-out = إخراج
decision-shows-nobody = قال إنها لا تُظهر أحدًا
decision-merged = تبيّن أنه نفسه
decision-described = وصف
decision-undone = التراجع عن
decision-fact = { $x }: { $y }
decision-fact-from = { $x } (يُرى في { $y })
decision-list-taken-back = سحب قائمة
decision-entry = القيد { $x }
decision-entries = { $form ->
    [zero] لا قرارات
    [one] قرار واحد جاءت به
    [two] قراران جاءت بهما
    [few] { $n } قرارات جاءت بها
    [many] { $n } قرارًا جاءت به
   *[other] { $n } قرار جاءت به
}
decision-no-longer = لم يعد ساريًا

## قوائم أُعدّت خارج الأرشيف
lists-title = استيراد قائمة
lists-lead = قائمة أشخاص وأرقام أُعدّت خارج الأرشيف، سطر لكل صورة. تُجرَّب أولًا: يُعرض ما يفعله كل سطر قبل تدوين أي شيء. القائمة تضيف فقط؛ وما قرّره العاملون هنا يبقى.
lists-file = الملف (CSV أو XLSX)
lists-read = قراءة الملف
lists-limit = حتى { $n } ميغابايت. يبقى الملف في ذاكرة هذا الجهاز ساعة ولا يُحفظ؛ ولا تُنفَّذ أي صيغة حسابية فيه.
lists-gone = لم تعد تلك القائمة في متناولك. ما دُوِّن باقٍ؛ يُرجى اختيار الملف من جديد.
lists-taken-back = سُحبت القائمة: ما جاءت به لم يعد ساريًا، وتبقى قيودها في سجل العهدة.
lists-over = القوائم المستوردة
lists-over-lead = يمكن سحب ما جاءت به قائمة كله، مثلًا حين حُدّد عمود خطأً؛ وبعدها يمكن استيراد القائمة المصحّحة أو القائمة نفسها.
lists-over-counting = الساري من قراراتها: { $n } من { $of }
lists-over-back = سُحبت: لم يعد شيء مما جاءت به ساريًا.
lists-over-before = استُوردت قبل أن تُدوَّن القرارات التي جاءت بها: يمكن التراجع عنها في صفحات أشخاصها.
lists-back = سحب القائمة…
lists-back-lead = كل ما جاءت به هذه القائمة وما زال ساريًا لن يبقى ساريًا: لن تُنسب صورها إلى أحد، ولن يُقال عن الأشخاص ما قالته. أما ما قرّره العاملون فيبقى.
lists-back-worked = { $form ->
    [zero] لم يُقرَّر شيء عن أشخاصها بعد استيرادها.
    [one] تقرّر شيء عن شخص واحد من أشخاصها بعد استيرادها.
    [two] تقرّر شيء عن شخصين من أشخاصها بعد استيرادها.
    [few] تقرّر شيء عن { $n } من أشخاصها بعد استيرادها.
    [many] تقرّر شيء عن { $n } من أشخاصها بعد استيرادها.
   *[other] تقرّر شيء عن { $n } من أشخاصها بعد استيرادها.
}
lists-back-do = سحب القائمة كلها
lists-wrong-empty = لا شيء في هذا الملف.
lists-wrong-large = هذه القائمة أطول مما يُقبل:
lists-wrong-unreadable = تتعذّر قراءة هذا الملف بوصفه قائمة:
lists-wrong-next = لم يُدوَّن شيء. يُرجى حفظه بصيغة CSV (UTF-8) أو XLSX بسطر عناوين واحد، ثم المحاولة مجددًا.
lists-wrong-old = هذا مصنّف Excel قديم (.xls)، أو مصنّف مقفل بكلمة سر.
lists-columns = الأعمدة
lists-columns-lead = يلزم عمود الملف، ومعه إما عمود الشخص أو الأرقام الثلاثة كلها. تُعرف العناوين العربية والإنكليزية؛ ويمكنك تعيين غيرها في الصفحة التالية.
lists-first = أول أسطر القائمة
lists-more-columns = { $form ->
    [zero] لا أعمدة أخرى
    [one] وعمود آخر
    [two] وعمودان آخران
    [few] و{ $n } أعمدة أخرى
    [many] و{ $n } عمودًا آخر
   *[other] و{ $n } عمود آخر
}
lists-none = – ليس في القائمة –
lists-try = تجربة هذه الأعمدة
lists-another = اختيار ملف آخر
lists-rows = الأسطر
lists-read-as = طريقة القراءة
lists-outcome = ما يفعله كل سطر
lists-outcome-lead = لم يُدوَّن شيء بعد. كل عدد يفتح أسطره.
lists-recorded = دُوِّنت. ما يلي هو القائمة نفسها مقارنةً بالأرشيف كما هو الآن.
lists-record = { $form ->
    [zero] لا أحد للتدوين
    [one] تدوين شخص واحد
    [two] تدوين شخصين
    [few] تدوين { $n } أشخاص
    [many] تدوين { $n } شخصًا
   *[other] تدوين { $n } شخص
}
lists-record-note = باسمك، قيودًا في سجل العهدة. ويمكن التراجع عن كل منها في صفحة الشخص.
lists-nothing = لا شيء للتدوين.
lists-no-file = يلزم تعيين العمود الذي فيه اسم الملف؛ عندئذ يُجرَّب كل سطر.
lists-every-row = كل الأسطر
lists-rows-count = { $form ->
    [zero] لا أسطر
    [one] سطر واحد
    [two] سطران
    [few] { $n } أسطر
    [many] { $n } سطرًا
   *[other] { $n } سطر
}
lists-row = السطر
lists-photograph = الصورة
lists-person = الشخص
list-comma = {"، "}
list-field-file = الملف
list-field-person = الشخص
list-field-branch = رقم الفرع
list-field-detainee = رقم المعتقل
list-field-examination = رقم الفحص
list-field-category = الفئة
list-field-sex = الجنس
list-field-age-band = العمر
list-field-note = ملاحظة
list-field-what-file = اسم ملف الصورة، أو ما يكفي من مساره لتمييزه عن غيره بالاسم نفسه.
list-field-what-person = اسم الشخص أو رقمه في القائمة؛ الأسطر المتفقة فيه لشخص واحد.
list-field-what-branch = أرقام بأي كتابة، أو ج.
list-field-what-detainee = كما أعطاه الفرع.
list-field-what-examination = كما أعطاه المستشفى.
list-field-what-category = معتقل، عسكري، مدني، غير ذلك.
list-field-what-sex = أنثى، ذكر، غير قابل للتقييم.
list-field-what-age-band = رضيع، طفل، يافع، بالغ، مسنّ، غير قابل للتقييم.
list-field-what-note = كلام حر.
row-outcome-joined = تُنسب إلى شخص
row-outcome-already = منسوبة إليه من قبل
row-outcome-not-found = لا صورة بهذا الاسم
row-outcome-ambiguous = عدة صور بهذا الاسم
row-outcome-decided = قرّر العاملون غير ذلك، ويبقى قرارهم
row-outcome-refused = لا يمكن استعمالها
row-no-file = لا يذكر ملفًا.
row-no-person = لا يدل على شخص: لا اسم له ولا الأرقام الثلاثة كلها.
row-not-a-number = { $x }: ‏{ $y } ليس من خانة إلى ثماني خانات، ولا ج.
row-unknown-word = { $x }: ‏{ $y } كلمة غير معروفة هنا.
row-too-long = { $x }: نص أطول مما يُقبل.
row-several = { $form ->
    [zero] لا صورة تنتهي بهذا الاسم.
    [one] صورة واحدة تنتهي بهذا الاسم؛ يلزم ذكر المزيد من المسار.
    [two] صورتان تنتهيان بهذا الاسم؛ يلزم ذكر المزيد من المسار.
    [few] { $n } صور تنتهي بهذا الاسم؛ يلزم ذكر المزيد من المسار.
    [many] { $n } صورة تنتهي بهذا الاسم؛ يلزم ذكر المزيد من المسار.
   *[other] { $n } صورة تنتهي بهذا الاسم؛ يلزم ذكر المزيد من المسار.
}
row-two-people = تنسب القائمة هذه الصورة إلى شخصين.
row-taken-out = أخرج العاملون هذه الصورة.
row-numbers-differ = أسطر هذا الشخص تذكر أرقامًا مختلفة: { $x }
row-fact-differs = أسطر هذا الشخص مختلفة ({ $x }): { $y }
row-put-to = نسب العاملون صور هذه الأسطر إلى { $x }.
row-said-otherwise = ذُكر هنا غير ذلك، ويبقى: { $x }
row-keyed-otherwise = أدخل العاملون أرقامًا أخرى من هذه الصورة: { $x }

## العمل
nav-work = العمل
work-lead = ما ينتظر ولمن. لا يعمل اثنان على الشيء نفسه في وقت واحد: ما يُعرض على أحد العاملين لا يُعرض على غيره.
work-mine = عملك
work-mine-none = لم يُسنَد إليك عمل بعينه. يمكنك العمل على أي مما ينتظر.
work-waits = { $form ->
    [zero] لا شيء ينتظر
    [one] واحد ينتظر
    [two] اثنان ينتظران
    [few] { $n } تنتظر
    [many] { $n } تنتظر
   *[other] { $n } تنتظر
}
work-due-by = حتى { $x }
work-late = متأخر
work-key = إدخال الأرقام
work-queues = ما ينتظر
work-queue = العمل
work-waiting = ينتظر
work-done = أُنجز
work-assigned = إسناد العمل
work-assigned-lead = من أُسند إليه عمل يُعرض عليه أولًا، الأقرب موعدًا قبل غيره؛ ويُعرض على الآخرين آخرًا. إسناد العمل وسحبه قيدان في سجل العهدة.
work-nothing-assigned = لم يُسنَد إلى أحد عمل بعينه.
waits-title = ما ينتظر في شؤون العائلات
waits-letters-urgent = رسائل عاجلة
waits-letters = رسائل لم يُجَب عنها بعد
waits-duplicates = إفادتان قد تكونان عن شخص واحد
waits-news = عمليات بحث محفوظة ظهر فيها شخص جديد
waits-claims-first = مطالبات تنتظر المراجِع الأول
waits-claims-second = مطالبات تنتظر المراجِع الثاني
waits-claims-disputed = مطالبات اختلف فيها المراجِعون
waits-claims-conflicts = مطالبات متعارضة
waits-claims-told = عائلات لم تُخبَر بعد
waits-publications = منشورات تنتظر قرارًا
work-to = إلى
work-due = حتى
work-by = من أسنده
work-give = إسناد
work-choose = – اختيار –
work-assign = إسناد العمل
work-withdraw = سحب
work-people = من أنجز ماذا
work-who = من
work-keyed = ما أُدخل
work-decided = ما تقرّر
work-lately = الأسبوع الأخير
work-told-given = أُسند العمل.
work-told-refused = لم يُدوَّن ذلك: هذا العمل ليس من صلاحياته.
work-told-already = لم يُدوَّن ذلك: هذا العمل معهود إليه من قبل. لتحديد يوم آخر اسحبه أولًا.
work-told-over = لم يُدوَّن ذلك: انقضى هذا اليوم. اختر اليوم أو يومًا بعده.
work-told-withdrawn = سُحب العمل. وما أُنجز باقٍ.
queue-keying = إدخال الأرقام
queue-candidates = المجموعات المقترحة
queue-contradictions = الأرقام المتعارضة
queue-description = ما يُرى
queue-what-keying = رقع أرقام لم يتفق عليها شخصان بعد
queue-what-candidates = مجموعات فيها صورة لم تُنسب إلى أحد
queue-what-contradictions = شخص له مجموعتا أرقام مختلفتان، أو شخصان لهما الأرقام نفسها، أو ترتيب فحوص لا يمكن أن يكون، أو مسار يخالف بطاقته
queue-what-description = أشخاص لم تُذكر فئتهم أو جنسهم أو عمرهم
people-work-contradictions = من تتعارض أرقامهم فقط.
people-work-unusual = من في أرقامهم شيء غير مألوف فقط.
people-work-description = من لم تُذكر فئتهم أو جنسهم أو عمرهم فقط.
people-work-described = من ذُكرت فئتهم وجنسهم وعمرهم فقط.
groups-title = المجموعات المقترحة
groups-lead = صور تعدّها الآلة لشخص واحد. تنتظر المجموعة ما دامت فيها صورة لم تُنسب إلى أحد.
groups-which = المجموعات المعروضة
groups-none = لا مجموعة كهذه.
act-work-assigned = إسناد عمل إلى شخص
act-work-withdrawn = سحب عمل
## الفروع والمنشآت
places-title = الفروع والمنشآت
places-lead = ما تدلّ عليه الأرقام المكتوبة على البطاقات، كما يعتمده هذا الأرشيف. يبدأ كل بيان كما هو في القائمة الأولى للبرنامج؛ وكل ما غُيّر بعدها قيد في سجل العهدة.
places-counted = رقم الفرع محسوم لدى { $n } من أصل { $of } من الأشخاص؛ ومن ذكرت صوره رقمين يُحتسب له ما حُسم أولًا.
places-back = العودة إلى الفروع والمنشآت
places-unknown = أرقام لا يحملها أي فرع في هذه القائمة
places-unknown-lead = حُسمت أرقامَ فروعٍ لأشخاص. لعل فرعًا ينقص هنا، أو لعل بطاقة قُرئت خطأ.
place-kind-branch = فرع
place-kind-facility = منشأة
place-field-name = الاسم
place-field-kind = النوع
place-field-numbers = الأرقام على البطاقات
place-field-name-ar = الاسم بالعربية
place-field-name-en = الاسم بالإنكليزية
place-field-aliases = أسماء أخرى
place-field-note = ملاحظة
place-field-identifier = المعرّف
place-field-withdrawn = مسحوب
place-called = الفرع { $x } ({ $y })
place-numbered-branch = الفرع { $x }
place-numbered-facility = المنشأة { $x }
place-or = { $x } أو { $y }
place-record = بيان { $x }
held-by = بحسب الأرقام على البطاقة، جهة الاحتجاز: { $x }
branch-unknown = { $x } ليس في قائمة الفروع
branch-add = إضافة { $x }
people-of-branch = فقط من حُسم في صورهم رقم الفرع { $x }.
people-of-all = عرض الجميع
people-of-list = فقط من جاءت هذه القائمة عنهم بشيء ما زال ساريًا.
place-known = البيان
place-counted = يُعدّ الأشخاص برقم الفرع المحسوم في صورهم: هذا ما تقوله البطاقات، لا مكان وجود الشخص.
place-nothing = لا شيء
place-yes = نعم
place-withdrawn = مسحوب
place-withdrawn-note = لم يعد هذا الأرشيف يعتمد هذا البيان. أرقامه لا تدلّ عليه.
place-same-number = لمكان آخر أحد أرقامه، فلا يُعرف من البطاقة أيّهما المقصود:
place-history = القيود
place-from-list = هو في القائمة الأولى للبرنامج. القيود التي تلتها، الأحدث أولًا:
place-not-from-list = ليس في القائمة الأولى للبرنامج. قيوده، الأحدث أولًا:
place-no-entries = هو في القائمة الأولى للبرنامج، ولم يتغيّر عمّا فيها.
place-unchanged = وُصف كما كان
place-describe = وصفه من جديد
place-describe-lead = يُحفظ البيان كله كما هو هنا؛ ويبقى ما كان قبله في سجل العهدة.
place-new = إضافة فرع أو منشأة
place-new-lead = يُدوَّن قيدًا في سجل العهدة باسمك ووقته، ويمكن تغييره أو سحبه لاحقًا.
place-identifier-how = من { "\u2066" }a-z{ "\u2069" } و{ "\u2066" }0-9{ "\u2069" } وواصلات؛ يبقى دائمًا
place-numbers-how = عدة أرقام بينها مسافات
place-aliases-how = اسم في كل سطر
place-withdraw = مسحوب: لا يعتمد هذا الأرشيف هذا البيان
place-keep = تدوين
place-wrong-identifier = المعرّف لا يصلح: من 1 إلى 40 من { "\u2066" }a-z{ "\u2069" } و{ "\u2066" }0-9{ "\u2069" } والواصلات، ولا واصلة في طرفيه. لم يُدوَّن شيء.
place-wrong-taken = يوجد بيان بهذا المعرّف. لم يُدوَّن شيء.
place-wrong-kind = يُرجى اختيار النوع. لم يُدوَّن شيء.
place-wrong-number = أحد الأرقام ليس رقمًا: من خانة إلى ثماني خانات، أو ج. لم يُدوَّن شيء.
place-wrong-numbers = رقم مكرّر، أو الأرقام أكثر من 16. لم يُدوَّن شيء.
place-wrong-nameless = لا بدّ من اسم أو رقم. لم يُدوَّن شيء.
place-wrong-length = للاسم 200 محرف على الأكثر، وللملاحظة 2000. لم يُدوَّن شيء.
place-wrong-unseen = في أحد النصوص محرف لا يُرى أو يقلب اتجاه غيره. يُرجى كتابته من جديد. لم يُدوَّن شيء.
place-wrong-aliases = اسم آخر مكرّر أو فيه فاصلة منقوطة، أو الأسماء أكثر من 32. لم يُدوَّن شيء.

## إدخال الأرقام
keying-lead = تظهر قصاصة رقعة الرقم وحدها، ولا شيء غيرها من الصورة. يُدخَل ما هو مكتوب عليها. ويفعل شخص آخر الأمر نفسه من دون أن يرى ما أدخلته؛ واتفاق اثنين يحسم الأمر.
keying-next = القصاصة التالية
keying-care = يُدوَّن عرض القصاصة عليك وما يُدخَل، باسمك ووقته.
keying-standing = رقع الأرقام
keying-untouched = لم يُدخلها أحد
keying-one-untouched = لم يُدخلها أحد
keying-once = أدخلها شخص واحد
keying-disagreed = اختلفوا: يُسأل ثالث أو يقرّر
keying-reopened = أُعيد فتحها
keying-settled-two-agree = حُسمت: اتفق شخصان
keying-settled-third = حسمها ثالث
keying-settled-decided = حُسمت بقرار بعد الاطلاع على كل القراءات
keying-settled-machine-agrees = حُسمت: اتفق شخص والآلة
keying-all = كل الرقع التي تُدخل
keying-pace = ما تبقّى
keying-needed = إدخالات لازمة
keying-needed-note = { $form ->
    [zero] لا رقعة بانتظارها
    [one] لرقعة واحدة
    [two] لرقعتين
    [few] لـ{ $n } رقع
    [many] لـ{ $n } رقعة
   *[other] لـ{ $n } رقعة
}
keying-all-note = ما قرأت الآلة عليه رقمًا باحتمال ما ولا يظهر فيه وجه، لا غير. وجدت الآلة رقعًا أكثر من هذه، ولا يُطلب من أحد إدخالها.
keying-thirds = منها لثالث
keying-thirds-note = متوقعة، لأن الأوّلَين اختلفا حتى الآن في { $x }
keying-thirds-unknown = غير محسوبة: لا يُعرف بعد كم مرة يختلف اثنان
keying-each = الوقت لكل إدخال
keying-left = العمل المتبقي
keying-left-note = لشخص واحد من دون توقف، بالسرعة الوسطى حتى الآن
keying-agreement = اتفاق الأوّلَين
keying-not-known = غير معروف بعد
keying-people = من أدخل
keying-nobody = لا أحد بعد.
keying-rule = القاعدة
keying-rule-lead = كم شخصًا يجب أن يتفقوا. تحديد القاعدة قيد في سجل العهدة؛ تسري على ما يُدخل بعدها، ولا يتغيّر شيء مما حُسم قبلها.
keying-rule-who = تُحسم الرقعة حين
keying-rule-two = يتفق شخصان
keying-rule-machine = يتفق شخص وقراءة آلية باحتمال { $x } أو أكثر، وإلا فشخصان
keying-rule-set = تحديد القاعدة
keying-told-recorded = دُوِّن. وهذه هي التالية.
keying-told-late = حسمها آخرون في الأثناء، أو سبق أن أدخلتها. لم يُدوَّن لها شيء.
keying-told-nothing = لا شيء بانتظارك الآن.
keying-told-gone = لم تعد هذه القصاصة بين يديك. ما أدخلته من قبل مدوَّن.
keying-told-rule = حُدّدت القاعدة.
markings-title = رقع الأرقام
keying-told-decided = حُسمت كما قرّرت.
keying-told-reopened = أُعيد فتحها.
keying-hers = آخر ما أدخلته
keying-hers-lead = ما دامت العلامة لم تُحسم يمكنك التراجع عما أدخلته: أدخلها من جديد. يبقى الإدخالان في سجل العهدة، ويُعتدّ بالأخير.
keying-again = أدخلها من جديد
keying-again-last = كان ذلك خطأ: أدخلها من جديد
markings-back = العودة إلى إدخال الأرقام
markings-count = { $form ->
    [zero] لا رقع
    [one] رقعة واحدة
    [two] رقعتان
    [few] { $n } رقع
    [many] { $n } رقعة
   *[other] { $n } رقعة
}
markings-number = رقمها فيها
markings-settled = ما حُسم
markings-all = كل ما عُرض أو ينتظر العرض
markings-stands = حالها
markings-act = ما يمكن فعله
markings-reopen = إعادة الفتح
markings-decide = قرّر
marking-title = ما المكتوب هنا؟
marking-alt = قصاصة رقعة رقم واحدة
marking-only = لا تُعرض إلا الرقعة.
marking-turn = تدوير
marking-turn-back = تدوير عكسي
marking-branch = رقم الفرع
marking-detainee = رقم المعتقل
marking-examination = رقم الفحص
marking-other-branch = Branch
marking-other-detainee = Detainee
marking-other-examination = Examination
marking-keypad = الأرقام
marking-erase = مسح
marking-record = تدوين
marking-cannot = لا يُقرأ
marking-none = ليس رقمًا
marking-how = يُترك الحقل فارغًا إن لم يكن رقمه موجودًا. تُقبل الأرقام بكل أشكالها؛ والمفتاح J يكتب ج. ومفتاح الإدخال ينقل إلى الحقل التالي، ويدوّن بعد الأخير.
marking-stop = التوقف الآن
marking-wrong-empty = لم يُدخَل أي رقم. يلزم إدخال رقم واحد على الأقل، أو بيان أنه لا يُقرأ.
marking-wrong-number = في أحد الحقول ما ليس رقمًا: من خانة إلى ثماني خانات، أو ج للفرع. لم يُدوَّن شيء.
marking-wrong-letter = لا يدل الحرف ج إلا على الفرع. لم يُدوَّن شيء.
marking-wrong-long = في أحد الحقول أكثر من ثمانية أرقام، ولا رقم على بطاقة بهذا الطول. لم يُدوَّن شيء.
marking-wrong-choice = لم يُختَر شيء. اختر إحدى القراءات، أو أنها لا تُقرأ.
marking-wrong-reason = لا بد من سبب. اذكره في جملة؛ لم يُدوَّن شيء.
marking-wrong-reason-long = السبب أطول مما ينبغي: ١٠٠٠ حرف على الأكثر. لم يُدوَّن شيء.
marking-third = قرأ شخصان هذه العلامة قراءتين مختلفتين، وأنت الثالث: أدخل ما تراه. إن وافقت أحدهما حُسمت؛ وإن لم توافق أيًّا منهما عُرضت عليك القراءات الثلاث لتقرّر.
marking-again = سبق أن أدخلت هذه العلامة. ما تُدخله الآن يحلّ محلّ السابق، ويبقى الإدخالان في سجل العهدة.
deciding-title = أيّها الصحيح؟
deciding-lead = قرأ ثلاثة أشخاص هذه العلامة قراءات مختلفة، وأنت أحدهم. انظر من جديد ثم قرّر؛ ولا يُذكر من قرأ ماذا.
deciding-reopened = أُعيد فتح ما حُسم هنا: «{ $x }». هذه كل القراءات حتى الآن، ولا يُذكر من قرأ ماذا. ويمكن كذلك أن يُدخلها من جديد من لم يُدخلها من قبل.
deciding-what = ما المكتوب هناك
deciding-hers = (قراءتك)
deciding-other = شيء آخر، في هذه الحقول
deciding-why = السبب
deciding-why-hers = السبب، إن كانت قراءتك أنت
deciding-settle = احسمها هكذا
deciding-note = يُدوَّن القرار في سجل العهدة باسمك، ويمكن إعادة فتحه.
reopening-title = إعادة فتح علامة محسومة
reopening-lead = لن يُعتدّ بما حُسم هنا، وللأشخاص أيضًا، حتى تُحسم من جديد: بإدخال من لم يُدخلها من قبل، أو بقرار. ويبقى كل ما أُدخل في سجل العهدة.
reopening-why = لماذا يُشكّ فيها
reopening-button = أعد فتحها

## الحساب
account-name = الاسم
account-role = الدور
account-expires = تنتهي الجلسة
account-expires-note = على أبعد حدّ، وقبل ذلك إن لم يُعمل شيء
account-language = اللغة والأرقام
account-theme = الألوان
account-keep = حفظ هذه الاختيارات
account-views = ما اطّلعت عليه مكشوفًا اليوم
account-views-lead = { $form ->
    [zero] لا اطلاع لك اليوم على أي صورة مكشوفة (بالتوقيت العالمي).
    [one] اطّلعت اليوم على صورة مكشوفة مرة واحدة (بالتوقيت العالمي).
    [two] اطّلعت اليوم على صور مكشوفة مرتين (بالتوقيت العالمي).
    [few] اطّلعت اليوم على صور مكشوفة { $n } مرات (بالتوقيت العالمي).
    [many] اطّلعت اليوم على صور مكشوفة { $n } مرة (بالتوقيت العالمي).
   *[other] اطّلعت اليوم على صور مكشوفة { $n } مرة (بالتوقيت العالمي).
}
account-views-limit = { $form ->
    [zero] لا يُكشف شيء في اليوم.
    [one] بعد اطلاع واحد في اليوم لا يُكشف شيء آخر.
    [two] بعد اطلاعين في اليوم لا يُكشف شيء آخر.
    [few] بعد { $n } اطلاعات في اليوم لا يُكشف شيء آخر.
    [many] بعد { $n } اطلاعًا في اليوم لا يُكشف شيء آخر.
   *[other] بعد { $n } اطلاع في اليوم لا يُكشف شيء آخر.
}
account-looked = مدة نظرك اليوم { $x }: الوقت الذي كانت فيه الصور مكشوفة، ودقيقة لكل اطلاع مفرد.
account-pause = بعد { $x } منها تحين استراحة مدتها { $y }.
theme-machine = كما ضُبط هذا الجهاز
theme-light = فاتحة
theme-dark = داكنة
role-custodian = أمين
role-organiser = منسّق
role-keyer = مُدخِل أرقام
role-reviewer = مراجِع
role-expert = خبير
role-family-worker = مرافق العائلات
role-publisher = ناشر
role-auditor = مدقّق
role-reader = مطّلع

## المساعدة
about-1 = «أمانة» تحفظ صور المتوفين والمفقودين: بلا تغيير، وبترتيب، ومع إمكان الإثبات.
about-2 = الآلة تلاحظ وتقترح، والإنسان يقرّر. كل فعل يقوم به إنسان، ومنه الاطلاع على الصور المكشوفة، قيد في سجل العهدة، والسجل لا يُمحى منه شيء.
about-3 = لا شيء يغادر هذا الجهاز. ولا تُحمِّل الصفحات شيئًا من خارجه.
about-version = الإصدار
keys-title = المفاتيح
key-arrows = التنقّل في الشبكة
key-ends = أول صورة وآخر صورة
key-pages = شاشة إلى الوراء أو الأمام
key-open = فتح الصورة
key-uncover = كشف الصورة المختارة
key-cover = إعادة الحجب
key-zoom = الحجم الكامل بعد الكشف
key-scale = تكبير وتصغير والصورة كاملة، في الحجم الكامل
key-next = الصورة التالية والسابقة في صفحتها
key-back = العودة إلى الشبكة
key-search = إلى حقل البحث
key-help = هذه الصفحة
glossary-title = المصطلحات
term-accession = تسلُّم
term-text-accession = تولّي الأرشيف مسؤولية وديعة، مع محضر بكل ما كان فيها.
term-occurrence = ملف وارد
term-text-occurrence = مسار وُجد فيه شيء. قد يوجد المحتوى نفسه في مسارات كثيرة.
term-original = أصل
term-text-original = محتوى واحد كما ورد بايتًا بايتًا. يُختم ولا يُغيَّر أبدًا.
term-digest = بصمة
term-text-digest = قيمة SHA-256 لبايتات الأصل: هويته.
term-copy = نسخة
term-text-copy = صورة تعدّها الآلة الصورةَ نفسها، محفوظة مجددًا أو معدّلة.
term-custody = سجل العهدة
term-text-custody = القائمة الموقّعة بكل ما جرى. لا يمكن تغيير شيء فيها أو نزعه خفية.
term-proof = إثبات
term-text-proof = ما يبيّن، من دون حاجة إلى الثقة بنا، أن الصورة مقيّدة في السجل ولم تتغيّر.
term-covered = محجوبة
term-text-covered = معروضة مموّهة بالرمادي. تبقى الصور محجوبة حتى يكشفها إنسان.

## حين يتعذّر شيء
error-reference = للتتبّع:
error-home = إلى النظرة العامة
error-signin-title = يُرجى تسجيل الدخول
error-signin-text = انتهت الجلسة. لم يتغيّر شيء.
error-forbidden-title = غير متاح لهذا الحساب
error-forbidden-text = ليس لحسابك صلاحية لهذا. يستطيع أحد الأمناء أن يخبرك لمن الصلاحية.
error-form-title = هذه الاستمارة لم تعد صالحة
error-form-text = لم تُرسل من صفحة في هذه الجلسة، أو تبدّلت الجلسة. لم يُنفَّذ شيء. يُرجى العودة وتحميل الصفحة من جديد ثم الإعادة.
error-covered-title = الصور محجوبة من جديد
error-covered-text = انتهت مدة العرض المكشوف. لم يُعرض شيء.
error-missing-title = لا توجد صفحة كهذه
error-missing-text = هذا العنوان لا يؤدي إلى شيء في هذا الأرشيف. لا يُحذف شيء مما تُسلِّم؛ لعل في العنوان خطأ.
error-request-title = تعذّر فهم هذا العنوان
error-request-text = جزء منه ليس كما ينبغي. لم يتغيّر شيء.
error-large-title = المُرسَل أكبر من اللازم
error-large-text = الاستمارة أكبر مما يقبله المكتب. لم يتغيّر شيء.
error-picture-title = لا صورة يمكن عرضها
error-picture-text = هذا الأصل موجود في الأرشيف، لكن لا يمكن عرضه صورةً. بايتاته محفوظة ومختومة كما وُجدت. لم يُعرض شيء، فلم يُدوَّن اطلاع.
error-conflict-title = قرّر شخص آخر في الأثناء
error-pause-title = حان وقت الاستراحة
error-pause-text = طال النظر إلى صور مكشوفة، وحانت الاستراحة. لم يضع شيء: كل ما فعلته محفوظ، والعمل على ما هو محجوب ممكن. يمكنك النظر مجددًا بعد { $x }: { $y }. يفيد الآن الوقوف قليلًا، والنظر من النافذة، والحديث مع أحد.
error-day-title = يكفي لهذا اليوم
error-day-text = اطّلعت اليوم على كل ما تسمح به قاعدة هذا الأرشيف من الصور المكشوفة. لم يضع شيء: كل ما فعلته محفوظ، والعمل على ما هو محجوب ممكن. يمكنك النظر مجددًا بعد { $x }: { $y }. يفيد الآن ترك هذا إلى الغد، والحديث مع أحد عمّا رأيته.
error-conflict-text = قرّر آخرون بشأن الصور أو الأشخاص أو الفروع نفسها بعد إعداد صفحتك (القيد { $x } في سجل العهدة). لم يُدوَّن قرارك، ولم يُمسّ قرارهم. يُرجى فتح الصفحة من جديد ثم اتخاذ القرار بناءً على ما فيها الآن.
error-typed = هذا ما قرّرته أو كتبته، ولم يُدوَّن:
error-back = العودة إلى الصفحة كما هي الآن
error-asks-title = ما زال هناك شيء ناقص
choose-to-accept = أُخرجت الصور كلها، فلم يبقَ من يُقبل. أدخل صورة واحدة على الأقل بالمفتاح X، أو انتقل إلى المجموعة التالية بالمفتاح N. لم يُدوَّن شيء.
choose-photographs = لم تُختَر أي صورة. اختر الصور المقصودة بالمفتاح X أو بمربّعاتها، ثم أعد الضغط. لم يُدوَّن شيء.
merge-empty = لم يُذكر أحد. اكتب أرقام الآخر الثلاثة أو معرّفه أو عنوان صفحته. لم يُدوَّن شيء.
merge-nobody = لا أحد في هذا الأرشيف بهذه الأرقام أو بهذا المعرّف. اكتب الأرقام الثلاثة مثل 227-957-272، أو المعرّف الظاهر في صفحة الشخص، أو عنوان تلك الصفحة. لم يُدوَّن شيء.
merge-several = لعدة أشخاص هذه الأرقام. افتح صفحة من تقصده واكتب المعرّف الظاهر فيها. لم يُدوَّن شيء.
merge-itself = هذا هو الشخص نفسه أصلًا. لم يُدوَّن شيء.
error-failed-title = حدث خطأ هنا
error-failed-text = تعذّر إعداد الصفحة. ما في الأرشيف لم يُمسّ. يُرجى المحاولة مجددًا؛ وإن تكرّر ذلك فيُرجى إبلاغ أحد الأمناء بالرقم أدناه.

## الترميز
nav-coding = الترميز
coding-lead = يقول الخبراء ما تُظهره صور الشخص وفق دليل ترميز، كلٌّ دون أن يرى ما قاله غيره. «غير قابل للتقييم» لا يعني «غير موجود» أبدًا.
coding-none = لم يُخطَّط لك ترميز شيء.
coding-mine = رمّزت { $n } من { $of }
coding-next = ترميز الشخص التالي
coding-done = { $n } من { $of } رمّزهم كل من عليه ترميزهم
coding-people-disputed = { $form ->
    [zero] لا اختلاف بين المرمّزين
    [one] اختلف المرمّزون في شخص واحد
    [two] اختلف المرمّزون في شخصين
    [few] اختلف المرمّزون في { $n } أشخاص
    [many] اختلف المرمّزون في { $n } شخصًا
   *[other] اختلف المرمّزون في { $n } شخص
}
coding-calibration = معايرة: يرمّز الجميعُ الجميعَ
coding-plan = تخطيط الترميز
coding-plan-lead = مَن يرمّز مَن ينتج عن البذرة، بترتيب يستطيع أي أحد إعادته. يُدوَّن ولا يُغيَّر؛ ويمكن تخطيط غيره عند الحاجة.
coding-no-coders = لا أحد يستطيع الترميز بعد: ينشئ أحد الأمناء حسابًا بدور خبير.
coding-refused = لا تصلح هذه الخطة: يلزم اختيار مرمّزين لا يقلّون عمّا لكل شخص، وأشخاص موجودين في الأرشيف. لم يُخطَّط شيء.
coding-title = اسمه
coding-scheme = دليل الترميز
coding-entries = { $form ->
    [zero] بلا بنود
    [one] بند واحد
    [two] بندان
    [few] { $n } بنود
    [many] { $n } بندًا
   *[other] { $n } بند
}
coding-coders = المرمّزون
coding-each = كم مرمّزًا لكل شخص في التداخل
coding-overlap = نسبة من يرمّزهم عدّة، بالمئة
coding-calibration-plan = معايرة: يرمّز الجميعُ الجميعَ قبل بدء العمل
coding-sample = أشخاص عينة
coding-people = الأشخاص بمعرّفاتهم؛ الجميع إن تُرك فارغًا
coding-seed = البذرة؛ تُسحب إن تُركت فارغة
coding-seed-told = البذرة
coding-plan-button = تخطيط وتدوين
coding-design = التصميم
coding-design-text = { $x } من المرمّزين لكلٍّ من { $y } من الأشخاص، وواحد للباقين
coding-agreement = الاتفاق
coding-agreement-lead = مما رُمّز دون اطلاع، بثقة 95٪. «غير قابل للتقييم» هنا جواب كغيره. واتفاق المرمّزين لا يعني أنهم على صواب.
coding-entry = البند
coding-people-twice = من رمّزهم عدّة
coding-percent = الجواب نفسه
coding-alpha = ألفا كريبندورف
coding-ac1 = معاملا غويت AC1 وAC2
coding-level = المستوى
level-nominal = اسمي
level-ordinal = رتبي
coding-level-note = البند الذي أجوبته درجات يُذكر مرتين: اسميًا عن الأجوبة كلها ومنها «غير قابل للتقييم»، مع AC1؛ ورتبيًا عمّن أعطاه عدّة مرمّزين درجة، وفيه كلما تباعد الجوابان قلّ الاتفاق، مع AC2.
coding-undefined = غير معرَّف
coding-waiting = { $form ->
    [zero] لا أحد بقي عليه الترميز
    [one] بقي مرمّز واحد
    [two] بقي مرمّزان
    [few] بقي { $n } مرمّزين
    [many] بقي { $n } مرمّزًا
   *[other] بقي { $n } مرمّز
}
coding-agreed = رمّز كل من عليه الترميز، واتفقوا
coding-disputed = { $form ->
    [zero] لا اختلاف بين المرمّزين
    [one] اختلف المرمّزون في جواب واحد
    [two] اختلف المرمّزون في جوابين
    [few] اختلف المرمّزون في { $n } أجوبة
    [many] اختلف المرمّزون في { $n } جوابًا
   *[other] اختلف المرمّزون في { $n } جواب
}
coding-adjudicated = حسم ثالث ما اختلف فيه المرمّزون
coding-blind = لا يُعرض عليك شيء مما أجاب به غيرك قبل أن يرمّز الجميع هذا الشخص.
coding-third = يُحسم هنا ما اختلف فيه المرمّزون، من الصور، مع ذكر السبب.
coding-no-photographs = لا صورة لهذا الشخص يمكن عرضها.
coding-photograph = الصورة { $x }
coding-uncover = كشف
coding-rest-not-assessable = بقية هذا القسم: غير قابلة للتقييم
coding-rest-absent = البقية: غير موجودة
coding-help = ما ينبغي البحث عنه
coding-other = المرمّز { $x }: { $y }
coding-in-region = { $x }: { $y }
coding-in-photograph = يُرى في الصورة
coding-place = موضعه فيها، ٪
coding-mark = تعليمه في الصورة
coding-place-note = يمكن أيضًا ذكر الموضع الذي يُرى فيه داخل الصورة: البعد عن اليسار، ثم عن الأعلى، ثم العرض والارتفاع، بالمئة من الصورة، مثل «{ "\u2066" }12 30 10 8{ "\u2069" }»؛ أو رسمه فوق الصورة.
coding-draw = يُرسم مستطيل فوق الصورة.
coding-bare-first = تُكشف أولًا الصورة التي يُرى فيها.
coding-fault-place = الموضع أربعة أعداد من 0 إلى 100 تقع داخل الصورة، البعد عن اليسار وعن الأعلى والعرض والارتفاع: { $x }
coding-count = العدد
coding-certainty = درجة اليقين
coding-regions = الموضع، منطقةً منطقة
coding-side = الجهة: { $x }
coding-submit = تسليم ومتابعة
coding-keep = حفظ والمتابعة لاحقًا
coding-kept = أجوبتك محفوظة حتى الآن، لك وحدك.
coding-unkept = تعذّر حفظ أجوبتك الآن. هي باقية في هذه الصفحة؛ يمكن تسليمها أو المحاولة من جديد.
coding-supersede = التسليم من جديد بدل الأخير
coding-submit-note = ما يُسلَّم يُدوَّن كما هو. يمكن التسليم من جديد؛ ويبقى الترميز السابق في السجل.
coding-reason = السبب
coding-decide = حسم وتدوين
coding-nothing-disputed = لا خلاف حول هذا الشخص.
coding-again = رمّزت هذا الشخص في صفحة أخرى أثناء ذلك، أو تغيّر شيء. يُرجى فتح الصفحة من جديد؛ وأجوبتك باقية هنا.
coding-undecided = لا يُحسم هكذا: يلزم حسم كل جواب مختلف عليه مع ذكر السبب. وما اخترته باقٍ هنا.
coding-fault-missing = لم يُجَب بعد: { $x }
coding-fault-unasked = غير مطلوب أو أُجيب مرتين: { $x }
coding-fault-answer = لا يُجاب عنه هكذا: { $x }
coding-fault-unpinned = يلزم ذكر الصورة التي يُرى فيها: { $x }
answer-present = موجود
answer-equivocal = ملتبس
answer-absent = غير موجود
answer-not-assessable = غير قابل للتقييم
certainty-low = ضعيفة
certainty-moderate = متوسطة
certainty-high = عالية
side-left = اليسار
side-right = اليمين
side-both = الجهتان
section-person = الشخص
section-views = الأجزاء المرئية
section-nutrition = التغذية
section-injuries = الإصابات
section-neck = العنق
section-restraint = آثار التقييد
section-limbs = الأطراف
section-death = علامات الموت والتفسّخ
section-medical = آثار طبية
section-clothing = اللباس
section-consistency = الاتساق مع طريقة مُدّعاة

## نتائج الترميز
answer-open = لم يُحسم بعد
results-of = { $x }: النتائج
results-title = النتائج
results-lead = لا يُذكر هنا إلا المحسوم: رمّز الشخصَ كلُّ من عليه ترميزه، واتفقوا أو حسم ثالث. ولا يظهر شيء من ترميز أي مرمّز وحده.
results-closed = ما زال عليك ترميز أشخاص في هذه الدراسة. تُفتح لك نتائجها بعد ترميزهم جميعًا: لا ينبغي قبل ذلك أن يُعرض عليك شيء مما رآه غيرك، ولو مجموعًا.
results-settled = المحسوم
results-settled-of = { $n } من { $of } من الأشخاص
results-agreement = مدى اتفاق المرمّزين
results-sample = العينة
results-parts = في هذه الصفحة
results-tally = بندًا بندًا
results-tally-lead = لكل شخص عمود واحد فقط في كل بند. و«غير قابل للتقييم» يعني أن الصور لا تُظهر ما يكفي للحكم: ولا يعني «غير موجود» أبدًا. وكل عدد يفتح من يعدّهم.
results-choose = البند
results-hide = إخفاء الأعداد الصغيرة
results-show = عرض
results-body = الموضع من الجسد
results-body-lead = الأشخاص الذين حُسمت عندهم العلامة في المنطقة، موجودةً أو ملتبسة. وقد يُعدّ الشخص في عدة مناطق. تُظلَّل الجهتان على السواء: لا يُقارَن المرمّزون في الجهة.
results-body-table = أعداد الرسم
results-region = المنطقة
results-no-regions = لا يُذكر هذا البند منطقةً منطقة.
results-branches = بحسب الفرع
results-no-branch = لا فرع محسومًا
results-alone = يُعرض هذا الجدول وحده: لو عُرضت معه أعداد أخرى من الدراسة لأمكن حساب ما يخفيه.
results-whole = عرض النتائج كلها
results-hidden-lead = تُخفى الأعداد الأصغر من { $x } ما عدا الصفر، وتُحجب معها أعداد أخرى بقدر ما يلزم كي لا يُحسب أيٌّ منها من هذا الجدول.
results-below = أقل من { $x }
results-withheld = محجوب
results-estimates = ما تقوله العينة عن الجميع
results-estimates-lead = سُحب عشوائيًا { $n } من { $of }. ما يلي يصحّ على هؤلاء وحدهم، وعددهم { $of }، لا على غيرهم. مجالات الثقة عند 95٪، وفق طريقة السحب.
results-share = النسبة ومجالها
results-assessed = ممن أمكن تقييمهم
results-bounds = لو كان كل ما تعذّر تقييمه نفيًا، أو إثباتًا
results-coders = بحسب اختلاف المرمّزين
results-estimates-note = النسبة من الأشخاص الذين حُسم أمرهم وأمكن تقييمهم. يمتد الشريط الفاتح من النسبة لو كان كل ما تعذّر تقييمه أو لم يُحسم نفيًا، إلى النسبة لو كان كله إثباتًا. ويمتد الخط المتقطع مما قاله كل المرمّزين إلى ما قاله أيٌّ منهم، كما رمّزوا دون اطلاع.
from-to = { $x } إلى { $y }
results-people-lead = الأشخاص الذين يعدّهم هذا العدد، كما هو الآن.

## العينات
samples-title = العينات
samples-lead = أشخاص سُحبوا عشوائيًا، فيدلّ ما يُرمَّز عنهم على الجميع. ومن يُسحب ينتج عن البذرة وعمّن سُحب منهم؛ ويستطيع أي أحد إعادة السحب.
samples-none = لم تُسحب عينة بعد.
samples-drawn = ما سُحب حتى الآن
sample-draw = سحب عينة
sample-draw-lead = تُعرض أولًا. وتدوينها قيد في سجل العهدة لا يُغيَّر.
sample-title = اسمها
sample-method = الطريقة
draw-simple = عشوائية بسيطة
draw-stratified = عشوائية بسيطة في كل طبقة
draw-systematic = بخطوات متساوية من بداية عشوائية
draw-clusters = عناقيد كاملة تُسحب عشوائيًا
sample-by = الطبقات أو العناقيد، إن كانت الطريقة تقوم عليها
draw-by-branch = بحسب رقم الفرع على البطاقة
draw-by-month = بحسب شهر أقدم صورة
draw-by-day = بحسب يوم أقدم صورة
draw-by-category = بحسب الفئة
draw-by-folder = بحسب مجلد أول صورة
sample-size = كم شخصًا؛ وفي العناقيد، كم عنقودًا
sample-category = تُسحب من
sample-everybody = الجميع
sample-try = عرض من سيُسحب
sample-try-note = لا يُدوَّن بهذا شيء.
sample-sizes = { $form ->
    [zero] كم يُسحب من لا أحد
    [one] كم يُسحب من شخص واحد
    [two] كم يُسحب من شخصين
    [few] كم يُسحب من { $n } أشخاص
    [many] كم يُسحب من { $n } شخصًا
   *[other] كم يُسحب من { $n } شخص
}
sample-within = لتُعرف نسبة بفارق ±{ $x } من النقاط المئوية
sample-sizes-note = سحب عشوائي بسيط، بثقة 95٪، في أسوأ الأحوال. ويُزاد عليها من يتبيّن أنه غير قابل للتقييم.
sample-shown = عينة لم تُدوَّن
sample-shown-lead = هكذا ستُسحب. يأخذ التدوين هؤلاء الأشخاص أنفسهم؛ وإن تغيّر الأرشيف قبله، قيل ذلك ولم يُدوَّن شيء.
sample-record = تدوين هذه العينة
sample-other = تغييرها
sample-people = من سُحبوا
sample-frame = إطار السحب
sample-digest = بصمة إطار السحب
sample-left-out = خارج إطار السحب
sample-left-out-category = { $form ->
    [zero] لا أحد: الجميع مذكورون في فئة { $x }
    [one] شخص واحد، لم يُذكر أنه من فئة { $x }
    [two] شخصان، لم يُذكر أنهما من فئة { $x }
    [few] { $n } أشخاص، لم يُذكر أنهم من فئة { $x }
    [many] { $n } شخصًا، لم يُذكر أنهم من فئة { $x }
   *[other] { $n } شخص، لم يُذكر أنهم من فئة { $x }
}
sample-left-out-nobody = لا أحد: كان كل من في الأرشيف ضمنه
sample-top = (في أعلى الوديعة)
sample-excluded = { $x }: { $y }
sample-excluded-and = {"، "}
sample-why = السبب
sample-exclude = يُستبعدون من إطار السحب
sample-exclude-lead = لكل استبعاد سببه، ويُدوَّن مع العينة. تُفصل القيم بفواصل؛ not-said للفرع الذي لم يُحسم، وunknown للشهر الذي لا يُعرف. ومن دخل في استبعادين عُدّ في أولهما.
sample-exclude-kind = المعيار
sample-exclude-who = القيم
left-out-branch = أشخاص لهم أرقام الفروع هذه
left-out-month = أشخاص أقدم صورهم من هذه الأشهر
left-out-state = أشخاص هذا حال أرقامهم
left-out-without-three-numbers = أشخاص لم تُحسم أرقامهم الثلاثة كلها
left-out-sample = من في هذه العينات
left-out-study = من في هذه الدراسات أو المعايرات
left-out-person = هؤلاء الأشخاص
sample-labels = الطبقات أو العناقيد
sample-who = من سُحبوا
sample-drawn-by = السحب: { $x }، { $y }
sample-plan = تخطيط دراسة لها
sample-again = إعادة السحب
sample-again-same = أُعيد السحب الآن: خرج الأشخاص أنفسهم.
sample-again-other = أُعيد السحب الآن من الإطار نفسه وبالبذرة نفسها، فخرج أشخاص غير من يذكرهم السجل. على أحد الأمناء تشغيل «amana verify».
sample-again-changed = تغيّر منذ ذلك الحين من في الأرشيف أو ما يُقسَمون به. تبقى العينة كما سُحبت؛ ويُعاد سحبها في نسخة من الأرشيف كما كان حينها.
sample-planning = كم يكفي
sample-fault-title = يلزم اسم للعينة، من 1 إلى 200 محرف. لم يُدوَّن شيء.
sample-fault-label = تقوم هذه الطريقة على طبقات أو عناقيد: يلزم اختيار ما تُصنع به. لم يُدوَّن شيء.
sample-fault-strata = يلزم لـ{ $x } من الطبقات { $y } من الأشخاص: اثنان من كل طبقة، أو كل من فيها. لم يُدوَّن شيء.
sample-fault-long = هؤلاء { $x } من الأشخاص، أكثر مما تتسع له عينة. لم يُدوَّن شيء.
sample-fault-frame = تغيّر من في الأرشيف منذ أن عُرضت العينة. لم يُدوَّن شيء. ما اخترته باقٍ أدناه: يُرجى طلب عرضها من جديد.
sample-fault-more = طُلب { $x } من { $y }، ولا يُسحب أحد مرتين. لم يُدوَّن شيء.
sample-fault-reason = لكل استبعاد سبب، في 1 إلى 500 محرف مرئي. لم يُدوَّن شيء.
sample-fault-values = يذكر الاستبعاد معياره وقيمه، بلا تكرار؛ ومن لم تُحسم أرقامهم الثلاثة لا يحتاجون إلى أكثر من ذلك. لم يُدوَّن شيء.
sample-fault-value = «{ $x }» لا يُستبعد به: { $y }. لم يُدوَّن شيء.
sample-fault-exclusions = في إطار السحب 20 استبعادًا على الأكثر. لم يُدوَّن شيء.
sample-fault-unknown = { $x } مذكور في الاستبعاد وليس موجودًا. لم يُدوَّن شيء.
sample-fault-nobody = لا يبقى بعد هذه الاستبعادات أحد يُسحب منه. لم يُدوَّن شيء.
sample-fault-large = العينة مع أسماء طبقاتها أطول مما يتسع له قيد في سجل العهدة: يلزم سحب أشخاص أقل، أو بأسماء أقصر. لم يُدوَّن شيء.
sample-fault-other = لا تُسحب هكذا: لا أحد يُسحب منه، أو لم يُطلب أحد، أو لا تصلح البذرة. لم يُدوَّن شيء.

## الأعداد
nav-counts = الأعداد
counts-lead = لا عدد بلا تعريفه وما هو جزء منه وما ينقص. كل عدد يفتح ما يعدّه. وما لا يُعرف لا يُعدّ «غير موجود» أبدًا.
counts-definitions = التعريفات، معدودةً الآن
counts-chain = من المسارات إلى الأشخاص
counts-chain-lead = ما تطرحه كل خطوة أو تضيفه، في الأرشيف كله.
counts-log = { $form ->
    [zero] لا قيود في السجل
    [one] قيد واحد في السجل
    [two] قيدان في السجل
    [few] { $n } قيود في السجل
    [many] { $n } قيدًا في السجل
   *[other] { $n } قيد في السجل
}
count-citation = الإحالة
count-what = ما يُعدّ
count-number = العدد
count-denominator = من
count-missing = لا يُعرف
count-left-out = مستبعد
count-asks = الشرط
count-asks-nothing = لا شرط: يُعدّ الكل
count-coded = { $x }: { $y }.
count-coded-rest = غير القابل للتقييم: { $x }. ما لم يُرمَّز أو لم يُحسم: { $y }.
count-coded-none = لا جواب
count-coded-counted = يُعدّ
count-coded-missing = لا يُعرف، فلا يُعدّ ولا يُستبعد
count-or = {" أو "}
count-closed = يُعدّ لك ما رمّزه الخبراء بعد إتمام ما عليك من ترميز: لا ينبغي قبل ذلك أن يُعرض عليك شيء مما رآه غيرك، ولو مجموعًا.
count-copies = النسخ
count-conflicts = التناقضات
count-not-said = ما لم يُذكر
count-beside = أرقام منشورة
count-parts = في صفوف
count-sum = المجموع
count-units = ما عُدّ
count-all-units = كل ما هناك، معدودًا كان أو غير معدود
count-none = لا شيء معدود.
count-untold = لا يُعرف
unit-occurrences = مسارات
unit-photographs = صور
unit-pictures = لقطات
unit-people = أشخاص
step-not-read = لم يُقرأ
step-not-a-picture = ليس صورة
step-further-paths = مسارات أخرى للصورة
step-copies = نسخ
step-put-to-nobody = غير منسوبة إلى أحد
step-further-pictures = لقطات أخرى للشخص
step-copies-of-anothers = أشخاص صورهم نسخ من صور غيرهم
criterion-picture = هل هو صورة
criterion-put = هل نُسب إلى شخص
criterion-category = الفئة
criterion-coded-sex = الجنس كما رُمّز
criterion-coded-sex-not-assessable = الجنس كما رُمّز، غير قابل للتقييم
criterion-coded-age-band = الفئة العمرية كما رُمّزت
criterion-coded-age-band-not-assessable = الفئة العمرية كما رُمّزت، غير قابلة للتقييم
criterion-state = الأرقام
criterion-branch = الفرع
criterion-date = التاريخ
criterion-file = الملف
dimension-branch = الفرع
dimension-month = الشهر
dimension-category = الفئة
dimension-sex = الجنس
dimension-age-band = الفئة العمرية
dimension-coded-sex = الجنس كما رُمّز
dimension-coded-age-band = الفئة العمرية كما رُمّزت
dimension-photographs = صور كل شخص

## الاستنتاجات
nav-findings = الاستنتاجات
findings-lead = ما يقرّره الخبراء استنادًا إلى ترميز محسوم: مع حدوده، موقّعًا بمفتاح لا يملكه إلا الخبير، ولا يُعدَّل أبدًا. تحلّ نسخة لاحقة محلّه، وتبقى كلتاهما.
findings-none = لا استنتاج بعد يحق لك الاطلاع عليه.
finding-title = استنتاج
finding-new = كتابة استنتاج
finding-next = كتابة النسخة التالية
finding-no-study = يُكتب الاستنتاج عن دراسة رمّزت فيها كل من أُسند إليك. لا شيء من ذلك بعد.
finding-key = مفتاحك
finding-key-lead = يُوقَّع الاستنتاج بمفتاح يخصّك. يُصنع على جهاز موثوق لديك، ويُحفظ عندك ملفه وعبارة مروره؛ ولا يعرف الأرشيف إلا نصفه العلني. يحلّ مفتاح لاحق محلّ السابق، ويبقى ما وُقّع قبله موقّعًا.
finding-key-public = النصف العلني من المفتاح
finding-key-name = تسمية هذا المفتاح
finding-key-other = تسمية مفتاح آخر
finding-form-lead = يُكتب الاستنتاج بكلماتك. سبب الوفاة وكيفيتها لا يكونان إلا من كلام خبير، ومكانهما هنا لا غير.
finding-people = الأشخاص بمعرّفاتهم، سطر لكل منهم؛ ويُترك فارغًا لجميع أشخاص الدراسة
finding-statement = نص الاستنتاج
finding-alleged = الاتساق مع ما يُدّعى
finding-alleged-lead = حيث يُدّعى شيء: إلى أي حدّ يتّسق معه ما رأيته، على درجات بروتوكول إسطنبول الخمس.
finding-level = ما يُرى
finding-method = ما يُدّعى
finding-limits = الحدود
finding-expert = الخبير
finding-qualifications = المؤهلات
finding-to-read = قراءته كما سيُوقَّع
finding-read = القراءة قبل التوقيع
finding-read-lead = هذا هو النص الذي يُوقَّع، حرفًا بحرف. لم يُدوَّن شيء بعد.
finding-text = النص الذي سيُوقَّع
finding-sign-here = التوقيع هنا
finding-sign-here-lead = يُختار ملف مفتاحك وتُكتب عبارة مروره. يُستعملان لهذا التوقيع وحده ولا يُحفظان في أي مكان. ويجب أن يكون المفتاح هو الذي سمّيته:
finding-key-file = ملف مفتاحك
finding-passphrase = عبارة مرور المفتاح
finding-sign = توقيع وتدوين
finding-sign-elsewhere = أو التوقيع على جهاز يخصّك
finding-sign-elsewhere-lead = يؤخذ النص ويُوقَّع هناك، ثم تُعاد الورقة الموقّعة. فلا يقترب مفتاحك من هذا الجهاز أبدًا.
finding-take-text = أخذ النص
finding-note-file = الورقة الموقّعة
finding-bring = إعادتها وتدوينها
finding-no-file = لم يُختر ملف. لم يُدوَّن شيء.
finding-version-n = النسخة { $x }
finding-superseded = حلّت محلّها نسخة لاحقة.
finding-broken = التوقيع لا يطابق هذا النص: غُيّر أحدهما. يُرجى أن يشغّل أحد الأمناء «amana verify»، وعدم الاعتماد على هذه الصفحة.
finding-moved-on = تغيّر ما هو محسوم عن هؤلاء الأشخاص منذ التوقيع. يبقى الاستنتاج كما وُقّع؛ ويُسأل الخبير: هل ما زال متمسكًا به؟
finding-basis = ما يستند إليه
finding-study = الدراسة
finding-whole-study = جميع أشخاص الدراسة
finding-settled = بصمة SHA-256 للأجوبة المحسومة
finding-log = السجل عند كتابة المسودة
finding-signature = التوقيع
finding-fits = التوقيع يطابق النص والمفتاح الذي سمّاه الخبير.
finding-note = الورقة الموقّعة، كما تفحصها أدوات أخرى
finding-versions = النسخ
finding-take-pdf = أخذه بصيغة PDF
finding-take-note = أخذ الورقة الموقّعة
finding-refused-not-coded = لا توجد دراسة كهذه رمّزتها إلى آخرها. لم يُدوَّن شيء.
finding-refused-not-in-study = أحد هؤلاء ليس في الدراسة. لم يُدوَّن شيء.
finding-refused-open = { $form ->
    [zero] حُسم شيء عن كل شخص.
    [one] شخص واحد لم يُحسم عنه شيء بعد: يُنتظر مرمّزون أو يختلفون. يلزم استثناؤه أو الانتظار.
    [two] شخصان لم يُحسم عنهما شيء بعد: يُنتظر مرمّزون أو يختلفون. يلزم استثناؤهما أو الانتظار.
    [few] { $n } أشخاص لم يُحسم عنهم شيء بعد: يُنتظر مرمّزون أو يختلفون. يلزم استثناؤهم أو الانتظار.
    [many] { $n } شخصًا لم يُحسم عنهم شيء بعد: يُنتظر مرمّزون أو يختلفون. يلزم استثناؤهم أو الانتظار.
   *[other] { $n } شخص لم يُحسم عنهم شيء بعد: يُنتظر مرمّزون أو يختلفون. يلزم استثناؤهم أو الانتظار.
}
finding-refused-text = { $x }: فارغ، أو أطول مما يجوز، أو فيه محرف لا يُرى. لم يُدوَّن شيء.
finding-refused-who = يُسمّى من شخص واحد إلى 200 شخص بلا تكرار، أو يُترك الحقل فارغًا للجميع. لم يُدوَّن شيء.
finding-refused-alleged = لا يتّسع استنتاج واحد لأكثر من عشر طرائق مُدّعاة. لم يُدوَّن شيء.
finding-refused-other-version = دُوّنت نسخة أخرى منذ ذلك الحين، أو ليس هذا الاستنتاج لك. لم يُدوَّن شيء؛ تلزم البداية من النسخة الأحدث.
finding-refused-changed = تغيّر ما هو محسوم عن هؤلاء منذ قرأت النص. لم يُدوَّن شيء؛ تلزم قراءته ثانية قبل التوقيع.
finding-refused-no-key = لم يُسمَّ لك مفتاح بعد.
finding-refused-bad-key = ليس هذا مفتاحًا علنيًا لتوقيع الاستنتاجات. هو سطر واحد كما يطبعه «amana finding key». لم يُدوَّن شيء.
finding-refused-key-taken = سُمّي هذا المفتاح من قبل. المفتاح لشخص واحد، مرة واحدة. لم يُدوَّن شيء.
finding-refused-not-an-expert = لا يوقّع هذا الحساب استنتاجات. لم يُدوَّن شيء.
finding-refused-not-a-key = ليس هذا ملف مفتاح خبير، أو هو تالف. لم يُدوَّن شيء ولم يُحفظ منه شيء.
finding-refused-wrong-passphrase = عبارة المرور لا تفتح هذا المفتاح. لم يُدوَّن شيء.
finding-refused-other-key = وُقّع هذا بمفتاح غير الذي سمّيته. لم يُدوَّن شيء.
finding-refused-other-text = الورقة التي أُعيدت توقّع نصًا غير هذا. لم يُدوَّن شيء.
finding-refused-note = ليست هذه ورقة موقّعة، أو لا يطابقها توقيعها. لم يُدوَّن شيء.
consistency-not-consistent = غير متسق مع
consistency-consistent = متسق مع
consistency-highly-consistent = شديد الاتساق مع
consistency-typical = نموذجي لـ
consistency-diagnostic = تشخيصي لـ

## إعادة الفحص
rechecks-title = إعادة فحص عمل الآلة
rechecks-lead = ما كان للآلة نصيب فيه يُنظر فيه ثانية، في عينة، من أشخاص لم يكن لهم نصيب فيه. فيُعرف معدّل أخطائها ويُطبع مع الأعداد.
rechecks-none = لم يُعَد فحص شيء بعد.
recheck-of = ما يُعاد فحصه
recheck-of-readings = أرقام حسمها شخص وآلة
recheck-of-groups = مجموعات اقترحتها الآلة وقُبلت
recheck-drawn = المسحوب، ومن كم
recheck-right = صواب
recheck-wrong = خطأ
recheck-cannot-tell = لا يُعرف
recheck-open = لم يُنظر فيه بعد
recheck-share = نسبة الخطأ
recheck-interval = المجال مجال ويلسون عند 95٪ للعدد المنتهي الذي سُحب منه. وما لا يُعرف ليس في أي نسبة.
recheck-next = النظر في التالي
recheck-nothing = لم يبق لك منه شيء: كان لك نصيب في الباقي، أو أُنجز.
recheck-late = قال غيرك فيه كلمته في هذه الأثناء، أو لم يعد بين يديك. لم يُدوَّن شيء.
recheck-draw = سحب عينة لإعادة الفحص
recheck-draw-lead = عينة عشوائية بسيطة؛ من فيها ينتج عن البذرة. تُدوَّن ولا تُغيَّر.
recheck-size = العدد
recheck-draw-button = سحب وتدوين
recheck-refused-readings = لم يُسحب شيء: الأرقام التي حُسمت بنصيب للآلة أقل من ذلك. وحيث يحسم شخصان كل رقم لا شيء يُعاد فحصه.
recheck-refused-groups = لم يُسحب شيء: المجموعات التي قُبلت كما اقترحتها الآلة أقل من ذلك.
recheck-group-title = شخص واحد؟
recheck-group-lead = قُبلت هذه الصور على أنها لشخص واحد كما اقترحت الآلة. يُرجى النظر فيها وذكر ما يُرى.
recheck-verdict-right = كلها لشخص واحد
recheck-verdict-wrong = إحداها لغيره
recheck-verdict-cannot-tell = لا يُعرف

## التقارير
nav-report = التقارير
reports-lead = أعداد ودراسات مختارة مع تعريفاتها وطريقتها ومقدار عدم اليقين فيها وحدودها، عند حجم واحد للسجل. يُعرض التقرير أولًا. وما يُؤخذ منه يمكن أن يُعاد صنعه من السجل رقمًا برقم.
reports-title = عنوانه
reports-definitions = الأعداد
reports-definitions-none = كلها، إن لم يُختر منها شيء.
reports-by = في صفوف
reports-studies = الدراسات
reports-no-studies = لا دراسة يجوز أن تُعرض عليك نتائجها: لم تُخطَّط دراسة، أو ما زال عليك ترميز أشخاص.
reports-crossed = بنود في مقابل أرقام الفروع
reports-hide = تُخفى في الجداول الأعداد الأصغر من هذا؛ ولا يُخفى شيء إن تُرك فارغًا
reports-language = لغة التقرير
reports-show = عرضه
reports-take = أخذه بصيغة PDF
reports-take-note = يُدوَّن أخذه أولًا، مع بصمته وبصمة كل ما صُنع منه.
reports-take-data = أخذه مع ما صُنع منه (ZIP)
reports-data-note = ما صُنع منه يسمّي الأشخاص والصور بمعرّفاتها وبصماتها: يجب أن يُحفظ كما يُحفظ الأرشيف. ويعيد «amana recount» منه حساب الأعداد نفسها.
reports-change = تغيير ما فيه
reports-refused = لا يصلح هذا التقرير: يلزم عنوان في سطر واحد لا يتجاوز 200 محرف، وحدّ للإخفاء هو 2 أو أكثر، وبنود من الدراسات التي فيه. لم يُدوَّن شيء.
reports-no-font = بُني هذا البرنامج من دون الخط العربي للمطبوعات، فلا يستطيع أن يطبع هذا التقرير. لم يُدوَّن شيء.

nav-missing = المفقودون
missing-title = المفقودون
missing-lead = ما تقوله العائلات عن مفقوديها. يُحفظ بمعزل عمّا تُظهره الصور، ويُختم اسم صاحب الإفادة بمعزل عمّا قيل. لا شيء هنا يعني أن أحدًا قد وُجد.
missing-find = الاسم أو المعرّف
missing-find-button = بحث
missing-new = تسجيل إفادة
missing-none = لم تُسجَّل أي إفادة بعد.
missing-none-found = لا إفادة بهذا الاسم.
missing-count = { $form ->
    [zero] لا إفادات
    [one] إفادة واحدة
    [two] إفادتان
    [few] { $n } إفادات
    [many] { $n } إفادةً
   *[other] { $n } إفادة
}
missing-erased = مُحيت
missing-lost = لا يمكن قراءتها
missing-no-consent = لا موافقة قائمة.
missing-new-lead = يُكتب ما يُقال كما يُقال، ويُترك فارغًا ما لم يُقل. يكفي اسم واحد للبدء.
missing-who = من هو المفقود
missing-what-happened = ما الذي حدث
missing-recognised-by = ما قد يُعرَف به
missing-name_arabic = الاسم بالعربية
missing-name_latin = الاسم بالأحرف اللاتينية
missing-father = اسم الأب
missing-mother = اسم الأم
missing-other_names = أسماء أخرى
missing-other-how = اسم في كل سطر: ألقاب أو كتابات أخرى
missing-sex = الجنس
missing-not-said = لم يُذكر
missing-born = تاريخ الولادة
missing-birthplace = مكان الولادة
missing-date-how = بقدر ما هو معروف: ٢٠١٣ أو ٥/٢٠١٣ أو ١٧/٥/٢٠١٣
missing-taken = تاريخ الاعتقال أو الأخذ
missing-taken_where = مكان الاعتقال أو الأخذ
missing-held_by = الجهة التي قامت بالاعتقال أو الاحتجاز، كما يُقال
missing-last_seen = آخر مشاهدة أو خبر
missing-last_seen_where = مكانها
missing-marks = علامات على الجسد
missing-teeth = الأسنان
missing-clothing = الملابس والأغراض الشخصية
missing-testimony = ما يُروى غير ذلك
missing-contact = صاحب الإفادة
missing-contact-lead = يُختم هذا بمعزل، بمفتاح خاص به. ومن يقرؤه يذكر السبب، ويُدوَّن ذلك.
missing-contact-name = اسم صاحب الإفادة
missing-contact-relation = صلته بالمفقود
missing-contact-reach = كيف يُتواصل معه
missing-contact-reach-how = وكيف لا يُتواصل: من لا ينبغي أن يجيب، ومتى لا يُتصل
missing-contact-language = لغة الحديث معه
missing-consent = الموافقة
missing-consent-lead = ما توافق عليه العائلة، كل أمر على حدة. ولها أن تسحبه متى شاءت؛ وما لم يُؤشَّر عليه فلا موافقة عليه.
missing-how = كيف وافقوا: كتابةً أو شفهيًا، وأمام من
missing-take-in = تسجيلها
missing-came = سُجّلت { $x }.
missing-version = رُويت من جديد: الصيغة { $x }، { $y }.
missing-said = ما قيل
missing-erased-lead = ما قيل قد مُحي: أُتلف مفتاحه ولم يعد أحد يستطيع قراءته. ويبقى في السجل أنه كان وأنه مُحي.
missing-lost-lead = لا يمكن قراءة هذا: مفتاحه أو ملفه المختوم مفقود أو تالف. لم يمحه أحد. يؤخذان من نسخة من الأرشيف؛ والأمر ‎amana verify‎ يسمّيهما.
missing-contact-apart = مختوم بمعزل عمّا قيل.
missing-contact-none = لم يُسمَّ أحد.
missing-contact-erased = مُحي.
missing-contact-why = سبب القراءة
missing-contact-read = قراءته
missing-contact-new = ختم جهة تواصل أخرى مكانه
missing-contact-first = ختم جهة تواصل
missing-contact-seal = ختم
missing-anew = روايتها من جديد
missing-keep = تدوين الصيغة الجديدة
missing-keep-note = تبقى الصيغة السابقة مختومة.
missing-erase = المحو
missing-erase-lead = المحو يتلف المفاتيح. لا رجعة فيه، ولا يصل إلا إلى هذا الأرشيف: يجب المحو في كل نسخة أيضًا. ويحفظ السجل أن شيئًا قيل ومُحي، لا ما قيل.
missing-erase-order = برغبة من أو بأمر من
missing-erase-sure = للتأكيد يُكتب { $x }
missing-erase-button = محو نهائي
missing-refused-absent = لا توجد إفادة كهذه.
missing-refused-nameless = تحتاج الإفادة إلى اسم واحد على الأقل. لم يُدوَّن شيء.
missing-refused-long = أحد النصوص أطول مما يُقبل. لم يُدوَّن شيء.
missing-refused-recipient = الموافقة على التسليم يُذكر فيها لمن؛ وغيرها لا يُذكر فيه أحد. لم يُدوَّن شيء.
missing-refused-how = يلزم ذكر كيف وافقوا أو سحبوا موافقتهم. لم يُدوَّن شيء.
missing-refused-changed = رُويت هذه الإفادة من جديد في الأثناء. لم يُدوَّن شيء؛ ما كتبته في الأسفل، وما هو قائم الآن في الأعلى.
missing-refused-erased = ما قيل قد مُحي. لم يُدوَّن شيء.
missing-refused-already = الأمر كذلك من قبل. لم يُدوَّن شيء.
missing-refused-no-consent = لا تُستعمل صورة الشخص حيًّا إلا للبحث، والعائلة لا توافق عليه. لم يُحفظ شيء.
missing-refused-chosen = الصورة { $x }: { $y }
missing-refused-why = لا بد من سبب، وللمحو من معرّف الإفادة. لم يُدوَّن شيء ولم يُمحَ شيء.
missing-refused-date = التاريخ سنة أو شهر أو يوم، مثل ٢٠١٣ أو ٥/٢٠١٣ أو ١٧/٥/٢٠١٣. لم يُدوَّن شيء.
consent-search = البحث في هذا الأرشيف
consent-publication = نشر الاسم، أو صورة من قبل الفقدان، أو صورة الوجه بعد الوفاة
consent-prosecution = التسليم إلى جهة ادعاء أو محكمة
consent-sharing = التسليم إلى منظمة أخرى
consent-to-whom = لمن بالاسم؛ فارغ: لا موافقة
consent-give = تدوين موافقة
consent-purpose = على ماذا
consent-recipient = لمن
consent-recipient-how = للتسليم فقط
consent-record = تدوينها
consent-withdraw = سحبها
consent-withdraw-how = كيف سُحبت
erase-contact = صاحب الإفادة وكيف يُتواصل معه
erase-everything = كل ما قيل، في كل صيغة، ومن قاله
act-missing-reported = تسجيل ما تقوله عائلة
act-contact-sealed = ختم اسم صاحب الإفادة
act-contact-read = الاطلاع على اسم صاحب الإفادة
act-consent-given = تدوين موافقة
act-consent-withdrawn = تدوين سحب موافقة
act-publication-policy-set = تحديد سياسة النشر
act-publication-proposed = اقتراح نشر وجه
act-derivative-made = صنع صورة النشر
act-publication-decided = قرار بشأن نشر
act-publication-taken-down = إزالة وجه من النشر
act-publication-objected = تدوين اعتراض على النشر
act-objection-withdrawn = تدوين سحب اعتراض
act-gallery-published = بدء كتابة صفحات الوجوه المنشورة
act-gallery-stands = كتابة صفحات الوجوه المنشورة
act-statements-erased = محو ما قيل
act-publication-looked-at = اطّلع على صورة معدّة للنشر
missing-alike = إفادات قد تكون عن الشخص نفسه
missing-alike-lead = قد يُبلغ قريبان عن شخص واحد. هذه تتفق في الاسم؛ وما ترويانه كلتاهما غير ذلك يؤيد أو يخالف. والقرار للعاملين، ولهم أن يتراجعوا عنه، وتبقى كل إفادة قائمة بذاتها.
alike-for = ما يؤيد
alike-against = ما يخالف
alike-name-same = الاسم نفسه
alike-name-spelled = الاسم نفسه بكتابة أخرى أو بأحرف أخرى
alike-name-within = أحد الاسمين ضمن الآخر
alike-name-close = الاسم بفروق صغيرة
alike-name-all-but-one = كل كلمات الاسم إلا واحدة
missing-same = عن الشخص نفسه، كما قرّر العاملون
duplicates-title = إفادات قد تكون عن شخص واحد
duplicates-waiting = تنتظر
duplicates-decided = حُسمت
duplicates-none = لا تنتظر إفادتان: إما لا يتفق اسم اثنتين، وإما حسم الناس كل ما يتفق.
duplicates-none-decided = لم يحسم أحد بعد أمر إفادتين.
duplicates-beside = ما تقوله كلتاهما
duplicates-later = لاحقًا
beside-why = السبب
beside-same = الشخص نفسه
beside-different = شخص آخر
beside-is-different = عن شخص آخر:
beside-back = التراجع عن ذلك
act-reports-compared = قرار: هل إفادتان عن شخص واحد
living-title = صور المفقود قبل فقدانه
living-lead = كما قدّمتها العائلة. تُختم كسائر ما تقوله، ولا تُستعمل إلا لهذا البحث؛ ويُدوَّن كل نظر إلى إحداها.
living-none = لم تُقدَّم أي صورة.
living-n = الصورة { $x }
living-look = عرضها
living-add = ختم صورة
living-file = الصورة (JPEG أو PNG أو WebP أو TIFF، حتى 16 ميبيبايت؛ صور HEIC من الهاتف تُحفظ أولًا بصيغة JPEG)
living-which = الوجه المقصود
living-which-how = فقط إن كان فيها أكثر من شخص: يُعدّ من اليسار، 1 للأول
living-seal = ختمها
living-no-models = نماذج الوجوه غير متوفرة هنا، فتُحفظ الصورة الجديدة ولا يُوصف وجهها: ولا تُقارن بها وجوه. يُسمّى مجلدها بالأمر «amana serve --models DIR».
search-title = البحث بين أشخاص هذا الأرشيف
search-lead = يُوضع كل من في هذا الأرشيف إلى جانب هذه الإفادة، بالترتيب الذي يُنظر به، مع ما يؤيد وما يخالف. لا يُقرَّر بذلك شيء، ولا يُعرض على أي عائلة. ويُدوَّن كل بحث مع غرضه.
search-purpose = الغرض
search-faces = مقارنة الوجوه بصور المفقود قبل فقدانه
search-keep = الاحتفاظ بالبحث: يُخبَر الفريق حين يظهر شخص جديد يطابق
search-start = بحث
search-refused-consent = لم توافق العائلة على البحث، أو سحبت موافقتها. تُدوَّن الموافقة أولًا.
search-refused-gone = لم يعد ما قيل مقروءًا: لا شيء يُبحث به.
search-refused-why = لا بد من غرض، لا يزيد على 500 محرف. لم يُبحث عن شيء ولم يُدوَّن شيء.
search-found = الأشخاص بالترتيب الذي يُنظر به
search-found-lead = الترتيب آتٍ من الأسباب المذكورة بجانب كل شخص، وليس احتمالًا. كثيرون هنا لا صلة لهم بالإفادة، وقد يكون المقصود في آخر القائمة. يلزم النظر إلى الصور، واتخاذ القرار مع آخرين.
search-compared-people = أشخاص وُضعوا إلى جانب الإفادة
search-compared-faces = الوجوه
search-no-living = لم تُختم مع الإفادة صورة للشخص حيًّا
search-neither = لا له ولا عليه
search-elsewhere = { $n ->
    [one] اختير شخص واحد في صفحة أخرى
    [two] اختير شخصان في صفحات أخرى
    [few] اختير { $n } أشخاص في صفحات أخرى
   *[other] اختير { $n } شخصًا في صفحات أخرى
}
search-no-faces = لم تُقارن
search-faces-of = { $x } من { $y } من صور المفقود قبل فقدانه، مع { $z } من الأشخاص
search-branches = الفروع التي تذكرها الإفادة
search-marks = العلامات التي أمكنت مقارنتها
search-none-understood = لا شيء مفهوم هنا
search-closed = ما زال عليك ترميز أشخاص، فتُرك هنا ما رمّزه الآخرون.
search-much = { $form ->
    [zero] لا أحد يبرز بين غيره.
    [one] شخص واحد يؤيده الكثير.
    [two] شخصان يؤيدهما الكثير.
    [few] { $n } أشخاص يؤيدهم الكثير.
    [many] { $n } شخصًا يؤيدهم الكثير.
   *[other] { $n } شخص يؤيدهم الكثير.
 }
search-new = { $form ->
    [zero] لا جديد.
    [one] شخص واحد جديد.
    [two] شخصان جديدان.
    [few] { $n } أشخاص جدد.
    [many] { $n } شخصًا جديدًا.
   *[other] { $n } شخص جديد.
 }
search-is-new = جديد
search-nothing = لا يُعرف ما يؤيد ولا ما يخالف.
search-show = للعرض
search-viewing = بدء جلسة عرض لمن اختيروا
search-viewing-note = تصف العائلة أولًا، ويمكن بعدها تغيير من يُعرضون. والاختيار لهذه الصفحة من القائمة وحدها.
searches-title = عمليات البحث المحفوظة
searches-lead = من استجدّ في كل بحث منذ أُجري. لرؤيتهم يُعاد البحث من الإفادة مع ذكر السبب؛ ويحل البحث الأحدث محل هذا.
searches-none = لا عمليات بحث محفوظة.
searches-made = { $x }، باسم { $y }
searches-let-go = التوقف عن حفظه
ground-name-path = { $x }، في اسم ملف أو مجلد: { $y }
ground-name-note = { $x }، في ملاحظة: { $y }
ground-face = الوجه في المرتبة { $x } قربًا، بين { $y } من الأشخاص، من الصورة { $z } للمفقود قبل فقدانه
ground-branch = على البطاقة فرع تذكره الإفادة: { $x }
ground-not-branch = على البطاقة فرع غير ما تذكره الإفادة: { $x } (يُنقل المعتقلون بين الفروع)
ground-sex = الجنس متفق
ground-not-sex = الجنس كما يظهر مختلف
ground-age = العمر متفق مع الفئة العمرية الظاهرة
ground-not-age = الفئة العمرية الظاهرة بعيدة عن العمر
ground-taken = صُوّر بعد أخذ الشخص
ground-not-taken = صُوّر قبل أخذ الشخص، بحسب ما تدّعيه آلة التصوير أو المجلد
ground-last-seen = صُوّر بعد آخر مرة شوهد فيها أو سُمع عنه
ground-not-last-seen = صُوّر قبل آخر مرة شوهد فيها أو سُمع عنه، بحسب ما تدّعيه آلة التصوير أو المجلد
ground-mark = تذكرها الإفادة ورُمّزت: { $x }
ground-not-mark = تذكرها الإفادة ورُمّزت غير موجودة: { $x }
mark-scar = ندبة
mark-eye-missing = عين مفقودة
mark-tissue-loss = جزء مفقود
mark-in = { $x } ({ $y })
mark-region-scalp = الرأس
mark-region-face = الوجه
mark-region-eye = العين
mark-region-ear = الأذن
mark-region-nose = الأنف
mark-region-mouth = الفم
mark-region-neck-front = العنق
mark-region-neck-back = القفا
mark-region-chest = الصدر
mark-region-abdomen = البطن
mark-region-upper-back = أعلى الظهر
mark-region-lower-back = أسفل الظهر
mark-region-shoulder = الكتف
mark-region-upper-arm = العضد
mark-region-elbow = المرفق
mark-region-forearm = الساعد
mark-region-hand = اليد
mark-region-thigh = الفخذ
mark-region-knee = الركبة
mark-region-lower-leg = الساق
mark-region-ankle = الكاحل
mark-region-foot = القدم
mark-region-sole = أخمص القدم
faces-title = ما قيمة مقارنة الوجوه
faces-lead = آلة ترتّب الوجوه، ولا تتعرّف على أحد. تُرجى قراءة هذا قبل استعمالها.
faces-what = ماذا تفعل
faces-said-what = نموذجان صنعهما غيرنا (YuNet لعام 2023 يجد الوجوه، وSFace لعام 2021 يصفها؛ وكلاهما يعمل على هذا الجهاز وحده) يعطيان كل وجه اتجاهًا من 128 رقمًا. تُرتَّب وجوه صور هذا الأرشيف بحسب قرب اتجاهها من وجه المفقود في صوره قبل فقدانه. عبارة «الثالث قربًا بين 800» تدل على أين يُنظر لا أكثر: فقد يكون الأقرب غريبًا.
faces-tested = على ماذا جُرّبت
faces-said-tested = على وجوه مرسومة لأشخاص مختلَقين: وُجدت الوجوه الأربعون كلها في صور بثلاثة ملايين بكسل ({ "\u2066" }2048 × 1536{ "\u2069" })، بأي دوران؛ ومن 40 وجهًا لصاحبها صورة أخرى جاءت الأخرى أولًا في 23. ومن 80 شخصًا مختلَقًا رُسموا أحياء جاءت صور 2 منهم أولًا، أي لا يكاد يزيد على المصادفة: فالوجوه المرسومة أكثر تشابهًا من الحقيقية. وجاءت صورتان رسميتان أولًا بين الوجوه المرسومة في كل دوران.
faces-not-tested = على ماذا لم تُجرَّب
faces-said-not-tested = لم تُجرَّب على صورة حقيقية لمتوفى أو جريح، ولا على صور للشخص نفسه في حياته وبعد وفاته: فليس عند هذا المشروع شيء منها. لم يُقَس كيف يغيّر الجوع والتورم والإصابات والتفسخ هذا الترتيب، ولا كيف يختلف باختلاف الأعمار وألوان البشرة والجنس، ولا مع الصور القديمة أو الصغيرة أو المطبوعة.
faces-rules = كيف يجوز استعمالها
faces-said-rules = يستعملها المدرَّبون، داخل هذا الأرشيف، انطلاقًا من إفادة توافق عائلتها. لا تُعرض على عائلة أبدًا، ولا تُذكر نسبةً مئوية أبدًا، ولا تكون سببًا وحدها. أن يكون الوجه في آخر الترتيب أو ألا يوجد وجه لا يعني شيئًا.
missing-refused-picture = ليست صورة يمكن قراءتها، أو هي أكبر من 16 ميبيبايت. لم يُحفظ شيء.
missing-refused-faces = { $form ->
    [zero] لا وجه في الصورة. لم يُحفظ شيء.
    [one] تُظهر الصورة وجهًا واحدًا. لم يُحفظ شيء.
    [two] تُظهر الصورة وجهين. تُختار من جديد ويُذكر الوجه المقصود، عدًّا من اليسار. لم يُحفظ شيء.
    [few] تُظهر الصورة { $n } وجوه. تُختار من جديد ويُذكر الوجه المقصود، عدًّا من اليسار. لم يُحفظ شيء.
    [many] تُظهر الصورة { $n } وجهًا. تُختار من جديد ويُذكر الوجه المقصود، عدًّا من اليسار. لم يُحفظ شيء.
   *[other] تُظهر الصورة { $n } وجه. تُختار من جديد ويُذكر الوجه المقصود، عدًّا من اليسار. لم يُحفظ شيء.
 }
erase-photographs = صور المفقود قبل فقدانه
act-living-photograph-sealed = ختم صورة لمفقود قبل فقدانه
act-living-photograph-viewed = الاطلاع على صورة لمفقود قبل فقدانه
act-person-searched = البحث عن مفقود بين أشخاص الأرشيف
act-search-let-go = التخلي عن بحث محفوظ
form-title = استمارة ورقية
form-lead = تُطبع وتُملأ باليد وتُدخل لاحقًا. الصفحة الأخيرة، وفيها صاحب الإفادة، تُفصل وتُحفظ وحدها.
form-heading = إفادة عن شخص مفقود
form-said = يُكتب ما يُقال كما يُقال، ويُترك فارغًا ما لا يُعرف. يكفي للتاريخ يوم أو شهر أو سنة.
form-number = رقم الاستمارة
form-date = التاريخ
form-signed = توقيع على الموافقات المدوّنة في الصفحات التي تحمل هذا الرقم. التوقيع يدل على صاحب الإفادة، ولذلك يبقى مع هذه الصفحة.
form-signature = التوقيع
form-witness = من دوّنها
form-apart = تُفصل هذه الصفحة وتُحفظ بمعزل عن البقية. لا يجمعهما إلا الرقم.
faces-models = النماذج متوفرة هنا.

# Claims of families on people whom photographs show.
nav-claims = المطالبات
claims-title = مطالبات العائلات
claims-lead = تقول عائلات إن شخصًا في هذه الصور هو مفقودها. قد تطالب عائلات عدة بشخص واحد، وقد تطالب عائلة واحدة بأشخاص عدة، ولا يُختار شيء قبل أوانه. يقترح مراجع درجةً ولا تقوم حتى يوافق مراجع ثانٍ. التعرّف بالنظر وحده لا يؤكد المطالبة أبدًا؛ لا يؤكدها إلا دليل من الأسنان أو البصمات أو الحمض النووي.
claims-waiting = ما تنتظره المطالبات
claims-none = لم تُفتح أي مطالبة. تُفتح المطالبة في صفحة الإفادة.
claims-none-waits = لا مطالبة تنتظر هذا.
claims-count = { $form ->
    [zero] لا مطالبات
    [one] مطالبة واحدة
    [two] مطالبتان
    [few] { $n } مطالبات
    [many] { $n } مطالبةً
   *[other] { $n } مطالبة
}
claim-waits-first = مراجعة أولى
claim-waits-second = مراجعة ثانية
claim-waits-disputed = اختلف المراجعان
claim-waits-conflicts = لا تنسجم
claim-waits-told = العائلة لم تُبلَّغ بعد
claim-on = بالشخص
claim-title = المطالبة { $x }
claim-opened = فُتحت باسم { $x }، { $y }.
claim-conflict = ما لا ينسجم
claim-said-lost = لا يمكن قراءة ما قالته العائلة: مفتاح أو ملف مختوم مفقود أو تالف. لم يمحه أحد.
claim-said = ما تقوله العائلة عن مفقودها
claim-person = الشخص الذي تُظهره الصور
claim-merged = فُتحت على { $x } الذي دُمج في هذا الشخص. إن أُلغي الدمج عادت المطالبة إليه.
claim-others = مطالبات أخرى بهذا الشخص
claim-others-lead = للفريق وحده: لا يجوز أن تعلم عائلة أن غيرها يطالب بالشخص نفسه.
claim-evidence = الأدلة
claim-no-evidence = لم يُقدَّم شيء بعد.
claim-from-viewing = من جلسة عرض
claim-level = الدرجة
claim-level-lead = مستبعدة: دليل يخالفها. ممكنة: دليل يؤيدها، ويكفي النظر. مرجّحة: دليل يؤيدها غير النظر. مؤكدة: دليل من الأسنان أو البصمات أو الحمض النووي يؤيدها ولا شيء من هذه يخالفها. مراجعان مختلفان، ولكلٍّ أسبابه؛ ويمكن لاثنين لاحقًا أن يقررا غير ذلك، ولا يُمحى شيء.
claim-level-open = مفتوحة
claim-level-excluded = مستبعدة
claim-level-possible = ممكنة
claim-level-probable = مرجّحة
claim-level-confirmed = مؤكدة بالوسائل العلمية
claim-level-withdrawn = مسحوبة
claim-told = ما أُبلغت به العائلة
claim-told-nothing = لا شيء بعد.
claim-tell = تدوين ما أُبلغت به
claim-tell-button = تدوين
claim-told-back = اسحب هذا القول
claim-told-back-lead = إن دُوّن خطأً أو لم يكن كذلك. يبقى الاثنان، ويُدوَّن الصواب في قيد آخر.
claim-told-what = ما أُبلغت به
claim-told-on = تاريخ الإبلاغ
claim-told-by = من أبلغها
claim-told-way = وسيلة الإبلاغ
claim-wish = رغبة العائلة
claim-wish-lead = تسري حالًا. ويبقى ما دُوّن، ويمكن العودة إلى المطالبة.
claim-wish-how = كيف قالت ذلك
claim-wish-how-not = كتابةً أو شفهيًا، وأمام من؛ لا ما روته
claim-withdraw = العائلة تسحب مطالبتها
claim-resume = العائلة تعود إلى مطالبتها
claim-turn-withdrawn = سُحبت
claim-turn-resumed = عادت العائلة إليها
claim-individual = أرقام الشخص الثلاثة أو معرّفه
claim-open = فتح مطالبة بهذا الشخص
claim-choice = من جلسات العرض وعمليات البحث
claim-choice-viewing = عُرض في جلسة عرض
claim-choice-search = وُجد في بحث
claim-other = أو أرقام شخص آخر أو معرّفه
claim-open-lead = الأرقام الثلاثة مثل 227-957-272، أو المعرّف الظاهر في صفحة الشخص، أو عنوان تلك الصفحة. المطالبة لا تقول شيئًا بعد؛ تأتي الأدلة لاحقًا.
claim-nothing-recorded = لم يُدوَّن شيء.
claim-refused-absent = لا وجود لشخص أو إفادة أو مطالبة كهذه. لم يُدوَّن شيء.
claim-refused-changed = جدّ شيء في هذه المطالبة في الأثناء، في القيد { $x }. يُرجى النظر في ما هو قائم الآن ثم اتخاذ القرار من جديد. لم يُدوَّن شيء.
claim-refused-already = الأمر كذلك من قبل. لم يُدوَّن شيء.
claim-involved = فتحت هذه المطالبة أو دوّنت أدلتها: يقترح درجتها مراجع آخر أولًا، ويمكنك تولّي المراجعة الثانية.
claim-refused-involved = من فتح المطالبة أو دوّن أدلتها لا يكون مراجعها الأول. لم يُدوَّن شيء.
claim-refused-same-person = يجب أن يكون المراجع الثاني غير الأول. لم يُدوَّن شيء.
claim-refused-nothing-proposed = لا شيء ينتظر مراجعًا ثانيًا. لم يُدوَّن شيء.
claim-refused-withdrawn = سحبت العائلة هذه المطالبة. لم يُدوَّن شيء.
claim-refused-why = لا بد من كلام أو سبب، من دون إطالة مفرطة. لم يُدوَّن شيء.
claim-refused-future = لم يُبلَّغ أحد بشيء في يوم لم يأتِ بعد. لم يُدوَّن شيء.
claim-refused-file = الملف فارغ، أو أطول من 16 ميبيبايت. لم يُدوَّن شيء.
missing-claims = مطالبات هذه العائلة
missing-no-claims = لا تطالب هذه العائلة بأحد هنا.
individual-claims = مطالبات العائلات بهذا الشخص
individual-no-claims = لا تطالب أي عائلة بهذا الشخص.
evidence-sight = تعرّف بالنظر
evidence-document = وثيقة
evidence-marks = علامات على الجسد
evidence-clothing = الملابس والأغراض الشخصية
evidence-number = رقم أو بطاقة
evidence-dental = الأسنان، بفحص طبيب أسنان
evidence-fingerprints = بصمات الأصابع
evidence-dna = الحمض النووي
evidence-other = غير ذلك
evidence-add = إضافة دليل
evidence-add-button = تدوين
evidence-kind = نوع الدليل
evidence-bearing = الدليل
evidence-words = بيان الدليل
evidence-words-how = يُختم كما يُختم ما تقوله العائلة ويُمحى معه
evidence-back = سحب هذا الدليل
evidence-file = ملف معه
evidence-file-how = وثيقة أو مخطط أسنان أو تقرير مختبر: أي ملف حتى 16 ميبيبايت، يُختم ويُمحى مع غيره
evidence-file-open = معه ملف
evidence-file-lead = لم ينظر فيه أحد. من يفتحه يذكر السبب، ويُدوَّن ذلك. يُرسم من جديد إن عُرض صورةً، ويُسلَّم كما جاء إن أُخذ ملفًا، أيًّا كان.
evidence-file-picture = اعرضه صورةً
evidence-file-keep = خذ الملف
evidence-file-no-picture = ليس هذا الملف صورة يمكن عرضها، ولم تُدوَّن رؤية. ويمكن أخذه ملفًا.
evidence-back-entry = سُحب في القيد { $x }
bearing-for = يؤيد المطالبة
bearing-against = يخالفها
level-propose = اقتراح درجة
level-propose-button = اقتراح
level-proposed = باقتراح { $x }، { $y }
level-agreed = بموافقة { $x }، { $y }
level-disputed = لم تحصل موافقة { $x }، { $y }
level-overtaken = تجاوزها اقتراح لاحق
level-waits = تنتظر مراجعًا ثانيًا
level-hers = هذه الدرجة من اقتراحك. يجب أن ينظر فيها مراجع آخر.
level-second = تُطلب مراجعة ثانية: { $x }
level-agree = أوافق
level-disagree = لا أوافق
level-why = السبب
level-why-how = أسبابك أنت دون كلام العائلة: يبقى هذا في السجل
shortfall-nothing-against = تُستبعد المطالبة بدليل يخالفها، ولا دليل كهذا.
shortfall-nothing-for = لا شيء يؤيدها بعد.
shortfall-sight-alone = التعرّف بالنظر وحده لا يزيد على «ممكنة».
shortfall-not-scientific = لا يؤكد المطالبة إلا دليل من الأسنان أو البصمات أو الحمض النووي، ولا شيء منها هنا.
shortfall-contradicted = دليل من الأسنان أو البصمات أو الحمض النووي يخالفها.
conflict-confirmed-beside = مطالبة عائلة مؤكدة، ومطالبة أخرى بالشخص نفسه مرجّحة أو مؤكدة
conflict-two-probable = مطالبتا عائلتين بشخص واحد مرجّحتان
conflict-contradictory = مطالبتا عائلة واحدة بشخص واحد يتناقض القراران فيهما: إحداهما مستبعدة والأخرى مرجّحة أو مؤكدة
conflict-lost-basis = ما قام عليه القرار سُحب أو عورض: فهو غير قائم
conflict-person-gone = لم تبق لهذا الشخص صورة: أُلغيت قراراته
conflict-person-changed = صور نُظر فيها لم تعد لهذا الشخص
conflict-several-people = عائلة واحدة تطالب بأشخاص عدة
way-in-person = وجهًا لوجه
way-telephone = بالهاتف
way-message = برسالة قصيرة
way-letter = برسالة مكتوبة
way-through = عبر من تثق به
act-claim-opened = فتح مطالبة عائلة
act-evidence-added = إضافة دليل إلى مطالبة
act-evidence-taken-back = سحب دليل
act-level-proposed = اقتراح درجة لمطالبة
act-level-answered = جواب المراجع الثاني عن درجة مقترحة
act-claim-withdrawn = تدوين أن عائلة تسحب مطالبتها
act-claim-resumed = تدوين أن عائلة تعود إلى مطالبتها
act-family-told = تدوين ما أُبلغت به عائلة
claim-no-words = تعرّفت عليه العائلة ولم تذكر بماذا
act-told-taken-back = سحب ما دُوّن عمّا أُبلغت به عائلة
act-evidence-file-opened = فتح ملفًا جاء مع دليل

# Guided viewings: the family worker's pages, then the family's.
nav-viewings = جلسات العرض
viewings-title = جلسات العرض
viewings-lead = يعرض مرافق العائلات على عائلة وجوهًا قليلة. تصف العائلة من تبحث عنه قبل أن يُعرض عليها شيء. تبدأ الجلسة في صفحة الإفادة.
viewings-none = لم تُعقد أي جلسة.
viewing-new = بدء جلسة عرض
viewing-new-lead = تصف العائلة أولًا من تبحث عنه بكلماتها قبل أن يُعرض عليها شيء، فلا يتأثر ما تقوله الآن بما تراه لاحقًا. ويُختم وصفها كما تُختم إفادتها.
viewing-chosen = { $form ->
    [zero] لم يُختر أحد للعرض.
    [one] اختير شخص واحد للعرض. بعد الوصف تأتي الخطة وهو فيها.
    [two] اختير شخصان للعرض. بعد الوصف تأتي الخطة وهما فيها.
    [few] اختير { $n } أشخاص للعرض. بعد الوصف تأتي الخطة وهم فيها.
    [many] اختير { $n } شخصًا للعرض. بعد الوصف تأتي الخطة وهم فيها.
   *[other] اختير { $n } شخص للعرض. بعد الوصف تأتي الخطة وهم فيها.
}
viewing-language = لغة ما تراه العائلة
viewing-language-en = الإنكليزية
viewing-language-ar = العربية، ١٢٣
viewing-language-ar-latn = العربية، { "\u2066" }123{ "\u2069" }
viewing-description = كيف تصفه العائلة
viewing-description-how = الوجه والشعر والعينان والأذنان والأسنان والعلامات والعادات؛ وما لا تودّ العائلة رؤيته
viewing-begin = ختم ومتابعة
viewing-title = الجلسة { $x }
viewing-begun = بدأت باسم { $x }، { $y }.
viewing-described = ما وصفته العائلة
viewing-faces = الوجوه
viewing-no-faces = لم يُخطَّط لعرض أي وجه.
viewing-not-shown = لم يُعرض
viewing-passed = تعذّر عرضه، وجرى تجاوزه
viewing-see = رؤيته كما ستراه العائلة
viewing-shown-of = عُرض { $n } من { $of }
viewing-look-alike = شبيه
viewing-claim = فتح مطالبة منه
viewing-plan = تخطيط عرض الوجوه
viewing-plan-button = تدوين الخطة
viewing-candidates = الأشخاص الذين يُعرضون
viewing-candidates-how = أرقامهم أو معرّفاتهم، شخص واحد في كل سطر؛ ولكلٍّ أفضل وجه في صوره كلها
viewing-look-alikes = أشباه
viewing-look-alikes-how = أشخاص لا يظن أحد أن المفقود أحدهم؛ يُخلطون بغيرهم إن طلب البروتوكول ذلك
viewing-at-once = عدد الوجوه في المرة
viewing-pause-after = عدد الوجوه حتى الاستراحة
viewing-order = بأي ترتيب
viewing-order-given = كما سُمّوا أعلاه
viewing-order-shuffled = مخلوطًا
viewing-hand-over = فتح صفحة العائلة
viewing-hand-over-note = ينبغي البقاء إلى جانب العائلة. ليس في صفحتها شيء من الأرشيف، غير أن هذا المتصفح ما زال داخلًا باسمك.
viewing-again = العودة إليها
viewing-again-note = أوقفتها العائلة. لا تُستأنف إلا إن أرادت؛ ويعود أمامها ما كان أمامها.
viewing-end = إنهاء الجلسة
viewing-end-note = لا يُعاد إلى جلسة انتهت؛ أما الموقوفة فيُعاد إليها.
viewing-state-described = وُصف المفقود
viewing-state-running = جارية
viewing-state-paused = في استراحة
viewing-state-stopped = موقوفة
viewing-state-ended = انتهت
viewing-step-face = الوجه
viewing-step-head = الرأس وما حوله
viewing-step-whole = الصورة كاملة
viewing-answer-not-them = ليس الشخص الذي يُبحث عنه
viewing-answer-not-sure = غير متأكدين
viewing-answer-possibly = ربما
viewing-answer-surely = بالتأكيد
viewing-support = من تستطيع العائلة أن تلجأ إليه
viewing-support-lead = يظهر في كل صفحة تراها عائلة. ولا يُعرض على عائلة شيء قبل أن يُحدَّد.
viewing-support-none = لم يُسمَّ أحد بعد.
viewing-support-set = تحديده
viewing-support-how = سطر لكلٍّ، بلغات العائلات: أسماء وأرقام تُجيب
viewing-support-button = تدوين
viewing-refused-absent = لا وجود لجلسة أو إفادة أو شخص كهذا.
viewing-refused-faceless = ليس في صور { $x } وجه يمكن عرضه. لم يُدوَّن شيء.
viewing-refused-undescribed = وصف العائلة يأتي أولًا. لم يُدوَّن شيء.
viewing-refused-plan = تسمّي الخطة أشخاصًا بمعرّفاتهم، كلًّا مرة واحدة، وليس أحدهم في هذه الجلسة من قبل، وأحدهم على الأقل ليس شبيهًا؛ { $x } في المرة على الأكثر، واستراحة على أبعد حد عند بلوغ عدد الوجوه { $y }. لم يُدوَّن شيء.
viewing-refused-anew = صورة تحتاج إلى أن تُعرض من جديد، بالزر الذي تحت الوجوه.
viewing-refused-unmade = لا يمكن عرض هذه الصورة. لم يُدوَّن شيء.
viewing-refused-unanswered = لم يُختر جواب. لم يُدوَّن شيء.
viewing-refused-rest = الاستراحة أولًا.
viewing-refused-closed = الجلسة موقوفة أو انتهت.
viewing-refused-order = ما في الصفحة أولًا. لم يُدوَّن شيء.
viewing-refused-why = لا بد من كلام أو سبب، من دون إطالة مفرطة؛ ولا يُعرض من الصورة مزيد إلا إن طلبته العائلة ووافق مرافقها. لم يُدوَّن شيء.
viewing-refused-support = لم يُسمَّ من تلجأ إليه العائلة. يُحدَّد ذلك أولًا؛ لا يُعرض شيء قبله.
missing-viewings = جلسات العرض مع هذه العائلة
missing-no-viewings = لم تُعقد جلسة مع هذه العائلة.
family-title = ننظر معًا
family-ready = عندما تكونون مستعدين سيُعرض وجه. خذوا كل الوقت الذي تحتاجون إليه. يمكنكم أن تستريحوا أو تتوقفوا في أي لحظة، وما من جواب خاطئ.
family-next = عرض الوجه
family-shown-face = وجه بدرجات الرمادي، وكل ما حوله مغطّى
family-shown-head = رأس وما حوله، بدرجات الرمادي
family-shown-whole = الصورة كاملة، والبطاقات والأشخاص الآخرون فيها مموّهون
family-again = هل تنقص صورة؟ عرضها من جديد
family-features = ما تعرفونه في هذا الوجه، أو ما يختلف
family-answer = هل هذا وجه من تبحثون عنه؟
family-answer-button = هذه أجوبتنا
family-says-not-them = لا
family-says-not-sure = لا نعرف
family-says-possibly = ربما
family-says-surely = نعم، بالتأكيد
family-rest = نستريح هنا. لا شيء معروض الآن. اشربوا شيئًا، تنفّسوا، اخرجوا قليلًا. نتابع متى شئتم، أو في يوم آخر.
family-go-on = نتابع
family-stopped = توقفنا. لم يعد شيء معروضًا. يمكنكم أن تعودوا في يوم آخر فنتابع من حيث توقفنا، أو ألا تعودوا.
family-plan = لم يُحضَّر شيء بعد. سيخبركم من يرافقكم حين يصبح جاهزًا.
family-worker-rests = نستريح الآن قليلًا: من يرافقكم نظر اليوم إلى صور كثيرة، ولا يُعرض شيء قبل الاستراحة. لم يضع شيء.
family-done = هذا كل ما كان لدينا لنعرضه. شكرًا لكم. أيًّا كان ما قلتموه فلا يُبنى عليه وحده أي قرار، وسيتحدث معكم أحدنا.
family-always = في أي لحظة
family-pause = استراحة
family-stop = نتوقف
family-support = إن أردتم أن تتحدثوا مع أحد
family-worker = لمرافق العائلة: العودة إلى الجلسة
family-more = نريد أن نرى المزيد
family-more-head = التالي هو الرأس وما حوله، بدرجات الرمادي.
family-more-whole = التالي هو الصورة كاملة كما التُقطت، والبطاقات والأشخاص الآخرون فيها مموّهون. قد يُرى الجسد وما به من إصابات.
family-asked = العائلة تطلب ذلك
family-agreed = مرافق العائلة يوافق
family-more-why = السبب
family-more-button = عرض المزيد
act-support-contacts-set = تحديد من تلجأ إليه العائلات
act-viewing-begun = بدء جلسة عرض مع عائلة
act-viewing-planned = تخطيط وجوه لجلسة عرض
act-viewing-shown = عرض وجه على عائلة
act-viewing-passed-over = تجاوز وجه تعذّر عرضه على عائلة
act-viewing-answered = تدوين ما قالته عائلة عن وجه
act-viewing-turned = إيقاف جلسة عرض أو استئنافها أو إنهاؤها
nav-letters = الرسائل
letters-title = رسائل العائلات
letters-lead = ما كتبته العائلات عبر البوابة. تأتي أولًا طلبات الإزالة والاعتراضات، ثم من طال انتظاره. ويُختم اسم الكاتب بمعزل عن رسالته.
letters-waits = أطول انتظار
letters-nothing-waits = لا أحد ينتظر
letters-open = جديدة أو قيد العمل
letters-all = الكل
letters-any = الكل
letters-show = عرض
letters-complete = الاكتمال
letters-lack-nothing = لا ينقصها شيء
letters-lack-something = ينقصها شيء
letters-none = لا رسائل كهذه.
letters-count = { $form ->
    [zero] لا رسائل
    [one] رسالة واحدة
    [two] رسالتان
    [few] { $n } رسائل
    [many] { $n } رسالةً
   *[other] { $n } رسالة
}
letter-days = { $form ->
    [zero] أقل من يوم
    [one] يوم واحد
    [two] يومان
    [few] { $n } أيام
    [many] { $n } يومًا
   *[other] { $n } يوم
}
letter-waits = { $form ->
    [zero] تنتظر منذ أقل من يوم.
    [one] تنتظر منذ يوم واحد.
    [two] تنتظر منذ يومين.
    [few] تنتظر منذ { $n } أيام.
    [many] تنتظر منذ { $n } يومًا.
   *[other] تنتظر منذ { $n } يوم.
}
letter-pictures = { $form ->
    [zero] لا صور
    [one] صورة واحدة
    [two] صورتان
    [few] { $n } صور
    [many] { $n } صورةً
   *[other] { $n } صورة
}
letter-kind = النوع
letter-kind-takedown = طلب إزالة وجه
letter-kind-objection = اعتراض
letter-kind-recognition = تعرّف
letter-kind-report = إفادة عن مفقود
letter-state = الحالة
letter-state-new = جديدة
letter-state-in-work = قيد العمل
letter-state-answered = أُجيب عنها
letter-state-closed = مغلقة
letter-script = مكتوبة بـ
letter-script-arabic = أحرف عربية
letter-script-latin = أحرف لاتينية
letter-script-other = أحرف أخرى
letter-script-none = بلا كلمات
letter-urgency = الاستعجال
letter-urgency-urgent = عاجلة
letter-urgency-usual = عادية
letter-urgency-later = لاحقًا
letter-lacks = ينقصها
letter-lack-name = الاسم
letter-lack-father = اسم الأب
letter-lack-mother = اسم الأم
letter-lack-born = الولادة
letter-lack-taken = متى أو أين أُخذ
letter-lack-reach = كيف نصل إليهم
letter-lack-face = أي وجه
letter-erased = مُحيت
letter-lost = لا تُقرأ
letter-face = الوجه المنشور
letter-face-unknown = لا وجه بهذا الرقم
letter-shows = صاحب هذا الوجه
letter-viewing = بدء جلسة عرض لهذا الشخص
letter-came = أُرسلت في { $x }، وأُدخلت في { $y }.
letter-stands = أين هي الآن
letter-became = صارت الإفادة
letter-follows = تتبع رسالتهم
letter-later = تبعتها
letter-take-up = أخذها للعمل
letter-put-back = إعادتها
letter-rank = تثبيت
letter-close = إغلاقها
letter-close-why = سبب الإغلاق
letter-said = ما يقولون
letter-no-words = لم يُكتب شيء
letter-erased-lead = مُحيت الرسالة. لم يعد أحد يستطيع قراءتها؛ ويبقى في السجل أنها كانت.
letter-lost-lead = لا تُقرأ مع أن أحدًا لم يمحها: مفتاحها أو محتواها مفقود أو تالف. يُرجى تشغيل «amana verify».
letter-pictures-lead = جاءت معها صور لم ينظر فيها أحد. تُفتح كل واحدة في صفحة خاصة مرسومة من جديد، ويُدوَّن أن أحدًا نظر إليها.
letter-picture = عرض الصورة { $x }
letter-no-picture = ليس هذا الملف صورة يمكن عرضها. يُحفظ كما جاء، ولم يُدوَّن اطلاع.
letter-report = إدخالها إفادةً
letter-report-title = إدخال رسالة إفادةً
letter-report-lead = ما تقوله الرسالة مدوّن أدناه. تُراجَع الرسالة: يُوضع كل شيء في مكانه ولا تُغيَّر كلمة من كلماتهم. ويُنقل اسم الكاتب من الرسالة مختومًا.
letter-report-living = اختر الصور التي تُظهر المفقود حيًّا. تُختم مع الإفادة، للبحث وحده، إن وافقت العائلة عليه؛ ولكلٍّ منها قيد خاص بها. وتبقى صور الرسالة فيها كما جاءت.
letter-living = اختم صورة مع إفادة، على أنها صورة الشخص حيًّا
letter-living-lead = لإفادة موجودة هنا. يجب أن تكون عائلة تلك الإفادة موافقة على البحث. وتبقى الصورة في الرسالة كما هي.
letter-living-picture = الصورة
letter-living-report = الإفادة
letter-living-with = الصورة { $x } مختومة على أنها صورة الشخص حيًّا مع
letter-report-how = في رسالتهم { $x }
letter-reports = إفادات قد تكون عن هذا الشخص
letter-reports-lead = إن كانت إحداها من العائلة نفسها فتُغلق هذه الرسالة وتُذكر تلك الإفادة سببًا. وإلا فتُدخل: تبقى إفادة كل قريب قائمة بذاتها، ويقرر العاملون هناك هل اثنتان عن شخص واحد.
letter-same = عن الأمر نفسه كما قرّر العاملون
letter-is-different = عن أمر آخر:
letter-alike = رسائل قد تكون عن الأمر نفسه
letter-alike-lead = القرار للعاملين، ولهم أن يتراجعوا عنه؛ وتبقى كل رسالة قائمة بذاتها.
letter-same-face = عن الوجه نفسه
letter-beside-same = الأمر نفسه
letter-beside-different = أمر آخر
letter-contact = من كتب
letter-answer = الجواب
letter-answer-written = كُتب باسم { $x } في { $y }. يخرج مع amana inbox … --answers التالي.
letter-answer-out = كُتب باسم { $x } في { $y }، وقد خرج.
letter-answer-lead = يقرأ الجواب من معه رقم الرسالة، على جهاز قد يستعمله غيره. لا يُسمّى فيه أحد، ولا يُذكر فيه ما يضرّ أصحاب الرسالة إن وقع في يد غيرهم. وخبر الوفاة يُسمع من إنسان لا من صفحة.
letter-answer-text = ما سيقرؤونه
letter-answer-write = ختم الجواب
letter-erase = محو هذه الرسالة
letter-erase-lead = كلماتها ومن كتبها وصورها والأجوبة عنها. لا رجعة في ذلك، ولا يبلغ إلا هذا الأرشيف: يجب محوها في كل نسخة أيضًا. والإفادة التي نشأت عنها تُمحى في صفحتها.
letter-refused-absent = لا رسالة كهذه.
letter-refused-erased = مُحيت الرسالة. لم يُنفَّذ شيء.
letter-refused-lost = لا تُقرأ مع أن أحدًا لم يمحها. لم يُنفَّذ شيء.
letter-refused-already = هي كذلك أصلًا. لم يُنفَّذ شيء.
letter-refused-why = يلزم سبب أو نص غير طويل جدًا؛ وللمحو معرّف الرسالة. لم يُنفَّذ شيء.
letter-refused-no-report = لا تصير إفادةً إلا رسالة تُبلغ عن أحد، ومرة واحدة فقط. لم يُنفَّذ شيء.
letter-refused-meanwhile = لم يُدوَّن شيء: عمل غيرك في هذه الرسالة في هذه الأثناء. يُرجى النظر إلى أين وصلت الآن؛ ما كتبته محفوظ هنا ويمكن إرساله مرة أخرى.
act-letter-received = إدخال رسالة
act-letter-moved = نقل رسالة
act-letter-ranked = تثبيت استعجال رسالة
act-letter-answered = كتابة جواب عن رسالة
act-answer-handed-out = إخراج جواب
act-letters-compared = قرار: هل رسالتان عن الأمر نفسه
act-letter-reported = إدخال رسالة إفادةً
act-letter-picture-viewed = الاطلاع على صورة في رسالة
act-letter-contact-read = الاطلاع على كاتب رسالة
act-letter-erased = محو رسالة

## Publication

nav-publications = النشر
publications-title = النشر
publications-of = نشر { $x }
publications-of-person = نشر وجه هذا الشخص
publications-lead = لا يُنشر شيء من دون قرار شخصين، لكل منهما سببه. وما يُعرف لاحقًا يغلق النشر من جديد. تُكتب صفحات الوجوه المنشورة بالأمر amana publish.
publications-no-policy = لم تُحدَّد سياسة النشر بعد، ولا يمكن اقتراح شيء قبلها.
gallery-never = لم يُكتب المعرض بعد، ولا يرى أحد أي وجه قبل تشغيل:
gallery-begun = تجري كتابة المعرض، أو انقطعت كتابته، منذ
gallery-begun-next = قد يبقى في مجلده ما أُزيل إلى أن ينتهي هذا الأمر بنجاح:
gallery-written = كُتب المعرض آخر مرة في
gallery-faces = { $form ->
    [zero] لا وجوه فيه
    [one] فيه وجه واحد
    [two] فيه وجهان
    [few] فيه { $n } وجوه
    [many] فيه { $n } وجهاً
   *[other] فيه { $n } وجه
}
gallery-added = { $form ->
    [zero] لا وجوه جديدة منذ ذلك الحين؛ لكتابته:
    [one] صار وجه واحد منشوراً بعد ذلك وليس فيه بعد؛ لكتابته:
    [two] صار وجهان منشورين بعد ذلك وليسا فيه بعد؛ لكتابته:
    [few] صارت { $n } وجوه منشورة بعد ذلك وليست فيه بعد؛ لكتابته:
    [many] صار { $n } وجهاً منشوراً بعد ذلك وليس فيه بعد؛ لكتابته:
   *[other] صار { $n } وجه منشوراً بعد ذلك وليس فيه بعد؛ لكتابته:
}
gallery-removed = { $form ->
    [zero] لا وجوه أُزيلت وبقيت في المعرض. شغّلوا:
    [one] وجه واحد أُزيل أو أُغلق نشره ما زال في المعرض المكتوب آخر مرة. لإخراجه شغّلوا:
    [two] وجهان أُزيلا أو أُغلق نشرهما ما زالا في المعرض المكتوب آخر مرة. لإخراجهما شغّلوا:
    [few] { $n } وجوه أُزيلت أو أُغلق نشرها ما زالت في المعرض المكتوب آخر مرة. لإخراجها شغّلوا:
    [many] { $n } وجهاً أُزيل أو أُغلق نشره ما زال في المعرض المكتوب آخر مرة. لإخراجها شغّلوا:
   *[other] { $n } وجه أُزيل أو أُغلق نشره ما زال في المعرض المكتوب آخر مرة. لإخراجها شغّلوا:
}
publications-person = صفحة هذا الشخص
publications-standings = بحسب الحال
publications-none = لا شيء هنا.
standing-first = بانتظار القرار الأول
standing-further = بانتظار قرار آخر
standing-closed = مقرَّر ومغلق
standing-public = منشور
standing-refused = مرفوض
standing-taken-down = أُزيل
standing-lead-first = لم يقرر أحد بعد.
standing-lead-further = يجب أن يقرر شخص آخر أيضًا.
standing-lead-closed = قُرر النشر، لكنه مغلق للأسباب أدناه.
standing-lead-public = يظهر في صفحات الوجوه المنشورة ابتداءً من كتابتها القادمة.
standing-lead-refused = قرّر أحدهم عدم النشر.
standing-lead-taken-down = لا يظهر في أي من صفحات الوجوه المنشورة ابتداءً من كتابتها القادمة. ويبقى الدليل.
publication-votes = القرارات المؤيدة: { $x } من { $y }.
closed-objection = هناك اعتراض على نشر وجه هذا الشخص.
closed-embargo = ليس قبل { $x }.
closed-age-not-said = لم يذكر أحد عمر هذا الشخص، ونشر وجه طفل يحتاج إلى قرار آخر.
closed-bystander = سيظهر في النشر شخص حيّ معلَّم في الصورة.
closed-not-theirs = لم تعد الصورة منسوبة إلى هذا الشخص.
closed-consent = لم توافق على النشر عائلةٌ رُبطت إفادتها بهذا الشخص.
closed-withdrawn = سحبت موافقتَها على النشر عائلةٌ رُبطت إفادتها بهذا الشخص.
closed-family = لم تُربط إفادة أي عائلة بهذا الشخص.
closed-category = فئة هذا الشخص «{ $x }»، والسياسة لا تنشر وجوه هذه الفئة.
closed-category-not-said = لم يحدّد أحد فئة هذا الشخص.
publication-title = النشر
publication-lead = يمكن اقتراح نشر وجه لهذا الشخص، وتُدوَّن الاعتراضات هنا.
publication-person = الشخص
publication-photograph = الصورة
publication-proposed = صاحب الاقتراح
publication-category-not-said = لم يحدّدها أحد.
publication-covered = المغطّى
publication-face = الوجه
publication-face-covered = جزء من الوجه يغطّيه: { $x }. وقد تُظهره صورة أخرى كاملاً.
publication-face-small = الوجه صغير في هذه الصورة (أقل من 60 نقطة)، ولا يُعرف منه بعد التكبير إلا القليل. وقد تُظهره صورة أخرى أكبر.
publication-covered-none = لا شيء مغطّى.
publication-see = رؤية الوجه كما سيُنشر
publication-decisions = القرارات
publication-undecided = لم يقرر أحد.
publication-undecided-since = لم يقرر أحد منذ أُزيل. وما تقرر قبل ذلك باقٍ في السجل.
publication-why = السبب
publication-publish = يجوز نشره
publication-refuse = لا يجوز نشره
publication-take-back = سحب قراري
publication-decide = القرار
publication-record = تدوين القرار
verdict-publish = يجوز نشره
verdict-refuse = لا يجوز نشره
verdict-taken-back = سُحب
publication-take-down = إزالة من النشر
publication-take-down-lead = فورًا، من كل صفحات تُكتب للوجوه المنشورة من الآن فصاعدًا. لا يعود القرار السابق قائمًا، ويبقى الدليل كما هو.
publication-was-down = أُزيل
publication-cause = سبب الإزالة
cause-family = رغبة عائلة
cause-safety = أحدهم في خطر
cause-mistake = خطأ
cause-order = أمر محكمة
cause-other = غير ذلك
publication-never-who = من دون ذكر من طلب
publication-channel = كيف ورد الطلب
publication-proof = الإثبات
publication-proof-lead = يثبت أن هذه الصورة صُنعت من أصل محفوظ في الأرشيف، من دون أي إشارة إلى أيّ أصل. ويذكر اليوم من دون أي اسم. أما الصور المصنوعة بإصدار سابق فيُذكر معها من اقترحها.
publication-proof-take = أخذ الإثبات
objections-title = { $form ->
    [zero] لا اعتراضات
    [one] اعتراض واحد قائم
    [two] اعتراضان قائمان
    [few] { $n } اعتراضات قائمة
    [many] { $n } اعتراضًا قائمًا
   *[other] { $n } اعتراض قائم
}
objection-record = تدوين اعتراض
objection-lead = يسري فورًا على ما نُشر وعلى ما يُقترح لاحقًا، إلى أن يُسحب.
objection-report = إفادة العائلة إن وُجدت
objection-withdraw = سُحب الاعتراض
takedowns-title = ما أُزيل، شهرًا بشهر
cover-wound = جرح
cover-body = الجسد
cover-bystander = شخص آخر
cover-card = البطاقة
cover-other = غير ذلك
publishing-choose = اختيار الوجه
publishing-choose-lead = الخطوط وجوه وجدتها الآلة. يُختار أحدها، أو يُرسم مستطيل حول الوجه.
publishing-no-photograph = لا يمكن عرض أي صورة لهذا الشخص.
publishing-photograph = الصورة { $x }
publishing-face = الوجه { $x }
publishing-by-hand = رسم الوجه
publishing-this = هذا هو الوجه
publishing-draft = إعداد الوجه
publishing-draft-lead = ما هو مظلَّل يُغطّى: تُستبدل نقاطه ولا يبقى منها شيء في الصورة المنشورة. والخط العريض هو ما يُبقى.
publishing-places = ما يُبقى وما يُغطّى
publishing-uncover = كشف الصورة هنا
publishing-margin = ما يُبقى حول الوجه، بالمئة منه
publishing-turn = يُدار بمقدار، بالدرجات
publishing-grey = من دون ألوان
publishing-leave-out = من دون تغطية
publishing-cover-how = يُرسم مستطيل فوق الصورة أو يُكتب مكانه، ويُذكر ما هو، ثم يُغطّى.
publishing-what = ما هو
publishing-cover = تغطية هذا أيضًا
publishing-update = عرض من جديد
publishing-preview = رؤية الوجه كما سيُنشر
publishing-embargo = ليس قبل
publishing-embargo-how = يوم مثل { "\u2066" }2027-03-15{ "\u2069" } أو لا شيء
publishing-propose = اقتراح
publishing-no-region = لم يُغطَّ شيء جديد: يجب أن يكون للمنطقة عرض وارتفاع وأن تقع داخل الصورة.
publishing-not-covered = هناك منطقة محدَّدة لم تُغطَّ بعد. يلزم تغطيتها أو إفراغ حقولها. لم يُعرض شيء ولم يُقترح شيء.
publishing-day = يُكتب اليوم هكذا: { "\u2066" }2027-03-15{ "\u2069" }.
publication-refused-absent = لا يوجد نشر أو شخص أو إفادة أو اعتراض كهذا.
publication-refused-reason = السبب مطلوب، بألف محرف على الأكثر.
publication-refused-channel = يلزم ذكر كيف ورد الطلب.
publication-refused-policy = لم تُحدَّد سياسة النشر بعد.
publication-refused-theirs = الصورة غير منسوبة إلى هذا الشخص.
publication-refused-already = هناك وجه لهذا الشخص مقترح أو منشور.
publication-refused-same = الأمر كذلك من قبل.
publication-refused-verdict = يلزم ذكر القرار. لم يُدوَّن شيء.
publication-refused-proposer = أنتم من اقترح هذا الوجه، فقرار نشره لغيركم. ولكم أن ترفضوه.
publication-refused-not-looked = انظروا إلى الصورة أولاً: لا يقرّر نشرها إلا من رأى هذه الصورة بعينها. وإذا عُلّم فيها شخص عابر بعد ذلك فيُقترح الوجه من جديد.
publication-refused-picture = لا يمكن صنع الصورة هكذا: { $x }
not-made-face = الوجه ليس في الصورة، أو هو صغير جدًا، أو ليس له شكل وجه.
not-made-margin = يُبقى حول الوجه من كل جهة ثلاثة أضعافه على الأكثر.
not-made-turn = تُدار الصورة نصف دورة على الأكثر.
not-made-cover = تحتاج المنطقة المغطّاة إلى ثلاث زوايا على الأقل، داخل الصورة أو قربها، وإلى مساحة.
not-made-covers = المناطق المغطّاة أكثر من العدد المسموح وهو ستون. يمكن تغطية عدة مناطق بمنطقة أكبر، أو تقليل ما يُبقى حول الوجه.
not-made-line = لا يتّسع السطر تحت وجه بهذا الضيق. يلزم إبقاء المزيد حوله، أو اختيار اسم أقصر لصفحات الوجوه المنشورة.
not-made-recipe = أحد أرقامها غير صالح.
not-made-other-size = أُعدّت لصورة بقياس آخر. يُرجى اختيار الوجه من جديد.
not-made-mark = الوجه صغير جدًا أو قليل التفاصيل فلا يتّسع للرقم المخفي. يلزم إبقاء المزيد حوله، أو تغطية أقل.
not-made-large = هي أكبر مما تقبله صفحات الوجوه المنشورة مهما خُفّضت الجودة. يلزم تقليل ما يُبقى حول الوجه.
not-made-original = لا يمكن قراءة الأصل بوصفه صورة.
nav-families = العائلات
missing-refused-many = للإفادة اثنتا عشرة صورة على الأكثر. لم يُحفظ شيء.
