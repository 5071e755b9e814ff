//! Members of containers: each is found, and kept like a file of a folder; containers among them are opened too.

use std::io::{self, Read, Seek};
use std::sync::atomic::Ordering;

use amana_deposit::{
    Allowance, ContainerKind, ContainerReport, Flow, Kind, Member, MemberOutcome, MemberReader, Recognised,
    Spool, SpoolReader, may_be_container, open_container, recognise,
};
use amana_model::Outcome;

use super::found::{Bytes, Done, Found, add_reason};
use super::producer::{Halt, Producer, head_of, note_unopened};

/// A member up to this many bytes is held in memory between unpacking and sealing; a longer one goes, encrypted under
/// a key that is only in memory, to an unlinked file.
const SPOOL: usize = 16 << 20;

type Halted<T> = std::result::Result<T, Halt>;

impl Producer<'_> {
    /// Hands out every member of a container.
    pub(super) fn members<R: Read + Seek>(
        &mut self,
        source: u32,
        within: Vec<Vec<u8>>,
        container: R,
        kind: ContainerKind,
        allowance: &Allowance,
    ) -> Halted<()> {
        let report = open_container(container, kind, allowance, &mut |member, reader| {
            self.check_stop()?;
            self.member(source, &within, member, reader, allowance)?;
            Ok::<_, Halt>(Flow::Continue)
        })?;
        self.report_rest(source, within, &report)
    }

    fn member(
        &mut self,
        source: u32,
        within: &[Vec<u8>],
        member: &Member,
        reader: &mut MemberReader<'_>,
        allowance: &Allowance,
    ) -> Halted<()> {
        let thing = member.clone().into_found(within.to_vec());
        self.counters.members.fetch_add(1, Ordering::Relaxed);
        let Kind::File { len } = thing.kind else {
            if thing.kind == Kind::Folder {
                self.counters.members.fetch_sub(1, Ordering::Relaxed);
                self.counters.folders.fetch_add(1, Ordering::Relaxed);
                return Ok(());
            }
            return self.oddity(source, &thing, member.ordinal);
        };
        self.counters.bytes_total.fetch_add(len, Ordering::Relaxed);
        let found = self.begin(source, &thing, member.ordinal, len);
        let mut chain = within.to_vec();
        chain.push(thing.path);
        match self.recorded(&found) {
            Some(done) if done.found.record.container => {
                self.finish(done)?;
                match self.spool(reader)? {
                    Some(mut bytes) => self.descend(source, chain, &mut bytes, allowance),
                    None => Ok(()),
                }
            }
            Some(done) => self.finish(done),
            None => self.keep_member(source, found, chain, reader, allowance),
        }
    }

    fn keep_member(
        &mut self,
        source: u32,
        mut found: Found,
        chain: Vec<Vec<u8>>,
        reader: &mut MemberReader<'_>,
        allowance: &Allowance,
    ) -> Halted<()> {
        let Some(mut bytes) = self.spool(reader)? else {
            found.record.outcome = Outcome::Refused;
            if let MemberOutcome::Refused(refusal) = reader.outcome() {
                add_reason(&mut found.record, &refusal.to_string());
            }
            return self.finish(Done::without_bytes(found));
        };
        if let MemberOutcome::Damaged(damage) = reader.outcome() {
            add_reason(
                &mut found.record,
                &format!("damaged in its container: {damage}; what could be unpacked is kept"),
            );
        }
        if may_be_container(&head_of(&mut bytes)?) {
            let what = recognise(&mut bytes).ok();
            match (what, allowance.nested()) {
                (Some(Recognised::Container(_)), Err(refusal)) => {
                    add_reason(
                        &mut found.record,
                        &format!("kept, its members were not looked for: {refusal}"),
                    );
                }
                (Some(Recognised::Container(_)), Ok(_)) => {
                    found.record.container = true;
                    self.descend(source, chain, &mut bytes, allowance)?;
                }
                (what, _) => note_unopened(&mut found.record, what),
            }
            bytes.rewind()?;
        }
        self.hand_out(found, Bytes::Member(bytes))
    }

    /// Opens a container inside a container.
    fn descend(
        &mut self,
        source: u32,
        chain: Vec<Vec<u8>>,
        bytes: &mut SpoolReader,
        allowance: &Allowance,
    ) -> Halted<()> {
        bytes.rewind()?;
        let (Ok(Recognised::Container(kind)), Ok(nested)) = (recognise(bytes), allowance.nested()) else {
            return Ok(());
        };
        bytes.rewind()?;
        self.members(source, chain, bytes, kind, &nested)
    }

    /// Unpacks a member; `None` if it was refused.
    fn spool(&self, reader: &mut MemberReader<'_>) -> Halted<Option<SpoolReader>> {
        let mut key = [0; 32];
        self.entropy.fill(&mut key);
        let mut spool = Spool::new(SPOOL, self.spool, key);
        let copied = io::copy(reader, &mut spool);
        match (copied, reader.outcome()) {
            (_, MemberOutcome::Refused(_)) => Ok(None),
            (Ok(_), _) => Ok(Some(spool.into_reader()?)),
            (Err(e), _) => Err(e.into()),
        }
    }

    /// What could not be read of a container as a whole stands as one more thing found in it, with an empty name.
    fn report_rest(&mut self, source: u32, within: Vec<Vec<u8>>, report: &ContainerReport) -> Halted<()> {
        let refused = report
            .refused
            .as_ref()
            .map(|refusal| format!("the rest of the container was not read: {refusal}"));
        let reason =
            refused.clone().into_iter().chain(report.damage.iter().cloned()).collect::<Vec<_>>().join("; ");
        if reason.is_empty() {
            return Ok(());
        }
        self.counters.members.fetch_add(1, Ordering::Relaxed);
        let kind = Kind::Unreadable { reason: reason.clone() };
        let thing = amana_deposit::Found {
            within,
            path: Vec::new(),
            kind,
            modified: None,
            wall_time: None,
            facts: None,
            warnings: Vec::new(),
        };
        let mut found = self.begin(source, &thing, u64::MAX, 0);
        if let Some(done) = self.recorded(&found) {
            return self.finish(done);
        }
        found.record.outcome = if refused.is_some() { Outcome::Refused } else { Outcome::Failed };
        add_reason(&mut found.record, &reason);
        self.finish(Done::without_bytes(found))
    }
}
