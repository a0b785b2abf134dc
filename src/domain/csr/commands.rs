//! The commands that make a CSR for a draft, to copy: OpenSSL, Java's keytool, and certreq of Windows.
//!
//! Only host names without a fault get in, and the name of the organization is quoted for each place it stands in:
//! what somebody types into a draft must not become part of a command that a colleague runs.

use crate::domain::names;

/// The name in the commands until one was typed.
const EXAMPLE: &str = "dienst.voorbeeld.nl";

/// Commands, with the names of the files they make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commands {
    /// For a Unix shell: key and CSR in two files.
    pub openssl: String,
    /// For a Unix shell: the key in a key store, the CSR in a file.
    pub keytool: String,
    /// The file that certreq reads.
    pub certreq_inf: String,
    /// For the command line of Windows: the key stays with Windows.
    pub certreq: String,
}

impl Commands {
    /// For the names and the organization of a draft, as typed.
    #[must_use]
    pub fn new(common_name: &str, dns_names: &str, organization: &str) -> Self {
        let typed = std::iter::once(names::tidy(common_name)).chain(names::tidy_list(dns_names));
        let mut found: Vec<String> = Vec::new();
        for name in typed.map(|name| names::to_ascii(&name)) {
            if names::fault(&name).is_none() && !found.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
                found.push(name);
            }
        }
        if found.is_empty() {
            found.push(EXAMPLE.to_owned());
        }
        let subject = Subject {
            name: found.first().cloned().unwrap_or_default(),
            organization: plain(organization),
        };
        Self {
            openssl: openssl(&subject, &found),
            keytool: keytool(&subject, &found),
            certreq_inf: certreq_inf(&subject, &found),
            certreq: format!("certreq -new {0}.inf {0}.csr", subject.name),
        }
    }
}

struct Subject {
    name: String,
    organization: String,
}

impl Subject {
    /// The attributes in the order given, each value escaped; no organization where none was typed.
    fn attributes(&self, escape: fn(&str) -> String) -> Vec<String> {
        let organization = (!self.organization.is_empty()).then(|| format!("O={}", escape(&self.organization)));
        std::iter::once(format!("CN={}", self.name))
            .chain(organization)
            .collect()
    }
}

fn openssl(subject: &Subject, names: &[String]) -> String {
    let attributes = subject.attributes(|value| escaped(value, &['\\', '/', '+', '=']));
    let names: Vec<_> = names.iter().map(|name| format!("DNS:{name}")).collect();
    format!(
        "openssl req -new -newkey rsa:3072 -sha256 -nodes -utf8 \\\n  -keyout {0}.key -out {0}.csr \\\n  -subj {1} \\\n  -addext {2}",
        subject.name,
        shell_quoted(&format!("/{}", attributes.join("/"))),
        shell_quoted(&format!("subjectAltName={}", names.join(","))),
    )
}

fn keytool(subject: &Subject, names: &[String]) -> String {
    // RFC 4514 2.4, as Java reads it.
    let attributes = subject.attributes(|value| escaped(value, &['\\', ',', '+', '"', '<', '>', ';', '=', '#']));
    let names: Vec<_> = names.iter().map(|name| format!("dns:{name}")).collect();
    format!(
        "keytool -genkeypair -alias {0} -keyalg RSA -keysize 3072 \\\n  -keystore {0}.p12 -storetype PKCS12 \\\n  -dname {1}\n\
         keytool -certreq -alias {0} -keystore {0}.p12 \\\n  -sigalg SHA256withRSA -ext {2} -file {0}.csr",
        subject.name,
        shell_quoted(&attributes.join(", ")),
        shell_quoted(&format!("SAN={}", names.join(","))),
    )
}

fn certreq_inf(subject: &Subject, names: &[String]) -> String {
    // A value in quotes, each doubled once for X.500 and once for the file; a percent sign begins a variable.
    let attributes = subject.attributes(|value| {
        let value = value.replace('"', "\"\"\"\"").replace('%', "%%");
        format!("\"\"{value}\"\"")
    });
    let names: String = names
        .iter()
        .map(|name| format!("_continue_ = \"dns={name}&\"\n"))
        .collect();
    format!(
        "[Version]\nSignature = \"$Windows NT$\"\n\n[NewRequest]\nSubject = \"{}\"\nKeyAlgorithm = RSA\nKeyLength = 3072\n\
         HashAlgorithm = SHA256\nMachineKeySet = TRUE\nExportable = FALSE\nRequestType = PKCS10\n\n[Extensions]\n\
         2.5.29.17 = \"{{text}}\"\n{names}",
        attributes.join(", "),
    )
}

/// On one line, without what a terminal would act on.
fn plain(text: &str) -> String {
    let words: Vec<_> = text.split(|c: char| c.is_whitespace() || c.is_control()).collect();
    let words: Vec<_> = words.into_iter().filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn escaped(value: &str, special: &[char]) -> String {
    let mut escaped = String::new();
    for letter in value.chars() {
        if special.contains(&letter) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// In the quotes of a POSIX shell (2.2.2), in which nothing but the quote itself means anything.
fn shell_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_the_draft_are_filled_in() {
        let commands = Commands::new(
            "https://Dienst.Voorbeeld.nl/",
            "www.voorbeeld.nl, dienst.voorbeeld.nl\ncafé.nl *.x.nl $(id).nl",
            " Gemeente\n Voorbeeld ",
        );
        assert_eq!(
            commands.openssl,
            "openssl req -new -newkey rsa:3072 -sha256 -nodes -utf8 \\\n  -keyout Dienst.Voorbeeld.nl.key -out Dienst.Voorbeeld.nl.csr \\\n  \
             -subj '/CN=Dienst.Voorbeeld.nl/O=Gemeente Voorbeeld' \\\n  \
             -addext 'subjectAltName=DNS:Dienst.Voorbeeld.nl,DNS:www.voorbeeld.nl,DNS:xn--caf-dma.nl'"
        );
        assert!(
            commands
                .keytool
                .contains("-dname 'CN=Dienst.Voorbeeld.nl, O=Gemeente Voorbeeld'\n")
        );
        assert!(
            commands
                .certreq_inf
                .contains("Subject = \"CN=Dienst.Voorbeeld.nl, O=\"\"Gemeente Voorbeeld\"\"\"\n")
        );
        assert!(commands.certreq_inf.ends_with(
            "_continue_ = \"dns=Dienst.Voorbeeld.nl&\"\n_continue_ = \"dns=www.voorbeeld.nl&\"\n_continue_ = \"dns=xn--caf-dma.nl&\"\n"
        ));
        assert_eq!(
            commands.certreq,
            "certreq -new Dienst.Voorbeeld.nl.inf Dienst.Voorbeeld.nl.csr"
        );
    }

    #[test]
    fn an_empty_draft_gets_an_example_and_no_organization() {
        let commands = Commands::new("", "", "");
        assert!(commands.openssl.contains("-subj '/CN=dienst.voorbeeld.nl' "));
        assert!(commands.certreq_inf.contains("Subject = \"CN=dienst.voorbeeld.nl\"\n"));
    }

    /// The shell hands the words on as they were meant, whatever the organization is called.
    #[test]
    fn an_organization_cannot_leave_its_quotes() {
        let name = "O'Brien & Zn. $(touch x) `id` \"B.V.\" \\ / + %PATH% ; rm -rf \u{1b}[2J";
        let commands = Commands::new("a.nl", "", name);
        assert!(commands.openssl.contains(
            "-subj '/CN=a.nl/O=O'\\''Brien & Zn. $(touch x) `id` \"B.V.\" \\\\ \\/ \\+ %PATH% ; rm -rf [2J'"
        ));
        assert!(
            commands
                .keytool
                .contains("O=O'\\''Brien & Zn. $(touch x) `id` \\\"B.V.\\\" \\\\ / \\+ %PATH% \\; rm")
        );
        assert!(
            commands
                .certreq_inf
                .contains("\"\"O'Brien & Zn. $(touch x) `id` \"\"\"\"B.V.\"\"\"\" \\ / + %%PATH%% ;")
        );
    }
}
