//! Derivatives out of a whole archive: what is known to be no part of the face is covered to begin with, and the making repeats.

use amana_archive::ErrorKind;
use amana_model::{Agent, Covered, Digest, FacePlace, Recipe, Region};
use sha2::Digest as _;

use crate::analysing::{Told, analyse};
use crate::support::{Fixture, intake};

/// A picture of 640 × 400 pixels without anything in it.
pub(crate) fn photograph(seed: u32) -> (Vec<u8>, Digest) {
    let (width, height) = (640_u32, 400_u32);
    let pixel = |at: u32| ((at % width / 9 * 31 + at / width / 7 * 17) * (seed + 3) % 223) as u8;
    let pixels: Vec<u8> = (0..width * height).map(pixel).collect();
    let mut bytes = Vec::new();
    jpeg_encoder::Encoder::new(&mut bytes, 90)
        .encode(&pixels, width as u16, height as u16, jpeg_encoder::ColorType::Luma)
        .unwrap();
    let digest = Digest(sha2::Sha256::digest(&bytes).into());
    (bytes, digest)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_part_of_the_face_is_covered_to_begin_with() {
    let fixture = Fixture::new();
    let deposit = fixture.path("deposit");
    std::fs::create_dir(&deposit).unwrap();
    let (bytes, digest) = photograph(1);
    std::fs::write(deposit.join("one.jpg"), &bytes).unwrap();
    let archive = fixture.open();
    intake(&archive, &deposit).await;
    let agent = Agent { name: "samar".into(), software: "amana test".into() };
    archive
        .mark_bystander(&agent, &digest, Region { left: 200, top: 60, width: 20, height: 20 }, None)
        .await
        .unwrap();

    let face = FacePlace::drawn(&Region { left: 100, top: 40, width: 80, height: 100 });
    let recipe = archive.recipe_for(&digest, face).await.unwrap().unwrap();
    let what: Vec<Covered> = recipe.covers.iter().map(|cover| cover.what).collect();
    assert_eq!(
        what,
        [Covered::Body, Covered::Bystander],
        "the mark beside the face, and what is below the chin"
    );
    let covers = recipe.covers.clone();
    let made = archive.derivative(&recipe).await.unwrap();
    assert_eq!(archive.derivative(&recipe).await.unwrap(), made, "it repeats");
    let open = Recipe { covers: Vec::new(), ..recipe.clone() };
    assert_ne!(archive.derivative(&open).await.unwrap(), made);

    let nowhere = FacePlace::drawn(&Region { left: 100_000, top: 40, width: 80, height: 100 });
    assert_eq!(archive.recipe_for(&digest, nowhere).await.unwrap(), None);
    let other = Recipe { size: (10, 10), ..recipe };
    assert_eq!(archive.derivative(&other).await.unwrap_err().kind, ErrorKind::Mistake);
    let gone = Recipe { photograph: Digest([9; 32]), ..open };
    assert_eq!(archive.derivative(&gone).await.unwrap_err().kind, ErrorKind::Absent);
    // A look at a picture of another size suggests nothing.
    analyse(&archive, &Told::new(&["told 1"], "7")).await.unwrap();
    assert_eq!(archive.face_recipes(&digest).await.unwrap(), []);
    let face = FacePlace::drawn(&Region { left: 100, top: 40, width: 80, height: 100 });
    let after = archive.recipe_for(&digest, face).await.unwrap().unwrap();
    assert_eq!(after.covers, covers, "nor does it cover anything of a face that a person drew");
}
