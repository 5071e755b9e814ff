//! `init`: an archive begins, with its custodians and its first event.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use amana_custody::{Log, SigningKey};
use amana_disk::{Disk, write_durably};
use amana_model::{Act, ArchiveId, Event};
use amana_store::{Passphrase, Recipient, Recipients, Store, WorkFactor};

use crate::archive::EntrySeal;
use crate::configuration::{Configuration, Custodian, FORMAT, KeyFile, sha256};
use crate::error::{ArchiveError, Result};
use crate::layout::Layout;
use crate::record::encode;
use crate::services::Services;

/// How a custodian's key comes about.
pub enum CustodianKey {
    /// A new identity, wrapped by this passphrase and kept in the archive.
    Passphrase(Passphrase),
    /// A public key whose identity is kept elsewhere.
    Recipient(Recipient),
}

/// A custodian of the new archive.
pub struct NewCustodian {
    /// A name or code name: letters, digits, hyphens; it stands in file names.
    pub name: String,
    /// Her key.
    pub key: CustodianKey,
}

/// What a new archive needs.
pub struct InitOptions {
    /// The folder to make, `NAME.amana`.
    pub root: PathBuf,
    /// At least one; two or more so that a depositor can be named.
    pub custodians: Vec<NewCustodian>,
    /// How hard a passphrase is to guess from a stolen archive.
    pub work: WorkFactor,
}

/// What was made.
#[derive(Debug)]
pub struct Created {
    /// The configuration.
    pub configuration: Configuration,
    /// What to keep where, in English and Arabic: to be printed on paper.
    pub recovery_sheet: String,
}

/// Makes an archive. It appears whole under its name or not at all.
///
/// # Errors
/// If something is there already, a custodian's name will not do, or the disk refuses.
pub fn init(options: &InitOptions, disk: Arc<dyn Disk>, services: &Services) -> Result<Created> {
    check_names(&options.custodians)?;
    if options.root.symlink_metadata().is_ok() {
        return Err(ArchiveError::mistake(format!("{} is there already", options.root.display()))
            .safe("it was not touched")
            .next("choose another name"));
    }
    let building = building_path(&options.root)?;
    clear_unfinished(&building)?;
    let configuration = build(&building, options, &disk, services)?;
    disk.rename(&building, &options.root)?;
    if let Some(parent) = parent(&options.root) {
        disk.sync_dir(parent)?;
    }
    let recovery_sheet = recovery_sheet(&options.root, &configuration);
    Ok(Created { configuration, recovery_sheet })
}

fn parent(path: &Path) -> Option<&Path> {
    path.parent().map(|parent| if parent.as_os_str().is_empty() { Path::new(".") } else { parent })
}

fn building_path(root: &Path) -> Result<PathBuf> {
    let name = root.file_name().ok_or_else(|| ArchiveError::mistake("the archive needs a name"))?;
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(".unfinished");
    Ok(root.with_file_name(hidden))
}

/// An `init` that was killed leaves this folder; its keys were never used, nobody was told of it.
fn clear_unfinished(building: &Path) -> Result<()> {
    match std::fs::remove_dir_all(building) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(e.into()),
        _ => Ok(()),
    }
}

fn check_names(custodians: &[NewCustodian]) -> Result<()> {
    if custodians.is_empty() {
        return Err(ArchiveError::mistake("an archive needs a custodian")
            .next("give --passphrase-file FILE, --custodian NAME=FILE or --recipient NAME=age1…"));
    }
    let mut seen = std::collections::BTreeSet::new();
    for NewCustodian { name, .. } in custodians {
        let plain =
            name.chars().all(|c| c.is_alphanumeric() || c == '-') && (1..=40).contains(&name.chars().count());
        if !plain {
            return Err(ArchiveError::mistake(format!("{name:?} cannot be a custodian's name"))
                .next("use 1 to 40 letters, digits and hyphens; a code name is best"));
        }
        if !seen.insert(name) {
            return Err(ArchiveError::mistake(format!("two custodians are called {name}")));
        }
    }
    Ok(())
}

fn build(
    root: &Path,
    options: &InitOptions,
    disk: &Arc<dyn Disk>,
    services: &Services,
) -> Result<Configuration> {
    let layout = Layout::new(root);
    for folder in [layout.keys(), layout.intakes()] {
        disk.create_dirs(&folder)?;
    }
    let (custodians, public) = make_custodians(&layout, options, disk.as_ref())?;
    let recipients = Recipients::new(public).expect("there is at least one custodian");
    let databases = recipients.seal(&services.random::<32>())?;
    write_durably(disk.as_ref(), &layout.keys().join("databases.age"), &databases)?;

    let archive: ArchiveId =
        services.random_hex::<16>().parse().expect("hexadecimal digits make an identifier");
    let origin = format!("amana/{archive}");
    let signing =
        SigningKey::from_seed(&origin, &services.random::<32>()).expect("the origin has no odd character");
    let configuration = Configuration {
        format: FORMAT,
        archive: archive.clone(),
        origin: origin.clone(),
        log_key: signing.verifier().to_string(),
        databases: KeyFile { path: "keys/databases.age".into(), sha256: sha256(&databases) },
        custodians,
    };
    let text = configuration.to_text()?;
    write_durably(disk.as_ref(), &layout.configuration(), text.as_bytes())?;
    Store::new(disk.clone(), &layout.store()).create()?;
    let log = Log::create(disk.clone(), &layout.custody(), &signing).map_err(crate::archive::log_error)?;
    let created = Event {
        version: 1,
        time: services.clock.now(),
        agent: services.agent.clone(),
        salt: services.random_hex::<16>(),
        act: Act::ArchiveCreated {
            archive,
            origin,
            custodians: configuration
                .custodians
                .iter()
                .map(|c| (c.name.clone(), c.recipient.clone()))
                .collect(),
            configuration: sha256(text.as_bytes()),
        },
    };
    log.append(&[encode(&created)?], &EntrySeal(&recipients)).map_err(crate::archive::log_error)?;
    disk.sync_tree(root)?;
    Ok(configuration)
}

fn make_custodians(
    layout: &Layout,
    options: &InitOptions,
    disk: &dyn Disk,
) -> Result<(Vec<Custodian>, Vec<Recipient>)> {
    let mut custodians = Vec::new();
    let mut public = Vec::new();
    for NewCustodian { name, key } in &options.custodians {
        let (recipient, identity) = match key {
            CustodianKey::Recipient(recipient) => (recipient.clone(), None),
            CustodianKey::Passphrase(passphrase) => {
                let identity = amana_store::generate_identity();
                let wrapped = amana_store::wrap_identity(&identity, passphrase.clone(), options.work)?;
                let path = format!("keys/{name}.age");
                write_durably(disk, &layout.root().join(&path), &wrapped)?;
                (identity.to_public(), Some(KeyFile { path, sha256: sha256(&wrapped) }))
            }
        };
        custodians.push(Custodian { name: name.clone(), recipient: recipient.to_string(), identity });
        public.push(recipient);
    }
    Ok((custodians, public))
}

/// What to keep where, as a sheet for paper.
fn recovery_sheet(root: &Path, configuration: &Configuration) -> String {
    let mut sheet = String::new();
    let name = root.file_name().unwrap_or_default().to_string_lossy();
    let custodians: String = configuration.custodians.iter().fold(String::new(), |mut text, c| {
        let place =
            c.identity.as_ref().map_or("with the custodian, not in the archive", |file| file.path.as_str());
        let _ = writeln!(text, "    {:<16} {}\n    {:<16} key: {place}", c.name, c.recipient, "");
        text
    });
    let _ = write!(
        sheet,
        "RECOVERY SHEET / ورقة الاسترداد: {name}

  Archive   {archive}
  Log key   {key}
  Settings  SHA-256 of amana.toml: {settings}

  Custodians / الأمناء
{custodians}
  Print this sheet. It holds no secret.
  1. Keep each passphrase on paper, apart from the archive and from this sheet. Without a passphrase (or a
     custodian's own identity) nothing in the archive can ever be read again; nobody can reset it.
  2. Keep a copy of the folder keys/ and of amana.toml on another medium.
  3. Keep the log key: with it anybody checks that the log was not rewritten (`amana-verify`).
  4. custody/signing.key lets its holder add to the log, not read it. Keep it only where intakes are made.
  To restore by hand: age -d keys/NAME.age > identity.txt ; age -d -i identity.txt store/ab/cd/… > original

  اطبعوا هذه الورقة، فليس فيها سرّ.
  ١. احفظوا كل عبارة مرور على ورق، بعيدًا عن الأرشيف وعن هذه الورقة. من دون عبارة مرور (أو مفتاح خاص يحفظه أحد الأمناء)
     لا يُقرأ شيء من الأرشيف أبدًا، ولا أحد يستطيع استعادة العبارة.
  ٢. احفظوا نسخة من المجلد keys/ ومن الملف amana.toml على وسيط آخر.
  ٣. احفظوا مفتاح السجل: به يتحقق أيٌّ كان من أن السجل لم يُكتب من جديد (amana-verify).
  ٤. الملف custody/signing.key يسمح بالإضافة إلى السجل لا بقراءته. لا تحفظوه إلا حيث تُتسلَّم الودائع.
",
        archive = configuration.archive,
        key = configuration.log_key,
        settings = configuration.to_text().map_or_else(|_| String::new(), |text| sha256(text.as_bytes()).to_string()),
    );
    sheet
}
