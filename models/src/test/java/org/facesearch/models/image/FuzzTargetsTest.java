package org.facesearch.models.image;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The targets of the fuzzer, on seeds: what they call wrong is thrown by them. */
class FuzzTargetsTest {

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "gif", "bmp"})
  void picturesOfEachFormat(String format) {
    byte[] file = TestImages.encode(TestImages.quarters(40, 30, 5), format, false);
    PictureFuzz.fuzzerTestOneInput(file);
    FilesUnderAttack.cut(file, 20, PictureFuzz::fuzzerTestOneInput);
    FilesUnderAttack.flip(file, 100, new Random(3), PictureFuzz::fuzzerTestOneInput);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "data:",
        "data:,",
        "data:;base64,=",
        "data:;base64,%",
        "data:;base64,%4",
        "data:;base64,%41%4",
        "data:,%zz",
        "data:image/png;base64,AAAA",
        "http://a.example:80/b?c=d",
        "http://[::1%25lo]:9200/",
        "HTTPS://a.example#b",
        " http://",
        "a+b:c",
        "QUJD\r\n RA=="
      })
  void sources(String text) {
    byte[] seed = text.getBytes(StandardCharsets.UTF_8);
    PictureSourceFuzz.fuzzerTestOneInput(seed);
    FilesUnderAttack.flip(seed, 200, new Random(4), PictureSourceFuzz::fuzzerTestOneInput);
  }
}
