//! The program as a process: what it is started with, what it says, and how it ends.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use pkio_desk::sandbox::FULL_KEY;
use tempfile::TempDir;

use super::sandbox::SandboxProgram;
use super::visitor::Visitor;

/// Longer than anything takes on a busy machine.
pub(super) const PATIENCE: Duration = Duration::from_secs(60);

/// The program with these arguments and nothing of the test's own settings.
pub(super) fn command<I: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = I>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pkio-desk"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("PKIO_") {
            command.env_remove(name);
        }
    }
    command.args(arguments).stdin(Stdio::null());
    command
}

/// How a command ended and what it said.
#[derive(Debug)]
pub(super) struct Ended {
    pub(super) code: Option<i32>,
    pub(super) out: String,
    pub(super) err: String,
}

impl Ended {
    /// What a command that did its work said.
    pub(super) fn succeeded(self) -> String {
        assert_eq!(self.code, Some(0), "{self:?}");
        self.out
    }

    /// The sentence of a command that did not do its work: nothing else, and no `Debug` text.
    pub(super) fn refused(self) -> String {
        assert_eq!(self.code, Some(1), "{self:?}");
        assert!(self.err.starts_with("Error: "), "{self:?}");
        assert_eq!(self.err.trim_end().lines().count(), 1, "{self:?}");
        assert!(!self.err.contains(['{', '}', '\u{1b}']), "{self:?}");
        self.err
    }
}

/// Runs a command to its end.
pub(super) fn run(mut command: Command) -> Ended {
    let output = command.output().unwrap();
    Ended {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs a command that reads this from its standard input.
pub(super) fn run_with_input(mut command: Command, input: &str) -> Ended {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    Ended {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

#[derive(Default)]
struct Lines {
    lines: Vec<String>,
    ended: bool,
}

/// One output of a process, read as it comes.
#[derive(Clone, Default)]
pub(super) struct Output(Arc<(Mutex<Lines>, Condvar)>);

impl Output {
    fn follow(source: impl Read + Send + 'static) -> Self {
        let output = Self::default();
        let kept = output.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(source).lines().map_while(Result::ok) {
                kept.change(|lines| lines.lines.push(line));
            }
            kept.change(|lines| lines.ended = true);
        });
        output
    }

    fn change(&self, change: impl FnOnce(&mut Lines)) {
        // A test that failed while it looked must not make this fail as well.
        change(&mut self.0.0.lock().unwrap_or_else(PoisonError::into_inner));
        self.0.1.notify_all();
    }

    /// Waits until a look at the lines so far finds something.
    fn wait<T>(&self, what: &str, mut look: impl FnMut(&Lines) -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        let mut lines = self.0.0.lock().unwrap();
        loop {
            if let Some(found) = look(&lines) {
                return found;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero() && !lines.ended,
                "no {what} in:\n{}",
                lines.lines.join("\n")
            );
            lines = self.0.1.wait_timeout(lines, left).unwrap().0;
        }
    }

    /// The first line that holds this, now or later.
    pub(super) fn line(&self, text: &str) -> String {
        self.wait(text, |lines| {
            lines.lines.iter().find(|line| line.contains(text)).cloned()
        })
    }

    /// Waits until that many lines hold this.
    pub(super) fn lines(&self, text: &str, number: usize) {
        self.wait(text, |lines| {
            let found = lines.lines.iter().filter(|line| line.contains(text)).count();
            (found >= number).then_some(())
        });
    }

    /// Waits until the lines are enough.
    pub(super) fn enough(&self, what: &str, are_enough: impl Fn(&[String]) -> bool) {
        self.wait(what, |lines| are_enough(&lines.lines).then_some(()));
    }

    /// How many lines so far hold this.
    pub(super) fn count(&self, text: &str) -> usize {
        self.so_far().iter().filter(|line| line.contains(text)).count()
    }

    /// All lines, once the process has closed this output.
    fn whole(&self) -> Vec<String> {
        self.wait("end", |lines| lines.ended.then(|| lines.lines.clone()))
    }

    /// The lines so far.
    pub(super) fn so_far(&self) -> Vec<String> {
        self.0.0.lock().unwrap().lines.clone()
    }
}

/// A process that goes on until it is told to stop; killed when dropped.
pub(super) struct Program {
    child: Child,
    pub(super) out: Output,
    pub(super) err: Output,
}

impl Program {
    pub(super) fn start(mut command: Command) -> Self {
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let out = Output::follow(child.stdout.take().unwrap());
        let err = Output::follow(child.stderr.take().unwrap());
        Self { child, out, err }
    }

    /// SIGKILL: no warning, nothing is written any more.
    pub(super) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM, as service managers send it.
    pub(super) fn terminate(&self) {
        let id = self.child.id().to_string();
        let sent = Command::new("sh").args(["-c", "kill -TERM \"$0\"", &id]).status();
        assert!(sent.unwrap().success());
    }

    /// Waits for the end; gives the status and everything that was said.
    pub(super) fn end(mut self) -> (ExitStatus, Vec<String>) {
        let mut said = self.out.whole();
        said.extend(self.err.whole());
        (self.child.wait().unwrap(), said)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A data folder with one person in it.
pub(super) struct Folder {
    folder: TempDir,
    /// The database, where it is not in the folder.
    database_url: Option<String>,
}

/// The person of a [`Folder`].
pub(super) const USERNAME: &str = "ada";
pub(super) const PASSWORD: &str = "four-plain-words-together";

impl Folder {
    /// A folder with an administrator, added as the first one is.
    pub(super) fn new() -> Self {
        let folder = Self::empty();
        folder.add_person(USERNAME, "administrator");
        folder
    }

    pub(super) fn empty() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
            database_url: None,
        }
    }

    /// An empty folder of a desk whose database is elsewhere.
    pub(super) fn on_database(url: &str) -> Self {
        Self {
            database_url: Some(url.to_owned()),
            ..Self::empty()
        }
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A subcommand on this folder.
    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = command(arguments);
        command.arg("--data-dir").arg(self.path());
        if let Some(url) = &self.database_url {
            command.env("PKIO_DATABASE_URL", url);
        }
        command
    }

    pub(super) fn add_person(&self, username: &str, role: &str) {
        let mut add = self.command(&["user"]);
        add.args(["add", username, "--role", role]);
        let said = run_with_input(add, &format!("{PASSWORD}\n")).succeeded();
        assert_eq!(said, format!("Added {username} as {role}.\n"));
    }

    /// `serve` on this folder, against that sandbox.
    pub(super) fn serve(&self, sandbox: &SandboxProgram) -> Command {
        self.serve_with(&sandbox.base_url())
    }

    /// `serve` on this folder, with a sandbox that is reached at that address.
    pub(super) fn serve_with(&self, digicert_url: &str) -> Command {
        let mut serve = self.command(&["serve", "--listen", "127.0.0.1:0"]);
        serve.args(["--digicert-url", digicert_url]);
        serve.env("PKIO_DIGICERT_API_KEY", FULL_KEY);
        serve
    }

    /// The desk, once it says that it is ready.
    pub(super) fn desk(&self, sandbox: &SandboxProgram) -> Desk {
        Desk::start(self.serve(sandbox))
    }
}

/// A desk that is served.
pub(super) struct Desk {
    pub(super) program: Program,
    pub(super) url: String,
}

impl Desk {
    pub(super) fn start(command: Command) -> Self {
        let program = Program::start(command);
        let ready = program.err.line("the desk is ready");
        let address = ready.split_once("address").unwrap().1;
        let address: String = address
            .chars()
            .skip_while(|letter| !letter.is_ascii_digit())
            .take_while(|letter| letter.is_ascii_digit() || ".:".contains(*letter))
            .collect();
        Self {
            program,
            url: format!("http://{address}"),
        }
    }

    /// As [`Desk::visitor`], where the desk is needed for nothing but to stay.
    pub(super) async fn visited(self) -> (Self, Visitor) {
        let visitor = self.visitor().await;
        (self, visitor)
    }

    /// A browser in which the person of the folder has signed in.
    pub(super) async fn visitor(&self) -> Visitor {
        Visitor::signed_in(&self.url, USERNAME, PASSWORD).await
    }
}
