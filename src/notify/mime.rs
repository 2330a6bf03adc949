//! A message as a mail: text, the same as HTML, and files.

use super::{Attachment, Message};
use crate::domain::say::Said;
use crate::say;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment as Part, Body, Mailbox, MultiPart, SinglePart};
use sha2::{Digest, Sha256};

/// The bytes of a mail. The same message gives the same bytes.
///
/// Without a valid address there is no `To` line, as in an outbox for people whom the ledger knows by name only.
pub(super) fn bytes(
    message: &Message,
    from: &Mailbox,
    reply_to: Option<&Mailbox>,
    to: Option<&Mailbox>,
    headers: &[(&'static str, &str)],
) -> Result<Vec<u8>, Said> {
    let envelope = lettre::address::Envelope::new(Some(from.email.clone()), vec![to.unwrap_or(from).email.clone()]);
    let mut builder = lettre::Message::builder()
        .envelope(envelope.map_err(unfit)?)
        .from(from.clone())
        .date(message.at.into())
        .message_id(Some(format!("<{}@{}>", message.id, from.email.domain())))
        .subject(line(&message.subject));
    if let Some(to) = to {
        builder = builder.to(to.clone());
    }
    if let Some(reply_to) = reply_to {
        builder = builder.reply_to(reply_to.clone());
    }
    for (name, value) in headers {
        let name = HeaderName::new_from_ascii_str(name);
        builder = builder.raw_header(HeaderValue::new(name, (*value).to_owned()));
    }
    let boundary = |what: &str| {
        Sha256::digest(format!("{} {what}", message.id))
            .iter()
            .take(20)
            .fold("=_".to_owned(), |text, byte| text + &format!("{byte:02x}"))
    };
    let plain = SinglePart::plain(message.text.clone());
    let text = message.html.as_ref().map(|html| {
        let both = MultiPart::alternative().boundary(boundary("alternative"));
        both.singlepart(plain.clone()).singlepart(SinglePart::html(html.clone()))
    });
    let built = if message.attachments.is_empty() {
        match text {
            Some(both) => builder.multipart(both),
            None => builder.singlepart(plain),
        }
    } else {
        let mixed = MultiPart::mixed().boundary(boundary("mixed"));
        let mixed = match text {
            Some(both) => mixed.multipart(both),
            None => mixed.singlepart(plain),
        };
        builder.multipart(message.attachments.iter().fold(mixed, |mixed, file| mixed.singlepart(part(file))))
    };
    Ok(built.map_err(unfit)?.formatted())
}

/// A file as a part. Always base64: a line end in it stays what it is.
fn part(file: &Attachment) -> SinglePart {
    let bytes = || ContentType::parse("application/octet-stream").expect("a media type");
    let mime = ContentType::parse(&file.mime).unwrap_or_else(|_| bytes());
    let body = Body::new_with_encoding(file.bytes.clone(), ContentTransferEncoding::Base64);
    let body = body.unwrap_or_else(|bytes| Body::dangerous_pre_encoded(bytes, ContentTransferEncoding::Base64));
    Part::new(line(&file.name)).body(body, mime)
}

/// A text in one line, for a header.
fn line(text: &str) -> String {
    text.split(char::is_control).collect::<Vec<_>>().join(" ")
}

/// A mail address with the name that people know it by.
pub(super) fn mailbox(name: &str, address: &str) -> Option<Mailbox> {
    let address = address.trim().parse().ok()?;
    let name = line(name.trim());
    Some(Mailbox::new((!name.is_empty()).then_some(name), address))
}

fn unfit(error: impl std::error::Error) -> Said {
    say!("notify-mail-unfit", cause = error.to_string())
}
