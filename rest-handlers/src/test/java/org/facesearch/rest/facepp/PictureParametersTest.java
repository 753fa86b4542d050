package org.facesearch.rest.facepp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.image.PictureSource;
import org.facesearch.models.usecase.faceset.FaceSource;
import org.facesearch.rest.facepp.Arguments.Argument;
import org.facesearch.rest.facepp.KeyRing.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class PictureParametersTest {

  private static final Caller FULL = new Caller("anna", false);
  private static final Caller TRIAL = new Caller("anna", true);

  private final Arguments arguments = new Arguments();

  private static void assertError(String message, Executable call) {
    assertEquals(message, assertThrows(FaceppException.class, call).getMessage());
  }

  private FaceSource.Image image() {
    return assertInstanceOf(FaceSource.Image.class, PictureParameters.ONE.face(arguments, FULL));
  }

  @Test
  void tokenComesBeforeFileBeforeBase64BeforeUrl() {
    arguments.add("image_url", "https://example.org/a.jpg");
    assertEquals("image_url", image().place());
    assertInstanceOf(PictureSource.Remote.class, image().picture());
    arguments.add("image_base64", "QUJD");
    assertEquals("image_base64", image().place());
    arguments.add("image_file", new Argument.Part(new byte[] {1}));
    assertEquals("image_file", image().place());
    assertInstanceOf(PictureSource.Upload.class, image().picture());
    arguments.add("face_token", "token");
    assertEquals(new FaceSource.Token("token"), PictureParameters.ONE.face(arguments, FULL));
    // Where no token is taken it does not count.
    assertEquals("image_file", PictureParameters.ONE.image(arguments, FULL).place());
  }

  @Test
  void twoFacesAreToldApartByNumbers() {
    arguments.add("face_token1", "a");
    arguments.add("image_base64_2", "QUJD");
    assertEquals(new FaceSource.Token("a"), PictureParameters.FIRST.face(arguments, FULL));
    FaceSource second = PictureParameters.SECOND.face(arguments, FULL);
    assertEquals("image_base64_2", assertInstanceOf(FaceSource.Image.class, second).place());
  }

  @Test
  void nothingGivenNamesWhatCouldBe() {
    assertError(
        "MISSING_ARGUMENTS: face_token, image_url, image_file, image_base64",
        () -> PictureParameters.ONE.face(arguments, FULL));
    assertError(
        "MISSING_ARGUMENTS: image_url, image_file, image_base64",
        () -> PictureParameters.ONE.image(arguments, FULL));
  }

  @Test
  void rectangleIsTopLeftWidthHeight() {
    arguments.add("image_base64", "QUJD");
    arguments.add("face_rectangle", "70, 80,100,90");
    assertEquals(Optional.of(new BoundingBox(80, 70, 179, 159, null)), image().rectangle());
  }

  @Test
  void rectangleMustBeFourNumbersWithAnArea() {
    for (String wrong :
        new String[] {
          "1,2,3", "1,2,3,4,5", "1,2,0,4", "1,2,3,-4", "-1,2,3,4", "a,b,c,d", "1,2,3,4.5", ",,,"
        }) {
      Arguments bad = new Arguments();
      bad.add("image_base64", "QUJD");
      bad.add("face_rectangle", wrong);
      assertError("BAD_ARGUMENTS:face_rectangle", () -> PictureParameters.ONE.face(bad, FULL));
    }
  }

  @Test
  void rectangleBesideATokenHasNoEffect() {
    arguments.add("face_token", "token");
    arguments.add("face_rectangle", "nonsense");
    assertEquals(new FaceSource.Token("token"), PictureParameters.ONE.face(arguments, FULL));
  }

  @Test
  void trialKeysGiveNoRectangle() {
    arguments.add("face_rectangle", "");
    arguments.add("face_token", "token");
    assertEquals(new FaceSource.Token("token"), PictureParameters.ONE.face(arguments, TRIAL));
    arguments.add("face_rectangle2", "1,2,3,4");
    assertError(
        "INSUFFICIENT_PERMISSION:face_rectangle2",
        () -> PictureParameters.SECOND.face(arguments, TRIAL));
  }

  @Test
  void urlMustBeFetchable() {
    for (String wrong :
        new String[] {
          "ftp://example.org/a.jpg", "data:image/png;base64,QUJD", "nonsense", "http://"
        }) {
      Arguments bad = new Arguments();
      bad.add("image_url", wrong);
      assertError("INVALID_IMAGE_URL: image_url", () -> PictureParameters.ONE.face(bad, FULL));
    }
  }

  @Test
  void base64MayStandInADataUriAndNeverIsAnAddress() {
    arguments.add("image_base64", "data:image/png;base64,QUJD");
    assertInstanceOf(PictureSource.Inline.class, image().picture());
    Arguments address = new Arguments();
    address.add("image_base64", "https://example.org/a.jpg");
    FaceSource face = PictureParameters.ONE.face(address, FULL);
    assertInstanceOf(
        PictureSource.Inline.class, assertInstanceOf(FaceSource.Image.class, face).picture());
  }
}
