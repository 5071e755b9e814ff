//! A desk over the sample archive, asked without a network.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use amana_model::{Clock, UtcTime};
use axum::body::Body;
use axum::http::{Method, Request, Response, header};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use crate::sample::{PASSWORD, Sample};

/// The host that the tests use.
pub(crate) const HOST: &str = "127.0.0.1:8765";

/// A clock that stands until it is moved.
pub(crate) struct Standing(AtomicI64);

impl Clock for Standing {
    fn now(&self) -> UtcTime {
        UtcTime::from_unix(self.0.load(Ordering::Relaxed), 0).unwrap()
    }
}

/// A desk, its archive and its clock.
pub(crate) struct Asked {
    pub(crate) router: axum::Router,
    pub(crate) sample: Arc<Sample>,
    pub(crate) clock: Arc<Standing>,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) head: axum::http::response::Parts,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn status(&self) -> u16 {
        self.head.status.as_u16()
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn header(&self, name: impl header::AsHeaderName) -> &str {
        self.head.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The value of a cookie that was set.
    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        let set = self.head.headers.get_all(header::SET_COOKIE).iter();
        let mut pairs = set.filter_map(|line| line.to_str().unwrap().split(';').next()?.split_once('='));
        pairs.find(|(field, _)| *field == name).map(|(_, value)| value.to_owned())
    }
}

/// A signed-in person.
pub(crate) struct Person {
    pub(crate) cookie: String,
    pub(crate) csrf: String,
}

impl Asked {
    pub(crate) fn new() -> Self {
        Self::over(|sample| sample)
    }

    /// With people who were put together, a sample of them, and a study of it that two coded.
    pub(crate) fn with_study() -> Self {
        Self::over(Sample::with_study)
    }

    fn over(change: impl FnOnce(Sample) -> Sample) -> Self {
        let clock = Arc::new(Standing(AtomicI64::new(1_795_435_200)));
        let sample = Arc::new(change(Sample::new(600, clock.clone())));
        let options = amana_desk::Options {
            archive_name: "sample.amana".into(),
            hosts: vec![HOST.into(), "localhost:8765".into()],
            secure_cookies: false,
            clock: clock.clone(),
            fill_random: |bytes| getrandom::fill(bytes).unwrap(),
            timeout_seconds: 10,
        };
        Self { router: amana_desk::router(sample.clone(), options), sample, clock }
    }

    pub(crate) fn later(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds, Ordering::Relaxed);
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response: Response<Body> = self.router.clone().oneshot(request).await.unwrap();
        let (head, body) = response.into_parts();
        Answer { head, body: body.collect().await.unwrap().to_bytes().to_vec() }
    }

    /// Asks as nobody.
    pub(crate) async fn get(&self, address: &str) -> Answer {
        self.send(request(Method::GET, address).body(Body::empty()).unwrap()).await
    }

    /// Asks as somebody.
    pub(crate) async fn get_as(&self, person: &Person, address: &str) -> Answer {
        let request = request(Method::GET, address).header(header::COOKIE, &person.cookie);
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// Sends a form of a page of ours, its secret included.
    pub(crate) async fn post_as(&self, person: &Person, address: &str, fields: &str) -> Answer {
        let fields = format!("csrf={}&{fields}", person.csrf);
        let request = request(Method::POST, address)
            .header(header::COOKIE, &person.cookie)
            .header(header::ORIGIN, format!("http://{HOST}"));
        self.send(request.body(Body::from(fields)).unwrap()).await
    }

    /// Sends the sign-in form.
    /// Sends a form with a file, as a browser does: each part's name, its file's name where it is one, and its content.
    pub(crate) async fn send_parts(
        &self,
        person: &Person,
        address: &str,
        parts: &[(&str, Option<&str>, &[u8])],
    ) -> Answer {
        let mut body = Vec::new();
        for (name, file, content) in parts {
            let file = file.map(|file| format!("; filename=\"{file}\"")).unwrap_or_default();
            let head = format!("--xyz\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--xyz--\r\n");
        let request = request(Method::POST, address)
            .header(header::COOKIE, &person.cookie)
            .header(header::ORIGIN, format!("http://{HOST}"))
            .header(header::CONTENT_LENGTH, body.len())
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=xyz");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    pub(crate) async fn sign_in(&self, name: &str, password: &str) -> Answer {
        let door = self.get("/sign-in").await;
        let secret = door.cookie("amana_doorstep").unwrap();
        let request = request(Method::POST, "/sign-in")
            .header(header::COOKIE, format!("amana_doorstep={secret}"))
            .header(header::ORIGIN, format!("http://{HOST}"));
        let password = password.replace(' ', "+");
        let fields = format!("csrf={secret}&name={name}&password={password}&to=/");
        self.send(request.body(Body::from(fields)).unwrap()).await
    }

    /// A person who has signed in.
    pub(crate) async fn person(&self, name: &str) -> Person {
        let token = self.sign_in(name, PASSWORD).await.cookie("amana_session").expect("signed in");
        Person { cookie: format!("amana_session={token}"), csrf: format!("secret-of-{token}") }
    }
}

/// A request to the desk's own host.
pub(crate) fn request(method: Method, address: &str) -> axum::http::request::Builder {
    Request::builder().method(method).uri(address).header(header::HOST, HOST)
}
