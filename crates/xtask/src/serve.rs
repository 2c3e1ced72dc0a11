//! `cargo xtask serve [--port N] [--quick] [--no-build]`: builds the npm folder and serves the playground.
//!
//! A server of a hundred lines, for this machine only: it binds the loopback address, answers GET and HEAD for files
//! below `www/` and `dist/npm` (as `/npm/`), and knows the few types a page needs.

use crate::Result;
use crate::tools::options::Options;
use crate::tools::{exec, paths};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};

/// The command.
pub fn run(args: &[String]) -> Result {
    let mut options = Options::new(args);
    let port = options.value("--port")?.unwrap_or_else(|| "8000".into());
    let port = port.parse().map_err(|_| format!("--port wants a number, not {port}"))?;
    let quick = options.flag("--quick");
    let no_build = options.flag("--no-build");
    options.words()?;
    if !no_build {
        crate::npm::assemble(quick)?;
    }
    let server = Server::bind(port)?;
    println!("The playground is at {}  (Ctrl-C ends)", server.url());
    server.serve();
    Ok(())
}

/// A listening server.
pub struct Server {
    listener: TcpListener,
}

impl Server {
    /// Binds a port of the loopback address; port 0 takes any that is free.
    pub fn bind(port: u16) -> Result<Server> {
        let listener = TcpListener::bind(("127.0.0.1", port))
            .map_err(|error| format!("cannot listen on port {port}: {error}; try --port with another"))?;
        Ok(Server { listener })
    }

    /// The address of its first page.
    pub fn url(&self) -> String {
        let address = self.listener.local_addr().expect("a bound listener has an address");
        format!("http://{address}/")
    }

    /// Answers until the process ends, each connection on a thread of its own.
    pub fn serve(self) {
        for stream in self.listener.incoming().flatten() {
            std::thread::spawn(move || {
                // A browser that hangs up in the middle of an answer is no news.
                let _ = answer(stream);
            });
        }
    }
}

fn answer(stream: TcpStream) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut out = stream;
    loop {
        let mut request = String::new();
        if reader.read_line(&mut request)? == 0 {
            return Ok(());
        }
        let mut header = String::new();
        while reader.read_line(&mut header)? > 2 {
            header.clear();
        }
        let mut words = request.split_whitespace();
        let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or("/"));
        if method != "GET" && method != "HEAD" {
            send(&mut out, "405 Method Not Allowed", "text/plain; charset=utf-8", b"only GET\n", true)?;
            continue;
        }
        match find_file(target).and_then(|path| Some((std::fs::read(&path).ok()?, path))) {
            Some((body, path)) => send(&mut out, "200 OK", mime_type(&path), &body, method == "GET")?,
            None => {
                send(&mut out, "404 Not Found", "text/plain; charset=utf-8", b"not found\n", method == "GET")?
            }
        }
    }
}

fn send(out: &mut TcpStream, status: &str, kind: &str, body: &[u8], with_body: bool) -> std::io::Result<()> {
    // The policy proves with every page served that 'wasm-unsafe-eval' is all Whipsnake asks of a page.
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\n\
         Content-Security-Policy: default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; \
         style-src 'self'; img-src 'self' data:\r\n\r\n",
        body.len()
    );
    out.write_all(head.as_bytes())?;
    if with_body {
        out.write_all(body)?;
    }
    out.flush()
}

/// The file a request names, if it lies in one of the two folders served.
fn find_file(target: &str) -> Option<PathBuf> {
    let path = decode(target.split(['?', '#']).next()?);
    let path = Path::new(path.trim_start_matches('/'));
    if path.components().any(|part| !matches!(part, Component::Normal(_))) {
        return None;
    }
    let full = match path.strip_prefix("npm") {
        Ok(rest) => paths::npm_dist().join(rest),
        Err(_) => paths::root().join("www").join(path),
    };
    let full = if full.is_dir() { full.join("index.html") } else { full };
    full.is_file().then_some(full)
}

/// Undoes percent encoding; what is not a valid escape stays as it is.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let escaped =
            (first == b'%').then(|| tail.get(..2)).flatten().and_then(|hex| std::str::from_utf8(hex).ok());
        match escaped.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn mime_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("py" | "txt" | "md" | "ts") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Serves on a free port until the process ends; the address of the first page.
pub fn in_background() -> Result<String> {
    let server = Server::bind(0)?;
    let url = server.url();
    exec::say(format_args!("serving www/ at {url}"));
    std::thread::spawn(move || server.serve());
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone_and_broken_ones_kept() {
        assert_eq!(decode("/a%20b%2Fc"), "/a b/c");
        assert_eq!(decode("/100%"), "/100%");
        assert_eq!(decode("/%zz"), "/%zz");
    }

    #[test]
    fn no_request_leaves_the_folders() {
        assert_eq!(find_file("/../Cargo.toml"), None);
        assert_eq!(find_file("/%2e%2e/Cargo.toml"), None);
        assert_eq!(find_file("/npm/../../Cargo.toml"), None);
    }
}
