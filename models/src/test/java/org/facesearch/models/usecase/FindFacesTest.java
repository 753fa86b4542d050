package org.facesearch.models.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletionException;
import org.facesearch.models.bundle.FaceModels;
import org.facesearch.models.gallery.BoundingBox;
import org.facesearch.models.image.DecodeBudget;
import org.facesearch.models.image.ImageIoPictureDecoder;
import org.facesearch.models.image.ImageLimits;
import org.facesearch.models.image.Picture;
import org.facesearch.models.testing.LoadedModels;
import org.facesearch.models.usecase.FindSubjects.Found;
import org.facesearch.models.usecase.FindSubjects.Wish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The photos that are made of faces that are stored. */
@ExtendWith(LoadedModels.class)
class FindFacesTest {

  private final FindSubjects subjects;

  FindFacesTest(FaceModels models) {
    this.subjects = new UseCaseParts(models).subjects();
  }

  private Found found(int sample, BoundingBox box, boolean photo) {
    return subjects
        .toStore(UseCaseParts.sample(sample), box, new Wish(false, photo), "any")
        .toCompletableFuture()
        .join();
  }

  private static void assertHalfAsWideAgain(BoundingBox box, byte[] photo) {
    try (Picture picture =
        new ImageIoPictureDecoder(new DecodeBudget(1L << 28))
            .decode(photo, ImageLimits.defaults())) {
      double width = box.right() - box.left() + 1;
      double height = box.bottom() - box.top() + 1;
      assertEquals(1.5 * width, picture.width(), 2);
      assertEquals(1.5 * height, picture.height(), 2);
    }
  }

  @Test
  void aPhotoIsTheFaceAndALittleAround() {
    Found without = found(4, null, false);
    assertNull(without.subject().photo());
    Found with = found(4, null, true);
    assertEquals(without.faces(), with.faces());
    assertEquals(without.subject().box(), with.subject().box());
    assertEquals(without.subject().quality(), with.subject().quality());
    assertHalfAsWideAgain(with.subject().box(), with.subject().photo());

    BoundingBox found = with.subject().box();
    BoundingBox given =
        new BoundingBox(found.left(), found.top(), found.right(), found.bottom(), null);
    assertNull(found(4, given, false).subject().photo());
    Found inBox = found(4, given, true);
    assertTrue(inBox.faces().isEmpty());
    assertHalfAsWideAgain(given, inBox.subject().photo());
  }

  @Test
  void aBoxOutsideIsRefusedWithAPhotoToo() {
    BoundingBox outside = new BoundingBox(100_000, 1, 100_100, 100, null);
    for (boolean photo : new boolean[] {false, true}) {
      CompletionException failure =
          assertThrows(CompletionException.class, () -> found(4, outside, photo));
      assertTrue(
          failure.getCause().getMessage().startsWith("image.bounding_box.pts must lie in"),
          failure::toString);
    }
  }
}
